package dev.atscript.boot;

import dev.atscript.lang.Suggestions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A command line {@code db <command> [flags]}.
 *
 * @param command what to do
 * @param flags the flags given that take no value
 * @param format how to show it
 * @param config an extra Spring configuration file; empty for none
 */
record CommandLine(Command command, Set<Flag> flags, Format format, String config) {

    static final String USAGE = """
            Usage: java -jar <application>.jar db <command> [flags]

            Commands
              sync               compare the .as files with the database, show the plan, apply it
              check              compile the .as files; needs no database

            Flags of sync
              --dry-run          show the plan, change nothing
              --statements       show the SQL of the plan as well; json always has it
              --exit-code        with --dry-run: exit 2 when changes are pending
              --yes              apply destructive changes without asking
              --safe             leave out every destructive change, apply the rest
              --force            introspect even if the stored hash matches

            Flags of both
              -c, --config FILE  an extra Spring configuration file
              --format FORMAT    text (default) or json
              --no-color         no colours, as with the environment variable NO_COLOR
              --help             show this
              --<property>=<value>
                                 any Spring property, for example --atscript.db.locations=file:model/**/*.as

            Exit codes
              0 done, up to date, or dry run   1 errors   2 changes are pending (--exit-code)
              3 refused or aborted   64 wrong usage""";

    private static final String NAME = "db";
    private static final List<String> FLAGS = Stream.concat(
                    Stream.of("--config", "--format"), Stream.of(Flag.values()).map(flag -> flag.text))
            .toList();
    private static final Set<String> SPRING_FLAGS = Set.of("debug", "trace");

    /** What to do. */
    enum Command {
        SYNC,
        CHECK,
        HELP
    }

    /** How to show it. */
    enum Format {
        TEXT,
        JSON
    }

    /** A flag that takes no value. */
    enum Flag {
        DRY_RUN("--dry-run"),
        STATEMENTS("--statements"),
        EXIT_CODE("--exit-code"),
        YES("--yes"),
        SAFE("--safe"),
        FORCE("--force"),
        NO_COLOR("--no-color"),
        HELP("--help");

        private final String text;

        Flag(String text) {
            this.text = text;
        }

        static Optional<Flag> of(String text) {
            return Set.of(values()).stream()
                    .filter(flag -> flag.text.equals(text) || (flag == HELP && text.equals("-h")))
                    .findFirst();
        }
    }

    boolean has(Flag flag) {
        return flags.contains(flag);
    }

    /**
     * Parses the arguments of an application.
     *
     * @return empty if they are not for us: their first word is not {@code db}
     * @throws UsageException if they are for us, and wrong
     */
    static Optional<CommandLine> parse(String... arguments) {
        return isForUs(arguments) ? Optional.of(new Parser(arguments).parse()) : Optional.empty();
    }

    /** Whether their first word is {@code db}. */
    static boolean isForUs(String... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (takesFile(arguments[i])) {
                i++;
            } else if (!arguments[i].startsWith("-")) {
                return arguments[i].equals(NAME);
            }
        }
        return false;
    }

    private static boolean takesFile(String argument) {
        return argument.equals("-c") || argument.equals("--config");
    }

    private static final class Parser {

        private final Deque<String> rest;
        private final List<String> words = new ArrayList<>();
        private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
        private Format format = Format.TEXT;
        private String config = "";

        Parser(String... arguments) {
            rest = new ArrayDeque<>(List.of(arguments));
        }

        CommandLine parse() {
            while (!rest.isEmpty()) {
                String argument = rest.removeFirst();
                if (argument.startsWith("-")) {
                    flag(argument);
                } else {
                    words.add(argument);
                }
            }
            CommandLine commandLine = new CommandLine(command(), flags, format, config);
            check(commandLine);
            return commandLine;
        }

        private void flag(String argument) {
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (takesFile(name)) {
                config = value(argument, equals, "a file");
            } else if (name.equals("--format")) {
                format = format(value(argument, equals, "text or json"));
            } else if (Flag.of(name).isPresent()) {
                if (equals >= 0) {
                    throw new UsageException(name + " takes no value.");
                }
                flags.add(Flag.of(name).orElseThrow());
            } else if (!isSpring(name)) {
                throw new UsageException(unknown(name));
            }
        }

        private static String unknown(String name) {
            if (name.startsWith("-D")) {
                return "The flag " + name + " is not known. Write Spring properties as --name=value.";
            }
            String nearest = Suggestions.among(FLAGS).nearest(name);
            return "The flag " + name + " is not known" + (nearest == null ? "." : "; did you mean " + nearest + "?");
        }

        private String value(String argument, int equals, String what) {
            String value = equals >= 0 ? argument.substring(equals + 1) : rest.isEmpty() ? "" : rest.removeFirst();
            if (value.isEmpty() || (equals < 0 && value.startsWith("-"))) {
                String name = equals >= 0 ? argument.substring(0, equals) : argument;
                throw new UsageException(name + " needs " + what + ".");
            }
            return value;
        }

        private static Format format(String value) {
            return switch (value) {
                case "text" -> Format.TEXT;
                case "json" -> Format.JSON;
                default -> throw new UsageException("--format is text or json, not " + value + ".");
            };
        }

        /** Spring's properties have a dot in their name; only few of its flags have none. */
        private static boolean isSpring(String name) {
            return name.startsWith("--") && (name.indexOf('.') > 0 || SPRING_FLAGS.contains(name.substring(2)));
        }

        private Command command() {
            if (flags.contains(Flag.HELP)) {
                return Command.HELP;
            }
            if (words.size() < 2) {
                throw new UsageException("Which command: sync or check?");
            }
            if (words.size() > 2) {
                throw new UsageException("'" + words.get(2) + "' is one word too many.");
            }
            return switch (words.get(1)) {
                case "sync" -> Command.SYNC;
                case "check" -> Command.CHECK;
                case "help" -> Command.HELP;
                default ->
                    throw new UsageException(
                            "There is no command 'db " + words.get(1) + "'; there are sync and check.");
            };
        }

        private static void check(CommandLine commandLine) {
            if (commandLine.command == Command.CHECK) {
                for (Flag flag : EnumSet.range(Flag.DRY_RUN, Flag.FORCE)) {
                    if (commandLine.has(flag)) {
                        throw new UsageException(flag.text + " belongs to db sync.");
                    }
                }
            }
        }
    }
}

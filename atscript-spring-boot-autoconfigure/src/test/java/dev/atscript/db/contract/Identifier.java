package dev.atscript.db.contract;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names in descriptions: in quotes only where they are not plain. */
final class Identifier {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private Identifier() {}

    static String of(String name) {
        return PLAIN.matcher(name).matches() ? name : quoted(name);
    }

    static String of(List<String> names) {
        return names.stream().map(Identifier::of).collect(Collectors.joining(", "));
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}

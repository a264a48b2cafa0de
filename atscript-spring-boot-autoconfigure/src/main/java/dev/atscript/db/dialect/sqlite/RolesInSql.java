package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.sqlite.SqlTokens.Token;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;

/** Reads SQL token by token, and tells from what stands before a name what it is the name of. */
final class RolesInSql {

    enum Role {
        /** Part of what says when a trigger fires, its own name too. */
        HEADING,
        /** A table or view, be it before a dot. */
        RELATION,
        /** A column of the row that a trigger is about. */
        COLUMN_OF_ROW,
        /** A type or a collation. */
        TYPE,
        /** END, which is a name elsewhere. */
        END_OF_CASE,
        /** A column of anything, a function, an alias or a word of SQL. */
        OTHER
    }

    private static final Set<String> ENDS_OF_FROM = Set.of(
            "except",
            "group",
            "having",
            "intersect",
            "limit",
            "order",
            "returning",
            "select",
            "set",
            "union",
            "values",
            "where",
            "window",
            ";");

    /** Words behind which a value begins. */
    private static final Set<String> BEFORE_VALUES = Set.of(
            "and",
            "between",
            "by",
            "case",
            "distinct",
            "else",
            "escape",
            "from",
            "glob",
            "having",
            "in",
            "is",
            "like",
            "match",
            "not",
            "on",
            "or",
            "regexp",
            "select",
            "then",
            "when",
            "where");

    /** Whether the text around each open parenthesis is a FROM clause. */
    private final Deque<Boolean> around = new ArrayDeque<>();

    private boolean inFrom;
    private boolean inHeading;
    private boolean inColumnsOfHeading;
    /** Whether each open parenthesis is that of a cast. */
    private final Deque<Boolean> casts = new ArrayDeque<>();

    private int openCases;
    private boolean valueEnded;
    private boolean relationExpected;
    private String before = "";
    private String beforeThat = "";

    /** The role of the next token, if it is a name. */
    Role next(Token token) {
        boolean isType = before.equals("collate") || before.equals("as") && Boolean.TRUE.equals(casts.peek());
        Role role = inColumnsOfHeading
                ? Role.COLUMN_OF_ROW
                : inHeading ? Role.HEADING : relationExpected ? Role.RELATION : isType ? Role.TYPE : Role.OTHER;
        String word = token.quoted() ? "" : token.text().toLowerCase(Locale.ROOT);
        if (endsCase(word, token)) {
            role = Role.END_OF_CASE;
        }
        if (inHeading) {
            readHeading(word);
        } else {
            read(word);
        }
        beforeThat = before;
        before = word;
        return role;
    }

    /** SQLite takes END for a name where no value has just ended. */
    private boolean endsCase(String word, Token token) {
        boolean ends = word.equals("end") && openCases > 0 && valueEnded;
        openCases += ends ? -1 : word.equals("case") ? 1 : 0;
        boolean isWord = !word.isEmpty() && (Character.isLetterOrDigit(word.charAt(0)) || word.charAt(0) == '_');
        valueEnded = token.quoted() || word.equals(")") || isWord && !BEFORE_VALUES.contains(word);
        return ends;
    }

    private void readHeading(String word) {
        inColumnsOfHeading |= word.equals("of") && before.equals("update");
        if (word.equals("on")) {
            inHeading = false;
            inColumnsOfHeading = false;
            relationExpected = true;
        }
    }

    private void read(String word) {
        boolean wasExpected = relationExpected;
        relationExpected = false;
        switch (word) {
            case "trigger" -> inHeading = before.equals("create");
            case "(" -> {
                casts.push(before.equals("cast"));
                around.push(inFrom);
                inFrom &= wasExpected && !before.equals("in");
                relationExpected = inFrom;
            }
            case ")" -> {
                casts.poll();
                inFrom = !around.isEmpty() && around.pop();
            }
            case "," -> relationExpected = inFrom;
            case "from" -> {
                boolean compares = before.equals("distinct");
                inFrom |= !compares;
                relationExpected = !compares;
            }
            case "in", "into", "join", "update" -> relationExpected = true;
            default -> {
                relationExpected = before.equals("or") && beforeThat.equals("update");
                inFrom &= !ENDS_OF_FROM.contains(word);
            }
        }
    }
}

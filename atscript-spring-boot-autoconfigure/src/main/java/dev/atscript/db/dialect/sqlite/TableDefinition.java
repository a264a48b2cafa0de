package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.Sql;
import dev.atscript.db.dialect.sqlite.SqlTokens.Token;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What only the text of CREATE TABLE tells, no pragma.
 *
 * @param collations collation by column, upper case; only columns that name one
 * @param autoincrement the columns declared AUTOINCREMENT, at most one
 * @param foreignKeys the constraints' name (empty for none) and text, in order of declaration
 * @param constraints the CHECK and UNIQUE constraints as written, those of columns too, and what of others cannot be said
 * @param options what follows the closing parenthesis: WITHOUT ROWID, STRICT
 * @see <a href="https://www.sqlite.org/lang_createtable.html">CREATE TABLE</a>
 */
record TableDefinition(
        Map<String, String> collations,
        Set<String> autoincrement,
        List<ForeignKey> foreignKeys,
        List<UnmanagedObject> constraints,
        List<String> options) {

    /** A foreign key's name, and whether it says more than its columns, target and actions. */
    record ForeignKey(String name, String deviation) {}

    static TableDefinition parse(String sql, String table) {
        List<Token> tokens = SqlTokens.of(sql);
        TableDefinition definition = new TableDefinition(
                new HashMap<>(), new HashSet<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        int open = 0;
        while (open < tokens.size() && !tokens.get(open).is("(")) {
            open++;
        }
        List<Token> element = new ArrayList<>();
        int at = open + 1;
        for (; at < tokens.size(); at++) {
            Token token = tokens.get(at);
            boolean closes = token.is(")") && token.depth() == 0;
            if (closes || token.is(",") && token.depth() == 1) {
                definition.readElement(element, sql, table);
                element = new ArrayList<>();
                if (closes) {
                    break;
                }
            } else {
                element.add(token);
            }
        }
        definition.readOptions(tokens.subList(Math.min(at + 1, tokens.size()), tokens.size()));
        return definition;
    }

    private void readElement(List<Token> element, String sql, String table) {
        if (element.isEmpty()) {
            return;
        }
        boolean isConstraint = isConstraintStart(element.get(0));
        String column = isConstraint ? "" : element.get(0).name();
        String constraintName = "";
        for (int i = isConstraint ? 0 : 1; i < element.size(); i++) {
            Token token = element.get(i);
            if (isConstraint && token.is("AUTOINCREMENT")) {
                autoincrement.add(firstInGroup(element, i));
            }
            if (token.depth() != 1) {
                continue;
            }
            if (token.is("CONSTRAINT") && i + 1 < element.size()) {
                constraintName = element.get(++i).name();
            } else if (token.is("COLLATE") && i + 1 < element.size()) {
                collations.put(column, element.get(i + 1).name().toUpperCase(Locale.ROOT));
            } else if (token.is("AUTOINCREMENT")) {
                autoincrement.add(column);
            } else if (token.is("CHECK")) {
                // The table has another name while it is made anew.
                String check =
                        new NamesInSql(sql.substring(token.start(), endOfGroup(element, i))).withoutQualifier(table);
                constraints.add(new UnmanagedObject(
                        UnmanagedObject.Kind.CHECK, constraintName, check + onConflict(element, i)));
                constraintName = "";
            } else if (token.is("UNIQUE")) {
                String unique = isConstraint
                        ? sql.substring(token.start(), endOfGroup(element, i))
                        : "UNIQUE (" + Sql.quote(column) + ")";
                constraints.add(new UnmanagedObject(
                        UnmanagedObject.Kind.UNIQUE, constraintName, unique + onConflict(element, i)));
                constraintName = "";
            } else if (token.is("PRIMARY") || token.is("NULL")) {
                String clause = onConflict(element, i);
                if (!clause.isEmpty()) {
                    String what = token.is("PRIMARY") ? "the primary key's" : "column " + column + "'s";
                    constraints.add(new UnmanagedObject(UnmanagedObject.Kind.CLAUSE, what + clause, ""));
                }
            } else if (token.is("REFERENCES")) {
                foreignKeys.add(new ForeignKey(constraintName, deviation(element.subList(i, element.size()))));
                constraintName = "";
            }
        }
    }

    /** Whether the column was declared AUTOINCREMENT; a constraint may spell its name otherwise. */
    boolean isAutoincrement(String column) {
        return autoincrement.stream().anyMatch(column::equalsIgnoreCase);
    }

    private void readOptions(List<Token> tail) {
        StringBuilder option = new StringBuilder();
        for (Token token : tail) {
            if (token.is(",")) {
                options.add(option.toString());
                option.setLength(0);
            } else {
                option.append(option.length() == 0 ? "" : " ")
                        .append(token.text().toUpperCase(Locale.ROOT));
            }
        }
        if (option.length() > 0) {
            options.add(option.toString());
        }
    }

    private static boolean isConstraintStart(Token token) {
        return token.is("CONSTRAINT")
                || token.is("PRIMARY")
                || token.is("UNIQUE")
                || token.is("CHECK")
                || token.is("FOREIGN");
    }

    private static boolean startsAnother(Token token) {
        return isConstraintStart(token) || token.is("NOT") || token.is("DEFAULT") || token.is("REFERENCES");
    }

    /** The clause that says what happens to a row that breaks the constraint; empty for none, or the usual one. */
    private static String onConflict(List<Token> element, int constraint) {
        for (int i = constraint + 1; i + 2 < element.size() && !startsAnother(element.get(i)); i++) {
            if (element.get(i).is("ON") && element.get(i + 1).is("CONFLICT")) {
                Token action = element.get(i + 2);
                return action.is("ABORT") ? "" : " ON CONFLICT " + action.text().toUpperCase(Locale.ROOT);
            }
        }
        return "";
    }

    /** The name that the parentheses around a token begin with. */
    private static String firstInGroup(List<Token> element, int inside) {
        int first = inside;
        while (first > 0
                && element.get(first - 1).depth() == element.get(inside).depth()) {
            first--;
        }
        return element.get(first).name();
    }

    private static int endOfGroup(List<Token> element, int check) {
        for (int i = check + 1; i < element.size(); i++) {
            Token token = element.get(i);
            if (token.is(")") && token.depth() == 1) {
                return token.end();
            }
        }
        return element.get(element.size() - 1).end();
    }

    private static String deviation(List<Token> references) {
        for (int i = 0; i < references.size(); i++) {
            // Without INITIALLY DEFERRED, SQLite checks at once and for ever.
            if (references.get(i).is("DEFERRABLE")) {
                boolean not = i > 0 && references.get(i - 1).is("NOT");
                boolean deferred = i + 2 < references.size()
                        && references.get(i + 1).is("INITIALLY")
                        && references.get(i + 2).is("DEFERRED");
                return deferred && !not ? "deferrable" : "";
            }
        }
        return "";
    }
}

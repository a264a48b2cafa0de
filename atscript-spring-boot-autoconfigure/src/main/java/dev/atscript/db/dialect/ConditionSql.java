package dev.atscript.db.dialect;

import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.lang.Diagnostic;
import dev.atscript.lang.Location;
import dev.atscript.lang.Query;
import dev.atscript.lang.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes conditions as SQL, with parentheses wherever the tree nests, so that the meaning is the written one.
 *
 * <p>Values compare as they do in SQL: what is null is neither equal nor unequal to a value. {@code null} itself is meant
 * as written, also in a list: {@code in ('a', null)} finds rows without a value, {@code not in ('a', null)} those with one.
 */
final class ConditionSql {

    /** Flags that do not matter to whether there is a match, besides those that dialects know. */
    private static final Pattern KNOWN_FLAGS = Pattern.compile("[dgimsu]*");

    private final ViewMapping mapping;
    private final Function<Query.Field, ViewMapping.Value> fields;
    private final Consumer<Diagnostic> diagnostics;

    /**
     * Creates a writer.
     *
     * @param fields what a field is in SQL
     * @param diagnostics takes what the database cannot express
     */
    ConditionSql(
            ViewMapping mapping, Function<Query.Field, ViewMapping.Value> fields, Consumer<Diagnostic> diagnostics) {
        this.mapping = mapping;
        this.fields = fields;
        this.diagnostics = diagnostics;
    }

    String write(Query query) {
        if (query instanceof Query.And and) {
            return joined(and.operands(), " AND ");
        } else if (query instanceof Query.Or or) {
            return joined(or.operands(), " OR ");
        } else if (query instanceof Query.Not not) {
            return "NOT (" + write(not.operand()) + ")";
        } else if (query instanceof Query.Comparison comparison) {
            return comparison(comparison);
        } else if (query instanceof Query.In in) {
            return in(in);
        } else if (query instanceof Query.Matches matches) {
            return matches(matches);
        } else if (query instanceof Query.Exists exists) {
            return isNull(exists.field(), !exists.negated());
        }
        throw new IllegalStateException("Unknown condition " + query);
    }

    private String joined(List<Query> operands, String operator) {
        return operands.stream().map(operand -> "(" + write(operand) + ")").collect(Collectors.joining(operator));
    }

    private String comparison(Query.Comparison comparison) {
        if (comparison.operand() instanceof Query.NullValue) {
            return isNull(comparison.field(), comparison.operator() == Query.Operator.NOT_EQUAL);
        }
        String operator = switch (comparison.operator()) {
            case EQUAL -> " = ";
            case NOT_EQUAL -> " <> ";
            case GREATER -> " > ";
            case GREATER_OR_EQUAL -> " >= ";
            case LESS -> " < ";
            case LESS_OR_EQUAL -> " <= ";
        };
        ViewMapping.Value left = fields.apply(comparison.field());
        if (!(comparison.operand() instanceof Query.Field field)) {
            return mapping.compared(left) + operator + literal(comparison.operand(), left);
        }
        ViewMapping.Value right = fields.apply(field);
        checkCollations(left.column(), right.column(), field.location());
        return areOfOneType(left.column(), right.column())
                ? left.sql() + operator + right.sql()
                : mapping.compared(left) + operator + mapping.compared(right);
    }

    /** Each column's own may be given in the database's words. */
    private void checkCollations(@Nullable PhysicalColumn left, @Nullable PhysicalColumn right, Location location) {
        if (left == null || right == null) {
            return;
        }
        String one = left.collation();
        String other = right.collation();
        if (!one.isEmpty() && !other.isEmpty() && !one.equals(other)) {
            diagnostics.accept(new Diagnostic(
                    Severity.ERROR,
                    MappingProblem.COLLATIONS.code(),
                    location,
                    "This database cannot compare texts of the collations " + one + " and " + other,
                    "give both columns the same collation"));
        }
    }

    private static boolean areOfOneType(@Nullable PhysicalColumn left, @Nullable PhysicalColumn right) {
        return left != null && right != null && left.type().equals(right.type());
    }

    private String isNull(Query.Field field, boolean not) {
        return fields.apply(field).sql() + (not ? " IS NOT NULL" : " IS NULL");
    }

    /** NULL in the list of NOT IN would make it true of no row, so that it is asked for on its own. */
    private String in(Query.In in) {
        ViewMapping.Value field = fields.apply(in.field());
        List<String> values = new ArrayList<>();
        boolean hasNull = false;
        for (Query.Operand value : in.values()) {
            if (value instanceof Query.NullValue) {
                hasNull = true;
            } else {
                values.add(literal(value, field));
            }
        }
        String list =
                mapping.compared(field) + (in.negated() ? " NOT IN (" : " IN (") + String.join(", ", values) + ")";
        String nothing = isNull(in.field(), in.negated());
        if (!hasNull) {
            return list;
        }
        return values.isEmpty() ? nothing : "(" + list + (in.negated() ? ") AND (" : ") OR (") + nothing + ")";
    }

    private String matches(Query.Matches matches) {
        String pattern = "";
        String flags = "";
        if (matches.pattern() instanceof Query.RegexpValue regexp) {
            pattern = regexp.pattern();
            flags = regexp.flags();
        } else if (matches.pattern() instanceof Query.TextValue text) {
            pattern = text.value();
        }
        String sql = KNOWN_FLAGS.matcher(flags).matches()
                ? mapping.matches(fields.apply(matches.field()), pattern, flags)
                : null;
        if (sql != null) {
            return sql;
        }
        diagnostics.accept(new Diagnostic(
                Severity.ERROR,
                MappingProblem.PATTERN.code(),
                matches.pattern().location(),
                "This database cannot match /" + pattern + "/" + flags,
                mapping.matchesHint()));
        return "NULL";
    }

    private String literal(Query.Operand operand, ViewMapping.Value compared) {
        if (operand instanceof Query.TextValue text) {
            return Sql.literal(text.value());
        } else if (operand instanceof Query.NumberValue number) {
            return mapping.literal(number.value(), compared);
        } else if (operand instanceof Query.BoolValue bool) {
            return mapping.literal(bool.value());
        }
        return "NULL";
    }
}

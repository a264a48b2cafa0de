package dev.atscript.db.dialect;

import dev.atscript.lang.Diagnostic;
import dev.atscript.lang.Query;
import dev.atscript.lang.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes conditions as SQL, with parentheses wherever the tree nests, so that the meaning is the written one.
 *
 * <p>Values compare as they do in SQL: what is null is neither equal nor unequal to a value. {@code null} itself is meant
 * as written, also in a list: {@code in ('a', null)} finds rows without a value, {@code not in ('a', null)} those with one.
 */
final class ConditionSql {

    private final ViewMapping mapping;
    private final Function<Query.Field, String> fields;
    private final Consumer<Diagnostic> diagnostics;

    /**
     * Creates a writer.
     *
     * @param fields a field as an SQL expression
     * @param diagnostics takes what the database cannot express
     */
    ConditionSql(ViewMapping mapping, Function<Query.Field, String> fields, Consumer<Diagnostic> diagnostics) {
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
        return fields.apply(comparison.field()) + operator + operand(comparison.operand());
    }

    private String isNull(Query.Field field, boolean not) {
        return fields.apply(field) + (not ? " IS NOT NULL" : " IS NULL");
    }

    /** NULL in the list of NOT IN would make it true of no row, so that it is asked for on its own. */
    private String in(Query.In in) {
        String field = fields.apply(in.field());
        List<String> values = new ArrayList<>();
        boolean hasNull = false;
        for (Query.Operand value : in.values()) {
            if (value instanceof Query.NullValue) {
                hasNull = true;
            } else {
                values.add(operand(value));
            }
        }
        String list = field + (in.negated() ? " NOT IN (" : " IN (") + String.join(", ", values) + ")";
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
        String sql = mapping.matches(fields.apply(matches.field()), pattern, flags);
        if (sql != null) {
            return sql;
        }
        diagnostics.accept(
                new Diagnostic(
                        Severity.ERROR,
                        MappingProblem.PATTERN.code(),
                        matches.pattern().location(),
                        "This database cannot match /" + pattern + "/" + flags,
                        "write it without alternatives, groups and repetitions other than .*, or compare with =, in or exists"));
        return "NULL";
    }

    private String operand(Query.Operand operand) {
        if (operand instanceof Query.Field field) {
            return fields.apply(field);
        } else if (operand instanceof Query.TextValue text) {
            return Sql.literal(text.value());
        } else if (operand instanceof Query.NumberValue number) {
            return Sql.literal(number.value());
        } else if (operand instanceof Query.BoolValue bool) {
            return mapping.literal(bool.value());
        }
        return "NULL";
    }
}

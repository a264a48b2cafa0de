package dev.atscript.db.model;

import dev.atscript.lang.Query;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a condition with every parenthesis. */
final class QueryText {

    private QueryText() {}

    static String of(Query query) {
        if (query instanceof Query.And and) {
            return joined(and.operands(), " and ");
        } else if (query instanceof Query.Or or) {
            return joined(or.operands(), " or ");
        } else if (query instanceof Query.Not not) {
            return "not " + of(not.operand());
        } else if (query instanceof Query.Comparison comparison) {
            return of(comparison.field()) + " " + comparison.operator() + " " + of(comparison.operand());
        } else if (query instanceof Query.In in) {
            return of(in.field())
                    + (in.negated() ? " not in " : " in ")
                    + in.values().stream().map(QueryText::of).collect(Collectors.joining(", ", "(", ")"));
        } else if (query instanceof Query.Matches matches) {
            return of(matches.field()) + " matches " + of(matches.pattern());
        } else if (query instanceof Query.Exists exists) {
            return of(exists.field()) + (exists.negated() ? " not exists" : " exists");
        }
        throw new AssertionError(query);
    }

    private static String joined(List<Query> operands, String word) {
        return operands.stream().map(QueryText::of).collect(Collectors.joining(word, "(", ")"));
    }

    private static String of(Query.Operand operand) {
        if (operand instanceof Query.Field field) {
            return String.join(".", field.path());
        } else if (operand instanceof Query.TextValue text) {
            return "'" + text.value() + "'";
        } else if (operand instanceof Query.NumberValue number) {
            return number.value().toPlainString();
        } else if (operand instanceof Query.BoolValue bool) {
            return String.valueOf(bool.value());
        } else if (operand instanceof Query.RegexpValue regexp) {
            return "/" + regexp.pattern() + "/" + regexp.flags();
        }
        return "null";
    }
}

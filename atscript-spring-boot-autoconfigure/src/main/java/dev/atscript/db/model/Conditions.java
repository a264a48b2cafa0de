package dev.atscript.db.model;

import dev.atscript.lang.Query;
import java.util.List;
import java.util.function.UnaryOperator;

/** Rewrites the fields of a condition, everything else as written. */
final class Conditions {

    private Conditions() {}

    static Query rewrite(Query query, UnaryOperator<Query.Field> field) {
        if (query instanceof Query.And and) {
            return new Query.And(rewrite(and.operands(), field));
        } else if (query instanceof Query.Or or) {
            return new Query.Or(rewrite(or.operands(), field));
        } else if (query instanceof Query.Not not) {
            return new Query.Not(rewrite(not.operand(), field));
        } else if (query instanceof Query.Comparison comparison) {
            return new Query.Comparison(
                    field.apply(comparison.field()), comparison.operator(), operand(comparison.operand(), field));
        } else if (query instanceof Query.In in) {
            return new Query.In(
                    field.apply(in.field()),
                    in.negated(),
                    in.values().stream().map(value -> operand(value, field)).toList());
        } else if (query instanceof Query.Matches matches) {
            return new Query.Matches(field.apply(matches.field()), operand(matches.pattern(), field));
        } else if (query instanceof Query.Exists exists) {
            return new Query.Exists(field.apply(exists.field()), exists.negated());
        }
        throw new IllegalStateException("Unknown condition " + query);
    }

    private static List<Query> rewrite(List<Query> queries, UnaryOperator<Query.Field> field) {
        return queries.stream().map(query -> rewrite(query, field)).toList();
    }

    private static Query.Operand operand(Query.Operand operand, UnaryOperator<Query.Field> field) {
        return operand instanceof Query.Field named ? field.apply(named) : operand;
    }
}

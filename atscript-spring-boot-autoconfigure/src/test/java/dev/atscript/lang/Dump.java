package dev.atscript.lang;

import java.util.List;
import java.util.stream.Collectors;

/** Declarations as text, for comparison in tests. */
public final class Dump {

    private final StringBuilder text = new StringBuilder();

    private Dump() {}

    /** All declarations. */
    public static String of(Compilation compilation) {
        return of(compilation.declarations());
    }

    /** Some declarations. */
    public static String of(List<Declaration> declarations) {
        Dump dump = new Dump();
        for (Declaration declaration : declarations) {
            dump.declaration(declaration);
        }
        return dump.text.toString();
    }

    private void declaration(Declaration declaration) {
        annotations(declaration.annotations(), "");
        text.append(declaration.exported() ? "export " : "")
                .append(declaration.kind() == Declaration.Kind.INTERFACE ? "interface " : "type ")
                .append(declaration.name())
                .append(" = ");
        type(declaration.type(), "");
        text.append('\n');
    }

    private void annotations(List<Annotation> annotations, String indent) {
        for (Annotation annotation : annotations) {
            text.append(indent).append('@').append(annotation.name());
            String arguments =
                    annotation.arguments().stream().map(Dump::argument).collect(Collectors.joining(", "));
            text.append(arguments.isEmpty() ? "" : " ").append(arguments).append('\n');
        }
    }

    static String argument(Argument argument) {
        if (argument instanceof Argument.Text value) {
            return "'" + value.value() + "'";
        } else if (argument instanceof Argument.Number value) {
            return value.value().toString();
        } else if (argument instanceof Argument.Bool value) {
            return String.valueOf(value.value());
        } else if (argument instanceof Argument.Null) {
            return "null";
        } else if (argument instanceof Argument.Name value) {
            return String.join(".", value.path());
        }
        return "`" + query(((Argument.Condition) argument).query()) + "`";
    }

    static String query(Query query) {
        if (query instanceof Query.And and) {
            return and.operands().stream().map(Dump::query).collect(Collectors.joining(" and ", "(", ")"));
        } else if (query instanceof Query.Or or) {
            return or.operands().stream().map(Dump::query).collect(Collectors.joining(" or ", "(", ")"));
        } else if (query instanceof Query.Not not) {
            return "not " + query(not.operand());
        } else if (query instanceof Query.Comparison comparison) {
            return operand(comparison.field()) + " " + comparison.operator() + " " + operand(comparison.operand());
        } else if (query instanceof Query.In in) {
            String values = in.values().stream().map(Dump::operand).collect(Collectors.joining(", "));
            return operand(in.field()) + (in.negated() ? " not in (" : " in (") + values + ")";
        } else if (query instanceof Query.Matches matches) {
            return operand(matches.field()) + " matches " + operand(matches.pattern());
        }
        Query.Exists exists = (Query.Exists) query;
        return operand(exists.field()) + (exists.negated() ? " not exists" : " exists");
    }

    private static String operand(Query.Operand operand) {
        if (operand instanceof Query.Field field) {
            return String.join(".", field.path());
        } else if (operand instanceof Query.TextValue value) {
            return "'" + value.value() + "'";
        } else if (operand instanceof Query.NumberValue value) {
            return value.value().toString();
        } else if (operand instanceof Query.BoolValue value) {
            return String.valueOf(value.value());
        } else if (operand instanceof Query.RegexpValue value) {
            return "/" + value.pattern() + "/" + value.flags();
        }
        return "null";
    }

    private void type(Type type, String indent) {
        if (type instanceof Type.Primitive primitive) {
            text.append(primitive.name());
            primitive.tags().forEach(tag -> text.append('.').append(tag));
        } else if (type instanceof Type.TextLiteral literal) {
            text.append('\'').append(literal.value()).append('\'');
        } else if (type instanceof Type.NumberLiteral literal) {
            text.append(literal.value());
        } else if (type instanceof Type.Structure structure) {
            structure(structure, indent);
        } else if (type instanceof Type.Named named) {
            text.append(named.target().name());
        } else if (type instanceof Type.Chain chain) {
            text.append(chain.root().name());
            chain.path().forEach(property -> text.append('.').append(property.name()));
            text.append(" -> ");
            type(chain.last().type(), indent);
        } else if (type instanceof Type.ArrayOf list) {
            text.append("list of ");
            type(list.element(), indent);
        } else if (type instanceof Type.Tuple tuple) {
            types("[", tuple.elements(), ", ", "]", indent);
        } else if (type instanceof Type.Union union) {
            types("(", union.options(), " | ", ")", indent);
        } else if (type instanceof Type.Intersection intersection) {
            types("(", intersection.parts(), " & ", ")", indent);
        }
    }

    private void types(String before, List<Type> types, String between, String after, String indent) {
        text.append(before);
        for (int i = 0; i < types.size(); i++) {
            text.append(i == 0 ? "" : between);
            type(types.get(i), indent);
        }
        text.append(after);
    }

    private void structure(Type.Structure structure, String indent) {
        text.append(structure.properties().isEmpty() ? "{" : "{\n");
        String inner = indent + "  ";
        for (Property property : structure.properties()) {
            annotations(property.annotations(), inner);
            text.append(inner)
                    .append(property.pattern() ? "[" + property.name() + "]" : property.name())
                    .append(property.optional() ? "?: " : ": ");
            type(property.type(), inner);
            text.append('\n');
        }
        text.append(structure.properties().isEmpty() ? "" : indent).append('}');
    }
}

package dev.atscript.lang;

/** Every kind of problem this package reports. Codes are stable: tools and documentation refer to them. */
enum DiagnosticCode {
    // Characters and tokens
    UNKNOWN_CHARACTER("AS1001", "A character that means nothing in a .as file."),
    UNCLOSED_TEXT("AS1002", "A quoted text that is not closed on its line."),
    UNCLOSED_COMMENT("AS1003", "A /* comment without its */."),
    UNCLOSED_QUERY("AS1004", "A condition without its closing back-tick."),
    BAD_NUMBER("AS1005", "A number that is too long or too large."),
    BAD_ANNOTATION_NAME("AS1006", "An @ without a name, or a name with an empty part."),
    NOT_UTF8("AS1007", "A file that is not UTF-8. Nothing else of it is read."),
    LONG_NAME("AS1008", "A name of more than a thousand characters."),

    // Syntax
    UNEXPECTED_TOKEN("AS1101", "Something stands where the grammar wants something else."),
    UNCLOSED_BLOCK("AS1102", "A brace, bracket or parenthesis that is never closed."),
    UNMATCHED_CLOSER("AS1103", "A closing brace, bracket or parenthesis that closes nothing."),
    TOO_DEEP("AS1104", "Blocks nested deeper, or paths longer, than 100 levels."),
    DANGLING_ANNOTATION("AS1105", "An annotation with nothing behind it to annotate."),
    MISSING_SEPARATOR("AS1106", "Two members on one line without ; or , between them."),
    MISSING_TYPE("AS1107", "A property or a declaration without its type."),
    BAD_PROPERTY_NAME("AS1108", "Something that cannot be the name of a property."),
    BAD_PATTERN("AS1109", "Square brackets in a property's name that hold neither * nor /pattern/."),
    EXPORT_DEFAULT("AS1110", "A default export; only named exports exist."),
    IMPORT_ALL("AS1111", "An import of everything (import *); only named imports exist."),
    IMPORT_RENAME("AS1112", "An import that renames what it imports."),
    RE_EXPORT("AS1113", "An export of something that is declared elsewhere."),
    IMPORT_DEFAULT("AS1114", "A default import; only named imports exist."),
    FOREIGN_DECLARATION(
            "AS1115", "A TypeScript declaration that .as files do not have: enum, class, const and others."),
    FOREIGN_TYPE(
            "AS1116", "TypeScript type notation that .as files do not have: generics, functions, keyof and others."),
    EXPORTED_MUTATION("AS1117", "An exported annotate block that declares no name of its own."),
    NO_PARENTS("AS1118", "An extends with no parent behind it."),

    // Conditions
    EMPTY_QUERY("AS1201", "A condition with nothing in it."),
    QUERY_SYNTAX("AS1202", "Something stands where a condition wants something else."),
    QUERY_OPERATOR("AS1203", "A word or sign that is no operator of conditions."),

    // Names
    DUPLICATE_DECLARATION("AS2001", "Two declarations or imports of one name in one file."),
    RESERVED_NAME("AS2002", "A declaration with the name of a built-in type or a keyword."),
    DUPLICATE_PROPERTY("AS2003", "Two properties of one name in one structure."),
    UNKNOWN_NAME("AS2004", "A name that is neither declared, nor imported, nor built in."),
    UNKNOWN_PROPERTY("AS2005", "A property that the type does not have."),
    NO_PROPERTIES("AS2006", "A property asked of a type that has none."),
    UNKNOWN_TAG("AS2007", "A tag that the built-in type does not have."),
    INCOMPLETE_PRIMITIVE("AS2008", "A built-in name that is only a type together with a tag."),

    // Imports
    MISSING_FILE("AS2101", "An import of a file that cannot be found."),
    NOT_EXPORTED("AS2102", "An import of a declaration that its file does not export."),
    NO_SUCH_DECLARATION("AS2103", "An import of a name that its file does not declare."),

    // Inheritance, references and annotate blocks
    SELF_EXTENDS("AS2201", "An interface that extends itself."),
    EXTENDS_CIRCLE("AS2202", "Interfaces that extend each other in a circle."),
    EXTENDS_NO_STRUCTURE("AS2203", "An extends of something that is no structure."),
    REDECLARED_PROPERTY("AS2204", "A property that a parent has already."),
    CIRCULAR_TYPE("AS2301", "A type that is defined by nothing but itself."),
    TOO_LARGE("AS2303", "Inheritance and copies that add up to more than a hundred thousand properties."),
    DUPLICATE_ENTRY("AS2401", "Two entries for one property in one annotate block."),
    ANNOTATE_BUILT_IN("AS2402", "An annotate block for a built-in type."),

    // Annotations
    UNKNOWN_ANNOTATION("AS3001", "An annotation that its namespace does not have."),
    WRONG_TARGET("AS3002", "An annotation on something it is not for."),
    REPEATED_ANNOTATION("AS3003", "An annotation that may stand once only, twice on one thing."),
    MISSING_ARGUMENT("AS3004", "An annotation without an argument it needs."),
    TOO_MANY_ARGUMENTS("AS3005", "An annotation with more arguments than it takes."),
    WRONG_ARGUMENT("AS3006", "An argument of a kind the annotation does not take."),
    WRONG_CHOICE("AS3007", "An argument that is not among the values the annotation takes.");

    private final String code;
    private final String description;

    DiagnosticCode(String code, String description) {
        this.code = code;
        this.description = description;
    }

    /** The stable code, as in {@link Diagnostic#code()}. */
    String code() {
        return code;
    }

    /** What it means, in one sentence. */
    String description() {
        return description;
    }
}

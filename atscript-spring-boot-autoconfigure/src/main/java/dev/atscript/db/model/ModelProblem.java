package dev.atscript.db.model;

import dev.atscript.lang.Severity;

/** The problems of a model that this package finds; a code once given keeps its meaning. */
enum ModelProblem {
    NOT_AN_INTERFACE("AS4001", "A table or view annotation stands on something that is not an interface."),
    TABLE_AND_VIEW("AS4002", "An interface is both a table and a view."),
    NOT_A_TABLE("AS4003", "An annotation of tables stands on an interface that is no table."),
    DUPLICATE_TABLE("AS4004", "Two interfaces describe the same table or view of one database."),
    BAD_NAME("AS4005", "A name is empty or holds a character that no database takes."),
    NO_COLUMN("AS4006", "A table or view has no column."),
    TOO_LARGE(
            "AS4007",
            "A table or view has more columns, or structures nested deeper, than databases take; or structures that many of"
                    + " them refer to add up to more than a hundred thousand columns."),
    DUPLICATE_COLUMN("AS4008", "Two fields of a table have the same column."),
    FIELD_WITHOUT_COLUMN("AS4009", "An annotation needs a column, and the field has none."),
    FLATTENED("AS4010", "A property that is flattened into several columns has an annotation that needs one column."),
    NO_EFFECT_ON_FLATTENED(
            "AS4011",
            Severity.WARNING,
            "An annotation on a property that is flattened into several columns does nothing there."),
    JSON_PRIMITIVE("AS4012", Severity.WARNING, "@db.json on a primitive."),
    PATTERN_IN_TABLE("AS4013", Severity.WARNING, "A pattern property of a table has no column."),
    COLLATE_NEEDS_STRING("AS4014", "A collation on a field that is not a string."),
    PRECISION_NEEDS_NUMBER("AS4015", "A precision on a field that is neither number nor decimal."),
    BAD_PRECISION("AS4016", "A precision or scale outside 1 ≤ p and 0 ≤ s ≤ p."),
    BAD_VERSION("AS4017", "A version column that is not a required integer."),
    SECOND_VERSION("AS4018", "A second version column in one table."),
    ENCRYPTED_USED("AS4019", "An encrypted field takes part in something that needs its plain value."),
    BAD_NATIVE_NAME("AS4020", "A native type or collation is not the name of one."),
    OPTIONAL_KEY("AS4021", Severity.WARNING, "A key field is written as optional and has no default."),
    ENDLESS_TYPE("AS4022", "A type refers to itself and never says what it is."),
    BAD_LENGTH("AS4023", Severity.WARNING, "A maximum length that no column can have."),

    SEVERAL_DEFAULTS("AS5001", "A field has more than one default."),
    BAD_DEFAULT("AS5002", "A default value does not fit its field."),
    BAD_GENERATED_DEFAULT("AS5003", "A generated default does not fit its field's type."),
    SECOND_INCREMENT("AS5004", "A second generated integer in one table."),
    INDEX_FIELD_TWICE("AS5011", "One field is in an index twice."),
    INDEX_TYPE("AS5012", "The field's type does not suit the kind of index."),
    INDEX_NUMBER("AS5013", "A number in an index annotation is out of range."),
    UNKNOWN_VECTOR_INDEX("AS5014", "A search filter names no vector index."),
    INDEX_OF_ONE_FIELD("AS5015", "An index that can have one field only is given several."),
    DIMENSION_NAME_TAKEN("AS5016", "The index of a dimension has the name of another plain index."),

    FK_NEEDS_CHAIN("AS6001", "A foreign key's type is not a chain to another table's field."),
    TARGET_NO_TABLE("AS6002", "A foreign key or navigation leads to something that is no table."),
    TARGET_NOT_UNIQUE("AS6003", "A foreign key points at fields that do not identify a row."),
    FK_NEEDS_ALIAS("AS6004", "Several foreign keys to one type cannot be told apart."),
    ALIAS_OF_TWO_TABLES("AS6005", "The fields of one alias point to different tables."),
    FK_ACROSS_SPACES("AS6006", "A foreign key points into another space."),
    ACTION_WITHOUT_FK("AS6007", "A referential action stands where no foreign key is."),
    SECOND_ACTION("AS6008", "A foreign key has a referential action twice."),
    SET_NULL_ON_REQUIRED("AS6009", "setNull on a required field."),
    SET_DEFAULT_WITHOUT_DEFAULT("AS6010", Severity.WARNING, "setDefault on a field without a default."),
    FK_AND_NAVIGATION("AS6011", "A field is both foreign key and navigation."),
    NAVIGATION_WITHOUT_FK("AS6012", "A navigation has no foreign key to follow."),
    NAVIGATION_NEEDS_ALIAS("AS6013", "A navigation has several foreign keys it could follow."),

    VIEW_INCOMPLETE(
            "AS7001", "An annotation of views stands on an interface that is no view, or lacks its entry table."),
    VIEW_SOURCE_NO_TABLE("AS7002", "A view names something that is no table."),
    VIEW_SOURCE_TWICE("AS7003", "A view names one table twice."),
    VIEW_FIELD_UNKNOWN("AS7004", "A view's field names no column."),
    CONDITION_FIELD_UNKNOWN("AS7005", "A condition names no column."),
    CONDITION_OUT_OF_SCOPE("AS7006", "A condition names a table that is not in scope at its place."),
    HAVING_WITHOUT_AGGREGATE("AS7007", "@db.view.having in a view without aggregates."),
    BAD_AGGREGATE("AS7008", "An aggregate does not suit its field."),
    VIEW_ACROSS_SPACES("AS7010", "The sources of a view are in different spaces."),
    CONDITION_TYPE("AS7011", "A condition compares values of different kinds."),
    UNKNOWN_VIEW_ANNOTATION("AS7012", "An unknown annotation on a view's field: it might compute the field."),
    CONDITION_COLLATION("AS7013", "A condition compares two columns that compare texts differently."),
    CONDITION_ZERO_CHARACTER("AS7014", "A text of a condition holds the character U+0000.");

    private final String code;
    private final Severity severity;
    private final String meaning;

    ModelProblem(String code, String meaning) {
        this(code, Severity.ERROR, meaning);
    }

    ModelProblem(String code, Severity severity, String meaning) {
        this.code = code;
        this.severity = severity;
        this.meaning = meaning;
    }

    String code() {
        return code;
    }

    Severity severity() {
        return severity;
    }

    /** What the code stands for, in a sentence. */
    String meaning() {
        return meaning;
    }
}

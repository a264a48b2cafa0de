package dev.atscript.db.dialect;

/** The problems of a model that only a kind of database has with it; a code once given keeps its meaning. */
public enum MappingProblem {
    SAME_TABLE(
            "AS8001",
            "Two tables or views of a model are one to the database: by case, by length, or by a namespace it does not have."),
    SAME_COLUMN("AS8002", "Two columns of a table or view are one to the database."),
    SAME_INDEX("AS8003", "Two indexes of a model have one name in the database."),
    PATTERN("AS8004", "The database cannot express a regular expression of a condition."),
    NAME_OF_INDEX("AS8005", "A table or view has the name of an index."),
    KEPT_NAME("AS8006", "A table, view or namespace has a name that sync or the database keeps for itself."),
    COLLATIONS("AS8007", "A condition compares two columns of different collations of the database's own."),
    SQLITE_INCREMENT("AS8101", "SQLite numbers only a column that is the whole primary key."),
    SQLITE_FULL_TEXT(
            "AS8102",
            "SQLite's full text keeps the name of a column for itself, or a column hides the rowid by which it finds rows."),
    SQLITE_FULL_TEXT_NAME("AS8103", "A table, view or index has a name that SQLite's full text needs for itself."),
    POSTGRES_SERIAL("AS8201", "A native type that is a number with a sequence of its own, and no type."),
    POSTGRES_LENGTH("AS8202", "A text is longer than PostgreSQL takes."),
    POSTGRES_PRECISION("AS8203", "A decimal has more digits than PostgreSQL takes."),
    POSTGRES_ZERO_CHARACTER("AS8204", "A default holds the character U+0000, which PostgreSQL does not take."),
    POSTGRES_SEQUENCE("AS8205", "A table or view has the name of a sequence that numbers a table."),
    POSTGRES_MOMENT("AS8206", "A default that would stay the moment of the sync for ever."),
    POSTGRES_ZONE("AS8207", "A default that is another date, time or moment in every session, by its zone and style."),
    POSTGRES_KEY("AS8208", "A table or view has the name of another table's primary key."),
    POSTGRES_COLUMN("AS8209", "A column has the name of one that PostgreSQL gives to every table.");

    private final String code;
    private final String meaning;

    MappingProblem(String code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The diagnostic's code. */
    public String code() {
        return code;
    }

    /** What the code stands for, in a sentence. */
    public String meaning() {
        return meaning;
    }
}

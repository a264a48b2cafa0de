package dev.atscript.db.dialect;

/**
 * One statement of a plan.
 *
 * @param sql what is sent, without a closing semicolon
 * @param proof empty for a statement that changes something; otherwise the statement is a query that must return no
 *     row, and this says what a row would mean
 */
public record SqlStatement(String sql, String proof) {

    /** A statement that changes something. */
    public static SqlStatement of(String sql) {
        return new SqlStatement(sql, "");
    }

    /** A query that must return no row. */
    public static SqlStatement proof(String sql, String meaningOfARow) {
        return new SqlStatement(sql, meaningOfARow);
    }

    /** Whether this only proves something. */
    public boolean isProof() {
        return !proof.isEmpty();
    }
}

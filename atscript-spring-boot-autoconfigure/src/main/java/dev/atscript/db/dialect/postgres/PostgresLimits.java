package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.DesiredSchema;
import dev.atscript.db.dialect.MappingProblem;
import dev.atscript.db.model.ColumnType;
import dev.atscript.db.model.DbColumn;
import dev.atscript.db.model.DbDefault;
import dev.atscript.db.model.DbSchema;
import dev.atscript.db.model.DbTable;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.lang.Diagnostic;
import dev.atscript.lang.Location;
import dev.atscript.lang.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a model may say that PostgreSQL cannot do.
 *
 * @see <a href="https://www.postgresql.org/docs/current/datatype.html">Data types</a>
 */
final class PostgresLimits {

    private static final int LONGEST_TEXT = 10_485_760;
    private static final int MOST_DIGITS = 1000;

    /** Letters of four bytes that are never too many for an index. */
    private static final int ALWAYS_FIT = 600;

    /** Names that stand for a type, a sequence and a default, and are no types. */
    private static final Set<String> SERIAL =
            Set.of("serial", "serial2", "serial4", "serial8", "smallserial", "bigserial");

    /** Columns that every table has, and a view only if it is materialized. */
    private static final Set<String> SYSTEM_COLUMNS = Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");

    private final List<Diagnostic> found = new ArrayList<>();

    private PostgresLimits() {}

    static DesiredSchema check(DbSchema model, DesiredSchema desired) {
        PostgresLimits limits = new PostgresLimits();
        for (DbTable table : model.tables()) {
            table.columns().forEach(limits::check);
        }
        model.views().stream()
                .filter(view -> view.materialized() && view.definition() != null)
                .forEach(view -> view.columns().forEach(column -> limits.checkName(column.name(), view.location())));
        limits.checkSequences(desired);
        limits.checkKeys(desired);
        List<Diagnostic> diagnostics = new ArrayList<>(desired.diagnostics());
        diagnostics.addAll(limits.found);
        return new DesiredSchema(desired.tables(), desired.views(), diagnostics);
    }

    /**
     * See {@link dev.atscript.db.dialect.Values#tooLongForIndex}. A third of a page has to hold an entry of a B-tree, with 16
     * bytes at least that are not the value's. What is that long is stored compressed, where it can be, and goes into the index
     * as it is.
     *
     * @see <a href="https://www.postgresql.org/docs/current/btree.html">B-Tree Indexes</a>
     */
    static @Nullable String tooLongForIndex(String column, String type) {
        int length = PostgresTypes.isText(type) ? PostgresTypes.firstArgument(type) : -1;
        boolean mayBeLong = PostgresTypes.isStoredAsToldTo(type) && (length < 0 || length > ALWAYS_FIT);
        return mayBeLong
                ? "pg_catalog.pg_column_size(" + column
                        + ") > (pg_catalog.current_setting('block_size')::int - 56) / 3 - 16"
                : null;
    }

    private void checkName(String column, Location location) {
        if (SYSTEM_COLUMNS.contains(column)) {
            error(
                    MappingProblem.POSTGRES_COLUMN.code(),
                    location,
                    "The column cannot be called '" + column + "', as PostgreSQL has one of that name in every table",
                    "give it another name");
        }
    }

    private void check(DbColumn column) {
        checkName(column.name(), column.location());
        String nativeType = column.nativeOptions().get(PostgresColumns.NATIVE_TYPE);
        if (nativeType != null) {
            if (SERIAL.contains(nativeType.strip().toLowerCase(Locale.ROOT))) {
                error(
                        MappingProblem.POSTGRES_SERIAL.code(),
                        column.location(),
                        "'" + nativeType + "' is no type, but a number with a sequence of its own",
                        "say @db.default.increment, and no @db.pg.type");
            }
            if (column.defaultValue() instanceof DbDefault.TextValue text) {
                checkMoment(text.value(), PostgresTypes.canonical(nativeType), column.defaultLocation());
            }
        } else if (column.type() instanceof ColumnType.Text text
                && text.maxLength() != null
                && text.maxLength() > LONGEST_TEXT) {
            error(
                    MappingProblem.POSTGRES_LENGTH.code(),
                    column.location(),
                    "PostgreSQL limits texts to " + LONGEST_TEXT + " characters at most",
                    "take the limit away: a text without one may be as long as a gigabyte");
        } else if (column.type() instanceof ColumnType.Decimal decimal
                && decimal.precision() != null
                && decimal.precision() > MOST_DIGITS) {
            error(
                    MappingProblem.POSTGRES_PRECISION.code(),
                    column.location(),
                    "PostgreSQL limits numbers to " + MOST_DIGITS + " digits at most",
                    "take the precision away: a decimal without one has as many digits as it needs");
        }
        if (hasZeroCharacter(column)) {
            error(
                    MappingProblem.POSTGRES_ZERO_CHARACTER.code(),
                    column.location(),
                    "PostgreSQL holds no text with the character U+0000",
                    "leave it out of the default");
        }
    }

    private void checkMoment(String value, String type, Location location) {
        if (!PostgresMoments.isOf(type)) {
            return;
        }
        if (PostgresMoments.isRelative(value)) {
            error(
                    MappingProblem.POSTGRES_MOMENT.code(),
                    location,
                    "the default '" + value + "' would stay the moment of the sync for ever",
                    "say @db.default.now, which is another one for every row");
            return;
        }
        String complaint = PostgresMoments.complaint(value, type);
        if (complaint != null) {
            error(
                    MappingProblem.POSTGRES_ZONE.code(),
                    location,
                    "the default '" + value + "' " + complaint,
                    "write '2026-01-31', '12:30:00' or '2026-01-31T12:30:00', with Z or an offset behind it where the"
                            + " type has a time zone");
        }
    }

    private static boolean hasZeroCharacter(DbColumn column) {
        if (column.defaultValue() instanceof DbDefault.TextValue text) {
            return text.value().indexOf('\0') >= 0;
        }
        // An escaped backslash before it would make it six characters.
        return column.defaultValue() instanceof DbDefault.JsonValue json
                && json.json().replace("\\\\", "").contains("\\u0000");
    }

    /** A numbered column has a sequence, and that has a name among those of tables and views. */
    private void checkSequences(DesiredSchema desired) {
        Map<QualifiedName, String> sequences = new HashMap<>();
        for (DesiredSchema.Table table : desired.tables()) {
            table.physical().columns().stream()
                    .filter(column -> column.identity() != null)
                    .forEach(column -> sequences.put(
                            table.name().withName(table.name().name() + "_" + column.name() + "_seq"),
                            table.name() + "." + column.name()));
        }
        desired.tables().forEach(table -> checkSequence("table", table.name(), table.location(), sequences));
        desired.views().forEach(view -> checkSequence("view", view.name(), view.location(), sequences));
    }

    private void checkSequence(
            String what, QualifiedName name, Location location, Map<QualifiedName, String> sequences) {
        String column = sequences.get(name);
        if (column != null) {
            error(
                    MappingProblem.POSTGRES_SEQUENCE.code(),
                    location,
                    "The " + what + " '" + name + "' has the name of the sequence that numbers '" + column + "'",
                    "give it another name");
        }
    }

    /** So has a primary key: an index. */
    private void checkKeys(DesiredSchema desired) {
        Map<QualifiedName, DesiredSchema.Table> keys = new HashMap<>();
        for (DesiredSchema.Table table : desired.tables()) {
            if (table.physical().primaryKey() != null) {
                keys.put(table.name().withName(table.name().name() + "_pkey"), table);
            }
        }
        desired.tables().forEach(table -> checkKey(table.name(), table.location(), keys));
        desired.views().forEach(view -> checkKey(view.name(), view.location(), keys));
    }

    private void checkKey(QualifiedName name, Location location, Map<QualifiedName, DesiredSchema.Table> keys) {
        DesiredSchema.Table table = keys.get(name);
        if (table != null) {
            error(
                    MappingProblem.POSTGRES_KEY.code(),
                    location,
                    "'" + name + "' is the name of the primary key of '" + table.name() + "'",
                    "give it another name");
        }
    }

    private void error(String code, Location location, String message, String hint) {
        found.add(new Diagnostic(Severity.ERROR, code, location, message, hint));
    }
}

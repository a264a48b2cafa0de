package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.Breakage;
import dev.atscript.db.dialect.ControlTableSql;
import dev.atscript.db.dialect.DesiredSchema;
import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.dialect.Identifiers;
import dev.atscript.db.dialect.LiveQuery;
import dev.atscript.db.dialect.MissingRight;
import dev.atscript.db.dialect.RenderedChange;
import dev.atscript.db.dialect.RowCount;
import dev.atscript.db.dialect.SchemaMapper;
import dev.atscript.db.dialect.Sql;
import dev.atscript.db.dialect.SqlStatement;
import dev.atscript.db.dialect.SupportedDatabase;
import dev.atscript.db.model.DbSchema;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.schema.UnmanagedObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** PostgreSQL. */
public final class PostgresDialect implements Dialect {

    static final Identifiers IDENTIFIERS = new Identifiers(63, false, true, "pg_");

    // https://www.postgresql.org/docs/current/errcodes-appendix.html
    private static final String UNDEFINED_TABLE = "42P01";
    private static final String UNDEFINED_COLUMN = "42703";
    private static final Set<String> SOMEBODY_IN_THE_WAY = Set.of(
            "55P03", // lock_not_available
            "40P01", // deadlock_detected
            "40001"); // serialization_failure

    private final SchemaMapper mapper = new SchemaMapper(new PostgresColumns(), new PostgresViews(), IDENTIFIERS);

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public SupportedDatabase database() {
        return new SupportedDatabase("PostgreSQL", 14, 0);
    }

    @Override
    public int mappingVersion() {
        return 2;
    }

    @Override
    public DesiredSchema map(DbSchema model) {
        return PostgresLimits.check(model, mapper.map(model));
    }

    @Override
    public DesiredSchema spell(DesiredSchema desired, JdbcOperations jdbc) {
        return PostgresSpelling.of(desired, jdbc);
    }

    @Override
    public boolean sameDefault(PhysicalColumn live, PhysicalColumn wanted) {
        // Both are in the database's spelling.
        return false;
    }

    @Override
    public @Nullable String refusal(Change change) {
        boolean isVirtual = change instanceof Change.AlterColumn alter
                && alter.from().generated()
                && alter.from().defaultValue() != null;
        return isVirtual
                ? "is computed by the database and holds no values (VIRTUAL), so that it cannot become a plain one: drop it"
                : null;
    }

    @Override
    public @Nullable String trialOf(PhysicalColumn column) {
        String type = column.type();
        String value = column.defaultValue();
        if (!PostgresTypes.isNative(type)) {
            return null;
        }
        // A domain looks at a value only where there is a row.
        return value == null
                ? "SELECT " + PostgresTypes.none(type) + " LIMIT 0"
                : "SELECT CAST(" + value + " AS " + type + ")";
    }

    @Override
    public @Nullable String trialOfNull(PhysicalColumn column) {
        return PostgresTypes.isNative(column.type()) ? "SELECT " + PostgresTypes.none(column.type()) : null;
    }

    /** It sorts by what a B-tree of the type would. */
    @Override
    public @Nullable String trialOfOrder(PhysicalColumn column) {
        return PostgresTypes.isNative(column.type())
                ? "SELECT " + PostgresTypes.none(column.type()) + " AS value ORDER BY value LIMIT 0"
                : null;
    }

    @Override
    public boolean holdsRowsOf(PhysicalColumn column, Set<QualifiedName> tables) {
        return PostgresTypes.isNative(column.type())
                && tables.stream().anyMatch(table -> PostgresTypes.isRowOf(column.type(), table.name()));
    }

    @Override
    public PhysicalSchema introspect(JdbcOperations jdbc, Set<String> namespaces, Duration lockTimeout) {
        return new PostgresIntrospector(namespaces, lockTimeout).introspect(jdbc);
    }

    @Override
    public Way wayOf(Change change, PhysicalTable table, PhysicalSchema live) {
        return Way.IN_PLACE;
    }

    @Override
    public List<String> obstacles(Change change, PhysicalTable table) {
        return PostgresObstacles.of(change, table);
    }

    @Override
    public UnmanagedObject afterRename(UnmanagedObject object, QualifiedName table, Change rename) {
        return PostgresObstacles.OF_COLUMNS.contains(object.kind())
                        && rename instanceof Change.RenameColumn column
                        && column.table().equals(table)
                        && column.from().equals(object.column())
                ? object.withColumn(column.to())
                : object;
    }

    @Override
    public String key(String name) {
        return IDENTIFIERS.key(name);
    }

    @Override
    public ViewsInTheWay viewsInTheWay(Change change) {
        if (change instanceof Change.DropTable || change instanceof Change.DropView) {
            return ViewsInTheWay.OF_THE_RELATION;
        }
        if (change instanceof Change.ChangePrimaryKey key && key.from() != null) {
            return ViewsInTheWay.OF_THE_KEY;
        }
        boolean rewrites = change instanceof Change.AlterColumn alter && PostgresColumnChange.setsType(alter);
        return rewrites || change instanceof Change.DropColumn ? ViewsInTheWay.OF_THE_COLUMN : ViewsInTheWay.NONE;
    }

    @Override
    public Map<QualifiedName, String> viewDefinitions(JdbcOperations jdbc, Set<QualifiedName> views) {
        return PostgresViewCatalogue.definitions(jdbc, views);
    }

    /** The major version: 16 left out the table's name before a column, for example. */
    @Override
    public String viewSpelling(PhysicalSchema live) {
        return String.valueOf(Integer.parseInt(live.serverVersion()) / 10_000);
    }

    @Override
    public boolean keepsDependencies() {
        return true;
    }

    /** Nothing is left: the database follows names itself. */
    @Override
    public PhysicalSchema afterRenames(PhysicalSchema after, List<Change> renames, LiveQuery query) {
        return after;
    }

    @Override
    public boolean replacesViews() {
        return true;
    }

    @Override
    public boolean renamesViews() {
        return true;
    }

    @Override
    public boolean followsRename(PhysicalIndex index) {
        return true;
    }

    @Override
    public IndexNames namesOf(PhysicalIndex index) {
        return new IndexNames(List.of(index.name()), List.of());
    }

    @Override
    public boolean renamesConstraints() {
        return true;
    }

    @Override
    public boolean renamesForeignKey(QualifiedName table, PhysicalForeignKey key, String wanted) {
        return !key.name().equals(wanted);
    }

    @Override
    public boolean dependentsBlockChanges() {
        return true;
    }

    @Override
    public boolean foreignKeysSurvive(Change.AlterColumn change) {
        String from = change.from().type();
        String to = change.to().type();
        return from.equals(to)
                || PostgresTypes.isInteger(from) && PostgresTypes.isInteger(to)
                || PostgresTypes.isPlainText(from) && PostgresTypes.isPlainText(to);
    }

    @Override
    public @Nullable String obstacleToReference(@Nullable PhysicalTable table, PhysicalTable target) {
        return PostgresObstacles.toReference(table, target);
    }

    @Override
    public boolean canReference(String type, String targetType) {
        return PostgresTypes.canReference(type, targetType);
    }

    @Override
    public boolean canStandFor(String type, String expected) {
        return PostgresConversion.canStandFor(type, expected);
    }

    @Override
    public boolean numbersOnlyTheKey() {
        return false;
    }

    @Override
    public boolean foreignKeysInCreateTable() {
        return false;
    }

    @Override
    public @Nullable String lossyCondition(
            String expression, PhysicalColumn from, PhysicalColumn to, PhysicalSchema live) {
        return PostgresConversion.lossyCondition(
                expression, from.type(), to.type(), Integer.parseInt(live.serverVersion()));
    }

    @Override
    public @Nullable String numberBeyond(String table, String column, PhysicalColumn from, PhysicalColumn to) {
        return from.identity() == null || to.identity() == null
                ? null
                : PostgresConversion.numberBeyond(table, column, from.type(), to.type());
    }

    @Override
    public @Nullable String tooLongForIndex(String column, String type) {
        return PostgresLimits.tooLongForIndex(column, type);
    }

    @Override
    public boolean refusesLoss(PhysicalColumn from, PhysicalColumn to) {
        return PostgresConversion.refusesLoss(from.type(), to.type());
    }

    @Override
    public RowCount countRows(String table, String expression, String condition, LiveQuery query) {
        return FailingRows.count(table, expression, condition, query);
    }

    @Override
    public String ownRows(PhysicalTable table, String sql) {
        boolean isLent = table.unmanaged().stream().anyMatch(object -> object.kind() == UnmanagedObject.Kind.CHILD);
        return isLent ? "ONLY " + sql : sql;
    }

    @Override
    public String converted(String expression, PhysicalColumn from, PhysicalColumn to) {
        // The extension of CITEXT may not be there yet.
        String value = to.type().equals("CITEXT")
                ? "lower(" + expression + "::text)"
                : PostgresConversion.cast(expression, from.type(), to.type());
        return to.collation().isEmpty()
                ? value
                : "(" + value + ") COLLATE " + PostgresCollations.quoted(to.collation());
    }

    @Override
    public @Nullable String sought(String expression, String type, String targetType) {
        boolean comparable = type.equals(targetType)
                || PostgresTypes.isInteger(type) && PostgresTypes.isInteger(targetType)
                || PostgresTypes.isPlainText(type) && PostgresTypes.isPlainText(targetType);
        return comparable ? expression : null;
    }

    @Override
    public List<SqlStatement> prerequisites(List<Change> changes, PhysicalSchema live) {
        Set<String> statements = new LinkedHashSet<>();
        for (Change change : changes) {
            String namespace = change.table().namespace();
            if (!namespace.isEmpty() && !live.namespaces().contains(namespace)) {
                statements.add("CREATE SCHEMA IF NOT EXISTS " + quote(namespace));
            }
            if (columnsMadeBy(change).anyMatch(column -> column.type().equals("CITEXT"))) {
                statements.add("CREATE EXTENSION IF NOT EXISTS citext");
            }
        }
        return statements.stream().map(SqlStatement::of).toList();
    }

    private static Stream<PhysicalColumn> columnsMadeBy(Change change) {
        List<PhysicalColumn> columns = new ArrayList<>();
        if (change instanceof Change.CreateTable create) {
            columns.addAll(create.definition().columns());
        } else if (change instanceof Change.AddColumn add) {
            columns.add(add.column());
        } else if (change instanceof Change.AlterColumn alter) {
            columns.add(alter.to());
        }
        return columns.stream();
    }

    /** The lock that the change takes anyway; a weaker one before it could deadlock. */
    @Override
    public List<SqlStatement> lock(QualifiedName table) {
        return List.of(SqlStatement.of("LOCK TABLE " + quoted(table) + " IN ACCESS EXCLUSIVE MODE"));
    }

    @Override
    public List<SqlStatement> render(Change change) {
        return change.accept(new PostgresRenderer());
    }

    /** It keeps dependencies, and lets nothing be broken. */
    @Override
    public List<Breakage> breakages(List<RenderedChange> changes, LiveQuery query) {
        return List.of();
    }

    @Override
    public List<MissingRight> missingRights(
            List<Change> changes, UnaryOperator<QualifiedName> liveName, PhysicalSchema live, LiveQuery query) {
        return PostgresRights.missing(changes, liveName, live, query);
    }

    @Override
    public List<SqlStatement> finalProofs(List<Change> changes) {
        return List.of();
    }

    @Override
    public ControlTableSql controlTable() {
        return PostgresControlTable.SQL;
    }

    @Override
    public <T> T inTransaction(Connection connection, Duration lockTimeout, Supplier<T> work) throws SQLException {
        return PostgresTransaction.run(connection, lockTimeout, work);
    }

    /** {@link PostgresControlTable} has the patience. */
    @Override
    public <T> T impatiently(Connection connection, Supplier<T> statement) {
        return statement.get();
    }

    @Override
    public <T> T withLockTimeout(Connection connection, Duration lockTimeout, Supplier<T> query) throws SQLException {
        return PostgresTransaction.runQuery(connection, lockTimeout, query);
    }

    @Override
    public List<String> lockHolders(JdbcOperations jdbc, Set<QualifiedName> tables) {
        return PostgresLockHolders.of(jdbc, tables);
    }

    @Override
    public @Nullable String sharedUrl(String url) {
        return null;
    }

    /** No two servers start in the same microsecond; what else tells them apart is the same in a copy of one. */
    @Override
    public String placeQuery() {
        return "SELECT pg_catalog.concat_ws(' ', extract(epoch FROM pg_catalog.pg_postmaster_start_time()), oid,"
                + " pg_catalog.current_schema()) FROM pg_catalog.pg_database"
                + " WHERE datname = pg_catalog.current_database()";
    }

    @Override
    public boolean isMissingTable(SQLException failure) {
        return UNDEFINED_TABLE.equals(failure.getSQLState());
    }

    @Override
    public boolean isMissingColumn(SQLException failure) {
        return UNDEFINED_COLUMN.equals(failure.getSQLState());
    }

    @Override
    public boolean isBusy(SQLException failure) {
        return SOMEBODY_IN_THE_WAY.contains(String.valueOf(failure.getSQLState()));
    }

    @Override
    public String quote(String identifier) {
        return Sql.quote(identifier);
    }

    @Override
    public String quote(QualifiedName name) {
        return quoted(name);
    }

    static String quoted(QualifiedName name) {
        return (name.namespace().isEmpty() ? "" : Sql.quote(name.namespace()) + ".") + Sql.quote(name.name());
    }
}

package dev.atscript.db.dialect.sqlite;

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
import dev.atscript.db.model.CanonicalJson;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** SQLite. */
public final class SqliteDialect implements Dialect {

    // SQLite knows no limit; this one keeps names readable and fits every other database.
    static final Identifiers IDENTIFIERS = new Identifiers(255, true, false, "sqlite_");

    // Table by table, as a foreign key of somebody else's that points at no key makes the check of all tables fail.
    // Without MATERIALIZED, SQLite checks a table before it asks whether it is to be checked.
    private static final String FOREIGN_KEY_CHECK = """
            WITH concerned AS MATERIALIZED (
              SELECT m.name FROM main.sqlite_schema m
              WHERE m.type = 'table' AND (m.name IN (%1$s) OR EXISTS (
                SELECT 1 FROM pragma_foreign_key_list(m.name, 'main') f WHERE f."table" COLLATE NOCASE IN (%1$s))))
            SELECT c."table", c.rowid, c.parent FROM concerned m, pragma_foreign_key_check(m.name, 'main') c
            WHERE c."table" IN (%1$s) OR c.parent COLLATE NOCASE IN (%1$s)""";

    // https://www.sqlite.org/inmemorydb.html; without a name it is a temporary file, which is one connection's, too.
    private static final Pattern IN_MEMORY = Pattern.compile(
            "jdbc:sqlite:(:memory:|(file:(:memory:)?)?)(\\?.*)?|jdbc:sqlite:file:.*[?&]mode=memory(&.*)?");

    private final SchemaMapper mapper = new SchemaMapper(new SqliteColumns(), new SqliteViews(), IDENTIFIERS);

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public SupportedDatabase database() {
        return new SupportedDatabase("SQLite", 3, 40);
    }

    @Override
    public int mappingVersion() {
        return 3;
    }

    @Override
    public DesiredSchema map(DbSchema model) {
        return SqliteLimits.check(model, mapper.map(model));
    }

    @Override
    public DesiredSchema spell(DesiredSchema desired, JdbcOperations jdbc) {
        return desired;
    }

    @Override
    public boolean sameDefault(PhysicalColumn live, PhysicalColumn wanted) {
        String text = wanted.json() && live.defaultValue() != null ? textOf(live.defaultValue()) : null;
        return text != null && Sql.literal(CanonicalJson.of(text)).equals(wanted.defaultValue());
    }

    /** The text of a literal; null for what is none. */
    private static @Nullable String textOf(String literal) {
        boolean quoted = literal.length() > 1 && literal.startsWith("'") && literal.endsWith("'");
        String inner = quoted ? literal.substring(1, literal.length() - 1) : "'";
        return inner.replace("''", "").contains("'") ? null : inner.replace("''", "'");
    }

    @Override
    public @Nullable String refusal(Change change) {
        return null;
    }

    @Override
    public @Nullable String trialOf(PhysicalColumn column) {
        return null;
    }

    @Override
    public @Nullable String trialOfNull(PhysicalColumn column) {
        return null;
    }

    @Override
    public @Nullable String trialOfOrder(PhysicalColumn column) {
        return null;
    }

    @Override
    public boolean holdsRowsOf(PhysicalColumn column, Set<QualifiedName> tables) {
        return false;
    }

    @Override
    public PhysicalSchema introspect(JdbcOperations jdbc, Set<String> namespaces, Duration lockTimeout) {
        return new SqliteIntrospector(SqliteCatalogue.read(jdbc)).schema();
    }

    @Override
    public Way wayOf(Change change, PhysicalTable table, PhysicalSchema live) {
        return change.accept(new SqliteWays(table, live));
    }

    @Override
    public List<String> obstacles(Change change, PhysicalTable table) {
        return SqliteObstacles.of(change, table);
    }

    @Override
    public UnmanagedObject afterRename(UnmanagedObject object, QualifiedName table, Change rename) {
        return FollowedRename.of(object, table, rename);
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
        if (change instanceof Change.DropIndex drop && drop.index().kind() == PhysicalIndex.Kind.FULLTEXT) {
            return ViewsInTheWay.OF_THE_INDEX;
        }
        return change instanceof Change.DropColumn ? ViewsInTheWay.OF_THE_COLUMN : ViewsInTheWay.NONE;
    }

    @Override
    public Map<QualifiedName, String> viewDefinitions(JdbcOperations jdbc, Set<QualifiedName> views) {
        return SqliteViewCatalogue.definitions(jdbc, views);
    }

    /** It keeps the text as it got it. */
    @Override
    public String viewSpelling(PhysicalSchema live) {
        return "";
    }

    @Override
    public boolean keepsDependencies() {
        return false;
    }

    @Override
    public PhysicalSchema afterRenames(PhysicalSchema after, List<Change> renames, LiveQuery query) {
        return FollowedTriggers.of(
                after,
                renames.stream().flatMap(rename -> render(rename).stream()).toList(),
                query);
    }

    @Override
    public boolean replacesViews() {
        return false;
    }

    @Override
    public boolean renamesViews() {
        return false;
    }

    @Override
    public boolean followsRename(PhysicalIndex index) {
        return index.kind() != PhysicalIndex.Kind.FULLTEXT;
    }

    @Override
    public IndexNames namesOf(PhysicalIndex index) {
        return index.kind() == PhysicalIndex.Kind.FULLTEXT
                ? SqliteFullText.namesOf(index)
                : new IndexNames(List.of(index.name()), List.of());
    }

    @Override
    public boolean renamesConstraints() {
        return false;
    }

    @Override
    public boolean renamesForeignKey(QualifiedName table, PhysicalForeignKey key, String wanted) {
        return !key.name().equals(wanted) && !key.name().startsWith(table.name() + "__");
    }

    @Override
    public boolean dependentsBlockChanges() {
        return false;
    }

    @Override
    public boolean foreignKeysSurvive(Change.AlterColumn change) {
        return true;
    }

    @Override
    public @Nullable String obstacleToReference(@Nullable PhysicalTable table, PhysicalTable target) {
        return null;
    }

    @Override
    public boolean canReference(String type, String targetType) {
        return true;
    }

    /** Whatever is a text compares as a text. */
    @Override
    public boolean canStandFor(String type, String expected) {
        return type.startsWith("NUMERIC") && (expected.startsWith("NUMERIC") || expected.equals("INTEGER"));
    }

    @Override
    public boolean numbersOnlyTheKey() {
        return true;
    }

    @Override
    public boolean foreignKeysInCreateTable() {
        return true;
    }

    @Override
    public @Nullable String lossyCondition(
            String expression, PhysicalColumn from, PhysicalColumn to, PhysicalSchema live) {
        return SqliteConversion.lossyCondition(expression, from.type(), to.type());
    }

    /** Only INTEGER is numbered. */
    @Override
    public @Nullable String numberBeyond(String table, String column, PhysicalColumn from, PhysicalColumn to) {
        return null;
    }

    @Override
    public @Nullable String tooLongForIndex(String column, String type) {
        return null;
    }

    /** CAST never fails. */
    @Override
    public boolean refusesLoss(PhysicalColumn from, PhysicalColumn to) {
        return false;
    }

    @Override
    public RowCount countRows(String table, String expression, String condition, LiveQuery query) {
        String rows = " FROM " + table + " WHERE " + condition;
        long number = query.number("SELECT count(*)" + rows);
        return number == 0
                ? RowCount.NONE
                : new RowCount(
                        number,
                        false,
                        query.texts(
                                "SELECT DISTINCT CASE typeof(" + expression + ") WHEN 'blob' THEN quote(" + expression
                                        + ") ELSE CAST(" + expression + " AS TEXT) END" + rows + " ORDER BY 1 LIMIT "
                                        + RowCount.MOST_VALUES));
    }

    @Override
    public String ownRows(PhysicalTable table, String sql) {
        return sql;
    }

    @Override
    public String converted(String expression, PhysicalColumn from, PhysicalColumn to) {
        return SqliteConversion.converted(expression, from.type(), to.type()) + " COLLATE "
                + (to.collation().isEmpty() ? "BINARY" : to.collation());
    }

    @Override
    public String sought(String expression, String type, String targetType) {
        // A comparison would make numbers of texts, a foreign key makes texts of numbers.
        return targetType.equals("TEXT") && !type.equals("TEXT") ? "CAST(" + expression + " AS TEXT)" : expression;
    }

    @Override
    public List<SqlStatement> prerequisites(List<Change> changes, PhysicalSchema live) {
        return List.of();
    }

    @Override
    public List<SqlStatement> lock(QualifiedName table) {
        return List.of();
    }

    @Override
    public List<SqlStatement> render(Change change) {
        return change.accept(new SqliteRenderer());
    }

    @Override
    public List<Breakage> breakages(List<RenderedChange> changes, LiveQuery query) {
        return SqliteRehearsal.of(changes, query);
    }

    /** Who can write to the file may do all. */
    @Override
    public List<MissingRight> missingRights(
            List<Change> changes, UnaryOperator<QualifiedName> liveName, PhysicalSchema live, LiveQuery query) {
        return List.of();
    }

    @Override
    public List<SqlStatement> finalProofs(List<Change> changes) {
        String tables = changes.stream()
                .filter(change -> change instanceof Change.RecreateTable || change instanceof Change.DropTable)
                .map(change -> Sql.literal(change.table().name()))
                .distinct()
                .collect(Collectors.joining(", "));
        if (tables.isEmpty()) {
            return List.of();
        }
        return List.of(SqlStatement.proof(
                FOREIGN_KEY_CHECK.formatted(tables), "rows point by a foreign key at a row that does not exist"));
    }

    @Override
    public ControlTableSql controlTable() {
        return SqliteControlTable.SQL;
    }

    @Override
    public <T> T inTransaction(Connection connection, Duration lockTimeout, Supplier<T> work) throws SQLException {
        return SqliteTransaction.run(connection, lockTimeout, work);
    }

    @Override
    public <T> T impatiently(Connection connection, Supplier<T> statement) throws SQLException {
        return SqliteTransaction.impatiently(connection, statement);
    }

    @Override
    public <T> T withLockTimeout(Connection connection, Duration lockTimeout, Supplier<T> query) {
        return query.get();
    }

    @Override
    public List<String> lockHolders(JdbcOperations jdbc, Set<QualifiedName> tables) {
        return List.of();
    }

    @Override
    public @Nullable String sharedUrl(String url) {
        boolean isShared = !IN_MEMORY.matcher(url).matches() || url.contains("cache=shared");
        return isShared ? null : "jdbc:sqlite:file:NAME?mode=memory&cache=shared";
    }

    @Override
    public String placeQuery() {
        return "SELECT coalesce(file, '') FROM pragma_database_list WHERE name = 'main'";
    }

    @Override
    public boolean isMissingTable(SQLException failure) {
        return says("no such table", failure);
    }

    /** A query and an INSERT say so each in its way. */
    @Override
    public boolean isMissingColumn(SQLException failure) {
        return says("no such column", failure) || says("has no column named", failure);
    }

    private static boolean says(String words, SQLException failure) {
        String message = failure.getMessage();
        return message != null && message.toLowerCase(Locale.ROOT).contains(words);
    }

    @Override
    public boolean isBusy(SQLException failure) {
        return SqliteTransaction.isBusy(failure);
    }

    @Override
    public String quote(String identifier) {
        return Sql.quote(identifier);
    }

    @Override
    public String quote(QualifiedName name) {
        return Sql.quote(name.name());
    }
}

package dev.atscript.db.dialect.sqlite;

import dev.atscript.db.dialect.Alterations;
import dev.atscript.db.dialect.Breakage;
import dev.atscript.db.dialect.DesiredSchema;
import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.dialect.Identifiers;
import dev.atscript.db.dialect.LiveQuery;
import dev.atscript.db.dialect.MissingRight;
import dev.atscript.db.dialect.Renaming;
import dev.atscript.db.dialect.RenderedChange;
import dev.atscript.db.dialect.SchemaMapper;
import dev.atscript.db.dialect.Sessions;
import dev.atscript.db.dialect.Sql;
import dev.atscript.db.dialect.SqlStatement;
import dev.atscript.db.dialect.SupportedDatabase;
import dev.atscript.db.dialect.Values;
import dev.atscript.db.dialect.ViewChanges;
import dev.atscript.db.model.CanonicalJson;
import dev.atscript.db.model.DbSchema;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.QualifiedName;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
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

    private final SchemaMapper mapper = new SchemaMapper(new SqliteColumns(), new SqliteViews(), IDENTIFIERS);
    private final Alterations alterations = new SqliteAlterations();
    private final Renaming renaming = new SqliteRenaming();
    private final ViewChanges viewChanges = new SqliteViewChanges();
    private final Values values = new SqliteValues();
    private final Sessions sessions = new SqliteSessions();

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
    public PhysicalSchema introspect(JdbcOperations jdbc, Set<String> namespaces, Duration lockTimeout) {
        return new SqliteIntrospector(SqliteCatalogue.read(jdbc)).schema();
    }

    @Override
    public String key(String name) {
        return IDENTIFIERS.key(name);
    }

    @Override
    public IndexNames namesOf(PhysicalIndex index) {
        return index.kind() == PhysicalIndex.Kind.FULLTEXT
                ? SqliteFullText.namesOf(index)
                : new IndexNames(List.of(index.name()), List.of());
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
    public List<Breakage> breakages(List<RenderedChange> changes, PhysicalSchema live, LiveQuery query) {
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
    public String quote(String identifier) {
        return Sql.quote(identifier);
    }

    @Override
    public String quote(QualifiedName name) {
        return Sql.quote(name.name());
    }

    @Override
    public Alterations alterations() {
        return alterations;
    }

    @Override
    public Renaming renaming() {
        return renaming;
    }

    @Override
    public ViewChanges viewChanges() {
        return viewChanges;
    }

    @Override
    public Values values() {
        return values;
    }

    @Override
    public Sessions sessions() {
        return sessions;
    }
}

package dev.atscript.db.dialect.postgres;

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
import dev.atscript.db.model.DbSchema;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.QualifiedName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcOperations;

/** PostgreSQL. */
public final class PostgresDialect implements Dialect {

    static final Identifiers IDENTIFIERS = new Identifiers(63, false, true, "pg_");

    private final SchemaMapper mapper = new SchemaMapper(new PostgresColumns(), new PostgresViews(), IDENTIFIERS);
    private final Alterations alterations = new PostgresAlterations();
    private final Renaming renaming = new PostgresRenaming();
    private final ViewChanges viewChanges = new PostgresViewChanges();
    private final Values values = new PostgresValues();
    private final Sessions sessions = new PostgresSessions();

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
    public PhysicalSchema introspect(JdbcOperations jdbc, Set<String> namespaces, Duration lockTimeout) {
        return new PostgresIntrospector(namespaces, lockTimeout).introspect(jdbc);
    }

    @Override
    public String key(String name) {
        return IDENTIFIERS.key(name);
    }

    @Override
    public IndexNames namesOf(PhysicalIndex index) {
        return new IndexNames(List.of(index.name()), List.of());
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

    /** It keeps dependencies, but for texts, and lets nothing else be broken. */
    @Override
    public List<Breakage> breakages(List<RenderedChange> changes, PhysicalSchema live, LiveQuery query) {
        return NamesInFunctions.of(changes, live, query);
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
    public String quote(String identifier) {
        return Sql.quote(identifier);
    }

    @Override
    public String quote(QualifiedName name) {
        return quoted(name);
    }

    static String quoted(QualifiedName name) {
        return Sql.quote(name);
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

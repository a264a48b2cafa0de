package dev.atscript.db.dialect.postgres;

import dev.atscript.db.dialect.Breakage;
import dev.atscript.db.dialect.LiveQuery;
import dev.atscript.db.dialect.RenderedChange;
import dev.atscript.db.dialect.Sql;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.PhysicalSchema;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.PhysicalView;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.schema.UnmanagedObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Functions of somebody's whose texts name what goes or gets another name. PostgreSQL keeps no dependency for a text, and looks
 * the names up when the function runs: a trigger that names a column of its row then lets no row be written.
 *
 * @see <a href="https://www.postgresql.org/docs/current/plpgsql-trigger.html">Trigger functions</a>
 */
final class NamesInFunctions {

    /** One function may serve several triggers, and ask which it is. */
    private static final String TRIGGERS = """
            WITH RECURSIVE lost(number, relation, name) AS (VALUES %s), family AS (
              SELECT number, name, relation AS member FROM lost
              UNION SELECT f.number, f.name, i.inhrelid FROM family f JOIN pg_catalog.pg_inherits i ON i.inhparent = f.member)
            SELECT DISTINCT f.number || ' ' || pg_catalog.pg_describe_object('pg_catalog.pg_trigger'::regclass, g.oid, 0)
              || ', which sync did not make, names it in its ' || pg_catalog.pg_describe_object('pg_catalog.pg_proc'::regclass, p.oid, 0)
            FROM family f JOIN pg_catalog.pg_trigger g ON g.tgrelid = f.member AND NOT g.tgisinternal AND g.tgparentid = 0 AND g.tgenabled <> 'D'
            JOIN pg_catalog.pg_proc p ON p.oid = g.tgfoid
            WHERE CASE WHEN pg_catalog.strpos(pg_catalog.lower(p.prosrc), pg_catalog.lower(pg_catalog.replace(f.name, '"', '""'))) > 0
                AND NOT (p.prosrc ~* '\\mtg_(table_name|relname|relid|name|argv|nargs)\\M'
                  AND EXISTS (SELECT FROM pg_catalog.pg_trigger o WHERE o.tgfoid = p.oid AND o.oid <> g.oid AND o.tgparentid = 0))
              THEN EXISTS (SELECT FROM pg_catalog.regexp_matches(
                  pg_catalog.regexp_replace(p.prosrc, '''([^'']|'''')*''|--[^\\n]*|/\\*([^*]|\\*+[^*/])*\\*+/', ' ', 'g'),
                  '\\m(?:new|old)\\s*\\.\\s*("(?:[^"]|"")+"|(?:[[:alpha:]_]|[^\\x01-\\x7f])(?:[\\w$]|[^\\x01-\\x7f])*)', 'gi') AS m(found)
                WHERE CASE WHEN m.found[1] LIKE '"%%' THEN m.found[1] = '"' || pg_catalog.replace(f.name, '"', '""') || '"'
                  ELSE pg_catalog.lower(m.found[1]) = f.name END)
              END
            ORDER BY 1""";

    private static final Set<UnmanagedObject.Kind> MAY_HAVE_TRIGGERS =
            EnumSet.of(UnmanagedObject.Kind.TRIGGER, UnmanagedObject.Kind.CHILD, UnmanagedObject.Kind.PARTITION_KEY);

    /** What belongs to an extension does not know our tables. */
    private static final String FUNCTIONS = """
            WITH lost(number, name) AS (VALUES %s)
            SELECT l.number || ' ' || pg_catalog.string_agg(pg_catalog.pg_describe_object('pg_catalog.pg_proc'::regclass, p.oid, 0), ', ' ORDER BY p.oid)
            FROM lost l JOIN pg_catalog.pg_proc p ON CASE WHEN pg_catalog.strpos(pg_catalog.lower(p.prosrc), pg_catalog.lower(l.name)) > 0
              THEN CASE WHEN l.name ~ '^[a-z_][a-z0-9_$]*$'
                THEN l.name = ANY (pg_catalog.regexp_split_to_array(pg_catalog.lower(p.prosrc), '[^[:alnum:]_$]+'))
                ELSE pg_catalog.strpos(p.prosrc, pg_catalog.quote_ident(l.name)) > 0 END END
            WHERE p.pronamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace) AND p.prosqlbody IS NULL
              AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
            GROUP BY l.number ORDER BY l.number""";

    /**
     * A name that is not there any longer, or means something else, be it values of another type.
     *
     * @param change what takes it away or changes it
     * @param relation the table or view as it is called now
     * @param column the name of its column now; empty where it is about the table or view
     */
    private record Lost(Change change, QualifiedName relation, String column) {

        boolean isColumn() {
            return !column.isEmpty();
        }

        /** What the change does to a trigger's function that names the column. */
        Breakage breakage(String trigger) {
            if (change instanceof Change.AlterColumn alter) {
                return new Breakage(
                        change,
                        false,
                        "column " + alter.to().name() + " becomes " + alter.to().type() + ", and " + trigger
                                + ": see that it takes such values, as PostgreSQL looks at it only when a row is written");
            }
            boolean goes = change instanceof Change.DropColumn;
            return new Breakage(
                    change,
                    "column " + column + " cannot " + (goes ? "be dropped" : "go or get another name") + ", as "
                            + trigger
                            + ", and no row could be written: drop that trigger before, and make it again afterwards");
        }
    }

    private final Map<QualifiedName, QualifiedName> liveTables = new HashMap<>();
    private final Map<QualifiedName, Map<String, String>> liveColumns = new HashMap<>();
    private final Set<QualifiedName> made = new HashSet<>();
    private final List<Lost> lost = new ArrayList<>();
    private final PhysicalSchema live;

    private NamesInFunctions(PhysicalSchema live) {
        this.live = live;
    }

    static List<Breakage> of(List<RenderedChange> changes, PhysicalSchema live, LiveQuery query) {
        NamesInFunctions names = new NamesInFunctions(live);
        List<Change> all =
                changes.stream().map(RenderedChange::change).distinct().toList();
        all.forEach(names::follow);
        all.forEach(change -> names.lookAtView(change, all));
        return names.breakages(query);
    }

    private void follow(Change change) {
        if (change instanceof Change.RenameTable rename) {
            QualifiedName live = liveTables.getOrDefault(rename.from(), rename.from());
            liveTables.put(rename.to(), live);
            made.add(rename.to());
            lost.add(new Lost(change, live, ""));
        } else if (change instanceof Change.DropTable drop) {
            lost.add(new Lost(change, liveTables.getOrDefault(drop.table(), drop.table()), ""));
        } else if (change instanceof Change.RenameView rename) {
            made.add(rename.to());
            lost.add(new Lost(change, rename.definition().name(), ""));
        } else if (change instanceof Change.RenameColumn rename) {
            Map<String, String> columns = liveColumns.computeIfAbsent(rename.table(), table -> new HashMap<>());
            String live = columns.getOrDefault(rename.from(), rename.from());
            columns.put(rename.to(), live);
            loseColumn(change, live);
        } else if (change instanceof Change.DropColumn drop) {
            String name = drop.column().name();
            loseColumn(change, liveColumns.getOrDefault(drop.table(), Map.of()).getOrDefault(name, name));
        } else if (change instanceof Change.AlterColumn alter) {
            if (!PostgresTypes.isOfOneKind(alter.from().type(), alter.to().type())) {
                String name = alter.to().name();
                loseColumn(
                        change,
                        liveColumns.getOrDefault(alter.table(), Map.of()).getOrDefault(name, name));
            }
        } else if (change instanceof Change.CreateTable || change instanceof Change.CreateView) {
            made.add(change.table());
        }
    }

    private void loseColumn(Change change, String column) {
        lost.add(new Lost(change, liveTables.getOrDefault(change.table(), change.table()), column));
    }

    /** The triggers of a view stay where it gets another definition. */
    private void lookAtView(Change change, List<Change> all) {
        if (change instanceof Change.ReplaceView replace) {
            loseColumns(change, replace.from(), replace.definition());
        } else if (change instanceof Change.DropView drop) {
            all.stream()
                    .filter(Change.CreateView.class::isInstance)
                    .map(create -> ((Change.CreateView) create).definition())
                    .filter(view -> view.name().equals(drop.table()))
                    .forEach(view -> loseColumns(change, drop.definition(), view));
            lost.add(new Lost(change, drop.table(), ""));
        }
    }

    private void loseColumns(Change change, PhysicalView from, PhysicalView to) {
        from.columns().stream()
                .filter(column -> !to.columns().contains(column))
                .forEach(column -> lost.add(new Lost(change, from.name(), column)));
    }

    private List<Breakage> breakages(LiveQuery query) {
        List<Breakage> found = new ArrayList<>();
        ask(
                        query,
                        TRIGGERS,
                        one -> one.isColumn() && mayHaveTriggers(one.relation()),
                        NamesInFunctions::relationAndColumn)
                .forEach(answer -> found.add(answer.lost().breakage(answer.text())));
        ask(
                        query,
                        FUNCTIONS,
                        one -> !one.isColumn() && !made.contains(one.relation()),
                        one -> Sql.literal(one.relation().name()))
                .forEach(
                        answer -> found.add(
                                new Breakage(
                                        answer.lost().change(),
                                        false,
                                        answer.text() + " has '"
                                                + answer.lost().relation().name()
                                                + "' in its text, which PostgreSQL does not follow: if it means this, change it as well")));
        return found;
    }

    /** Of its own, or by heirs and partitions. */
    private boolean mayHaveTriggers(QualifiedName relation) {
        PhysicalTable table = live.table(relation);
        PhysicalView view = live.view(relation);
        Stream<UnmanagedObject> unmanaged = Stream.concat(
                table == null ? Stream.empty() : table.unmanaged().stream(),
                view == null ? Stream.empty() : view.unmanaged().stream());
        return unmanaged.anyMatch(object -> MAY_HAVE_TRIGGERS.contains(object.kind()));
    }

    private record Answer(Lost lost, String text) {}

    private interface Written {
        String of(Lost lost);
    }

    private List<Answer> ask(LiveQuery query, String sql, Predicate<Lost> which, Written written) {
        List<Lost> asked = lost.stream().filter(which).toList();
        if (asked.isEmpty()) {
            return List.of();
        }
        String rows = IntStream.range(0, asked.size())
                .mapToObj(index -> "(" + index + ", " + written.of(asked.get(index)) + ")")
                .collect(Collectors.joining(", "));
        return query.texts(sql.formatted(rows)).stream()
                .map(line -> line.split(" ", 2))
                .map(line -> new Answer(asked.get(Integer.parseInt(line[0])), line[1]))
                .toList();
    }

    private static String relationAndColumn(Lost lost) {
        return Sql.literal(PostgresDialect.quoted(lost.relation())) + "::regclass::oid, " + Sql.literal(lost.column());
    }
}

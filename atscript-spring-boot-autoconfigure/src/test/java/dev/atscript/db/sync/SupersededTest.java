package dev.atscript.db.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atscript.db.sync.SyncOptions.OnSuperseded;
import dev.atscript.db.sync.SyncResult.Status;
import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.EachDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** sync.md, "superseded": an older build never changes what a newer one applied. */
class SupersededTest extends EachDatabase {

    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-03-03T08:00:00Z");

    private static final AtscriptSchema OLD = users("name: string");
    private static final AtscriptSchema NEW = Schemas.of(
            "@db.table 'users' interface User { @meta.id id: number.int, name: string, nick?: string, @db.default 1 n: number.int }",
            "@db.table 'tags' interface Tag { @meta.id id: number.int }");

    private SchemaSync sync;

    @BeforeEach
    void prepare() {
        sync = new SchemaSync(DbSpace.of(database.dataSource()));
    }

    private static AtscriptSchema users(String fields) {
        return Schemas.of("@db.table 'users' interface User { @meta.id id: number.int, " + fields + " }");
    }

    private static SyncOptions version(String version) {
        return SyncOptions.builder().schemaVersion(version).build();
    }

    private static SyncOptions on(OnSuperseded policy) {
        return SyncOptions.builder().onSuperseded(policy).build();
    }

    @Test
    void olderByTheTimeOfItsFiles() {
        sync.run(Schemas.modified(NEW, TUESDAY));
        assertKept(Schemas.modified(OLD, MONDAY), SyncOptions.defaults());
        assertThat(sync.run(Schemas.modified(OLD, TUESDAY.plusSeconds(1))).status())
                .isEqualTo(Status.SYNCED);
    }

    @Test
    void olderByVersionWhateverTheTimes() {
        sync.run(Schemas.modified(NEW, MONDAY), version("2.10"));
        assertKept(Schemas.modified(OLD, TUESDAY), version("2.9"));
        assertKept(Schemas.modified(OLD, TUESDAY), version("2"));
        assertThat(sync.run(Schemas.modified(OLD, MONDAY.minusSeconds(1)), version("2.10.1"))
                        .status())
                .isEqualTo(Status.SYNCED);
    }

    @Test
    void olderByTheHistoryWhereTimesAreEqualOrUnknown() {
        for (Instant time : new Instant[] {null, MONDAY}) {
            jdbc.execute("DROP TABLE IF EXISTS users");
            jdbc.execute("DROP TABLE IF EXISTS tags");
            jdbc.execute("DROP TABLE IF EXISTS __atscript_control");
            AtscriptSchema old = Schemas.modified(OLD, time);
            AtscriptSchema unknown = Schemas.modified(users("name: string, age?: number"), time);
            sync.run(old);
            sync.run(Schemas.modified(NEW, time));
            assertKept(old, SyncOptions.defaults());
            assertThat(sync.run(unknown).status()).as("never seen before").isEqualTo(Status.SYNCED);
        }
    }

    /** Version 1 and version 2 start alternately, as in a rolling deployment that stumbles. */
    @ParameterizedTest
    @EnumSource
    void alternatingStartsChangeNothing(Order order) {
        AtscriptSchema old = Schemas.modified(OLD, MONDAY);
        AtscriptSchema newer = Schemas.modified(NEW, order == Order.TIMES ? TUESDAY : MONDAY);
        SyncOptions oldOptions = order == Order.VERSIONS ? version("1.9") : SyncOptions.defaults();
        SyncOptions newerOptions = order == Order.VERSIONS ? version("1.10") : SyncOptions.defaults();
        sync.run(old, oldOptions);
        sync.run(newer, newerOptions);
        jdbc.update("INSERT INTO users (id, name, nick) VALUES (1, 'ada', 'a')");
        SyncState state = sync.state();
        for (int i = 0; i < 20; i++) {
            assertThat(sync.run(old, oldOptions).status()).isEqualTo(Status.SUPERSEDED);
            assertThat(sync.run(newer, newerOptions).status()).isEqualTo(Status.UP_TO_DATE);
        }
        assertThat(sync.state()).isEqualTo(state);
        assertThat(jdbc.queryForObject("SELECT nick FROM users WHERE n = 1", String.class))
                .isEqualTo("a");
    }

    /** A newer build takes the change back: it is no older one, and syncs. */
    @ParameterizedTest
    @EnumSource(names = {"TIMES", "VERSIONS"})
    void aNewerBuildTakesTheChangeBack(Order order) {
        sync.run(Schemas.modified(OLD, MONDAY), order == Order.VERSIONS ? version("1") : SyncOptions.defaults());
        sync.run(Schemas.modified(NEW, MONDAY), order == Order.VERSIONS ? version("2") : SyncOptions.defaults());
        AtscriptSchema back = Schemas.modified(OLD, order == Order.TIMES ? TUESDAY : MONDAY);
        SyncOptions options = order == Order.VERSIONS ? version("3") : SyncOptions.defaults();
        assertThat(sync.run(back, options).status()).isEqualTo(Status.SYNCED);
        assertThat(columns()).containsExactlyInAnyOrder("id", "name");
        assertThat(sync.run(back, options).status()).isEqualTo(Status.UP_TO_DATE);
    }

    /** What tells which of two builds is the older one. */
    enum Order {
        TIMES,
        VERSIONS,
        HISTORY
    }

    @Test
    void refusesToStartWhereItCannotLiveWithTheNewerSchema() {
        AtscriptSchema old = Schemas.modified(
                Schemas.of(
                        "@db.table 'users' interface User { @meta.id id: number.int, name: string, age?: number, gone: string, kind: string, note?: string }",
                        "@db.table 'logs' interface Log { @meta.id id: number.int }"),
                MONDAY);
        AtscriptSchema newer = Schemas.modified(
                users(
                        "@db.column.renamed 'name' title: string, age: number, kind?: string, required: number.int, @db.default 'x' free: string"),
                TUESDAY);
        sync.run(old);
        sync.run(newer);
        List<Map<String, Object>> before = control();
        assertThatThrownBy(() -> sync.run(old))
                .isInstanceOfSatisfying(
                        SyncSupersededException.class,
                        ex -> assertThat(ex.obstacles())
                                .containsExactlyInAnyOrder(
                                        "logs: the table is missing",
                                        "users: column name is missing",
                                        "users: column gone is missing",
                                        "users: column note is missing",
                                        "users: column age takes no null",
                                        "users: column title needs a value that this schema does not know",
                                        "users: column required needs a value that this schema does not know"))
                .hasMessageContaining("A newer build has changed the database")
                .hasMessageContaining("users: column name is missing");
        assertThat(control()).isEqualTo(before);
    }

    @Test
    void livesWithWhatServesIt() {
        AtscriptSchema old = Schemas.modified(Schemas.of("""
                        @db.table 'people' interface Person { @meta.id id: number.int, @expect.maxLength 5 code: string,
                          size: number.int.int16, @db.column.precision 5, 2 price: decimal, @db.index born: number.int,
                          @db.default 'x' kind?: string, @db.index.fulltext bio: string, @db.rel.FK boss?: Person.id }
                        @db.view 'names' @db.view.for Person interface Name { code: Person.code }
                        @db.view 'ids' @db.view.for Person interface Id { id: Person.id }"""), MONDAY);
        AtscriptSchema newer = Schemas.modified(Schemas.of("""
                        @db.table 'people' @db.sync.method 'recreate'
                        interface Person { @meta.id id: number.int, @expect.maxLength 9 code: string,
                          size: number.int.int32, @db.column.precision 7, 2 price: decimal, born?: number.int,
                          kind?: string, @db.index.fulltext bio: string, @db.index.fulltext code2?: string,
                          boss?: number.int }
                        @db.view 'names' @db.view.for Person @db.view.filter `Person.born > 0`
                        interface Name { code: Person.code, born: Person.born }
                        @db.view 'kinds' @db.view.for Person interface Kind { kind: Person.kind }
                        @db.view 'ids' @db.view.for Person @db.view.filter `Person.id > 0` interface Id { id: Person.id }
                        @db.table 'bosses' interface Boss { @meta.id id: number.int }"""), TUESDAY);
        sync.run(old);
        sync.run(newer);
        assertThat(sync.run(old).status()).isEqualTo(Status.SUPERSEDED);
    }

    /** SQLite numbers a key of integers although nothing says so. */
    @Test
    void livesWithAKeyThatIsNumberedAnyhow() {
        String table = "@db.table 'pets' interface Pet { @meta.id %s id: number.int, name: string }";
        AtscriptSchema old = Schemas.modified(Schemas.of(table.formatted("@db.default.increment")), MONDAY);
        AtscriptSchema newer = Schemas.modified(Schemas.of(table.formatted("")), TUESDAY);
        sync.run(old);
        sync.run(newer);
        if (kind == DatabaseKind.SQLITE) {
            assertThat(sync.run(old).status()).isEqualTo(Status.SUPERSEDED);
            assertThat(jdbc.update("INSERT INTO pets (name) VALUES ('numbered')"))
                    .isOne();
        } else {
            assertStopped(old, "pets: column id has no default");
        }
    }

    @Test
    void namesWhatComparesOtherwiseNow() {
        String collated = kind == DatabaseKind.SQLITE ? "@db.column.collate 'nocase'" : "@db.pg.collate 'C'";
        String table =
                "@db.table 'users' interface User { @meta.id id: number.int, %s name: string, %s nick?: string }";
        AtscriptSchema old = Schemas.modified(Schemas.of(table.formatted(collated, "")), MONDAY);
        AtscriptSchema newer = Schemas.modified(Schemas.of(table.formatted("", collated)), TUESDAY);
        sync.run(old);
        sync.run(newer);
        String name = kind == DatabaseKind.SQLITE ? "NOCASE" : "C";
        assertStopped(
                old,
                "users: column name compares and sorts by the database's own rules, needed is " + name,
                "users: column nick compares and sorts by " + name + ", needed is the database's own rules");
    }

    @Test
    void namesAllThatKeepsItFromLivingWithTheNewerSchema() {
        AtscriptSchema old = Schemas.modified(Schemas.of("""
                        @db.table 'people' interface Person { @meta.id id: number.int, @expect.maxLength 9 code: string,
                          @db.default 'x' kind: string, @db.default 'y' mood: string,
                          @db.index.unique mail?: string, @db.index.fulltext bio: string }
                        @db.table 'pets' interface Pet { @meta.id @db.default.increment id: number.int,
                          @db.index.fulltext 'search' name: string, @db.index.fulltext 'search' note?: string }
                        @db.table 'towns' interface Town { @meta.id name: string, @meta.id land: string }
                        @db.view 'names' @db.view.for Person interface Name { code: Person.code, kind: Person.kind }
                        @db.view 'kinds' @db.view.for Person interface Kind { kind: Person.kind }"""), MONDAY);
        AtscriptSchema newer = Schemas.modified(Schemas.of("""
                        @db.table 'people' interface Person { @meta.id id: number.int, @expect.maxLength 5 code: string,
                          kind: string, mood?: string, mail?: string, bio: string }
                        @db.table 'animals' @db.table.renamed 'pets' interface Pet { @meta.id id: number.int,
                          @db.index.fulltext 'search' name: string, note?: string }
                        @db.table 'towns' interface Town { @meta.id name: string, land: string }
                        @db.view 'names' @db.view.for Person interface Name { code: Person.code }"""), TUESDAY);
        sync.run(old);
        sync.run(newer);
        List<String> onEach = List.of(
                "people: column kind has no default",
                "people: column mood has no default",
                "people: the unique index atscript__unique__people__mail is missing",
                "pets: the table is missing",
                "towns: the primary key is another one",
                "names: the view lacks kind",
                "kinds: the view is missing");
        List<String> onSqlite = List.of("people: the full text people__fts__bio is missing");
        List<String> onPostgres = List.of("people: column code is VARCHAR(5), needed is VARCHAR(9)");
        assertThatThrownBy(() -> sync.run(old))
                .isInstanceOfSatisfying(
                        SyncSupersededException.class,
                        ex -> assertThat(ex.obstacles())
                                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                                onEach.stream(),
                                                (kind == DatabaseKind.SQLITE ? onSqlite : onPostgres).stream())
                                        .toList()));
    }

    @Test
    void namesForeignKeysThatDoSomethingElseNow() {
        String tables = "@db.table 'owners' interface Owner { @meta.id id: number.int }\n"
                + "@db.table 'others' interface Other { @meta.id id: number.int }\n"
                + "@db.table 'places' interface Place { @meta.id x: number.int, @meta.id y: number.int }\n"
                + "@db.table 'pets' @db.sync.method 'recreate' interface Pet { @meta.id id: number.int, %s }";
        AtscriptSchema old = Schemas.modified(
                Schemas.of(tables.formatted(
                        "@db.rel.FK 'a' @db.rel.onDelete 'cascade' a: Owner.id, @db.rel.FK 'b' @db.rel.onDelete 'cascade' b: Owner.id,"
                                + "@db.rel.FK 'c' c: Owner.id, @db.rel.FK 'd' @db.rel.onDelete 'restrict' d: Owner.id, @db.rel.FK 'e' e: Owner.id,"
                                + "@db.rel.FK 'f' @db.rel.onDelete 'cascade' f: Owner.id,"
                                + "@db.rel.FK 'p' @db.rel.onDelete 'cascade' px: Place.x, @db.rel.FK 'p' py: Place.y")),
                MONDAY);
        AtscriptSchema newer = Schemas.modified(
                Schemas.of(tables.formatted("a: number.int, @db.rel.FK 'b' @db.rel.onDelete 'restrict' b: Owner.id,"
                        + "@db.rel.FK 'c' @db.rel.onDelete 'cascade' c: Owner.id, @db.rel.FK 'd' d: Owner.id, e: number.int,"
                        + "@db.rel.FK 'f' @db.rel.onDelete 'cascade' f: Other.id,"
                        + "@db.rel.FK 'p' @db.rel.onDelete 'cascade' py: Place.y, @db.rel.FK 'p' px: Place.x")),
                TUESDAY);
        sync.run(old);
        sync.run(newer);
        assertStopped(
                old,
                "pets: the foreign key (a) ON DELETE CASCADE is missing",
                "pets: the foreign key (b) is ON DELETE RESTRICT, needed is ON DELETE CASCADE",
                "pets: the foreign key (c) is ON DELETE CASCADE, needed is NO ACTION",
                "pets: the foreign key (f) ON DELETE CASCADE is missing");
    }

    @Test
    void namesWhatHasAnotherNameNow() {
        AtscriptSchema old = Schemas.modified(Schemas.of("""
                        @db.table 'pets' @db.table.renamed 'animals'
                        interface Pet { @meta.id id: number.int, name: string }
                        @db.table 'people'
                        interface Person { @meta.id id: number.int, @db.column.renamed 'title' name?: string, age: number.int }
                        @db.view 'names' @db.view.renamed 'titles' @db.view.for Person interface Name { name?: Person.name }
                        @db.view 'ages' @db.view.for Person interface Age { age: Person.age, id: Person.id }"""), MONDAY);
        AtscriptSchema newer = Schemas.modified(Schemas.of("""
                        @db.table 'animals' @db.table.renamed 'pets'
                        interface Pet { @meta.id id: number.int, name: string }
                        @db.table 'people'
                        interface Person { @meta.id id: number.int, @db.column.renamed 'name' title?: string, age: number.int }
                        @db.view 'titles' @db.view.renamed 'names' @db.view.for Person interface Name { name?: Person.title }
                        @db.view 'ages' @db.view.for Person interface Age { age: Person.age }"""), TUESDAY);
        sync.run(old);
        sync.run(newer);
        assertStopped(
                old,
                "pets: the table is missing, there is animals",
                "people: column name is missing, there is title",
                "names: the view is missing, there is titles",
                "ages: the view lacks id");
    }

    @Test
    void failsOrSyncsIfAskedTo() {
        AtscriptSchema old = Schemas.modified(OLD, MONDAY);
        sync.run(Schemas.modified(NEW, TUESDAY));
        assertThatThrownBy(() -> sync.run(old, on(OnSuperseded.FAIL))).isInstanceOf(SyncSupersededException.class);
        assertThat(sync.run(old, on(OnSuperseded.SYNC)).status()).isEqualTo(Status.SYNCED);
        assertThat(columns()).containsExactlyInAnyOrder("id", "name");
        sync.run(Schemas.modified(NEW, TUESDAY));
        assertThat(sync.run(old, SyncOptions.builder().force(true).build()).status())
                .isEqualTo(Status.SYNCED);
    }

    private void assertStopped(AtscriptSchema older, String... obstacles) {
        assertThatThrownBy(() -> sync.run(older))
                .isInstanceOfSatisfying(
                        SyncSupersededException.class,
                        ex -> assertThat(ex.obstacles()).containsExactlyInAnyOrder(obstacles));
    }

    private void assertKept(AtscriptSchema older, SyncOptions options) {
        List<Map<String, Object>> before = control();
        assertThat(sync.run(older, options).status()).isEqualTo(Status.SUPERSEDED);
        assertThat(control()).isEqualTo(before);
        assertThat(columns()).containsExactlyInAnyOrder("id", "name", "nick", "n");
        jdbc.update("INSERT INTO users (id, name) VALUES (7, 'inserted by the older build')");
        jdbc.update("DELETE FROM users WHERE id = 7");
    }

    private List<Map<String, Object>> control() {
        return jdbc.queryForList("SELECT * FROM __atscript_control WHERE _id <> 'sync_failure' ORDER BY _id");
    }

    private List<String> columns() {
        return jdbc.query("SELECT * FROM users WHERE 1 = 0", rs -> {
            List<String> names = new java.util.ArrayList<>();
            for (int i = 1; i <= rs.getMetaData().getColumnCount(); i++) {
                names.add(rs.getMetaData().getColumnName(i));
            }
            return names;
        });
    }
}

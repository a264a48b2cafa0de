package dev.atscript.db.report;

import static dev.atscript.db.report.Plans.HASH;
import static dev.atscript.db.report.Plans.change;
import static dev.atscript.db.report.Plans.column;
import static dev.atscript.db.report.Plans.entry;
import static dev.atscript.db.report.Plans.lossy;
import static dev.atscript.db.report.Plans.name;
import static dev.atscript.db.report.Plans.plan;
import static dev.atscript.db.report.Plans.required;
import static dev.atscript.db.report.Plans.skipped;
import static dev.atscript.db.report.Plans.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.dialect.SqlStatement;
import dev.atscript.db.schema.Change;
import dev.atscript.db.schema.Identity;
import dev.atscript.db.schema.PhysicalColumn;
import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalForeignKey.Action;
import dev.atscript.db.schema.PhysicalIndex;
import dev.atscript.db.schema.PhysicalTable;
import dev.atscript.db.schema.PhysicalView;
import dev.atscript.db.schema.PrimaryKey;
import dev.atscript.db.schema.QualifiedName;
import dev.atscript.db.sync.SyncEntry;
import dev.atscript.db.sync.SyncEntry.Kind;
import dev.atscript.db.sync.SyncEntry.Status;
import dev.atscript.db.sync.SyncError;
import dev.atscript.db.sync.SyncPlan;
import dev.atscript.db.sync.SyncResult;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanTextTest {

    private static final PhysicalForeignKey AUTHOR = new PhysicalForeignKey(
            "posts__author__fkey",
            List.of("author_id"),
            name("users"),
            List.of("id"),
            Action.CASCADE,
            Action.NO_ACTION,
            "");

    @Test
    void looksAsTheDocumentationShows() {
        assertThat(PlanText.PLAIN.of(Plans.documented())).isEqualTo("""
                        Tables
                          + users                                 create
                              + id         BIGINT  PK
                              + name       TEXT
                          ~ posts                                 alter
                              + published_at  BIGINT
                              ~ title_text → title                rename
                              - old_column    TEXT                drop       ! destructive: 1,204 values
                          ✓ comments                              in sync
                        Views
                          + active_users [V]                      create
                          ✓ legacy_report [E]                     in sync

                        2 to create, 1 to alter, 0 to drop · 1 destructive · hash 9f3c2ab14d5e6f70""");
    }

    @Test
    void tellsWhatWasDone() {
        SyncResult result = new SyncResult(
                SyncResult.Status.SYNCED, Plans.HASH, Optional.of(Plans.documented()), 0, 14, Duration.ofMillis(1234));
        assertThat(PlanText.PLAIN.of(result))
                .contains("+ users                                 created\n")
                .contains("~ posts                                 altered\n")
                .contains("~ title_text → title                renamed\n")
                .contains("- old_column    TEXT                dropped    ! destructive: 1,204 values\n")
                .endsWith("\n\n2 created, 1 altered, 0 dropped · hash 9f3c2ab14d5e6f70 · 14 statements · 1.2 s");
    }

    @Test
    void tellsInOneLineThatThereWasNothingToDo() {
        SyncResult result =
                new SyncResult(SyncResult.Status.UP_TO_DATE, Plans.HASH, Optional.empty(), 0, 1, Duration.ofMillis(2));
        assertThat(PlanText.PLAIN.of(result)).isEqualTo("up to date · hash 9f3c2ab14d5e6f70 · 1 statement · 2 ms");
    }

    @Test
    void tellsThatAPlanIsUpToDate() {
        assertThat(PlanText.PLAIN.of(plan(table("users", Status.IN_SYNC))))
                .endsWith("\n\n0 to create, 0 to alter, 0 to drop · up to date · hash 9f3c2ab14d5e6f70");
    }

    @Test
    void anEmptyPlanIsASummary() {
        assertThat(PlanText.PLAIN.of(plan()))
                .isEqualTo("0 to create, 0 to alter, 0 to drop · up to date · hash 9f3c2ab14d5e6f70");
    }

    @Test
    void showsEveryPropertyOfAColumn() {
        PhysicalColumn id = new PhysicalColumn("id", "BIGINT", false, null, "", new Identity(1L), false);
        PhysicalColumn number = new PhysicalColumn("number", "BIGINT", false, null, "", new Identity(1000L), false);
        PhysicalColumn code = new PhysicalColumn("code", "VARCHAR(20)", false, "'x'", "NOCASE", null, false);
        PhysicalColumn sum = new PhysicalColumn("sum", "BIGINT", true, null, "", null, true);
        PhysicalTable orders = new PhysicalTable(
                new QualifiedName("shop", "orders"),
                List.of(id, number, code, sum),
                new PrimaryKey(null, List.of("id")),
                List.of(),
                List.of(AUTHOR),
                List.of());
        assertThat(PlanText.PLAIN.changesOf(
                        plan(new SyncEntry(
                                orders.name(),
                                Kind.TABLE,
                                Status.CREATE,
                                List.of(change(new Change.CreateTable(orders))),
                                List.of(),
                                false,
                                List.of(),
                                "")),
                        false))
                .isEqualTo("""
                        Tables
                          + shop.orders                           create
                              + id         BIGINT       PK IDENTITY
                              + number     BIGINT       NOT NULL IDENTITY from 1000
                              + code       VARCHAR(20)  NOT NULL DEFAULT 'x' COLLATE NOCASE
                              + sum        BIGINT       GENERATED
                              + FOREIGN KEY (author_id) → users (id) ON DELETE CASCADE""");
    }

    @Test
    void showsAForeignKeyOnceWhereItIsAChangeOfItsOwn() {
        PhysicalTable posts = Plans.users().withName(name("posts")).withForeignKeys(List.of(AUTHOR));
        SyncPlan plan = plan(table(
                "posts",
                Status.CREATE,
                change(new Change.CreateTable(posts)),
                change(new Change.AddForeignKey(name("posts"), AUTHOR))));
        assertThat(PlanText.PLAIN.of(plan)).containsOnlyOnce("FOREIGN KEY");
    }

    @Test
    void showsEveryKindOfChange() {
        QualifiedName posts = name("posts");
        PhysicalIndex plain = new PhysicalIndex(
                "atscript__plain__a",
                PhysicalIndex.Kind.PLAIN,
                List.of(new PhysicalIndex.Part("a", false, ""), new PhysicalIndex.Part("b", true, "")),
                "");
        PhysicalIndex unique = new PhysicalIndex(
                "atscript__unique__a",
                PhysicalIndex.Kind.UNIQUE,
                List.of(new PhysicalIndex.Part("a", false, "")),
                "partial");
        PhysicalIndex fulltext = new PhysicalIndex(
                "atscript__fulltext__a",
                PhysicalIndex.Kind.FULLTEXT,
                List.of(new PhysicalIndex.Part("a", false, "A")),
                "");
        SyncPlan plan = plan(table(
                "posts",
                Status.ALTER,
                change(new Change.RenameTable(name("articles"), posts)),
                change(new Change.AddColumn(posts, required("views", "BIGINT", null), "0")),
                change(new Change.AlterColumn(
                        posts, required("state", "TEXT", "'new'"), required("state", "TEXT", null), null)),
                change(new Change.AlterColumn(posts, column("age", "TEXT"), required("age", "INTEGER", null), "0")),
                change(new Change.ChangePrimaryKey(
                        posts, new PrimaryKey("pk", List.of("a")), new PrimaryKey(null, List.of("a", "b")))),
                change(new Change.ChangePrimaryKey(posts, null, new PrimaryKey(null, List.of("a")))),
                change(new Change.ChangePrimaryKey(posts, new PrimaryKey("pk", List.of("a")), null)),
                change(new Change.CreateIndex(posts, plain)),
                change(new Change.DropIndex(posts, unique)),
                change(new Change.RenameIndex(posts, plain, "atscript__plain__b")),
                change(new Change.CreateIndex(posts, fulltext)),
                change(new Change.AddForeignKey(posts, AUTHOR)),
                change(new Change.DropForeignKey(posts, AUTHOR)),
                change(new Change.RenameForeignKey(posts, AUTHOR, "posts__writer__fkey"))));
        assertThat(PlanText.PLAIN.changesOf(plan, false)).isEqualTo("""
                        Tables
                          ~ posts                                                       alter
                              ~ articles → posts                                        rename
                              + views      BIGINT  NOT NULL                                         rows without a value get 0
                              ~ state      DEFAULT 'new' → no default                   default
                              ~ age        TEXT → INTEGER, NULL → NOT NULL              type, null  rows without a value get 0
                              ~ PRIMARY KEY (a) → (a, b)                                key
                              + PRIMARY KEY (a)
                              - PRIMARY KEY (a)                                         drop
                              + INDEX atscript__plain__a (a, b DESC)
                              - UNIQUE INDEX atscript__unique__a (a) [partial]          drop
                              ~ INDEX atscript__plain__a → atscript__plain__b           rename
                              + FULLTEXT INDEX atscript__fulltext__a (a weight A)
                              + FOREIGN KEY (author_id) → users (id) ON DELETE CASCADE
                              - FOREIGN KEY (author_id) → users (id) ON DELETE CASCADE  drop
                              ~ FOREIGN KEY posts__author__fkey → posts__writer__fkey   rename""");
    }

    @Test
    void tellsWhyATableIsMadeAnew() {
        QualifiedName posts = name("posts");
        PhysicalTable table = Plans.users().withName(posts);
        Change reason = new Change.AlterColumn(posts, column("age", "TEXT"), column("age", "INTEGER"), null);
        SyncPlan plan = plan(
                table("posts", Status.ALTER, change(new Change.RecreateTable(table, table, true, List.of(reason)))),
                table(
                        "sessions",
                        Status.ALTER,
                        lossy(new Change.RecreateTable(table, table, false, List.of(reason)), "3 rows")));
        assertThat(PlanText.PLAIN.changesOf(plan, false)).isEqualTo("""
                        Tables
                          ~ posts                                 alter
                              ~ new table, rows copied            recreate
                                  ~ age        TEXT → INTEGER     type
                          ~ sessions                              alter
                              ~ new table, rows dropped           recreate   ! destructive: 3 rows
                                  ~ age        TEXT → INTEGER     type""");
    }

    @Test
    void marksWhatASafeRunLeavesOut() {
        SyncPlan plan = plan(table(
                "posts",
                Status.ALTER,
                skipped(new Change.DropColumn(name("posts"), column("old_column", "TEXT")), "1,204 values")));
        assertThat(PlanText.PLAIN.of(plan))
                .contains("- old_column  TEXT                  drop       skipped: destructive, 1,204 values")
                .contains("~ posts                                 skipped\n")
                .endsWith("0 to create, 0 to alter, 0 to drop · 1 skipped · hash 9f3c2ab14d5e6f70");
    }

    @Test
    void callsNothingDoneThatASafeRunLeftOut() {
        SyncPlan plan = plan(
                table("comments", Status.DROP, skipped(new Change.DropTable(Plans.users()), "3 rows")),
                table(
                        "posts",
                        Status.ALTER,
                        change(new Change.AddColumn(name("posts"), column("nick", "TEXT"), null)),
                        skipped(new Change.DropColumn(name("posts"), column("old_column", "TEXT")), "")));
        SyncResult result =
                new SyncResult(SyncResult.Status.SYNCED, HASH, Optional.of(plan), 2, 12, Duration.ofMillis(1));
        assertThat(PlanText.PLAIN.of(result)).isEqualTo("""
                        Tables
                          - comments                              skipped    destructive, 3 rows
                          ~ posts                                 altered
                              + nick        TEXT
                              - old_column  TEXT                  drop       skipped: destructive

                        0 created, 1 altered, 0 dropped · 2 pending · hash 9f3c2ab14d5e6f70 · 12 statements · 1 ms""");
        assertThat(PlanText.PLAIN.summaryOf(plan, true, 20))
                .isEqualTo("""
                          - comments                              skipped
                          ~ posts                                 altered    1 change, 1 skipped""".indent(2).stripTrailing());
    }

    @Test
    void namesChangedEntriesInOneLineEach() {
        assertThat(PlanText.PLAIN.summaryOf(Plans.documented(), true, 2))
                .isEqualTo("""
                          + users                                 created
                          ~ posts                                 altered    3 changes, destructive
                          … and 1 more""".indent(2).stripTrailing());
    }

    @Test
    void tellsWhatADroppedTableHolds() {
        SyncPlan plan = plan(table("users", Status.DROP, lossy(new Change.DropTable(Plans.users()), "1 row")));
        assertThat(PlanText.PLAIN.changesOf(plan, false)).isEqualTo("""
                        Tables
                          - users                                 drop       ! destructive: 1 row""");
    }

    @Test
    void tellsWhatHappensToViews() {
        PhysicalView view = new PhysicalView(name("report"), true, "SELECT 1 AS x", List.of("x"), Map.of(), List.of());
        SyncEntry made = entry(
                "report",
                Kind.VIEW,
                Status.ALTER,
                lossy(new Change.DropView(view), ""),
                change(new Change.CreateView(view)));
        SyncEntry renamed =
                entry("summary", Kind.VIEW, Status.ALTER, change(new Change.RenameView(view, name("summary"))));
        SyncEntry replaced = entry("totals", Kind.VIEW, Status.ALTER, change(new Change.ReplaceView(view, view)));
        SyncEntry dropped = entry("old", Kind.VIEW, Status.DROP, change(new Change.DropView(view)));
        assertThat(PlanText.PLAIN.changesOf(plan(made, renamed, replaced, dropped), false))
                .isEqualTo("""
                        Views
                          ~ report [V]                            alter      ! destructive
                              ~ definition                        make anew
                          ~ summary [V]                           alter
                              ~ report → summary                  rename
                          ~ totals [V]                            alter
                              ~ definition                        replace
                          - old [V]                               drop""");
    }

    @Test
    void tellsErrorsWithTheirOriginAndNotes() {
        SyncEntry entry = new SyncEntry(
                name("posts"),
                Kind.TABLE,
                Status.ERROR,
                List.of(),
                List.of(new SyncError("3 rows have no value.\nGive it a @db.default.")),
                false,
                List.of("the table is taken over"),
                "posts.as:14:5");
        assertThat(PlanText.PLAIN.of(plan(entry))).isEqualTo("""
                        Tables
                          ✗ posts                                 error
                              ✗ 3 rows have no value.
                                Give it a @db.default. (posts.as:14:5)
                                the table is taken over

                        0 to create, 0 to alter, 0 to drop · 1 error · hash 9f3c2ab14d5e6f70""");
    }

    @Test
    void showsStatementsOnRequest() {
        SyncPlan plan = new SyncPlan(
                Plans.HASH,
                List.of(),
                List.of(
                        SqlStatement.of("CREATE TABLE \"users\" (\n  \"id\" INTEGER\n)"),
                        SqlStatement.proof("SELECT 1 WHERE 'a' = 'b'", "a value would be lost")));
        PlanText text = PlanText.PLAIN.withStatements(true);
        assertThat(text.of(plan)).startsWith("""
                        Statements
                          CREATE TABLE "users" (
                            "id" INTEGER
                          );
                          -- must return no row: a value would be lost
                          SELECT 1 WHERE 'a' = 'b';
                        """);
        assertThat(text.withValues(false).of(plan)).contains("SELECT ****** WHERE '******' = '******';");
    }

    @Test
    void shortensLongDefaultsExceptWhereTheyChange() {
        PhysicalColumn before = required("a", "TEXT", "'" + "x".repeat(60) + "'");
        PhysicalColumn after = required("a", "TEXT", "'" + "x".repeat(60) + "y'");
        SyncPlan plan = plan(table(
                "t",
                Status.ALTER,
                change(new Change.AddColumn(name("t"), before, null)),
                change(new Change.AlterColumn(name("t"), before, after, null))));
        assertThat(PlanText.PLAIN.of(plan))
                .contains("+ a          TEXT  NOT NULL DEFAULT '" + "x".repeat(48) + "…\n")
                .contains("x' → DEFAULT '" + "x".repeat(60) + "y'");
    }

    @Test
    void hidesDefaultValuesOnRequest() {
        SyncPlan plan = plan(table(
                "users",
                Status.ALTER,
                change(new Change.AddColumn(name("users"), required("a", "TEXT", "'secret'"), null))));
        assertThat(PlanText.PLAIN.withValues(false).of(plan))
                .contains("DEFAULT '******'")
                .doesNotContain("secret");
    }

    @Test
    void alignsWideAndCombiningCharacters() {
        SyncPlan plan = plan(table(
                "t",
                Status.ALTER,
                change(new Change.AddColumn(name("t"), column("名前", "TEXT"), null)),
                change(new Change.AddColumn(name("t"), column("e\u0301tat_civil", "TEXT"), null))));
        assertThat(PlanText.PLAIN.of(plan))
                .contains("      + 名前        TEXT\n")
                .contains("      + e\u0301tat_civil  TEXT\n");
    }

    @Test
    void leavesControlCharactersOut() {
        SyncPlan plan = plan(table("a\u001B[2Jb\nc", Status.IN_SYNC));
        assertThat(PlanText.PLAIN.of(plan)).contains("✓ a\uFFFD[2Jb\uFFFDc ");
    }

    @Test
    void coloursSignsLabelsAndWarnings() {
        String text = PlanText.PLAIN.withColour(true).of(Plans.documented());
        assertThat(text)
                .contains("\u001B[32m+\u001B[0m users                                 \u001B[32mcreate\u001B[0m")
                .contains("\u001B[1;31m! destructive: 1,204 values\u001B[0m");
        assertThat(text.replaceAll("\u001B\\[[0-9;]*m", "")).isEqualTo(PlanText.PLAIN.of(Plans.documented()));
    }

    @Test
    void writesNumbersTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(Counts.of(1204, "row")).isEqualTo("1,204 rows");
            assertThat(Counts.time(Duration.ofMillis(1999))).isEqualTo("1.9 s");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void writesTimesForPeople() {
        assertThat(Counts.time(Duration.ofNanos(1))).isEqualTo("0 ms");
        assertThat(Counts.time(Duration.ofMillis(999))).isEqualTo("999 ms");
        assertThat(Counts.time(Duration.ofSeconds(59).plusMillis(999))).isEqualTo("59.9 s");
        assertThat(Counts.time(Duration.ofSeconds(185))).isEqualTo("3 min 5 s");
    }
}

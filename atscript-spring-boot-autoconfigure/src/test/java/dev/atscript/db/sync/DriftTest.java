package dev.atscript.db.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.atscript.db.schema.QualifiedName;
import dev.atscript.testing.DatabaseKind;
import dev.atscript.testing.EachDatabase;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** endpoint.md, "Drift": which views are no longer as the last run left them. */
class DriftTest extends EachDatabase {

    private static final AtscriptSchema MODEL = Schemas.of("""
                    @db.table 'users' interface User { @meta.id id: number.int, name: string }
                    @db.view 'ids' @db.view.for User interface Id { id: User.id }
                    @db.view 'names' @db.view.for User interface Name { name: User.name }""");

    private SchemaSync sync;

    @BeforeEach
    void prepare() {
        sync = new SchemaSync(DbSpace.of(database.dataSource()));
    }

    private List<String> drift() {
        return sync.drift().orElseThrow().stream().map(QualifiedName::toString).toList();
    }

    @Test
    void isUnknownBeforeTheFirstRun() {
        assertThat(sync.drift()).isEmpty();
    }

    @Test
    void ofViewsThatAreGoneOrSelectSomethingElse() {
        sync.run(MODEL);
        assertThat(drift()).isEmpty();
        jdbc.execute("DROP VIEW ids");
        assertThat(drift()).containsExactly("ids");
        jdbc.execute("DROP VIEW names");
        jdbc.execute("CREATE VIEW names AS SELECT name FROM users WHERE id > 0");
        assertThat(drift()).containsExactly("ids", "names");
        sync.run(MODEL, SyncOptions.builder().force(true).build());
        assertThat(drift()).isEmpty();
    }

    @Test
    void ofAViewWhoseNameATableHas() {
        sync.run(MODEL);
        jdbc.execute("DROP VIEW ids");
        jdbc.execute("CREATE TABLE ids (id bigint)");
        assertThat(drift()).containsExactly("ids");
    }

    @Test
    void ofAViewThatIsMaterializedOrIsNoLonger() {
        assumeTrue(kind == DatabaseKind.POSTGRES);
        AtscriptSchema model = Schemas.of("""
                    @db.table 'users' interface User { @meta.id id: number.int, name: string }
                    @db.view 'ids' @db.view.for User @db.view.materialized interface Id { id: User.id }
                    @db.view 'names' @db.view.for User interface Name { name: User.name }""");
        sync.run(model);
        assertThat(drift()).isEmpty();
        jdbc.execute("DROP VIEW names");
        jdbc.execute("CREATE MATERIALIZED VIEW names AS SELECT name FROM users");
        assertThat(drift()).containsExactly("names");
        jdbc.execute("DROP MATERIALIZED VIEW ids");
        jdbc.execute("CREATE VIEW ids AS SELECT id FROM users");
        assertThat(drift()).containsExactly("ids", "names");
        sync.run(model, SyncOptions.builder().force(true).build());
        assertThat(drift()).isEmpty();
    }
}

package dev.atscript.db.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.testing.EachDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** An application that gets another name is another owner. */
@ExtendWith(OutputCaptureExtension.class)
class FormerOwnerTest extends EachDatabase {

    private static final AtscriptSchema USERS =
            Schemas.of("@db.table 'users' interface User { @meta.id id: number.int, name: string }");

    private static final AtscriptSchema WITHOUT_NAME =
            Schemas.of("@db.table 'users' interface User { @meta.id id: number.int }");

    private SchemaSync sync(String owner) {
        return new SchemaSync(DbSpace.of(database.dataSource()).withOwner(owner));
    }

    @Test
    void isToldAtTheFirstRunUnderAnotherName(CapturedOutput output) {
        sync("shop").run(USERS);
        assertThat(output).doesNotContain("as well from now on");
        sync("store").run(WITHOUT_NAME);
        assertThat(output)
                .contains("Tables of the owner 'shop' belong to the owner 'store' as well from now on")
                .contains("set atscript.db.owner=shop");
        sync("store").run(USERS);
        assertThat(output).containsOnlyOnce("as well from now on");
    }

    @Test
    void lettingTheFormerNameStayLetsColumnsGo(CapturedOutput output) {
        sync("shop").run(USERS);
        sync("shop").run(WITHOUT_NAME);
        assertThat(output).doesNotContain("as well from now on");
        jdbc.update("INSERT INTO users (id) VALUES (1)");
    }
}

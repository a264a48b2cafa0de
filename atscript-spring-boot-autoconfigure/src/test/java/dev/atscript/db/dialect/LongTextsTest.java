package dev.atscript.db.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.model.DbAnnotations;
import dev.atscript.db.model.DbModel;
import dev.atscript.lang.AsCompiler;
import dev.atscript.lang.SourceFile;
import dev.atscript.lang.SourceResolver;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No text of a model is too long for what reads it: neither the stack nor time runs out. */
class LongTextsTest {

    private static final int LENGTH = 20_000;

    static List<Dialect> dialects() {
        return Dialects.all();
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void areMapped(Dialect dialect) {
        for (String field : List.of(
                "@db.pg.collate '\"" + "a".repeat(LENGTH) + "\"'\nf: string",
                "@db.pg.collate '\"" + "\"\"".repeat(LENGTH) + "\"'\nf: string",
                "@db.pg.type 'timestamptz'\n@db.default '2020-01-01 10:00 A" + "/A".repeat(LENGTH) + "'\nf: string",
                "@db.pg.type 'timestamptz'\n@db.default '2020-01-01" + " ".repeat(LENGTH) + "x'\nf: string",
                "@db.pg.type 'numeric(" + "1,".repeat(LENGTH) + "1)'\nf: string",
                "@db.default '" + "9".repeat(LENGTH) + "'\nf: decimal")) {
            assertThat(map(dialect, "@db.table\ninterface T { @meta.id id: string\n" + field + "\n}"))
                    .isNotNull();
        }
        assertThat(map(dialect, """
                @db.table
                interface T { @meta.id id: string }
                @db.view
                @db.view.for T
                @db.view.filter `id matches /^[%s]$/`
                interface V { id: T.id }
                """.formatted("a".repeat(LENGTH)))).isNotNull();
    }

    private static DesiredSchema map(Dialect dialect, String text) {
        DbModel.Result model = DbModel.compile(AsCompiler.compile(
                List.of(new SourceFile("a.as", text)), SourceResolver.NONE, DbAnnotations.CATALOGUE));
        return dialect.map(model.schema());
    }
}

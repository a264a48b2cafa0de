package dev.atscript.db.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.schema.UnmanagedObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UniqueIndexSqlTest {

    private static Optional<UniqueIndexSql> of(String sql) {
        return UniqueIndexSql.of(new UnmanagedObject(UnmanagedObject.Kind.INDEX, "i", sql));
    }

    private static UniqueIndexSql read(String sql) {
        return of(sql).orElseThrow();
    }

    @Test
    void whatPostgresSays() {
        assertThat(
                        read(
                                "CREATE UNIQUE INDEX i ON public.\"t (x\" USING btree (lower(a), (((b || ','::text) || c)) DESC NULLS LAST, d)"))
                .isEqualTo(new UniqueIndexSql(List.of("lower(a)", "(((b || ','::text) || c))", "d"), null, false));
        assertThat(
                        read(
                                "CREATE UNIQUE INDEX i ON public.t USING btree (a COLLATE \"C\" DESC) INCLUDE (b) NULLS NOT DISTINCT WHERE (c > 0)"))
                .isEqualTo(new UniqueIndexSql(List.of("a COLLATE \"C\""), " (c > 0)", true));
    }

    @Test
    void whatSomebodyWroteForSqlite() {
        assertThat(
                        read(
                                "create unique index -- (a comment\n [i(] on `t,` (/* ( */ lower ( \"a\"\"(\" ) asc, 'x)' || b)\nwhere a = ')'"))
                .isEqualTo(new UniqueIndexSql(List.of("/* ( */ lower ( \"a\"\"(\" )", "'x)' || b"), " a = ')'", false));
    }

    @Test
    void whatTheTableTellsItself() {
        assertThat(of("CREATE UNIQUE INDEX i ON t (a, \"b c\" DESC, [d])")).isEmpty();
        assertThat(of("CREATE INDEX i ON t (lower(a))")).isEmpty();
        assertThat(of("CREATE UNIQUE INDEX i ON t USING btree (a text_pattern_ops DESC)"))
                .isEmpty();
        assertThat(of("CREATE UNIQUE INDEX i ON t")).isEmpty();
    }
}

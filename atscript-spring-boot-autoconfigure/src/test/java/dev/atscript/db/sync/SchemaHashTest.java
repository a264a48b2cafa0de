package dev.atscript.db.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.dialect.Dialect;
import dev.atscript.db.dialect.Dialects;
import dev.atscript.db.dialect.Fnv1a;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaHashTest {

    private static final String USER = """
            @db.table 'users'
            export interface User {
              @meta.id
              id: number
              @db.index.unique 'mail'
              @expect.maxLength 80
              email: string
              @db.default 'x'
              name?: string
              @db.rel.FK
              @db.rel.onDelete 'cascade'
              boss?: User.id
            }
            """;

    private static final String TAG = "@db.table 'tags'\nexport interface Tag { @meta.id name: string }\n";

    @ParameterizedTest
    @CsvSource({
        "'',cbf29ce484222325",
        "a,af63dc4c8601ec8c",
        "foobar,85944171f73967e8",
    })
    void isFnv1aOf64Bits(String text, String hash) {
        // Test vectors of the FNV reference code.
        assertThat(Fnv1a.hex(text)).isEqualTo(hash);
    }

    @Test
    void isTheSameForEveryOrderOfFilesTablesAndFieldsAndForEveryLayout() {
        String reordered = """
                // a comment
                @db.table 'users' export interface Person {
                  @db.rel.onDelete 'cascade' @db.rel.FK boss?: Person.id;
                  @db.default 'x' name?: string
                  @expect.maxLength 80
                  @db.index.unique 'mail' email: string, @meta.id id: number }
                """;
        assertThat(hashes(USER, TAG)).isEqualTo(hashes(TAG, reordered)).isEqualTo(hashes(USER + TAG));
    }

    @Test
    void isNotChangedByRenameAnnotations() {
        assertThat(hashes(USER.replace("  name?", "  @db.column.renamed 'nick'\n  name?")))
                .isEqualTo(hashes(USER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@db.table 'users'=>@db.table 'people'",
                "  email: string=>  mail: string",
                "  email: string=>  email?: string",
                "  email: string=>  email: number",
                "'x'=>'y'",
                "  @db.default 'x'\n=>",
                "@db.index.unique 'mail'=>@db.index.plain 'mail'",
                "@db.index.unique 'mail'=>@db.index.unique 'post'",
                "@db.index.unique 'mail'=>@db.index.plain 'mail', 'desc'",
                "'cascade'=>'setNull'",
                "  @db.rel.onDelete 'cascade'\n=>",
                "  @db.rel.FK\n  @db.rel.onDelete 'cascade'\n  boss?: User.id=>  boss?: number.int",
                "  @meta.id\n  id=>  @meta.id\n  @db.default.increment\n  id",
                "  name?=>  @db.column.collate 'nocase'\n  name?",
            })
    void isChangedByWhateverChangesAStatement(String edit) {
        String[] sides = edit.split("=>", -1);
        assertThat(USER).contains(sides[0]);
        String edited = USER.replace(sides[0], sides[1]);
        List<String> before = hashes(USER);
        List<String> after = hashes(edited);
        assertThat(after).doesNotContainAnyElementsOf(before);
    }

    private static final String VIEW = """
            @db.view 'names'
            @db.view.for User
            @db.view.joins Tag, `Tag.name = User.name`
            @db.view.filter `User.id > 1`
            @db.view.having `n > 2`
            export interface Names { name?: User.name, tag: Tag.name, @db.agg.sum 'id' n: number }
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'names'=>'called'",
                "`Tag.name = User.name`=>`Tag.name != User.name`",
                "tag: Tag=>tag?: Tag",
                "User.id > 1=>User.id > 2",
                "n > 2=>n > 3",
                "db.agg.sum=>db.agg.max",
                "name?: User.name=>label?: User.name",
                "name?: User.name=>name?: User.email",
            })
    void isChangedByWhateverChangesAView(String edit) {
        String[] sides = edit.split("=>", -1);
        assertThat(VIEW).contains(sides[0]);
        List<String> after = hashes(USER + TAG + VIEW.replace(sides[0], sides[1]));
        assertThat(after).doesNotContainAnyElementsOf(hashes(USER + TAG + VIEW));
    }

    @Test
    void isChangedByAnExternalView() {
        String external = "@db.view 'report' interface Report { a: string, b: string }\n";
        assertThat(hashes(TAG, external))
                .doesNotContainAnyElementsOf(hashes(TAG))
                .isEqualTo(hashes(TAG, external.replace("a: string, b: string", "b: number, a: string")));
    }

    @Test
    void isDifferentOnEachKindOfDatabase() {
        assertThat(hashes(TAG)).doesNotHaveDuplicates();
    }

    /** The hash for each dialect. */
    private static List<String> hashes(String... texts) {
        List<String> hashes = new ArrayList<>();
        for (Dialect dialect : Dialects.all()) {
            hashes.add(SchemaHash.of(dialect.map(Schemas.of(texts).model()), dialect));
        }
        return hashes;
    }
}

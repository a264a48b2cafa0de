package dev.atscript.docs;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a page says and is not true is found. */
class BlockChecksTest {

    private static final String MODEL = """
            ```as
            @db.table 't' interface T { @meta.id id: number.int }
            ```
            """;

    private BlockChecks checks;

    private void check(String markdown) {
        Page page = new Page("docs/page.md", markdown.lines().toList());
        checks = new BlockChecks(page);
        page.blocks().forEach(checks::check);
    }

    @AfterEach
    void close() {
        checks.close();
    }

    @ParameterizedTest
    @MethodSource
    void whatIsWrongByItself(String markdown, String why) {
        assertThatThrownBy(() -> check(markdown)).hasMessageContaining(why);
    }

    static Stream<Arguments> whatIsWrongByItself() {
        return Stream.of(
                arguments("```\nno language\n```", "docs/page.md:1  : the test knows no blocks of that kind"),
                arguments("```python\nprint()\n```", "docs/page.md:1 python : the test knows no blocks of that kind"),
                arguments("```text\nof no kind\n```", "docs/page.md:1 text : the test knows no text of that kind"),
                arguments("```as\ninterface T {\n```", "model.as:1:13: error AS1102: '{' is never closed"),
                arguments(
                        "```as\n@db.tabel 't' interface T { a: string }\n```",
                        "the annotation @db.tabel is not known and has no effect"),
                arguments(
                        "```as fails\n@db.table 't' interface T { a: string }\n```",
                        "[docs/page.md:1 as fails] \nExpecting actual not to be null"),
                arguments(
                        "```as fails\ninterface T {\n```\n```text diagnostics\nanother one\n```",
                        "[docs/page.md:4 text diagnostics] \nexpected: \n  \"another one\n"),
                arguments("```java\nint i;\n```", "docs/page.md:1 java : name the source file that it is in"),
                arguments(
                        "```java NoSuchFile.java\nint i;\n```",
                        "[docs/page.md:1 java NoSuchFile.java] \nExpected size: 1 but was: 0"),
                arguments("```java JavaSources.java\nint notHere;\n```", "to contain:\n  \"int notHere;\""),
                arguments("```properties\natscript.db.sfae=true\n```", "this element did not:\n  \"atscript.db.sfae\""),
                arguments(
                        "```properties\natscript.db.safe=perhaps\n```",
                        "Failed to bind properties under 'atscript.db.safe' to boolean"),
                arguments("```yaml\nspring:\n  nothing: 1\n```", "this element did not:\n  \"spring.nothing\""),
                arguments(
                        "```xml\n<dependency><groupId>a</groupId><artifactId>b</artifactId></dependency>\n```",
                        "to contain:\n  [\"a:b\"]"),
                arguments("```shell\nrm -r .\n```", "docs/page.md:1 shell : the test does not know the command rm"),
                arguments("```shell\njava -jar app.jar db snyc\n```", "There is no command 'db snyc'"),
                arguments(
                        "```shell\njava -jar app.jar --atscript.db.sfae=true\n```",
                        "this element did not:\n  \"atscript.db.sfae\""),
                arguments("```shell\nmvn -pl no-such-module test\n```", "no-such-module\nto exist"),
                arguments("```sql by-hand sqlite\nCREATE TABEL t (id int);\n```", "near \"TABEL\": syntax error"),
                arguments(
                        "```sql query sqlite\nSELECT 1;\n```\n```text rows\n2\n```",
                        "[docs/page.md:4 text rows] \nexpected: \n  \"2\n"),
                arguments("```diff src/main/resources/a.as\n-a\n+b\n```", "NoSuchFileException"));
    }

    @ParameterizedTest
    @MethodSource
    void whatIsWrongOfTheModelBefore(String markdown, String why) {
        assertThatThrownBy(() -> check(MODEL + markdown)).hasMessageContaining(why);
    }

    static Stream<Arguments> whatIsWrongOfTheModelBefore() {
        return Stream.of(
                arguments(
                        "```sql sqlite\nCREATE TABLE \"t\" (\n  \"id\" TEXT NOT NULL,\n  PRIMARY KEY (\"id\")\n);\n```",
                        "but was: \n  \"CREATE TABLE \"t\" (\n    \"id\" INTEGER NOT NULL,"),
                arguments("```sql sqlite\n```", "[docs/page.md:4 sql sqlite] \nexpected: \n  \"\n"),
                arguments(
                        "```text plan sqlite\n…\n```",
                        "[docs/page.md:4 text plan sqlite shows nothing, and there is Tables"),
                arguments(
                        "```text plan sqlite\nTables\n```",
                        "[docs/page.md:4 text plan sqlite] \nexpected: \n  \"Tables\n  \"\n"),
                arguments("```text log sqlite\nSchema up to date\n```", "but was: \n  \"Schema synced (1 created"),
                arguments(
                        "```text log sqlite exit=1\nSchema synced…\n…\n```",
                        "[docs/page.md:4 text log sqlite exit=1] \nexpected: 1\n but was: 0"),
                arguments(
                        "```shell\njava -jar app.jar db sync\n```\n```text output sqlite exit=3\n…\n1 created…\n```",
                        "[docs/page.md:7 text output sqlite exit=3] \nexpected: 3\n but was: 0"),
                arguments(
                        "```text plan\nof two kinds of database\n```",
                        "[docs/page.md:4 text plan names one kind of database]"));
    }

    @Test
    void whatIsRight() {
        assertThatCode(() -> check(MODEL + """
                ```sql sqlite
                CREATE TABLE "t" (
                …
                );
                ```
                ```text log sqlite
                Schema up to date (hash …, 1 statement, … ms)
                ```
                """)).doesNotThrowAnyException();
    }

    @Test
    void aBlockSaysWhereItIs() {
        assertThatThrownBy(() -> check("A page\n\n```python\nprint()\n```"))
                .hasMessageContaining("docs/page.md:3 python");
    }
}

package dev.atscript.docs;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    @ValueSource(
            strings = {
                "```\nno language\n```",
                "```python\nprint()\n```",
                "```text\nof no kind\n```",
                "```as\ninterface T {\n```",
                "```as\n@db.tabel 't' interface T { a: string }\n```",
                "```as fails\n@db.table 't' interface T { a: string }\n```",
                "```as fails\ninterface T {\n```\n```text diagnostics\nanother one\n```",
                "```java\nint i;\n```",
                "```java NoSuchFile.java\nint i;\n```",
                "```java JavaSources.java\nint notHere;\n```",
                "```properties\natscript.db.sfae=true\n```",
                "```properties\natscript.db.safe=perhaps\n```",
                "```yaml\nspring:\n  nothing: 1\n```",
                "```xml\n<dependency><groupId>a</groupId><artifactId>b</artifactId></dependency>\n```",
                "```shell\nrm -r .\n```",
                "```shell\njava -jar app.jar db snyc\n```",
                "```shell\njava -jar app.jar --atscript.db.sfae=true\n```",
                "```shell\nmvn -pl no-such-module test\n```",
                "```sql by-hand sqlite\nCREATE TABEL t (id int);\n```",
                "```sql query sqlite\nSELECT 1;\n```\n```text rows\n2\n```",
                "```diff src/main/resources/a.as\n-a\n+b\n```",
            })
    void whatIsWrongByItself(String markdown) {
        assertThatThrownBy(() -> check(markdown)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "```sql sqlite\nCREATE TABLE \"t\" (\n  \"id\" TEXT NOT NULL,\n  PRIMARY KEY (\"id\")\n);\n```",
                "```sql sqlite\n```",
                "```text plan sqlite\n…\n```",
                "```text plan sqlite\nTables\n```",
                "```text log sqlite\nSchema up to date\n```",
                "```text log sqlite exit=1\nSchema synced…\n…\n```",
                "```shell\njava -jar app.jar db sync\n```\n```text output sqlite exit=3\n…\n1 created…\n```",
                "```text plan\nof two kinds of database\n```",
            })
    void whatIsWrongOfTheModelBefore(String markdown) {
        assertThatThrownBy(() -> check(MODEL + markdown)).isNotNull();
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

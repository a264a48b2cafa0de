package dev.atscript.db.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.db.schema.UnmanagedObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TableDefinitionTest {

    @Test
    void readsWhatNoPragmaTells() {
        TableDefinition definition = TableDefinition.parse("""
                CREATE TABLE "odd ""(name" ( -- a comment, with ( and 'quote
                  id INTEGER PRIMARY KEY AUTOINCREMENT,
                  [my col] TEXT COLLATE nocase DEFAULT 'a, CHECK (b)' /* , */ CHECK ("my col" <> ')'),
                  `ref` INT CONSTRAINT r1 REFERENCES p(x) DEFERRABLE INITIALLY DEFERRED,
                  n INT, price NUMERIC(10, 2) DEFAULT (1 + 2),
                  CONSTRAINT positive CHECK (n > 0),
                  UNIQUE (n, "my col"),
                  CONSTRAINT "f k" FOREIGN KEY (n) REFERENCES q (y) NOT DEFERRABLE
                ) STRICT, WITHOUT  ROWID""", "odd \"(name");
        assertThat(definition.collations()).isEqualTo(Map.of("my col", "NOCASE"));
        assertThat(definition.autoincrement()).isEqualTo(Set.of("id"));
        assertThat(definition.foreignKeys())
                .containsExactly(
                        new TableDefinition.ForeignKey("r1", "deferrable"), new TableDefinition.ForeignKey("f k", ""));
        assertThat(definition.constraints())
                .containsExactly(
                        new UnmanagedObject(UnmanagedObject.Kind.CHECK, "", "CHECK (\"my col\" <> ')')"),
                        new UnmanagedObject(UnmanagedObject.Kind.CHECK, "positive", "CHECK (n > 0)"),
                        new UnmanagedObject(UnmanagedObject.Kind.UNIQUE, "", "UNIQUE (n, \"my col\")"));
        assertThat(definition.options()).isEqualTo(List.of("STRICT", "WITHOUT ROWID"));
    }
}

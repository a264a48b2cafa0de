package dev.atscript.bench;

import dev.atscript.lang.SourceFile;
import java.util.ArrayList;
import java.util.List;

/** Files to read: 200 of 50 lines, each with a table that refers to the one before. */
final class Models {

    private static final String FILE = """
            import { Table%1$s } from './table%1$s'

            // What every row of table %2$s says of itself.
            type State%2$s = 'new' | 'open' | 'waiting' | 'closed'

            interface Audited%2$s {
              @db.default.now
              createdAt: number.timestamp
              updatedAt?: number.timestamp
            }

            /** A table of the benchmark. */
            @db.table 'table_%2$s'
            @meta.label 'Table %2$s'
            export interface Table%2$s extends Audited%2$s {
              @meta.id
              @db.default.increment
              id: number.int.int64

              @db.rel.FK
              @db.rel.onDelete 'cascade'
              previousId: Table%1$s.id

              @db.rel.to
              previous?: Table%1$s

              @expect.maxLength 120
              @db.index.plain 'byName'
              name: string

              @db.index.unique
              @db.column.collate 'nocase'
              mail: string.email

              @db.default 'new'
              state: State%2$s

              address: {
                street: string
                city: string
                zip?: string
              }
              @db.json
              settings: { theme: string, size: number.int }
              @db.column.precision 10, 2
              price: decimal
              tags: string[] // free words
            }

            annotate Table%2$s { @meta.label 'Town' address.city }
            """;

    private Models() {}

    static List<SourceFile> files() {
        List<SourceFile> files = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            files.add(new SourceFile("table%d.as".formatted(i), FILE.formatted((i + 199) % 200, i)));
        }
        return files;
    }
}

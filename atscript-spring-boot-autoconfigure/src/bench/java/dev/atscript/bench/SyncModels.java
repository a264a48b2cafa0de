package dev.atscript.bench;

import dev.atscript.db.model.DbAnnotations;
import dev.atscript.db.model.DbModel;
import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.lang.AsCompiler;
import dev.atscript.lang.SourceFile;
import dev.atscript.lang.SourceResolver;
import java.util.List;

/** Models to sync: tables of 10 columns with two indexes, each with a foreign key to the one before. */
final class SyncModels {

    private static final String TABLE = """
            @db.table 'table_%2$d'
            interface Table%2$d {
              @meta.id id: number.int.int64
              @db.rel.FK previousId?: Table%1$d.id
              @db.rel.to previous?: Table%1$d
              @db.index.plain 'byName' name: string
              @db.index.unique mail: string
              @db.default 'new' state: string
              amount: number.int
              price?: number.double
              active: boolean
              note?: string
              createdAt: number.timestamp%3$s
            }

            """;

    private static final String ONE_MORE_COLUMN = "\n  added?: string";

    private SyncModels() {}

    /** A model of that many tables. */
    static AtscriptSchema of(int tables) {
        return compile(tables, "");
    }

    /** The same, whose last table has a column more. */
    static AtscriptSchema withAnotherColumn(int tables) {
        return compile(tables, ONE_MORE_COLUMN);
    }

    private static AtscriptSchema compile(int tables, String endOfLast) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < tables; i++) {
            text.append(TABLE.formatted((i + tables - 1) % tables, i, i == tables - 1 ? endOfLast : ""));
        }
        List<SourceFile> files = List.of(new SourceFile("tables.as", text.toString()));
        DbModel.Result result =
                DbModel.compile(AsCompiler.compile(files, SourceResolver.NONE, DbAnnotations.CATALOGUE));
        if (result.hasErrors() || result.schema().tables().size() != tables) {
            throw new IllegalStateException(result.diagnostics().toString());
        }
        return new AtscriptSchema(result.schema(), result.diagnostics(), List.of(), List.of(), List.of("tables.as"), null);
    }
}

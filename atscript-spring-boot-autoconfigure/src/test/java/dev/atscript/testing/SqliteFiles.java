package dev.atscript.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;
import org.sqlite.SQLiteDataSource;

/** SQLite files for tests, each in a folder of its own below the temporary folder. */
public final class SqliteFiles {

    private SqliteFiles() {}

    /** A file that does not exist yet: SQLite makes it for the first connection. */
    public static TestDatabase createDatabase() {
        Path folder = createFolder();
        Path file = folder.resolve("test.db");
        SQLiteDataSource dataSource = new SQLiteDataSource();
        dataSource.setUrl("jdbc:sqlite:" + file);
        return new TestDatabase(file.toString(), dataSource.getUrl(), "", "", dataSource, () -> delete(folder));
    }

    private static Path createFolder() {
        try {
            Path folder = Files.createTempDirectory("atscript-sqlite-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.atscript.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes {@code .as} files for tests. */
record AsFiles(Path folder) {

    static final String USERS = """
            @db.table 'users'
            interface User {
                @meta.id
                id: number.int
                name?: string
            }
            """;

    static final String USERS_WITH_EMAIL = USERS.replace("name?: string", "name?: string\n    email?: string");

    static final String USERS_WITHOUT_NAME = USERS.replace("    name?: string\n", "");

    static final String WRONG = USERS.replace("string", "strng");

    /** Replaces the model. */
    AsFiles write(String text) {
        try {
            Files.writeString(folder.resolve("model.as"), text);
            return this;
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** The property that leads there. */
    String property() {
        return "atscript.db.locations=" + folder.toUri() + "*.as";
    }
}

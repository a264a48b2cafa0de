package dev.atscript.lang;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportPathsTest {

    @ParameterizedTest
    @CsvSource({
        "a.as, ./b, b.as",
        "a.as, ../b, ../b.as",
        "x/a.as, ../../b, ../b.as",
        "x/y/a.as, ../b, x/b.as",
        "x/y/a.as, ./z/./b.as, x/y/z/b.as",
        "./x/a.as, ./b, x/b.as",
        "/x/a.as, ../../b, /b.as",
        "x/a.as, @my-org/models/user, @my-org/models/user.as",
        "x/a.as, models/user, models/user.as",
        "jar:file:/lib/a.jar!/atscript/x.as, ./y, jar:file:/lib/a.jar!/atscript/y.as",
        "jar:file:/lib/a.jar!/atscript/x.as, ../../../y, jar:file:/lib/a.jar!/y.as",
        "jar:nested:/app.jar/!BOOT-INF/lib/a.jar!/atscript/x.as, ../y, jar:nested:/app.jar/!BOOT-INF/lib/a.jar!/y.as",
        "file:/srv/a/x.as, ../y, file:/srv/y.as",
        "file:///srv/a/x.as, ../y, file:///srv/y.as",
        "http://host/a/x.as, ../../y, http://host/y.as",
        "C:/models/a/x.as, ../y, C:/models/y.as",
        "classpath:atscript/x.as, ./y, classpath:atscript/y.as"
    })
    void resolvesAgainstTheImportingFile(String file, String path, String expected) {
        assertThat(ImportPaths.resolve(file, path)).isEqualTo(expected);
    }

    @Test
    void findsGivenFilesWhateverWayTheirNamesAreWritten() {
        Compilation compilation = Sources.compile("""
                === ./a/x.as
                import { B } from '../b/./y.as'
                type A = B
                === c/../b/y.as
                export type B = string
                """);
        assertThat(compilation.diagnostics()).isEmpty();
    }
}

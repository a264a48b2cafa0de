package dev.atscript.db.sync;

import dev.atscript.lang.SourceFile;
import dev.atscript.lang.SourceResolver;
import java.util.Optional;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ResourceUtils;

/**
 * Finds the files that imports name: relative ones beside the file that imports them; bare ones in the {@code
 * node_modules} of its folder and of those above, as Node does, then on the class path.
 */
final class ImportedFiles implements SourceResolver {

    private static final String NODE_MODULES = "node_modules/";

    private final ResourceLoader resources;
    private final FileNames names;

    ImportedFiles(ResourceLoader resources, FileNames names) {
        this.resources = resources;
        this.names = names;
    }

    @Override
    public Optional<SourceFile> find(String path, SourceFile importer) {
        Resource found =
                path.startsWith(root(importer.path())) ? FilePaths.resource(path) : bare(path, importer.path());
        return found.isReadable() ? Optional.of(source(found)) : Optional.empty();
    }

    /** What every relative import of a file begins with; a bare one never leads to a network. */
    private static String root(String importer) {
        int jar = importer.lastIndexOf("!/");
        if (jar >= 0) {
            return importer.substring(0, jar + 2);
        }
        return importer.startsWith(FilePaths.NATIVE_IMAGE) ? FilePaths.NATIVE_IMAGE : FilePaths.FILE;
    }

    private Resource bare(String path, String importer) {
        if (importer.startsWith(FilePaths.FILE)) {
            String file = importer.substring(FilePaths.FILE.length());
            for (int slash = file.lastIndexOf('/'); slash >= 0; slash = file.lastIndexOf('/', slash - 1)) {
                Resource candidate = new FileSystemResource(file.substring(0, slash + 1) + NODE_MODULES + path);
                if (candidate.isReadable()) {
                    return candidate;
                }
            }
        }
        return resources.getResource(ResourceUtils.CLASSPATH_URL_PREFIX + path);
    }

    private SourceFile source(Resource resource) {
        String path = FilePaths.of(resource);
        return SourceFile.of(names.of(path), path, SchemaLoader.read(resource));
    }
}

package dev.atscript.db.sync;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.UrlResource;
import org.springframework.util.StringUtils;

/** What files are known by: the URL without escapes, the same for one file whatever way it was found. */
final class FilePaths {

    static final String FILE = "file:";

    /** The scheme of what is on the class path of a native image. */
    static final String NATIVE_IMAGE = "resource:";

    private FilePaths() {}

    /** The path of a resource; of one without URL its description. */
    static String of(Resource resource) {
        try {
            String url = resource.getURL().toString();
            return url.startsWith(FILE)
                    ? of(resource.getFile().toPath())
                    : StringUtils.uriDecode(url, StandardCharsets.UTF_8);
        } catch (IOException | IllegalArgumentException ex) {
            return resource.getDescription();
        }
    }

    private static String of(Path file) throws IOException {
        return StringUtils.uriDecode(file.toRealPath().toUri().getRawPath(), StandardCharsets.UTF_8)
                .transform(path -> FILE + path);
    }

    /** The resource of a path; it need not exist. */
    static Resource resource(String path) {
        if (path.startsWith(FILE)) {
            return new FileSystemResource(path.substring(FILE.length()));
        }
        int colon = path.indexOf(':');
        try {
            URI uri = new URI(path.substring(0, colon), path.substring(colon + 1), null);
            return new UrlResource(uri.toASCIIString());
        } catch (URISyntaxException | IOException ex) {
            throw new IllegalArgumentException("'" + path + "' is no path of a file", ex);
        }
    }
}

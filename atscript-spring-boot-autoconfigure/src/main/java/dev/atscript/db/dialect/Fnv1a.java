package dev.atscript.db.dialect;

import java.nio.charset.StandardCharsets;

/**
 * The 64-bit FNV-1a hash.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9923">RFC 9923</a>
 */
public final class Fnv1a {

    private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Fnv1a() {}

    /** The hash of the text's UTF-8 bytes. */
    public static long hash(String text) {
        long hash = OFFSET_BASIS;
        for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (value & 0xff)) * PRIME;
        }
        return hash;
    }

    /** The hash as 16 hex digits. */
    public static String hex(String text) {
        return String.format("%016x", hash(text));
    }
}

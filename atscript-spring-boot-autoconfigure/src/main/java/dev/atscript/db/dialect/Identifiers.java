package dev.atscript.db.dialect;

import dev.atscript.db.schema.QualifiedName;
import java.nio.charset.StandardCharsets;

/**
 * What a kind of database does with names.
 *
 * @param maxBytes the longest name in bytes of UTF-8
 * @param foldsCase whether names that differ only by the case of ASCII letters are one name
 * @param hasNamespaces whether tables live in namespaces
 * @param keptPrefix what names begin with that the database keeps for itself: those of namespaces where it has any, of
 *     tables and views otherwise
 */
public record Identifiers(int maxBytes, boolean foldsCase, boolean hasNamespaces, String keptPrefix) {

    /** What the names of sync's own tables begin with. */
    private static final String OWN_PREFIX = "__atscript_";

    private static final int HASH_BYTES = 9;

    /** The name, or where it is too long its beginning and a hash of all of it. */
    public String fit(String name) {
        return fit(name, "");
    }

    /** The name and the suffix, or where they are too long the name's beginning, a hash of all of it, and the suffix. */
    public String fit(String name, String suffix) {
        int room = maxBytes - suffix.length();
        if (name.getBytes(StandardCharsets.UTF_8).length <= room) {
            return name + suffix;
        }
        StringBuilder fitted = new StringBuilder();
        int bytes = 0;
        for (int offset = 0; offset < name.length(); ) {
            int codePoint = name.codePointAt(offset);
            bytes += utf8Length(codePoint);
            if (bytes > room - HASH_BYTES) {
                break;
            }
            fitted.appendCodePoint(codePoint);
            offset += Character.charCount(codePoint);
        }
        String hash = String.format("_%08x", (int) Fnv1a.hash(name));
        return fitted.append(hash).append(suffix).toString();
    }

    /** Whether a table or view cannot have the name, as sync or the database keeps it for itself. */
    boolean isKept(QualifiedName relation) {
        String name = key(relation.name());
        return name.startsWith(OWN_PREFIX)
                || (hasNamespaces ? key(relation.namespace()) : name).startsWith(keptPrefix)
                || relation.namespace().equals("information_schema");
    }

    /** What is equal for names that the database takes for one. */
    public String key(String name) {
        if (!foldsCase) {
            return name;
        }
        StringBuilder key = new StringBuilder(name);
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                key.setCharAt(i, (char) (c + 32));
            }
        }
        return key.toString();
    }

    private static int utf8Length(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }
}

package dev.atscript.db.dialect.sqlite;

/** Compares SQLite's version numbers. */
final class Versions {

    private Versions() {}

    static boolean atLeast(String version, int major, int minor) {
        String[] parts = version.split("\\.");
        int actualMajor = Integer.parseInt(parts[0]);
        int actualMinor = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
        return actualMajor > major || actualMajor == major && actualMinor >= minor;
    }
}

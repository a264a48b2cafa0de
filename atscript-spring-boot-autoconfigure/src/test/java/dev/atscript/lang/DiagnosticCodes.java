package dev.atscript.lang;

import java.util.LinkedHashMap;
import java.util.Map;

/** The codes of this package's diagnostics, for tests of others. */
public final class DiagnosticCodes {

    private DiagnosticCodes() {}

    /** What each code means, in order of codes. */
    public static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        for (DiagnosticCode code : DiagnosticCode.values()) {
            all.put(code.code(), code.description());
        }
        return all;
    }
}

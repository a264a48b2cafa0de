package dev.atscript.lang;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Makes text of bytes. The first byte that is no UTF-8 becomes a character that no such text has: half of a pair. */
final class Utf8 {

    private static final char REPLACED = '\uFFFD';
    private static final char FAULT = '\uDCFF';

    private Utf8() {}

    /** Whether a file is text that was UTF-8; reports the first byte that was not. */
    static boolean check(SourceFile file, Diagnostics diagnostics) {
        int fault = fault(file.text());
        if (fault < 0) {
            return true;
        }
        String before = file.text().substring(0, fault);
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        diagnostics.mismatch(
                DiagnosticCode.NOT_UTF8,
                new Location(file, line, fault - before.lastIndexOf('\n'), 1),
                "this byte cannot stand in a text that is UTF-8",
                "a file in UTF-8",
                looksWide(file.text(), fault)
                        ? "it looks like UTF-16: save the file as UTF-8"
                        : "save the file as UTF-8");
        return false;
    }

    static String decode(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        boolean wide = bytes.length > 1 && (bytes[0] == 0 || bytes[1] == 0);
        if (!wide && text.indexOf(REPLACED) < 0) {
            return text;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        boolean malformed = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(in, out, true)
                .isError();
        if (!wide && !malformed) {
            return text;
        }
        int at = wide ? 0 : in.position();
        String before = wide ? "" : out.flip().toString();
        return before + FAULT + new String(bytes, at + 1, bytes.length - at - 1, StandardCharsets.ISO_8859_1);
    }

    /** Where a text that was made of bytes has one that is no UTF-8; -1 where there is none. */
    private static int fault(String text) {
        int at = text.indexOf(FAULT);
        while (at > 0 && Character.isHighSurrogate(text.charAt(at - 1))) {
            at = text.indexOf(FAULT, at + 1);
        }
        return at;
    }

    /** Whether a text with a fault was probably made of the two-byte characters of UTF-16. */
    private static boolean looksWide(String text, int fault) {
        return fault == 0 && text.indexOf('\0') >= 0;
    }
}

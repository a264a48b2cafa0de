package dev.atscript.lang;

import java.util.List;
import java.util.Random;

/** Makes of sound texts what people type by mistake, and of nothing texts that nobody types. */
public final class Mutations {

    private static final String[] FRAGMENTS = {
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        "`",
        "'",
        "\"",
        "/",
        "//",
        "/*",
        "*/",
        "@",
        "@db.",
        ".",
        ",",
        ";",
        ":",
        "?",
        "|",
        "&",
        "=",
        "\n",
        "\r",
        "\r\n",
        "\t",
        " ",
        "\\",
        "\\u12",
        "\uFEFF",
        "\uD800",
        "\uDC00",
        "\0",
        "😀",
        "é",
        "名",
        "-",
        "1e999",
        ".5",
        "+.5.5e-2.3",
        "0x",
        "<",
        ">",
        "=>",
        "export",
        "default",
        "import",
        "from",
        "as",
        "type",
        "interface",
        "annotate",
        "extends",
        "Base",
        "Other",
        "Order",
        "User",
        "string",
        "number.int",
        "not",
        "in",
        "and",
        "matches",
        "null",
        "…",
        "// c\n",
        "/* c */",
        "/* c\nd */",
        "@ui.x 'a', 1",
        "a: string",
        "b?: number[]"
    };

    private final Random random;
    private final List<String> texts;

    public Mutations(Random random, List<String> texts) {
        this.random = random;
        this.texts = texts;
    }

    /** One of the texts with up to eight edits, or a text of up to sixty fragments. */
    public String next() {
        boolean generated = random.nextInt(10) == 0;
        StringBuilder text = new StringBuilder(generated ? "" : texts.get(random.nextInt(texts.size())));
        int edits = generated ? random.nextInt(60) : 1 + random.nextInt(8);
        for (int i = 0; i < edits; i++) {
            edit(text, generated);
        }
        return text.toString();
    }

    private void edit(StringBuilder text, boolean generated) {
        int at = generated ? text.length() : random.nextInt(text.length() + 1);
        int stop = Math.min(text.length(), at + random.nextInt(12));
        String fragment = FRAGMENTS[random.nextInt(FRAGMENTS.length)];
        switch (generated ? 1 : random.nextInt(4)) {
            case 0 -> text.delete(at, stop);
            case 1 -> text.insert(at, fragment + (generated && random.nextBoolean() ? " " : ""));
            case 2 -> text.replace(at, stop, fragment);
            default -> text.insert(random.nextInt(text.length() + 1), text.substring(at, stop));
        }
    }
}

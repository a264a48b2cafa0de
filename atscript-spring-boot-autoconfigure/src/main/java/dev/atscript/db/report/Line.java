package dev.atscript.db.report;

/**
 * One line of a plan, before its parts are put in columns.
 *
 * @param depth how far in: 1 for an entry, 2 for a change, 3 for a change that is the reason of another
 * @param sign what happens, in one character
 * @param name what it happens to
 * @param type what that is or becomes; columns of one entry have theirs below each other
 * @param marks what else is true of it
 * @param label what happens, in one word; labels are below each other in the whole text
 * @param note what a reader should not overlook
 */
record Line(int depth, Sign sign, String name, String type, String marks, String label, String note) {

    /** What happens, in one character and one colour. */
    enum Sign {
        ADD("+", "\u001B[32m"),
        CHANGE("~", "\u001B[33m"),
        DROP("-", "\u001B[31m"),
        IN_SYNC("✓", "\u001B[2m"),
        ERROR("✗", "\u001B[31m"),
        NONE(" ", "");

        private final String text;
        private final String colour;

        Sign(String text, String colour) {
            this.text = text;
            this.colour = colour;
        }

        String text() {
            return text;
        }

        String colour() {
            return colour;
        }
    }

    static Line of(Sign sign, String name) {
        return new Line(2, sign, name, "", "", "", "");
    }

    Line withType(String other, String otherMarks) {
        return new Line(depth, sign, name, other, otherMarks, label, note);
    }

    Line withLabel(String other) {
        return new Line(depth, sign, name, type, marks, other, note);
    }

    Line withNote(String other) {
        return new Line(depth, sign, name, type, marks, label, other);
    }

    Line withDepth(int other) {
        return new Line(other, sign, name, type, marks, label, note);
    }
}

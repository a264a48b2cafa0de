package dev.atscript.db.schema;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column.
 *
 * @param name its name
 * @param type its type in the dialect's canonical spelling, for example {@code VARCHAR(20)}
 * @param nullable whether it takes null
 * @param defaultValue the default as an SQL expression in the dialect's canonical spelling; null for none
 * @param collation the collation in the dialect's canonical spelling; empty for the database's default
 * @param identity how the database numbers it; null where it does not
 * @param generated whether the database computes it from other columns, so that nothing can be written to it
 * @param zeroValue an SQL literal for rows that have no value where they are asked to have one; null where the model
 *     knows none, and for a column of a live table. It is no part of the definition: hash and comparison leave it out
 * @param json whether the default is a JSON value, which may be written in several ways; false for a column of a live
 *     table. No part of the definition either
 */
public record PhysicalColumn(
        String name,
        String type,
        boolean nullable,
        @Nullable String defaultValue,
        String collation,
        @Nullable Identity identity,
        boolean generated,
        @Nullable String zeroValue,
        boolean json) {
    public PhysicalColumn {
        Objects.requireNonNull(name, "no name");
        Objects.requireNonNull(type, "no type");
        Objects.requireNonNull(collation, "no collation");
    }

    /** A column without a zero value, as a live table has it. */
    public PhysicalColumn(
            String name,
            String type,
            boolean nullable,
            @Nullable String defaultValue,
            String collation,
            @Nullable Identity identity,
            boolean generated) {
        this(name, type, nullable, defaultValue, collation, identity, generated, null, false);
    }

    /** Whether a new row has to be given a value for it. */
    public boolean needsValue() {
        return !nullable && defaultValue == null && identity == null && !generated;
    }

    public PhysicalColumn withName(String other) {
        return new PhysicalColumn(other, type, nullable, defaultValue, collation, identity, generated, zeroValue, json);
    }

    /** The same, but without null. */
    public PhysicalColumn asRequired() {
        return new PhysicalColumn(name, type, false, defaultValue, collation, identity, generated, zeroValue, json);
    }

    public PhysicalColumn withDefault(@Nullable String other) {
        return new PhysicalColumn(name, type, nullable, other, collation, identity, generated, zeroValue, json);
    }

    /** The same, but numbered in that way. */
    public PhysicalColumn withIdentity(@Nullable Identity other) {
        return new PhysicalColumn(name, type, nullable, defaultValue, collation, other, generated, zeroValue, json);
    }

    public PhysicalColumn withType(String otherType, String otherCollation) {
        return new PhysicalColumn(
                name, otherType, nullable, defaultValue, otherCollation, identity, generated, zeroValue, json);
    }
}

package dev.atscript.boot;

import dev.atscript.db.sync.AtscriptSchema;

/** Loads the {@code .as} files that the properties name. */
final class Schemas {

    private Schemas() {}

    static AtscriptSchema load(AtscriptProperties properties) {
        AtscriptSchema schema = AtscriptSchema.load(properties.locations().toArray(String[]::new));
        if (schema.files().isEmpty() && properties.failOnMissingLocations()) {
            throw new MissingLocationsException(properties.locations());
        }
        return schema;
    }
}

package dev.atscript.db.contract;

import dev.atscript.db.sync.DbSpace;
import dev.atscript.db.sync.SyncOptions;
import java.util.Locale;

/**
 * The options in a step's header: {@code force}, {@code safe}, {@code adopt=keep}, {@code backfill=zero-values},
 * {@code owner=shop}, {@code external} (external views must be there).
 */
record StepOptions(boolean force, boolean safe, String adopt, String backfill, String owner, boolean external) {

    static StepOptions parse(String text) {
        StepOptions options = new StepOptions(false, false, "error", "none", DbSpace.DEFAULT_OWNER, false);
        for (String word : text.isEmpty() ? new String[0] : text.split("[ ,]+")) {
            options = options.with(word);
        }
        return options;
    }

    private StepOptions with(String word) {
        String value = word.substring(word.indexOf('=') + 1);
        return switch (word.replaceFirst("=.*", "")) {
            case "force" -> withForce(true);
            case "safe" -> new StepOptions(force, true, adopt, backfill, owner, external);
            case "adopt" -> new StepOptions(force, safe, value, backfill, owner, external);
            case "backfill" -> new StepOptions(force, safe, adopt, value, owner, external);
            case "owner" -> new StepOptions(force, safe, adopt, backfill, value, external);
            case "external" -> new StepOptions(force, safe, adopt, backfill, owner, true);
            default -> throw new IllegalArgumentException("unknown option '" + word + "'");
        };
    }

    StepOptions withForce(boolean value) {
        return new StepOptions(value, safe, adopt, backfill, owner, external);
    }

    /** Whether the only tables and columns are those of the model. */
    boolean isPlain() {
        return owner.equals(DbSpace.DEFAULT_OWNER) && !adopt.equals("keep");
    }

    SyncOptions options() {
        return SyncOptions.builder()
                .force(force)
                .safe(safe)
                .podId("contract")
                .failOnExternalViews(external)
                .onSuperseded(SyncOptions.OnSuperseded.SYNC)
                .adopt(SyncOptions.Adopt.valueOf(constant(adopt)))
                .backfill(SyncOptions.Backfill.valueOf(constant(backfill)))
                .build();
    }

    private static String constant(String value) {
        return value.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}

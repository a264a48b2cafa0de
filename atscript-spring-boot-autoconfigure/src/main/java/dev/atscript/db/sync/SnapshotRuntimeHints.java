package dev.atscript.db.sync;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** By what a native image can write and read the snapshots: {@link ControlRows} leaves that to a reader of JSON, which reflects. */
final class SnapshotRuntimeHints implements RuntimeHintsRegistrar {

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        hints.reflection().registerType(Snapshot.class);
        new BindingReflectionHintsRegistrar()
                .registerReflectionHints(hints.reflection(), Snapshot.class.getPermittedSubclasses());
    }
}

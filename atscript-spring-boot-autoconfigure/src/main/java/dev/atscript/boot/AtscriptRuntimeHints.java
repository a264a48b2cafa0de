package dev.atscript.boot;

import java.io.Console;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** What we look at by reflection, and a native image would not have otherwise. What the endpoint returns, Boot tells of. */
final class AtscriptRuntimeHints implements RuntimeHintsRegistrar {

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        ReflectionHints reflection = hints.reflection();
        reflection.registerType(AtscriptProperties.class).registerType(AtscriptProperties.Space.class);
        reflection.registerType(
                Console.class, hint -> hint.withMethod(Terminal.IS_TERMINAL, List.of(), ExecutableMode.INVOKE));
        EarlyBeans.TYPES.forEach(type -> reflection.registerTypeIfPresent(classLoader, type));
    }
}

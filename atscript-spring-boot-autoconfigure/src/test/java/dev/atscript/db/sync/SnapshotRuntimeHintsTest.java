package dev.atscript.db.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection;

import dev.atscript.db.schema.PhysicalForeignKey;
import dev.atscript.db.schema.PhysicalIndex;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** Without these, a native image makes the tables at its first start, and fails at every later one that has something to do. */
class SnapshotRuntimeHintsTest {

    private final RuntimeHints hints = new RuntimeHints();

    @Test
    void everyTypeOfTheSnapshotsCanBeWrittenAndRead() {
        SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
                .load(RuntimeHintsRegistrar.class)
                .forEach(registrar -> registrar.registerHints(hints, getClass().getClassLoader()));
        Set<Class<?>> types = new LinkedHashSet<>();
        Stream.of(Snapshot.class.getPermittedSubclasses())
                .forEach(type -> collect(ResolvableType.forClass(type), types));
        assertThat(types)
                .contains(TableSnapshot.class, ViewSnapshot.class, PhysicalIndex.Part.class)
                .contains(PhysicalForeignKey.Action.class);
        assertThat(types.stream().flatMap(this::missing)).isEmpty();
    }

    /** Ours among a type, the types of its components, and what these are of. */
    private static void collect(ResolvableType type, Set<Class<?>> found) {
        Class<?> raw = type.toClass();
        if (raw.getName().startsWith("dev.atscript.") && found.add(raw) && raw.isRecord()) {
            for (RecordComponent component : raw.getRecordComponents()) {
                collect(ResolvableType.forType(component.getGenericType()), found);
            }
        }
        for (ResolvableType generic : type.getGenerics()) {
            collect(generic, found);
        }
    }

    private Stream<String> missing(Class<?> type) {
        if (!reflection().onType(type).test(hints)) {
            return Stream.of(type.getName());
        }
        return type.isRecord() ? missingOfRecord(type) : Stream.empty();
    }

    private Stream<String> missingOfRecord(Class<?> type) {
        List<String> constructors = Stream.of(type.getDeclaredConstructors())
                .filter(constructor -> !isInvoked(constructor))
                .map(Constructor::toString)
                .toList();
        Stream<String> components = Arrays.stream(type.getRecordComponents())
                .filter(component -> !reflection()
                        .onMethodInvocation(component.getAccessor())
                        .and(reflection().onFieldAccess(type, component.getName()))
                        .test(hints))
                .map(component -> type.getName() + "." + component.getName());
        return Stream.concat(constructors.stream(), components);
    }

    private boolean isInvoked(Constructor<?> constructor) {
        return reflection().onConstructorInvocation(constructor).test(hints);
    }
}

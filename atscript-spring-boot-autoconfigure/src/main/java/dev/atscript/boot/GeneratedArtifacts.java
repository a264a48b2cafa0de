package dev.atscript.boot;

import org.springframework.aot.AotDetector;
import org.springframework.core.NativeDetector;
import org.springframework.core.SpringProperties;

/** What is there, and in use, of an application that was built ahead of time. */
final class GeneratedArtifacts {

    /** The process's, whatever is done without later. */
    private static final boolean USED = AotDetector.useGeneratedArtifacts();

    private GeneratedArtifacts() {}

    /** Whether the index of the {@code .as} files holds, instead of a search. */
    static boolean areUsed() {
        return USED;
    }

    /**
     * Lets the beans of this process be found as if nothing had been generated: those of a web application need a web server. A
     * native image has no others.
     */
    static void doWithoutBeans() {
        if (USED && !NativeDetector.inNativeImage()) {
            SpringProperties.setProperty(AotDetector.AOT_ENABLED, "false");
        }
    }
}

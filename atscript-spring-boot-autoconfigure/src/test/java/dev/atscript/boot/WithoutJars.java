package dev.atscript.boot;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.springframework.boot.test.context.FilteredClassLoader;

/** The class path without some of Boot's modules: without their classes, and without what their jars announce. */
final class WithoutJars extends FilteredClassLoader {

    private final List<String> jars;

    private WithoutJars(List<String> jars, String... packages) {
        super(packages);
        this.jars = jars;
    }

    static ClassLoader actuator() {
        return new WithoutJars(
                List.of("/spring-boot-actuator", "/spring-boot-health"),
                "org.springframework.boot.actuate",
                "org.springframework.boot.health");
    }

    static ClassLoader mvc() {
        return new WithoutJars(
                List.of("/spring-boot-webmvc"), "org.springframework.boot.webmvc", "org.springframework.web.servlet");
    }

    static ClassLoader tomcat() {
        return new WithoutJars(List.of("/spring-boot-tomcat"), "org.springframework.boot.tomcat", "org.apache");
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> all = Collections.list(super.getResources(name));
        return Collections.enumeration(all.stream()
                .filter(url -> jars.stream().noneMatch(url.toString()::contains))
                .toList());
    }
}

package dev.atscript.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Member;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.agent.RecordedInvocation;
import org.springframework.aot.agent.RecordedInvocationsPublisher;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts {@link AheadOfTimeApplication}, asks its endpoint, and ends; it fails where a native image has not been told of a
 * reflective call or a look for a resource by us, or of what JSON is bound to. It needs the agent of spring-core-test.
 */
@SuppressWarnings("removal") // What is to replace it needs an image, or GraalVM at least.
final class RecordedApplication {

    private static final String OURS = "dev.atscript.";

    /** Who calls for others. */
    private static final List<String> GO_BETWEENS =
            List.of("java.", "jdk.", "org.springframework.util.", "org.springframework.core.io.");

    /** What else asks our types does so for Spring, which tells of that itself, or does without. */
    private static final String JSON = "tools.jackson.";

    private RecordedApplication() {}

    /** The first argument is the metadata of the image, the others are the application's. */
    public static void main(String[] arguments) throws IOException {
        String[] others = Stream.of(arguments).skip(1).toArray(String[]::new);
        List<RecordedInvocation> ours = Collections.synchronizedList(new ArrayList<>());
        RecordedInvocationsPublisher.addListener(invocation -> {
            if (isOurs(invocation)) {
                ours.add(invocation);
            }
        });
        run(others);
        try (InputStream metadata = Files.newInputStream(Path.of(arguments[0]))) {
            RuntimeHints hints = ReachabilityMetadata.read(metadata);
            assertThat(ours).isNotEmpty();
            // A pipe takes only so much before it is read.
            assertThat(ours.stream()
                            .filter(invocation -> !invocation.matches(hints))
                            .map(RecordedApplication::describe)
                            .distinct()
                            .limit(20))
                    .isEmpty();
        }
        System.out.println("Everything of ours was told of");
    }

    private static void run(String... arguments) {
        SpringApplication application = new SpringApplication(AheadOfTimeApplication.class);
        application.setMainApplicationClass(AheadOfTimeApplication.class);
        try (ConfigurableApplicationContext context = application.run(arguments)) {
            String base = "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port")
                    + "/actuator/atscript";
            for (String path : List.of("", "?live=true", "/users?live=true")) {
                System.out.println(get(base + path, "application/json"));
                System.out.println(get(base + path, "text/plain"));
            }
        }
    }

    private static String get(String uri, String accepted) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri))
                .header("Accept", accepted)
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        } catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static String describe(RecordedInvocation invocation) {
        return invocation.getMethodReference() + " of "
                + involved(invocation).map(RecordedApplication::nameOf).toList() + " by "
                + invocation.getStackFrames().limit(6).map(Object::toString).toList();
    }

    private static boolean isOurs(RecordedInvocation invocation) {
        String caller = caller(invocation);
        return caller.startsWith(OURS)
                || (caller.startsWith(JSON)
                        && involved(invocation)
                                .map(RecordedApplication::nameOf)
                                .anyMatch(name -> name.startsWith(OURS)));
    }

    private static Stream<Object> involved(RecordedInvocation invocation) {
        return Stream.of(
                        Stream.<Object>ofNullable(invocation.isStatic() ? null : invocation.<Object>getInstance()),
                        invocation.getArguments().stream(),
                        Stream.<Object>ofNullable(invocation.<Object>getReturnValue()))
                .flatMap(each -> each);
    }

    private static String nameOf(@Nullable Object involved) {
        if (involved instanceof Class<?> type) {
            return type.getName();
        }
        return involved instanceof Member member ? member.getDeclaringClass().getName() : String.valueOf(involved);
    }

    private static String caller(RecordedInvocation invocation) {
        return invocation
                .getStackFrames()
                .map(StackWalker.StackFrame::getClassName)
                .filter(name -> GO_BETWEENS.stream().noneMatch(name::startsWith))
                .findFirst()
                .orElse("");
    }
}

package dev.atscript.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/** A web application that starts in a thread of its own, so that it can be asked before it has started. */
final class HttpApplication implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final CompletableFuture<Integer> managementPort = new CompletableFuture<>();
    private final CompletableFuture<ApplicationContext> alive = new CompletableFuture<>();
    private final CompletableFuture<ConfigurableApplicationContext> started = new CompletableFuture<>();

    private final Runnable letItStart;

    private HttpApplication(Runnable letItStart) {
        this.letItStart = letItStart;
    }

    /**
     * Starts it.
     *
     * @param letItStart takes away what keeps it from having started; done at its end, if not before
     */
    static HttpApplication start(
            SpringApplication application, WebApplicationType type, List<String> properties, Runnable letItStart) {
        HttpApplication http = new HttpApplication(letItStart);
        application.setWebApplicationType(type);
        application.addListeners(http.new Ports(), http.new Life());
        String[] arguments = Stream.concat(
                        Stream.of("server.port=0", "spring.main.banner-mode=off", "spring.jmx.enabled=false"),
                        properties.stream())
                .map(property -> "--" + property)
                .toArray(String[]::new);
        new Thread(() -> http.run(application, arguments), "application").start();
        return http;
    }

    private void run(SpringApplication application, String[] arguments) {
        try {
            started.complete(application.run(arguments));
        } catch (Throwable ex) {
            started.completeExceptionally(ex);
            alive.completeExceptionally(ex);
            port.completeExceptionally(ex);
            managementPort.completeExceptionally(ex);
        }
    }

    /** Returns when every runner has run. */
    ConfigurableApplicationContext awaitStart() {
        return get(started);
    }

    /** Returns the answer; waits until the runners have begun. Headers are names and values by turns. */
    HttpResponse<String> get(String path, String... headers) {
        awaitLife();
        return send("GET", get(port), path, headers);
    }

    HttpResponse<String> send(String method, String path) {
        awaitLife();
        return send(method, get(port), path);
    }

    HttpResponse<String> getFromManagement(String path) {
        awaitLife();
        return send("GET", get(managementPort), path);
    }

    /** The event comes here before the application itself knows of it. */
    private void awaitLife() {
        ApplicationAvailability availability = get(alive).getBean(ApplicationAvailability.class);
        while (availability.getLivenessState() != LivenessState.CORRECT) {
            Thread.onSpinWait();
        }
    }

    private static HttpResponse<String> send(String method, int port, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        } catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Override
    public void close() {
        letItStart.run();
        get(started.handle((context, failure) -> {
            if (context != null) {
                context.close();
            }
            return true;
        }));
    }

    private final class Ports implements ApplicationListener<WebServerInitializedEvent> {
        @Override
        public void onApplicationEvent(WebServerInitializedEvent event) {
            boolean management = Objects.equals(event.getApplicationContext().getServerNamespace(), "management");
            (management ? managementPort : port).complete(event.getWebServer().getPort());
        }
    }

    /** Boot calls an application alive when its runners begin. */
    private final class Life implements ApplicationListener<AvailabilityChangeEvent<LivenessState>> {
        @Override
        public void onApplicationEvent(AvailabilityChangeEvent<LivenessState> event) {
            alive.complete((ApplicationContext) event.getSource());
        }
    }
}

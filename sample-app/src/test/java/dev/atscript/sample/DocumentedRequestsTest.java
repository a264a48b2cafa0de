package dev.atscript.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atscript.docs.Block;
import dev.atscript.docs.Page;
import dev.atscript.docs.Shell;
import dev.atscript.testing.SqliteFiles;
import dev.atscript.testing.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Every request ({@code curl}) that a page shows is answered by the sample, in the order of the page. */
class DocumentedRequestsTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void areAnswered() throws Exception {
        for (Page page : Page.all()) {
            List<List<String>> requests = page.blocks().stream()
                    .filter(block -> block.language().equals("shell"))
                    .flatMap((Block block) -> Shell.commands(block).stream())
                    .filter(words -> words.get(0).equals("curl"))
                    .toList();
            if (!requests.isEmpty()) {
                send(page, requests);
            }
        }
    }

    private void send(Page page, List<List<String>> requests) throws Exception {
        try (TestDatabase database = SqliteFiles.createDatabase();
                ConfigurableApplicationContext application = new SpringApplicationBuilder(SampleApplication.class)
                        .run("--spring.datasource.url=" + database.jdbcUrl(), "--server.port=0")) {
            String port = application.getEnvironment().getRequiredProperty("local.server.port");
            for (List<String> words : requests) {
                HttpResponse<String> answer = http.send(request(words, port), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode())
                        .as(page.name() + ": " + words + " " + answer.body())
                        .isBetween(200, 299);
            }
        }
    }

    private static HttpRequest request(List<String> command, String port) {
        HttpRequest.Builder request = HttpRequest.newBuilder();
        int pipe = command.indexOf("|");
        List<String> words = pipe < 0 ? command : command.subList(0, pipe);
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-H" -> {
                    String header = words.get(++i);
                    request.header(
                            header.substring(0, header.indexOf(':')),
                            header.substring(header.indexOf(':') + 1).strip());
                }
                case "-d" -> request.POST(HttpRequest.BodyPublishers.ofString(words.get(++i)));
                default -> request.uri(URI.create("http://" + words.get(i).replace(":8080", ":" + port)));
            }
        }
        return request.build();
    }
}

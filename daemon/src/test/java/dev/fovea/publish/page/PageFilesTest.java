package dev.fovea.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PageFilesTest {
    private static final long WEIGHT_MAX_BYTES = 200 * 1024;
    private static final Path FOLDER = Path.of("src/main/resources/dev/fovea/publish/page");

    @Test
    void theWholePageWeighsAtMost200Kilobytes() {
        assertThat(files().mapToLong(PageFilesTest::size).sum()).isBetween(1L, WEIGHT_MAX_BYTES);
    }

    @Test
    void everyFileOfTheFolderIsServedAndNoOther() {
        List<String> names =
                files().map(file -> FOLDER.relativize(file).toString()).toList();

        assertThat(PageFiles.FILES).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void aFileComesWithItsTypeAndAPolicyThatAllowsNothingFromElsewhere() throws Exception {
        HttpResponse<String> page = get("/", "If-None-Match", "none");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'self';"));
        assertThat(page.body()).doesNotContain("http://", "https://", "//cdn", " style=", "onclick");
    }

    @Test
    void anUnchangedFileIsNotSentAgain() throws Exception {
        String tag = get("/main.js", "If-None-Match", "none")
                .headers()
                .firstValue("ETag")
                .orElseThrow();

        assertThat(get("/main.js", "If-None-Match", tag).statusCode()).isEqualTo(304);
    }

    @Test
    void nothingButTheListedFilesIsServed() throws Exception {
        assertThat(get("/PageFiles.class", "Accept", "*/*").statusCode()).isEqualTo(404);
        assertThat(get("/..%2fPageFiles.class", "Accept", "*/*").statusCode()).isEqualTo(404);
        assertThat(get("/fonts/", "Accept", "*/*").statusCode()).isEqualTo(404);
    }

    @Test
    void noScriptTurnsTextIntoMarkup() {
        assertThat(scripts()).doesNotContainPattern("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(");
    }

    @Test
    void everyWordTheScriptsAskForIsThere() {
        Set<String> known = words();
        String sources = scripts() + text(FOLDER.resolve("index.html"));

        Set<String> asked = found("(?:say|sayOr)\\('([^'$]+)'|data-word=\"([^\"]+)\"", sources);
        assertThat(asked).hasSizeGreaterThan(60);
        assertThat(known).containsAll(asked);
    }

    @Test
    void noWordIsLeftOver() {
        String sources = scripts() + text(FOLDER.resolve("index.html"));
        Set<String> beginnings = found("(?:say|sayOr)\\(`([^$`]+)\\$\\{", sources);
        Set<String> counted = found("sayCount\\('([^']+)'", sources);

        assertThat(words().stream()
                        .filter(word -> !sources.contains("'" + word + "'"))
                        .filter(word -> !sources.contains("\"" + word + "\""))
                        .filter(word -> beginnings.stream().noneMatch(word::startsWith))
                        .filter(word -> counted.stream().noneMatch(id -> word.startsWith(id + "."))))
                .isEmpty();
    }

    private static Set<String> words() {
        return found("(?m)^  '([a-z][\\w.-]*)':", text(FOLDER.resolve("words.js")));
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(PageFilesTest::firstGroup)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String firstGroup(MatchResult match) {
        return match.start(1) >= 0 ? match.group(1) : match.group(2);
    }

    /// All scripts but the words.
    private static String scripts() {
        return files().filter(file -> file.toString().endsWith(".js") && !file.endsWith("words.js"))
                .map(PageFilesTest::text)
                .collect(Collectors.joining("\n"));
    }

    private static Stream<Path> files() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<String> get(String path, String header, String value) throws Exception {
        WebServer web = WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .shutdownHook(false)
                .routing(routing -> routing.register("/", new PageFiles()))
                .build()
                .start();
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI address = URI.create("http://127.0.0.1:" + web.port() + path);
            HttpRequest request =
                    HttpRequest.newBuilder(address).header(header, value).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } finally {
            web.stop();
        }
    }
}

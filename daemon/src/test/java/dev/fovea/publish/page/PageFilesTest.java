package dev.fovea.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.bundle.Bundle;
import dev.fovea.model.Doubt;
import dev.fovea.model.QualityFault;
import dev.fovea.publish.rest.Words;
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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageFilesTest {
    private static final long WEIGHT_MAX_BYTES = 200 * 1024;
    private static final long PANEL_WEIGHT_MAX_BYTES = 40 * 1024;
    private static final Path LICENCE = Path.of("atkinson-hyperlegible-next-licence.txt");
    private static final Path FOLDER = Path.of("src/main/resources/dev/fovea/publish/page");

    /// A browser loads one language. The licence of the font is there for people who ask for it.
    @Test
    void whatIsLoadedAtTheStartWeighsAtMost200KilobytesInAnyLanguage() {
        long shared = files().filter(file -> !isLanguage(file) && !isPanel(file) && !file.endsWith(LICENCE))
                .mapToLong(PageFilesTest::size)
                .sum();

        assertThat(files().filter(file -> isLanguage(file) && !isPanel(file)))
                .hasSize(5)
                .allSatisfy(language -> assertThat(shared + size(language)).isBetween(1L, WEIGHT_MAX_BYTES));
    }

    /// Else it would be loaded with the rest.
    @Test
    void nothingOfThePageNeedsAPanelBeforeItIsOpened() {
        assertThat(files().filter(file -> file.toString().endsWith(".js") && !isPanel(file)))
                .allSatisfy(file -> assertThat(text(file)).doesNotContainPattern("from '\\./panels/"));
        assertThat(text(FOLDER.resolve("index.html"))).doesNotContain("panels/");
    }

    @ParameterizedTest
    @MethodSource("panels")
    void aPanelWeighsAtMost40KilobytesInAnyLanguage(String panel) {
        long shared = filesOf(panel)
                .filter(file -> !isLanguage(file))
                .mapToLong(PageFilesTest::size)
                .sum();

        assertThat(filesOf(panel).filter(PageFilesTest::isLanguage))
                .hasSize(5)
                .allSatisfy(language -> assertThat(shared + size(language)).isBetween(1L, PANEL_WEIGHT_MAX_BYTES));
    }

    static List<String> panels() {
        return files().filter(PageFilesTest::isPanel)
                .map(file -> FOLDER.relativize(file).getName(1).toString())
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"es", "fr", "hi", "sw"})
    void everyLanguageHasEveryWordWithTheSamePlaces(String language) {
        Map<String, Set<String>> english = places(FOLDER.resolve("words/en.js"));
        Map<String, Set<String>> other = places(FOLDER.resolve("words/" + language + ".js"));
        Set<String> wanted = new TreeSet<>(english.keySet());
        wanted.addAll(daemonsWords());

        assertThat(other.keySet()).isEqualTo(wanted);
        english.forEach((id, places) -> assertThat(other.get(id)).as(id).isEqualTo(places));
    }

    @ParameterizedTest
    @MethodSource("panels")
    void everyLanguageHasEveryWordOfAPanelWithTheSamePlaces(String panel) {
        Map<String, Set<String>> english = places(FOLDER.resolve("panels/" + panel + "/en.js"));

        assertThat(filesOf(panel).filter(PageFilesTest::isLanguage))
                .allSatisfy(language -> assertThat(places(language)).isEqualTo(english));
        assertThat(english.keySet()).isNotEmpty().allMatch(id -> id.startsWith(panel + "."));
    }

    /// What the daemon and the built-in bundles say, where English takes their own words.
    private static Set<String> daemonsWords() {
        Set<String> ids = new TreeSet<>();
        for (QualityFault fault : QualityFault.values()) {
            ids.add("fault." + Words.of(fault) + ".reason");
            ids.add("fault." + Words.of(fault) + ".advice");
        }
        for (Doubt doubt : Doubt.values()) {
            ids.add("doubt." + Words.of(doubt) + ".reason");
            ids.add("doubt." + Words.of(doubt) + ".advice");
        }
        for (String task : List.of("fundus4", "oct3")) {
            Bundle.embedded(task).manifest().classes().forEach(one -> ids.add("class." + one.name()));
        }
        return ids;
    }

    /// The names in braces, by the id of the words they stand in.
    private static Map<String, Set<String>> places(Path language) {
        Map<String, Set<String>> places = new TreeMap<>();
        Pattern.compile("(?m)^  '([a-z][\\w.-]*)':((?s:.*?))(?=^  '|^}|^$)")
                .matcher(text(language))
                .results()
                .forEach(word -> places.put(word.group(1), found("\\{(\\w+)}", word.group(2))));
        return places;
    }

    private static boolean isLanguage(Path file) {
        return file.getFileName().toString().matches("[a-z]{2}\\.js");
    }

    private static boolean isPanel(Path file) {
        return file.startsWith(FOLDER.resolve("panels"));
    }

    private static Stream<Path> filesOf(String panel) {
        return files().filter(file -> file.startsWith(FOLDER.resolve("panels/" + panel)));
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

    /// They are said before any panel is loaded.
    @Test
    void thePageItselfAsksForNoWordOfAPanel() {
        Set<String> own = found("(?m)^  '([a-z][\\w.-]*)':", text(FOLDER.resolve("words/en.js")));
        String sources = files().filter(
                        file -> file.toString().endsWith(".js") && !file.endsWith("words.js") && !isLanguage(file))
                .filter(file -> !isPanel(file))
                .map(PageFilesTest::text)
                .collect(Collectors.joining("\n"));

        assertThat(own).containsAll(found("(?:say|sayOr)\\('([^'$]+)'", sources));
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

    /// Those of the page and of its panels.
    private static Set<String> words() {
        return files().filter(file -> file.endsWith("en.js"))
                .flatMap(file -> found("(?m)^  '([a-z][\\w.-]*)':", text(file)).stream())
                .collect(Collectors.toCollection(TreeSet::new));
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
        return files().filter(
                        file -> file.toString().endsWith(".js") && !file.endsWith("words.js") && !isLanguage(file))
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

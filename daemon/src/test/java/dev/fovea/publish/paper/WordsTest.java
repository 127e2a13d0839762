package dev.fovea.publish.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// No language lacks a word, and paper and page say the same.
class WordsTest {
    /// Where the daemon's or the bundle's own words stand in when a language has none.
    private static final Pattern OPTIONAL = Pattern.compile("(class|fault|doubt)\\..*");

    private static final Pattern CODE_WORDS = Pattern.compile("say\\(\\s*\"([a-z]+\\.[A-Za-z.\\-]+)\"");
    private static final Pattern PAGE_LINE = Pattern.compile("'([^']+)':\\s*((?:'(?:[^'\\\\]|\\\\.)*'[\\s+]*)+),");
    private static final Pattern PART = Pattern.compile("'((?:[^'\\\\]|\\\\.)*)'");
    private static final Pattern PLACE = Pattern.compile("\\{\\w+}");

    @ParameterizedTest
    @EnumSource
    void aLanguageHasTheWordsOfEnglish(Language language) throws IOException {
        Properties english = table(Language.EN);
        Properties other = table(language);

        assertThat(needed(other)).isEqualTo(needed(english));
        needed(other)
                .forEach(id ->
                        assertThat(places(other.getProperty(id))).as(id).isEqualTo(places(english.getProperty(id))));
    }

    @Test
    void everyWordTheCodeSaysIsThere() throws IOException {
        Set<String> said = new TreeSet<>();
        for (String file : new String[] {"Story", "EyeStory", "SmallPrint", "Exam", "PdfReport", "Words"}) {
            String code = Files.readString(Path.of("src/main/java/dev/fovea/publish/paper/" + file + ".java"));
            Matcher matcher = CODE_WORDS.matcher(code);
            while (matcher.find()) {
                said.add(matcher.group(1));
            }
        }

        assertThat(said).hasSizeGreaterThan(40);
        assertThat(table(Language.EN).stringPropertyNames()).containsAll(said);
    }

    @ParameterizedTest
    @EnumSource
    void whatThePageSaysTooIsSaidInTheSameWords(Language language) throws IOException {
        Map<String, String> page = page(language);
        Properties paper = table(language);

        Set<String> shared = paper.stringPropertyNames().stream()
                .filter(id -> !id.startsWith("paper."))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(shared).hasSizeGreaterThan(60);
        shared.forEach(id -> assertThat(paper.getProperty(id)).as(id).isEqualTo(page.get(id)));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0 %", "0.0001, < 0.1 %", "0.4996, 50.0 %", "0.87312, 87.3 %", "0.9999, > 99.9 %", "1, 100.0 %"})
    void aSmallChanceIsNeverRoundedToNoneNorALargeOneToCertainty(double share, String words) {
        assertThat(Words.of(Language.EN).percent(share)).isEqualTo(words);
        assertThat(Words.of(Language.FR).percent(share)).isEqualTo(words.replace('.', ','));
    }

    private static Set<String> needed(Properties table) {
        return table.stringPropertyNames().stream()
                .filter(id -> !OPTIONAL.matcher(id).matches())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> places(String words) {
        return PLACE.matcher(words).results().map(one -> one.group()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties table(Language language) throws IOException {
        Properties table = new Properties();
        try (InputStream in = Words.class.getResourceAsStream("words/" + language.code() + ".properties")) {
            table.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return table;
    }

    /// The page's own words and those of its panels.
    private static Map<String, String> page(Language language) throws IOException {
        Path folder = Path.of("src/main/resources/dev/fovea/publish/page");
        String name = language.code() + ".js";
        List<Path> panels;
        try (Stream<Path> found = Files.list(folder.resolve("panels"))) {
            panels = found.map(panel -> panel.resolve(name)).toList();
        }
        Map<String, String> words = new HashMap<>(words(folder.resolve("words").resolve(name)));
        for (Path panel : panels) {
            words.putAll(words(panel));
        }
        return words;
    }

    private static Map<String, String> words(Path file) throws IOException {
        String code = Files.readString(file);
        Map<String, String> words = new HashMap<>();
        Matcher line = PAGE_LINE.matcher(code.replaceAll("(?m)^\\s*//.*$", ""));
        while (line.find()) {
            String text = PART.matcher(line.group(2))
                    .results()
                    .map(part -> part.group(1))
                    .collect(Collectors.joining());
            words.put(line.group(1), text.replace("\\'", "'"));
        }
        return words;
    }
}

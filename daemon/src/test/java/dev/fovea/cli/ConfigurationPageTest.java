package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `docs/configuration.md` is the commented default file as a page. This test writes the page anew and compares.
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("../docs/configuration.md");
    private static final Path FRESH = Path.of("target/configuration.md");
    private static final Pattern SECTION = Pattern.compile("# -{3,} (.+?)(?: -+)?");
    private static final Pattern SETTING = Pattern.compile("([a-z][a-z.-]+) *= *(.*)");

    @Test
    void thePageIsTheDefaultFile() throws IOException {
        String fresh = page(defaultFile());

        Files.writeString(FRESH, fresh);

        assertThat(PAGE)
                .as("out of date: cp daemon/%s docs/configuration.md", FRESH)
                .exists()
                .content()
                .isEqualTo(fresh);
    }

    private static String page(List<String> file) {
        List<String> page = new ArrayList<>(List.of("# Configuration", ""));
        List<String> said = new ArrayList<>();
        boolean inTable = false;
        for (String line : file) {
            Matcher section = SECTION.matcher(line);
            Matcher setting = SETTING.matcher(line);
            if (section.matches()) {
                page.addAll(said);
                page.addAll(List.of("", "## " + sentence(section.group(1)), ""));
                page.addAll(List.of("| setting | default | meaning |", "|---|---|---|"));
                said.clear();
                inTable = true;
            } else if (setting.matches()) {
                page.add(row(setting.group(1), setting.group(2), String.join(" ", said)));
                said.clear();
            } else if (line.startsWith("# ")) {
                said.add(line.substring(2));
            } else {
                assertThat(line)
                        .as("a line that is neither comment nor setting")
                        .isBlank();
            }
        }
        assertThat(inTable).as("the file has sections").isTrue();
        assertThat(said).as("a comment without a setting").isEmpty();
        return String.join("\n", page) + "\n";
    }

    private static String row(String key, String value, String meaning) {
        String shown = value.isBlank() ? "(none)" : "`" + value.strip() + "`";
        return "| `" + key + "` | " + shown + " | " + meaning.replace("|", "\\|") + " |";
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static List<String> defaultFile() throws IOException {
        try (InputStream file = ConfigurationPageTest.class.getResourceAsStream("/dev/fovea/app/fovea.properties")) {
            assertThat(file).as("the default file on the class path").isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}

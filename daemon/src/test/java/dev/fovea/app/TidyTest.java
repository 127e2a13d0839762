package dev.fovea.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// House rules that no compiler checks, over the sources of every module.
class TidyTest {
    private static final int FILE_LINES_MAX = 400;
    private static final int COLUMNS_MAX = 120;
    private static final Pattern NAMES = Pattern.compile(".*(Manager|Helper|Util|Utils|Impl|Base|Info)\\.java");

    @Test
    void everyFileFitsInOneSitting() {
        assertThat(sources())
                .allSatisfy(
                        file -> assertThat(lines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(FILE_LINES_MAX));
    }

    @Test
    void noLineIsWiderThanAPage() {
        assertThat(sources())
                .allSatisfy(file -> assertThat(lines(file))
                        .as(file.toString())
                        .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(COLUMNS_MAX)));
    }

    @Test
    void nothingIsLeftForLater() {
        assertThat(sources())
                .allSatisfy(file -> assertThat(file).content().doesNotContain("TO" + "DO", "FIX" + "ME", "X" + "XX"));
    }

    @Test
    void namesSayWhatAThingIs() {
        assertThat(sources()).noneMatch(file -> NAMES.matcher(file.toString()).matches());
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        assertThat(sources())
                .allSatisfy(file -> assertThat(file.resolveSibling("package-info.java"))
                        .exists()
                        .content()
                        .startsWith("///")
                        .contains("@NullMarked"));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    /// Surefire runs in the module's folder; the other modules are its neighbours.
    private static List<Path> sources() {
        Path root = Path.of("..").toAbsolutePath().normalize();
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .filter(file -> !file.toString().contains("/.fovea/"))
                    .toList();
            assertThat(sources).as("sources under " + root).hasSizeGreaterThan(50);
            return sources;
        } catch (IOException e) {
            throw new AssertionError(root.toString(), e);
        }
    }
}

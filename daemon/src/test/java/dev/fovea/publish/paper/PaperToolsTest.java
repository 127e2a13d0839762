package dev.fovea.publish.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What programs that are not ours say of the file.
@Timeout(120)
class PaperToolsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void qpdfFindsNothingWrong(Language language) throws IOException, InterruptedException {
        needs("qpdf", "qpdf");

        assertThat(run("qpdf", "--check", printed(language).toString()))
                .contains("No syntax or stream encoding errors");
    }

    @ParameterizedTest
    @EnumSource
    void popplerKnowsItsSheetsAndItsFonts(Language language) throws IOException, InterruptedException {
        needs("pdfinfo", "poppler-utils");
        String file = printed(language).toString();

        assertThat(run("pdfinfo", file)).contains("A4", "Encrypted:       no", "Producer:        Fovea");
        assertThat(run("pdffonts", file).lines().skip(2)).isNotEmpty().allMatch(font -> font.contains("yes yes yes"));
    }

    @ParameterizedTest
    @EnumSource
    void popplerReadsTheWords(Language language) throws IOException, InterruptedException {
        needs("pdftotext", "poppler-utils");
        Words words = Words.of(language);

        String text =
                Desk.tight(run("pdftotext", "-enc", "UTF-8", printed(language).toString(), "-"));

        assertThat(text)
                .contains(
                        Desk.tight(words.say("exam.refer")), Desk.tight(words.say("disclaimer")), "P-E-1", "dotsonly");
    }

    private static void needs(String tool, String debian) {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin", tool)),
                "skipped: " + tool + " is not installed (Debian package " + debian + ")");
    }

    private Path printed(Language language) throws IOException {
        return Files.write(
                folder.resolve("report.pdf"), Desk.press(Desk.SETTINGS).pdf(Desk.twoEyes(), language));
    }

    private String run(String... command) throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String words = Files.readString(said, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(words).isZero();
        return words;
    }
}

package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fovea.bundle.TinyBundle;
import dev.fovea.drawing.DrawnEye;
import dev.fovea.model.Laterality;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// `grade` on drawn eyes with the built-in model. What the model says about a drawing is nobody's concern here.
@Timeout(120)
class GradeCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void everyFileGetsOneAnswerInTheOrderNamed() throws IOException {
        Path good = eye("good.jpg", DrawnEye.healthy(Laterality.RIGHT, 3));
        Path empty = Files.createFile(folder.resolve("empty.jpg"));
        Path text = Files.writeString(folder.resolve("text.jpg"), "not a picture");

        int exit = fovea("grade", "--json", text.toString(), good.toString(), empty.toString());

        JsonNode pictures = new ObjectMapper().readTree(out.toString()).path("pictures");
        assertThat(pictures).hasSize(3);
        assertThat(pictures.at("/0/outcome").asText()).isEqualTo("ungradable");
        assertThat(pictures.at("/0/fault/code").asText()).isEqualTo("unreadable");
        assertThat(pictures.at("/1/file").asText()).isEqualTo(good.toString());
        assertThat(pictures.at("/1/outcome").asText()).isEqualTo("findings");
        assertThat(pictures.at("/2/fault/code").asText()).isEqualTo("unreadable");
        assertThat(exit).isEqualTo(2);
    }

    @Test
    void manyThreadsGiveTheAnswersOfOne() throws IOException {
        for (int seed = 0; seed < 12; seed++) {
            eye(seed + ".jpg", DrawnEye.healthy(seed % 2 == 0 ? Laterality.RIGHT : Laterality.LEFT, seed));
        }
        fovea("grade", "--csv", "--threads", "1", folder.toString());
        String alone = withoutTimes(out.toString());
        out.getBuffer().setLength(0);

        fovea("grade", "--csv", "--threads", "4", folder.toString());

        assertThat(withoutTimes(out.toString())).isEqualTo(alone).hasLineCount(13);
    }

    @Test
    void theTableNamesTheModelAndWhatItIsNot() throws IOException {
        eye("eye.jpg", DrawnEye.healthy(Laterality.RIGHT, 3));

        int exit = fovea("grade", folder.toString());

        assertThat(exit).isBetween(0, 1);
        assertThat(out.toString()).contains("eye.jpg").contains("1 picture in").contains("not a diagnosis");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aModelThatIsNotSureSaysSoAndAsksForAPerson() throws IOException {
        Path scratch = Files.createDirectory(folder.resolve("scratch"));
        Path bundle = TinyBundle.write(
                scratch, manifest -> manifest.withObject("/outOfDistribution").put("threshold", 1e-6));
        Path eye = eye("eye.jpg", DrawnEye.healthy(Laterality.RIGHT, 3));

        int exit = fovea("grade", "--json", "--model", bundle.toString(), eye.toString());

        JsonNode answer = new ObjectMapper().readTree(out.toString()).at("/pictures/0");
        assertThat(answer.path("verdict").asText()).isEqualTo("uncertain");
        assertThat(answer.path("doubts"))
                .extracting(doubt -> doubt.path("code").asText())
                .containsExactly("unlike", "borderline");
        assertThat(answer.at("/outOfDistribution/distance").asDouble()).isPositive();
        assertThat(exit).isEqualTo(1);
    }

    @Test
    void anEmptyFolderIsNoFailure() {
        assertThat(fovea("grade", folder.toString())).isZero();
        assertThat(out.toString()).contains("0 pictures in");
    }

    @Test
    void whatIsNotUnderstoodIsUsage() {
        assertThat(fovea("grade")).isEqualTo(64);
        assertThat(fovea("grade", "--json", "--csv", folder.toString())).isEqualTo(64);
        assertThat(fovea("grade", "--threads", "0", folder.toString())).isEqualTo(64);
        assertThat(fovea("grade", folder.resolve("nowhere").toString())).isEqualTo(64);
        assertThat(err.toString()).contains("--threads must be 1 to 64, was 0").contains("there is no file or folder");
    }

    @Test
    void aModelThatIsNotThereIsASentence() {
        assertThat(fovea("grade", "--task", "palmistry", folder.toString())).isEqualTo(3);
        assertThat(err.toString()).startsWith("fovea grade: no model is built in for the task palmistry");
    }

    private int fovea(String... arguments) {
        CommandLine line = Main.commandLine();
        return line.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private Path eye(String name, DrawnEye eye) throws IOException {
        return Files.write(folder.resolve(name), eye.jpeg(640, 480));
    }

    private static String withoutTimes(String csv) {
        return csv.replaceAll(",[0-9.]+\r\n", "\r\n");
    }
}

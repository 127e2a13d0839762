package dev.fovea.cli;

import static dev.fovea.cli.Graded.blurred;
import static dev.fovea.cli.Graded.failed;
import static dev.fovea.cli.Graded.grading;
import static dev.fovea.cli.Graded.ill;
import static dev.fovea.cli.Graded.well;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GradingTest {
    @Test
    void theExitCodeIsTheHighestThatApplies() {
        assertThat(grading().exitCode()).isEqualTo(ExitCode.OK);
        assertThat(grading(well("a")).exitCode()).isEqualTo(ExitCode.OK);
        assertThat(grading(well("a"), ill("b")).exitCode()).isEqualTo(ExitCode.REFER);
        assertThat(grading(blurred("a"), ill("b")).exitCode()).isEqualTo(ExitCode.UNGRADABLE);
        assertThat(grading(failed("a"), blurred("b"), ill("c")).exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void theSummaryCountsEveryPictureOnce() {
        assertThat(grading(well("a"), ill("b"), ill("c"), blurred("d"), failed("e"))
                        .summary())
                .isEqualTo("5 pictures in 2.0 s (2.5 per second): 1 no sign, 2 refer, 1 ungradable, 1 failed");
    }

    @Test
    void theTableSaysWhatToDo() {
        String text = Report.TABLE.of(grading(well("one.jpg"), ill("two.jpg"), blurred("three.jpg")));

        assertThat(text.lines())
                .startsWith(
                        "file       answer                           class     p    ms",
                        "---------  -------------------------------  -----  ----  ----",
                        "one.jpg    no sign                          well   0.90  12.0",
                        "two.jpg    refer                            ill    0.90  12.0",
                        "three.jpg  retake: The picture is blurred.               12.0");
        assertThat(text).contains("Model: two-classes 1.0 fp32. A screening aid, not a diagnosis.");
    }

    @Test
    void aSpreadsheetReadsEveryFieldAsItWas() {
        String text = Report.CSV.of(grading(ill("a,b.jpg"), failed("=1+1.jpg")));

        assertThat(text)
                .isEqualTo("file,outcome,verdict,reason,p_well,p_ill,ms\r\n"
                        + "\"a,b.jpg\",findings,refer,,0.100000,0.900000,12.000\r\n"
                        + "'=1+1.jpg,failed,,\"no, \"\"never\"\"\",,,0.000\r\n");
    }

    @Test
    void aProgramReadsTheWordsOfTheHttpInterface() throws IOException {
        JsonNode document =
                new ObjectMapper().readTree(Report.JSON.of(grading(ill("a.jpg"), blurred("b.jpg"), failed("c.jpg"))));

        assertThat(document.at("/pictures/0/outcome").asText()).isEqualTo("findings");
        assertThat(document.at("/pictures/0/verdict").asText()).isEqualTo("refer");
        assertThat(document.at("/pictures/0/scores/1/class").asText()).isEqualTo("ill");
        assertThat(document.at("/pictures/0/scores/1/positive").asBoolean()).isTrue();
        assertThat(document.at("/pictures/0/timesMs/decode").asDouble()).isEqualTo(12);
        assertThat(document.at("/pictures/1/fault/code").asText()).isEqualTo("blurred");
        assertThat(document.at("/pictures/2/failure/stage").asText()).isEqualTo("infer");
    }

    @Test
    void foldersNamedLikeClassesAreCompared() {
        Optional<Agreement> agreement = Agreement.of(
                grading(
                                well("data/well/1.jpg"),
                                ill("data/well/2.jpg"),
                                ill("data/ill/3.jpg"),
                                blurred("data/ill/4.jpg"),
                                ill("data/elsewhere/5.jpg"))
                        .pictures(),
                Graded.CLASSES);

        assertThat(agreement)
                .hasValueSatisfying(found -> assertThat(found.lines())
                        .containsExactly(
                                "folder  pictures  well  ill  ungradable  failed  agreement",
                                "------  --------  ----  ---  ----------  ------  ---------",
                                "well           2     1    1           0       0     50.0 %",
                                "ill            2     0    1           1       0    100.0 %",
                                "",
                                "agreement: 2 of 3 graded (66.7 %), of all 4 pictures 50.0 %",
                                Agreement.CAUTION));
    }

    @Test
    void otherFoldersAreNotCompared() {
        assertThat(Agreement.of(grading(well("holiday/1.jpg")).pictures(), Graded.CLASSES))
                .isEmpty();
    }
}

package dev.fovea.cli;

import static dev.fovea.cli.Graded.blurred;
import static dev.fovea.cli.Graded.doubted;
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
        assertThat(grading(well("a"), doubted("b", 0.3, 1)).exitCode()).isEqualTo(ExitCode.REFER);
        assertThat(grading(well("a"), doubted("b", 0.1, 4)).exitCode()).isEqualTo(ExitCode.REFER);
        assertThat(grading(well("a"), doubted("b", 0.1, 1)).exitCode()).isEqualTo(ExitCode.OK);
        assertThat(grading(blurred("a"), ill("b")).exitCode()).isEqualTo(ExitCode.UNGRADABLE);
        assertThat(grading(failed("a"), blurred("b"), ill("c")).exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void theSummaryCountsEveryPictureOnce() {
        assertThat(grading(well("a"), ill("b"), ill("c"), blurred("d"), failed("e"))
                        .summary())
                .isEqualTo("5 pictures in 2.0 s (2.5 per second): 1 no sign, 2 refer, 1 ungradable, 1 failed");
        assertThat(grading(well("a"), doubted("b", 0.3, 1), doubted("c", 0.1, 4), doubted("d", 0.9, 5))
                        .summary())
                .isEqualTo("4 pictures in 2.0 s (2.0 per second): 1 no sign, 2 uncertain, 1 refer; 2 unlike the"
                        + " photographs this model learned from");
    }

    @Test
    void theTableSaysWhyAnAnswerIsWithheld() {
        String text = Report.TABLE.of(
                grading(doubted("one.jpg", 0.3, 1), doubted("two.jpg", 0.1, 4), doubted("three.jpg", 0.9, 4)));

        assertThat(text)
                .contains("one.jpg    uncertain: A finding can be neither seen nor ruled out. ")
                .contains("two.jpg    uncertain: This photograph is unlike the photographs this model learned from. ")
                .contains("three.jpg  refer: This photograph is unlike the photographs this model learned from. ");
    }

    @Test
    void aSpreadsheetAndAProgramSeeTheDoubtsToo() throws IOException {
        Grading grading = grading(doubted("a.jpg", 0.3, 4), doubted("b.jpg", 0.6, 1));

        JsonNode document = new ObjectMapper().readTree(Report.JSON.of(grading));

        assertThat(Report.CSV.of(grading))
                .contains("a.jpg,findings,uncertain,This photograph is unlike the photographs this model learned from."
                        + " A finding can be neither seen nor ruled out.,ill,4.0000,3.0000,true,"
                        + "0.700000,0.300000,12.000")
                .contains("b.jpg,findings,refer,,ill,1.0000,3.0000,false,0.400000,0.600000,12.000");
        assertThat(document.at("/pictures/0/verdict").asText()).isEqualTo("uncertain");
        assertThat(document.at("/pictures/0/scores/0/certainty").isNull()).isTrue();
        assertThat(document.at("/pictures/0/scores/1/certainty").asText()).isEqualTo("uncertain");
        assertThat(document.at("/pictures/0/scores/1/band").toString()).isEqualTo("{\"low\":0.2,\"high\":0.8}");
        assertThat(document.at("/pictures/0/doubts"))
                .extracting(doubt -> doubt.path("code").asText())
                .containsExactly("unlike", "borderline");
        assertThat(document.at("/pictures/1/outOfDistribution").toString())
                .isEqualTo("{\"distance\":1.0,\"threshold\":3.0,\"unlike\":false}");
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
                .isEqualTo("file,outcome,verdict,reason,uncertain,distance,distanceThreshold,outOfDistribution,"
                        + "p_well,p_ill,ms\r\n"
                        + "\"a,b.jpg\",findings,refer,,,,,,0.100000,0.900000,12.000\r\n"
                        + "'=1+1.jpg,failed,,\"no, \"\"never\"\"\",,,,,,,0.000\r\n");
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

package dev.fovea.distill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Two cameras: north shows dark and lit eyes, south lit ones only.
@Timeout(300)
class EvaluateCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String command) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(command.replace("HERE", folder.toString())
                .replace("LESSONS", Eyes.LESSONS)
                .split(" "));
    }

    @BeforeEach
    void draw() throws Exception {
        Eyes.manifest(folder);
    }

    private String report() throws Exception {
        return Files.readString(folder.resolve("run/report/report.md"));
    }

    @Test
    void aReportHasTheSourcesOwnFiguresTheProbeAndOtherLooks() throws Exception {
        run("prepare --data HERE/manifest.csv --out HERE/split.json");
        run("train --data HERE/manifest.csv --split HERE/split.json --cache HERE/pixels LESSONS --run HERE/run");

        int once = run("evaluate --run HERE/run --rounds 20 --look");
        String first = report();
        int again = run("evaluate --run HERE/run --rounds 20 --look");
        int probe = run("probe --run HERE/run --rounds 20");

        assertThat(new int[] {once, again, probe}).as(err.toString()).containsOnly(0);
        assertThat(first)
                .isEqualTo(report())
                .contains("| north | dark against lit | ")
                .contains("| as it is | ", "| other source's colour | ", "| other source's amplitude | ")
                .contains("| lit | the student's features | north, south | 24 | ")
                .contains("| lit | colour means and deviations | north, south | 24 | ");
        assertThat(out.toString()).contains("read from the student's features; sources north, south; n 24");
    }

    @Test
    void aSourceThatWasLeftOutIsReportedWithTheClassesItHas() throws Exception {
        run("prepare --data HERE/manifest.csv --leave-sources-out --out HERE/split.json");
        run("train --data HERE/manifest.csv --split HERE/split-south.json --cache HERE/pixels LESSONS --run HERE/run");

        int code = run("evaluate --run HERE/run --rounds 20");

        assertThat(code).as(err.toString()).isZero();
        assertThat(report())
                .contains("split rule: tested on the source south")
                .contains("- sources: south")
                .contains("No picture here is dark")
                .contains("The same points on the pictures of this report")
                .contains("| dark | – (– to –) | ");
    }

    @Test
    void theStatisticsOfThePicturesAskedAboutChangeTheAnswersAndAreSaidToBeUsed() throws Exception {
        run("prepare --data HERE/manifest.csv --out HERE/split.json");
        run("train --data HERE/manifest.csv --split HERE/split.json --cache HERE/pixels LESSONS --run HERE/run");
        run("evaluate --run HERE/run --rounds 20");
        String asTrained = report();

        int code = run("evaluate --run HERE/run --rounds 20 --test-statistics");

        assertThat(code).as(err.toString()).isZero();
        assertThat(report())
                .isNotEqualTo(asTrained)
                .contains("batch norms moved to the statistics of the pictures asked about");
    }

    @Test
    void aClassThatTheOtherSourcesLackIsSaidToBeUntaught() throws Exception {
        run("prepare --data HERE/manifest.csv --leave-sources-out --out HERE/split.json");
        run("train --data HERE/manifest.csv --split HERE/split-north.json --cache HERE/pixels LESSONS --run HERE/run");

        int code = run("evaluate --run HERE/run --rounds 20");

        assertThat(code).as(err.toString()).isZero();
        assertThat(report()).contains("never taught, because no training picture shows it: dark");
    }

    @Test
    void looksAreForTheRunsOwnPictures() {
        assertThat(run("evaluate --run HERE/run --look --data HERE/manifest.csv"))
                .isEqualTo(3);
        assertThat(err.toString()).contains("--look").hasLineCount(1);
    }
}

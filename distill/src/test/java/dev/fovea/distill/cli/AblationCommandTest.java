package dev.fovea.distill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(300)
class AblationCommandTest {
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

    private int ablation(String words) {
        return run("ablation --data HERE/eyes --split HERE/split.json --cache HERE/pixels LESSONS --out HERE/out "
                + words);
    }

    @Test
    void everyArmAndSeedIsTrainedOnceAndComparedOnOneTestSet() throws Exception {
        Eyes.draw(folder.resolve("eyes"));
        run("prepare --data HERE/eyes --out HERE/split.json");
        run("train --data HERE/eyes --split HERE/split.json --cache HERE/pixels LESSONS --network resnet18 --run"
                + " HERE/teacher");

        int one = ablation("--teacher HERE/teacher --arms supervised,logits --seeds 1");
        Path best = folder.resolve("out/logits/seed-1/best.safetensors");
        FileTime first = Files.getLastModifiedTime(best);
        int both = ablation("--teacher HERE/teacher --arms supervised,logits,plain --seeds 1,2");

        assertThat(err.toString()).doesNotContain("Exception");
        assertThat(new int[] {one, both}).containsOnly(0);
        assertThat(Files.getLastModifiedTime(best)).isEqualTo(first);
        String table = Files.readString(folder.resolve("out/ablation.md"));
        assertThat(table)
                .contains("split file: split.json")
                .contains("| supervised | 2 | ")
                .contains("| logits | 2 | ")
                .contains("| teacher teacher | 1 | ")
                .contains("| plain | 2 | ")
                .contains("AUROC dark in eyes")
                .contains("logits against supervised, balanced accuracy: ");
        assertThat(out.toString()).contains("plain against supervised, mean AUROC: ");
    }

    @Test
    void armsThatAreOneRecipeAreRefusedBeforeAnythingIsTrained() throws Exception {
        Eyes.draw(folder.resolve("eyes"));
        run("prepare --data HERE/eyes --out HERE/split.json");

        assertThat(ablation("--arms supervised,even-sources")).isEqualTo(3);
        assertThat(ablation("--arms supervised,logits")).isEqualTo(3);
        assertThat(ablation("--arms supervised,plain --seed 4")).isEqualTo(3);

        assertThat(err.toString())
                .contains("supervised and even-sources are the same recipe")
                .contains("the arm logits needs --teacher")
                .contains("--seed is one run's");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aTeacherThatLearnedFromATestPictureIsRefused() throws Exception {
        Eyes.draw(folder.resolve("eyes"));
        run("prepare --data HERE/eyes --out HERE/split.json");
        run("prepare --data HERE/eyes --seed 9 --out HERE/other.json");
        run("train --data HERE/eyes --split HERE/other.json --cache HERE/pixels LESSONS --run HERE/teacher");

        assertThat(ablation("--teacher HERE/teacher --seeds 1")).isEqualTo(3);

        assertThat(err.toString()).contains("of the pictures that test here");
    }
}

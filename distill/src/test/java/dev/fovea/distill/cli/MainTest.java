package dev.fovea.distill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    @Test
    void everyCommandExplainsItself() {
        for (String command : Main.commandLine().getSubcommands().keySet()) {
            assertThat(run(command, "--help")).isZero();
        }
        assertThat(out.toString()).contains("--split", "--teacher", "--forms", "--sensitivity");
    }

    @Test
    void aKeyIsMadeOnceAndOnlyItsOwnerReadsIt() throws Exception {
        assertThat(run("keygen", "--out", folder + "/keys", "--id", "ward")).isZero();

        Path key = folder.resolve("keys/ward.key");
        byte[] made = Files.readAllBytes(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(run("keygen", "--out", folder + "/keys", "--id", "ward")).isEqualTo(3);
        assertThat(err.toString()).contains("ward.pub is already there; a key is never overwritten");
        assertThat(Files.readAllBytes(key)).isEqualTo(made);
    }

    @Test
    void whatIsNoBundleIsNotSigned() throws Exception {
        run("keygen", "--out", folder + "/keys", "--id", "ward");
        Path empty = Files.createDirectories(folder.resolve("empty"));

        assertThat(run("sign", empty.toString(), "--key", folder + "/keys/ward.key"))
                .isEqualTo(3);

        assertThat(err.toString()).contains("empty has no manifest.json");
        assertThat(empty).isEmptyDirectory();
    }

    @Test
    void aMissingOptionIsAMatterOfUsage() {
        assertThat(run("train")).isEqualTo(64);
        assertThat(err.toString()).contains("--data", "--run");
    }

    @Test
    void whatIsMissingIsSaidInOneSentence() {
        assertThat(run("prepare", "--data", folder.resolve("nothing.csv").toString(), "--out", folder + "/s.json"))
                .isEqualTo(3);
        assertThat(err.toString())
                .startsWith("fovea distill prepare: ")
                .hasLineCount(1)
                .contains("nothing.csv");
    }

    @Test
    void foldsAreNumberedFiles() throws Exception {
        for (String name : new String[] {"dark", "lit"}) {
            Files.createDirectories(folder.resolve("eyes").resolve(name));
            for (int i = 0; i < 6; i++) {
                Files.writeString(folder.resolve("eyes").resolve(name).resolve(name + i + ".jpg"), name + i);
            }
        }

        int code = run("prepare", "--data", folder + "/eyes", "--folds", "3", "--out", folder + "/split.json");

        assertThat(code).isZero();
        assertThat(folder.resolve("split-1.json")).exists();
        assertThat(folder.resolve("split-3.json")).exists();
        assertThat(folder.resolve("split.json")).doesNotExist();
        assertThat(out.toString()).contains("classes [dark, lit]");
    }
}

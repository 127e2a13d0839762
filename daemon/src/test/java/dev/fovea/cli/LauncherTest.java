package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.cli.FakeMachine.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/// `./fovea` on machines that lack this and that. Nothing real is built, installed or started.
@Timeout(120)
class LauncherTest {
    @TempDir
    Path folder;

    private FakeMachine machine;

    @BeforeEach
    void plugIn() throws IOException {
        machine = new FakeMachine(folder.toRealPath());
    }

    @Test
    void helpNeedsNothing() {
        Run run = machine.fovea();

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("./fovea demo").contains("./fovea test");
        assertThat(run.calls()).isEmpty();
    }

    @Test
    void anUnknownCommandIsUsage() {
        Run run = machine.fovea("demmo");

        assertThat(run.exit()).isEqualTo(64);
        assertThat(run.err()).startsWith("fovea: there is no command 'demmo'");
    }

    @Test
    void withoutAJdk25OneSentenceSaysWhatToInstall() {
        machine.jdk("17.0.15");
        machine.maven();

        Run run = machine.fovea("demo");

        assertThat(run.exit()).isEqualTo(69);
        assertThat(run.err())
                .hasLineCount(1)
                .contains("no JDK 25 found")
                .contains("Temurin 25")
                .contains("JAVA_HOME");
        assertThat(run.calls()).isEmpty();
    }

    @Test
    void theFirstStartBuildsPreparesAndRuns() {
        Path jdk = machine.jdk("25.0.3");
        machine.maven();

        Run run = machine.fovea("grade", "an eye.jpg", "--json");

        assertThat(run.exit()).isZero();
        assertThat(run.calls().getFirst())
                .startsWith("mvn -B -ntp -Djavacpp.platform=linux-")
                .contains("package -pl daemon,trt8,trt10 -am -Dmaven.test.skip=true");
        assertThat(run.calls()).filteredOn(call -> call.equals("training")).hasSize(1);
        assertThat(machine.checkout().resolve(".fovea/natives/libonnxruntime.so"))
                .exists();
        assertThat(machine.checkout().resolve(".fovea/build.log")).content().contains("JAVA_HOME is " + jdk);
        assertThat(run.out().lines())
                .contains("-ea", "--enable-native-access=ALL-UNNAMED", "dev.fovea.cli.Main")
                .endsWith("grade", "an eye.jpg", "--json")
                .anyMatch(line -> line.startsWith("-XX:AOTCache="));
    }

    @Test
    @EnabledOnOs(architectures = "amd64")
    void trainingIsBuiltForTheProcessorAndOnRequestForAGraphicsCard() {
        machine.jdk("25");
        machine.maven();

        Run plain = machine.fovea("distill", "train", "--epochs", "3");
        Run card = machine.fovea("distill", "--gpu", "train", "--device", "cuda");
        Run again = machine.fovea("distill", "train");

        assertThat(plain.calls()).hasSize(1).first().asString().contains("-pl distill -am -Dmaven.test.skip=true");
        assertThat(card.calls()).hasSize(1).first().asString().contains("-pl distill -am -Dgpu -Dmaven.test.skip=true");
        assertThat(again.calls()).isEmpty();
        assertThat(plain.out().lines())
                .anyMatch(line -> line.endsWith("/distill/target/lib/pytorch.jar"))
                .endsWith("train", "--epochs", "3");
        assertThat(card.out().lines())
                .anyMatch(line -> line.endsWith("/distill/target/lib-gpu/pytorch.jar"))
                .endsWith("train", "--device", "cuda")
                .doesNotContain("--gpu");
    }

    @Test
    void theSecondStartOnlyRuns() {
        machine.jdk("25");
        machine.maven();
        Run first = machine.fovea("version");

        Run second = machine.fovea("version");

        assertThat(second.calls()).isEmpty();
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).isEqualTo(first.out());
    }

    @Test
    void aNewerSourceIsBuiltAgain() throws IOException {
        machine.jdk("25.0.3");
        machine.maven();
        machine.fovea("version");
        Path source = machine.checkout().resolve("daemon/src/main/java/Eye.java");
        Files.writeString(source, "class Eye {}");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));

        Run run = machine.fovea("version");

        assertThat(run.calls()).anyMatch(call -> call.startsWith("mvn "));
    }

    @Test
    void anotherJdkGetsAnAotCacheOfItsOwn() throws IOException {
        Path first = machine.jdk("25.0.3");
        machine.maven();
        machine.fovea("version");
        machine.jdk("25.0.31");

        Run run = machine.run(
                folder,
                machine.launcher(),
                Map.of("JAVA_HOME", machine.jdk("25.0.31").toString()),
                "version");

        assertThat(run.calls()).containsExactly("training");
        assertThat(first).exists();
    }

    @Test
    void whenNoAotCacheCanBeMadeItIsSaidOnceAndAllWorks() throws IOException {
        Path jdk = machine.jdk("25.0.3");
        machine.maven();
        Path java = jdk.resolve("bin/java");
        Files.writeString(java, Files.readString(java).replace("exit 0 ;;", "exit 1 ;;"));

        Run first = machine.fovea("version");
        Run second = machine.fovea("version");

        assertThat(first.exit()).isZero();
        assertThat(first.err()).contains("no AOT cache could be made");
        assertThat(second.err()).isEmpty();
        assertThat(second.out().lines()).endsWith("version").noneMatch(line -> line.startsWith("-XX:AOTCache="));
    }

    @Test
    void itWorksFromElsewhereThroughALink() throws IOException {
        machine.jdk("25.0.3");
        machine.maven();
        Path elsewhere = Files.createDirectory(folder.resolve("else where"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("fovea"), machine.launcher());

        Run run = machine.run(elsewhere, link, Map.of("CI", "true"), "version");

        assertThat(run.exit()).isZero();
        assertThat(run.out().lines())
                .contains("-Dfovea.state=" + machine.checkout().resolve(".fovea"));
        assertThat(elsewhere).isDirectoryNotContaining("glob:**/.fovea");
    }

    @Test
    void aBrokenBuildShowsTheFailingLinesAndStartsNothing() {
        machine.jdk("25.0.3");
        machine.brokenMaven();

        Run run = machine.fovea("demo");

        assertThat(run.exit()).isEqualTo(70);
        assertThat(run.err()).contains("Eye.java:[3,7] cannot find symbol").doesNotContain("Compiling");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void withoutMavenAnOrdinaryUserIsToldTheLine() {
        machine.jdk("25.0.3");
        machine.apt();

        Run run = machine.fovea("demo");

        assertThat(run.exit()).isEqualTo(69);
        assertThat(run.err()).contains("sudo apt-get install -y --no-install-recommends maven");
        assertThat(run.calls()).isEmpty();
    }

    @Test
    void withoutMavenRootInstallsIt() {
        machine.jdk("25.0.3");
        machine.apt();
        machine.root();

        Run run = machine.fovea("version");

        assertThat(run.exit()).isZero();
        assertThat(run.calls().getFirst()).isEqualTo("apt-get install -y --no-install-recommends maven");
        assertThat(run.calls().get(1)).startsWith("mvn ");
    }

    @Test
    void aProgramMayAskForTheCommandLine() {
        Path jdk = machine.jdk("25.0.3");
        machine.maven();

        Run run = machine.fovea("command");

        assertThat(run.out().lines())
                .startsWith(
                        "env",
                        "MALLOC_ARENA_MAX=2",
                        "OPENBLAS_NUM_THREADS=1",
                        jdk.resolve("bin/java").toString())
                .endsWith("dev.fovea.cli.Main");
    }

    @Test
    void aSmallBoardGetsLessMemoryAndAnAotCacheOfItsOwn() {
        machine.jdk("25.0.3");
        machine.maven();
        machine.fovea("version");

        Run small = machine.fovea("--small", "serve");
        Run again = machine.run(folder, machine.launcher(), Map.of("FOVEA_SMALL", "1"), "serve");
        Run usual = machine.fovea("serve");

        assertThat(small.calls()).containsExactly("training");
        assertThat(small.out().lines())
                .as("of two flags the later one counts")
                .containsSubsequence("-XX:+UseSerialGC", "-Xmx44m", "-Dfovea.small=true", "serve");
        assertThat(again.out()).isEqualTo(small.out());
        assertThat(again.calls()).isEmpty();
        assertThat(usual.out().lines()).contains("serve").doesNotContain("-Xmx44m", "-Dfovea.small=true");
        assertThat(usual.calls()).isEmpty();
    }

    @Test
    void aProfileThatNobodyKnowsIsUsage() {
        Run run = machine.run(folder, machine.launcher(), Map.of("FOVEA_SMALL", "yes"), "serve");

        assertThat(run.exit()).isEqualTo(64);
        assertThat(run.err()).contains("FOVEA_SMALL must be 0 or 1, was 'yes'");
    }

    @Test
    void theExitCodeComesThrough() {
        machine.jdk("25.0.3");
        machine.maven();

        Run run = machine.run(folder, machine.launcher(), Map.of("JAVA_EXIT", "2"), "grade", "x");

        assertThat(run.exit()).isEqualTo(2);
    }

    @Test
    void testRunsEverythingAndPassesArgumentsThrough() {
        machine.jdk("25.0.3");
        machine.maven();
        machine.tool("chromium");
        machine.tool("promtool");
        machine.tool("storescu");
        machine.tool("gdcmconv");
        machine.tool("dciodvfy");

        Run run = machine.fovea("test", "-Dtest=EyeTest");

        assertThat(run.exit()).isZero();
        assertThat(run.calls())
                .singleElement()
                .asString()
                .endsWith(" verify -Dtest=EyeTest")
                .doesNotContain("skip");
    }

    @Test
    void testGoesOnWithoutTheToolsOfSomeTestsAndSaysWhatToInstall() {
        machine.jdk("25.0.3");
        machine.maven();

        Run run = machine.fovea("test");

        assertThat(run.exit()).isZero();
        assertThat(run.err())
                .contains("sudo apt-get install -y --no-install-recommends chromium prometheus dcmtk libgdcm-tools"
                        + " dicom3tools");
        assertThat(run.calls()).singleElement().asString().startsWith("mvn ");
    }

    @Test
    void verifyNamesWhatThereIsAndRunsOnlyThat() {
        machine.verification("moon", "# moon   whether it is up", "printf 'up since %s\\n' \"$1\"");

        assertThat(machine.fovea("verify", "moon", "noon").out()).isEqualTo("up since noon\n");
        for (String other : List.of("sun", "../fovea", "")) {
            Run run = machine.fovea("verify", other);

            assertThat(run.exit()).as(other).isEqualTo(64);
            assertThat(run.err()).contains("./fovea verify moon   whether it is up");
        }
    }

    @Test
    void benchRunsTheBenchmarksWithTheirOwnClassPath() {
        machine.jdk("25.0.3");
        machine.maven();

        Run run = machine.fovea("bench", "load", "--rate", "20");

        assertThat(run.out().lines())
                .endsWith("dev.fovea.bench.Main", "load", "--rate", "20")
                .anyMatch(line -> line.contains("benchmarks-0.1.0.jar"));
    }
}

package dev.fovea.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.model.Capture;
import dev.fovea.model.CaptureId;
import dev.fovea.model.Laterality;
import dev.fovea.results.Answers;
import dev.fovea.results.CaptureQuery;
import dev.fovea.results.CaptureView;
import dev.fovea.results.Page;
import dev.fovea.results.State;
import dev.fovea.results.Tally;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A process that is killed with SIGKILL at random moments, ten times over the same folder.
@Timeout(120)
class KilledProcessTest {
    private static final int LIVES = 10;

    @TempDir
    Path root;

    private final Map<CaptureId, Integer> accepted = new HashMap<>();
    private final Set<CaptureId> answered = new HashSet<>();

    @Test
    void everythingAcknowledgedIsThereOnceWithItsOwnBytesAndItsAnswer() throws Exception {
        Random random = new Random(20261122);
        for (int life = 1; life <= LIVES; life++) {
            liveAndDie(life, 20 + random.nextInt(300));
        }

        try (Clinic clinic = Clinic.open(root)) {
            Map<CaptureId, CaptureView> found = everything(clinic);
            assertThat(accepted).hasSizeGreaterThan(LIVES);
            assertThat(answered).isNotEmpty();
            assertThat(found).containsKeys(accepted.keySet().toArray(CaptureId[]::new));
            found.values().forEach(view -> assertOwn(clinic, view));
            assertThat(answered)
                    .allSatisfy(id -> assertThat(clinic.results().find(id))
                            .hasValueSatisfying(view -> assertThat(view.state()).isEqualTo(State.ANSWERED)));
            Tally tally = clinic.results().tally();
            assertThat(tally.accepted()).isEqualTo(found.size());
            assertThat(tally.accepted()).isEqualTo(tally.answered() + tally.inFlight() + tally.deadLetter());
        }
    }

    private void liveAndDie(int life, int millis) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(life))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = process.inputReader()) {
            // The clock of its life starts with its first word, so that a slow start is no safe life.
            String first = lines.readLine();
            assertThat(first).as("first line of life " + life).isNotNull();
            note(first);
            boolean diedAlone = process.waitFor(millis, TimeUnit.MILLISECONDS);
            assertThat(diedAlone).as("life " + life + " ended by itself").isFalse();
            // Not by the process itself, which would also close the pipe with its last words.
            process.toHandle().destroyForcibly();
            lines.lines().forEach(this::note);
        }
        process.waitFor();
    }

    private List<String> command(int life) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                AcceptLoop.class.getName(),
                root.toString(),
                Integer.toString(life));
    }

    /// Some runners load tests by a class loader of their own.
    private static String classPath() {
        if (KilledProcessTest.class.getClassLoader() instanceof URLClassLoader loader) {
            return Stream.of(loader.getURLs()).map(URL::getPath).collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("java.class.path");
    }

    /// The last line may have been cut by the kill; then nobody was told, and it does not count.
    private void note(String line) {
        String[] words = line.split(" ", -1);
        if (words.length < 3 || CaptureId.parse(words[2]).isEmpty()) {
            return;
        }
        CaptureId id = CaptureId.parse(words[2]).get();
        if (words[0].equals("answered")) {
            answered.add(id);
        } else {
            Optional<Integer> twice = Optional.ofNullable(accepted.put(id, Integer.parseInt(words[1])));
            assertThat(twice).as("acknowledged twice: " + line).isEmpty();
        }
    }

    private static Map<CaptureId, CaptureView> everything(Clinic clinic) {
        Map<CaptureId, CaptureView> found = new HashMap<>();
        List<CaptureView> views = new ArrayList<>();
        Optional<CaptureQuery> query = Optional.of(CaptureQuery.newest(500));
        while (query.isPresent()) {
            Page page = clinic.results().page(query.get());
            views.addAll(page.captures());
            query = page.next().map(CaptureQuery.newest(500)::before);
        }
        views.forEach(view -> assertThat(found.put(view.capture().id(), view)).isNull());
        return found;
    }

    /// Its exam names its bytes; its answer was made from them.
    private void assertOwn(Clinic clinic, CaptureView view) {
        Capture capture = view.capture();
        String exam = capture.identity().exam();
        int seed = Integer.parseInt(exam.substring("exam ".length()));
        assertThat(accepted.getOrDefault(capture.id(), seed)).isEqualTo(seed);
        assertThat(SpoolTest.bytes(clinic.spool().original(capture))).isEqualTo(AcceptLoop.photograph(seed));
        assertThat(capture.identity())
                .isEqualTo(Clinic.submission(exam, Laterality.RIGHT).identity());
        view.result()
                .ifPresent(result ->
                        assertThat(result).usingRecursiveComparison().isEqualTo(Answers.findings(capture, 0.3)));
    }
}

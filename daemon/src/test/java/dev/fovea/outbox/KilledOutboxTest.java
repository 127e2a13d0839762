package dev.fovea.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.spool.Clinic;
import dev.fovea.store.InMemory;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A network that is down for a week while exams are finished, and a process that is killed with SIGKILL in the
/// middle of attempts: before the archive has the object, and between that and its word. The archive counts.
///
/// `-Dfovea.outbox.exams=2000 -Dfovea.outbox.kills=20` is the whole of it.
@Timeout(600)
class KilledOutboxTest {
    private static final int EXAMS = Integer.getInteger("fovea.outbox.exams", 60);
    private static final int KILLS = Integer.getInteger("fovea.outbox.kills", 6);
    private static final Instant END_OF_WEEK = Clinic.MORNING.plus(Duration.ofDays(7));

    /// One attempt each quarter of an hour at most: the week has certainly more attempts than this.
    private static final int WEEK_ATTEMPTS_MIN = 600;

    /// SIGKILL, as the JDK tells it.
    private static final int KILLED = 128 + 9;

    @TempDir(factory = InMemory.class)
    Path root;

    private final Random random = new Random(20261122);
    private final Map<String, Integer> arrivals = new HashMap<>();
    private final Map<String, List<Integer>> editions = new HashMap<>();

    /// By the number of the attempt, while the network is down.
    private final Set<Integer> deathsInTheWeek = deaths(KILLS / 2, WEEK_ATTEMPTS_MIN);

    /// By how many objects have arrived.
    private final Set<Integer> deathsAfterIt = deaths(KILLS - KILLS / 2, 2 * EXAMS - 1);

    private Instant now = Clinic.MORNING;
    private int attempts;

    private Set<Integer> deaths(int count, int until) {
        Set<Integer> deaths = new HashSet<>();
        while (deaths.size() < count) {
            deaths.add(1 + random.nextInt(until));
        }
        return deaths;
    }

    @Test
    void afterAWeekWithoutANetworkEverythingArrivesOnceAndInOrder() throws Exception {
        int killed = 0;
        try (ServerSocket archive = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            archive.setSoTimeout(50);
            for (int end = live(archive); end != 0; end = live(archive)) {
                killed++;
                assertThat(end).as("it died by itself").isEqualTo(KILLED);
            }
        }

        int again = arrivals.values().stream().mapToInt(count -> count - 1).sum();
        System.Logger log = System.getLogger("outbox");
        log.log(
                System.Logger.Level.INFO,
                "{0} exams, {1} kills, {2} attempts, {3} objects arrived, {4} of them twice; ended {5}",
                EXAMS,
                killed,
                attempts,
                arrivals.size(),
                again,
                now);
        assertThat(killed).isEqualTo(KILLS);
        assertThat(now).isBetween(END_OF_WEEK, END_OF_WEEK.plus(Duration.ofDays(1)));
        assertThat(arrivals).hasSize(2 * EXAMS);
        assertThat(again).as("sent once more, each over a death").isLessThanOrEqualTo(KILLS);
        assertThat(editions)
                .hasSize(EXAMS)
                .allSatisfy((_, order) -> assertThat(order).isSorted().contains(1, 2));
        try (Clinic clinic = Clinic.open(root)) {
            Outbox outbox = new Outbox(clinic.database(), List.of(), Surgery.PATIENCE, () -> now);
            assertThat(outbox.tally()).isEqualTo(new OutboxTally(0, 2L * EXAMS, 0, Optional.empty()));
        }
    }

    /// @return how the process ended, 0 when it had nothing more to do
    private int live(ServerSocket archive) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(archive.getLocalPort()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        while (process.isAlive()) {
            try (Socket socket = archive.accept()) {
                serve(socket, process);
            } catch (SocketTimeoutException nobodyCalls) {
                // It is starting, finishing exams, or over.
            }
        }
        return process.waitFor();
    }

    private void serve(Socket socket, Process process) throws IOException, InterruptedException {
        String line =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)).readLine();
        String[] words = line.split(" ", -1);
        assertThat(words).hasSize(4);
        now = Instant.parse(words[0]);
        attempts++;
        if (now.isBefore(END_OF_WEEK)) {
            // Nobody answers: the socket closes.
            if (deathsInTheWeek.remove(attempts)) {
                kill(process);
            }
            return;
        }
        // Before the object has arrived, before the word that it has, and after.
        int moment = deathsAfterIt.remove(arrivals.size() + 1) ? random.nextInt(3) : 3;
        if (moment == 0) {
            kill(process);
            return;
        }
        arrivals.merge(words[1] + " " + words[2] + " " + words[3], 1, Integer::sum);
        editions.computeIfAbsent(words[1], _ -> new ArrayList<>()).add(Integer.valueOf(words[2]));
        if (moment == 1) {
            kill(process);
            return;
        }
        socket.getOutputStream().write("ok\n".getBytes(StandardCharsets.UTF_8));
        if (moment == 2) {
            kill(process);
        }
    }

    private static void kill(Process process) throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    private List<String> command(int port) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                KilledCarrier.class.getName(),
                root.toString(),
                Integer.toString(port),
                now.toString(),
                Integer.toString(EXAMS));
    }

    /// Some runners load tests by a class loader of their own.
    private static String classPath() {
        if (KilledOutboxTest.class.getClassLoader() instanceof URLClassLoader loader) {
            return Stream.of(loader.getURLs()).map(URL::getPath).collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("java.class.path");
    }
}

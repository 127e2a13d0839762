package dev.fovea.spool;

import dev.fovea.model.Capture;
import dev.fovea.model.Laterality;
import dev.fovea.results.Answers;
import java.nio.file.Path;
import java.time.Duration;

/// A process to be killed: takes photographs without end and answers every other one, and says so on its standard
/// output once it is acknowledged, one line each.
final class AcceptLoop {
    private static final int SENDERS = 6;

    // However fast the machine, the loop must not run into its own queue's end.
    private static final SpoolSettings ROOMY =
            new SpoolSettings(64L << 20, 1_000_000, 1_000_000, 1L << 40, 0, Duration.ofDays(1));

    private AcceptLoop() {}

    public static void main(String[] arguments) {
        int life = Integer.parseInt(arguments[1]);
        // A loop that cannot go on must not be waited for.
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
        Clinic clinic = Clinic.open(Path.of(arguments[0]), Disk.REAL);
        clinic.restart(ROOMY);
        for (int sender = 0; sender < SENDERS; sender++) {
            int first = 1_000_000 * life + 10_000 * sender;
            Thread.ofPlatform().start(() -> send(clinic, first));
        }
    }

    private static void send(Clinic clinic, int first) {
        for (int seed = first; ; seed++) {
            Capture capture = clinic.take(photograph(seed), "exam " + seed, Laterality.RIGHT);
            say("accepted", seed, capture);
            if (seed % 2 == 0) {
                clinic.results().finish(Answers.findings(capture, 0.3));
                say("answered", seed, capture);
            }
        }
    }

    static byte[] photograph(int seed) {
        return Clinic.photograph(seed, 20_000 + seed % 1000);
    }

    @SuppressWarnings("SystemOut") // The parent process listens.
    private static void say(String what, int seed, Capture capture) {
        String line = what + " " + seed + " " + capture.id();
        synchronized (AcceptLoop.class) {
            System.out.println(line);
            System.out.flush();
        }
    }
}

package dev.fovea.outbox;

import dev.fovea.exams.Report;
import dev.fovea.model.Sha256;
import dev.fovea.outbox.Courier.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/// A process to be killed: finishes exams, two editions each, and carries them to the archive at the other end of a
/// socket. Its clock stands still but for the outbox's pauses, which take no time: a week is over in seconds.
final class KilledCarrier {
    static final String DOWN = "down";

    /// Each passes a quarter of an hour at most, so these pass five days.
    private static final int STEPS_MAX = 500;

    private final Surgery surgery;
    private final int port;

    private KilledCarrier(Path root, int port, Instant now) {
        this.surgery = new Surgery(root, now, destination());
        this.port = port;
    }

    private Destination destination() {
        return new Destination("archive", Map.of("a", this::carry));
    }

    /// @param arguments folder, port of the archive, time, number of exams
    public static void main(String[] arguments) throws InterruptedException {
        KilledCarrier carrier =
                new KilledCarrier(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Instant.parse(arguments[2]));
        carrier.work(Integer.parseInt(arguments[3]));
    }

    private void work(int count) throws InterruptedException {
        Destination archive = destination();
        Dispatch.Parts parts = new Dispatch.Parts(surgery.outbox(), surgery.exams(), OutboxMetrics.NONE, _ -> {});
        Round round =
                new Round(archive, parts, () -> ThreadLocalRandom.current().nextDouble());
        // All of them within the week.
        int stride = 1 + count / STEPS_MAX;
        for (int exam = begun(count); exam < count; exam++) {
            finishTwice("E" + exam);
            if (exam % stride == 0) {
                surgery.pass(round.step());
            }
        }
        while (surgery.outbox().tally().pending() > 0) {
            surgery.pass(round.step());
        }
        surgery.close();
    }

    /// The exam at which the life before was interrupted. They are made in order.
    private int begun(int count) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) / 2;
            if (editions("E" + middle) < 2) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private int editions(String exam) {
        return surgery.exams().find(exam).map(chart -> chart.editions()).orElse(0);
    }

    private void finishTwice(String exam) {
        if (editions(exam) == 0) {
            surgery.finish(exam);
        }
        surgery.finishAgain(exam, "second");
    }

    private Answer carry(Report report) {
        String object = report.name() + " " + report.edition() + " " + hash(report);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write((surgery.instant() + " " + object + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            String said = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            return "ok".equals(said) ? new Answer.Delivered() : new Answer.Later(DOWN);
        } catch (IOException e) {
            return new Answer.Later(e.toString());
        }
    }

    private static String hash(Report report) {
        return Sha256.of((report.basis() + report.exam()).getBytes(StandardCharsets.UTF_8))
                .hex();
    }
}

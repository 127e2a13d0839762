package dev.fovea.bench;

import dev.fovea.bench.measure.Report;
import dev.fovea.bench.measure.Slices;
import dev.fovea.bench.measure.Target;
import dev.fovea.bench.receive.DrawnObjects;
import dev.fovea.bench.receive.FoveaReceiver;
import dev.fovea.bench.receive.OrthancReceiver;
import dev.fovea.bench.receive.Push;
import dev.fovea.bench.receive.Receiver;
import dev.fovea.bench.receive.StorescpReceiver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Receiving by DICOM, beside programs that only store.
@Command(name = "dicom", mixinStandardHelpOptions = true, description = """
                Uncompressed photographs of 3000 x 2000 pixels (18 MB, drawn eyes) pushed by DCMTK's storescu, \
                several at a time, to the daemon with a small heap, to Orthanc with SyncStorageArea, and to \
                storescp, made to sync and as it is; each on the same disk, in turn, with \
                nothing left to write from the one before. The daemon also grades what it receives; how long \
                that takes is told. What is absent is left out by name.""")
final class DicomCommand implements Callable<Integer> {
    private static final double RATIO_MIN = 1;
    private static final int COLUMNS = 3000;
    private static final int ROWS = 2000;
    private static final long OBJECT_BYTES = 3L * COLUMNS * ROWS;

    /// What must be left of the disk, bytes.
    private static final long FREE_MIN = 8L << 30;

    @Mixin
    private Place place = new Place();

    @Option(names = "--photographs", description = "Sent to each receiver. Default: ${DEFAULT-VALUE}")
    private int photographs = 500;

    @Option(names = "--rounds", description = "Repeats of all sides. Default: ${DEFAULT-VALUE}")
    private int rounds = 5;

    @Option(names = "--senders", description = "Associations at one time. Default: ${DEFAULT-VALUE}")
    private int senders = 4;

    @Option(names = "--heap", description = "The daemon's largest Java heap, megabytes. Default: ${DEFAULT-VALUE}")
    private int heap = 96;

    @Option(names = "--warm-up", description = "Objects of each sender before, not counted. Default: ${DEFAULT-VALUE}")
    private int warmUp = 5;

    @Override
    public Integer call() {
        Report report = place.report();
        Path folder = place.folder();
        if (!Files.isExecutable(Push.PROGRAM)) {
            return report.skipped("there is no " + Push.PROGRAM + " (Debian package dcmtk)");
        }
        int each = Math.max(1, photographs / (rounds * senders));
        long needed = FREE_MIN + 4L * (each * rounds + warmUp) * senders * OBJECT_BYTES;
        if (free(folder) < needed) {
            return report.skipped(
                    "the disk of " + folder + " has " + (free(folder) >> 20) + " MiB free and needs " + (needed >> 20));
        }
        List<Path> files = DrawnObjects.make(senders, COLUMNS, ROWS, made(folder.resolve("objects")));
        report.line("%d objects of %.1f MB for each, %d senders", each * rounds * senders, OBJECT_BYTES / 1e6, senders);
        report.fact("objects", each * rounds * senders);
        report.fact("senders", senders);
        Push push = new Push(files, folder.resolve("storescu.log"));
        List<Receiver> receivers = new ArrayList<>();
        try {
            FoveaReceiver fovea = FoveaReceiver.start(
                    place.child().command(place.root(), report), heap, made(folder.resolve("fovea")));
            receivers.add(fovea);
            others(receivers, folder, report);
            measure(receivers, push, each, report);
            memory(fovea, report);
        } finally {
            receivers.forEach(Receiver::close);
            Place.clear(folder);
        }
        return report.close();
    }

    private void others(List<Receiver> receivers, Path folder, Report report) {
        if (Files.isExecutable(OrthancReceiver.PROGRAM)) {
            receivers.add(OrthancReceiver.start(made(folder.resolve("orthanc"))));
        } else {
            report.line("left out: Orthanc, there is no %s (Debian package orthanc)", OrthancReceiver.PROGRAM);
        }
        if (Files.isExecutable(StorescpReceiver.PROGRAM)) {
            synced(receivers, folder, report);
            receivers.add(StorescpReceiver.start(made(folder.resolve("storescp"))));
        } else {
            report.line("left out: storescp, there is no %s (Debian package dcmtk)", StorescpReceiver.PROGRAM);
        }
    }

    private void synced(List<Receiver> receivers, Path folder, Report report) {
        if (StorescpReceiver.canSync()) {
            Path source = place.root().resolve("benchmarks/src/main/c/sync_on_close.c");
            receivers.add(StorescpReceiver.startSynced(source, made(folder.resolve("storescp-synced"))));
        } else {
            report.line("left out: storescp with syncs, there is no C compiler (Debian package gcc)");
        }
    }

    private void measure(List<Receiver> receivers, Push push, int each, Report report) {
        receivers.forEach(receiver -> push.rate(receiver, warmUp));
        List<Slices.Side> sides = receivers.stream()
                .map(receiver -> new Slices.Side(receiver.name(), () -> push.rate(receiver, each)))
                .toList();
        Slices.Measured measured = Slices.alternate(rounds, sides);
        String ours = receivers.getFirst().name();
        for (Receiver other : receivers.subList(1, receivers.size())) {
            report.line("  %-44s %s images/s", other.name(), measured.of(other.name()));
            report.fact(other.name(), measured.of(other.name()).values());
        }
        report.line("  %-44s %s images/s", ours, measured.of(ours));
        report.fact(ours, measured.of(ours).values());
        receivers.stream().filter(Receiver::synced).skip(1).forEach(other -> {
            report.line(
                    "  %-44s %s",
                    "÷ " + other.name() + ", by repeat", measured.of(ours).over(measured.of(other.name())));
            report.finding(
                    "received durably ÷ " + other.name(),
                    measured.of(ours).median() / measured.of(other.name()).median(),
                    "x",
                    Target.atLeast(RATIO_MIN));
        });
    }

    private static void memory(FoveaReceiver fovea, Report report) {
        report.line("Fovea graded for %.0f s after receiving, all rounds together", fovea.gradingSeconds());
        report.fact("gradingSeconds", fovea.gradingSeconds());
        report.line("Fovea's peak of resident memory: %.0f MB", fovea.memory().peak());
        report.fact("peakMb", fovea.memory().peak());
        report.finding("photographs in the dead letter", (double) fovea.failed(), "", Target.atMost(0));
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + folder, e);
        }
    }

    private static long free(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at the disk of " + folder, e);
        }
    }
}

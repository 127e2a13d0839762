package dev.fovea.bench;

import dev.fovea.bench.child.DaemonProcess;
import dev.fovea.bench.child.ProcessMemory;
import dev.fovea.bench.client.Connection;
import dev.fovea.bench.client.PageVisitor;
import dev.fovea.bench.client.Reply;
import dev.fovea.bench.eyes.Photograph;
import dev.fovea.bench.load.LoadSummary;
import dev.fovea.bench.measure.Report;
import dev.fovea.bench.measure.Samples;
import dev.fovea.bench.measure.Slope;
import dev.fovea.bench.measure.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What the daemon holds in memory, and whether it grows.
@Command(name = "memory", mixinStandardHelpOptions = true, description = """
                Sends photographs, with a page open, and reads the daemon's resident memory on the way. Flat \
                means: over the second half, the line through the readings rises by at most 8 MB per 1,000 \
                photographs.""")
final class MemoryCommand implements Callable<Integer> {
    private static final double RESIDENT_MAX = 400;
    private static final double SMALL_RESIDENT_MAX = 220;
    private static final double RISE_MAX = 8;

    @Mixin
    private Place place = new Place();

    @Option(names = "--count", description = "Photographs sent. Default: ${DEFAULT-VALUE}")
    private int count = 2000;

    @Option(names = "--every", description = "Photographs between two readings. Default: ${DEFAULT-VALUE}")
    private int every = 100;

    @Option(names = "--concurrency", description = "Requests in flight. Default: ${DEFAULT-VALUE}")
    private int concurrency = 4;

    @Option(names = "--megapixels", split = ",", description = "Sizes in turn. Default: 6,12")
    private List<Double> megapixels = List.of(6.0, 12.0);

    /// One reading after so many photographs.
    private record Reading(int photographs, ProcessMemory memory) {}

    @Override
    public Integer call() {
        Report report = place.report();
        List<Photograph> photographs = place.photographs(8, megapixels, report);
        Path folder = place.folder();
        List<Reading> readings = new ArrayList<>();
        try (DaemonProcess daemon =
                        place.child().start(place.child().command(place.root(), report), folder, List.of());
                PageVisitor page = PageVisitor.open(daemon.url())) {
            readings.add(new Reading(0, daemon.memory()));
            PhotographCalls calls =
                    new PhotographCalls(photographs, System.nanoTime(), Optional.of(Duration.ofSeconds(30)));
            while (readings.getLast().photographs() < count) {
                send(daemon, calls);
                readings.add(new Reading(readings.getLast().photographs() + every, daemon.memory()));
                Reading last = readings.getLast();
                report.line(
                        "  after %5d: resident %6.1f MB, of these anonymous %6.1f, peak %6.1f",
                        last.photographs(),
                        last.memory().resident(),
                        last.memory().anonymous(),
                        last.memory().peak());
            }
            if (!page.failure().isEmpty()) {
                throw new IllegalStateException("the page lost the daemon: " + page.failure());
            }
            report.fact("previews", page.previews());
            report.line("the open page showed %d previews", page.previews());
        } catch (IOException e) {
            throw new UncheckedIOException("no page could be opened", e);
        }
        judge(readings, report);
        Place.clear(folder.resolve("data"));
        return report.close();
    }

    private void send(DaemonProcess daemon, PhotographCalls calls) {
        AtomicInteger left = new AtomicInteger(every);
        List<Thread> senders = new ArrayList<>();
        List<String> failures = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < concurrency; i++) {
            senders.add(Thread.ofVirtual().start(() -> {
                try (Connection connection = new Connection(daemon.url(), DaemonSlice.ANSWER_MAX)) {
                    while (left.getAndDecrement() > 0) {
                        Reply reply = connection.send(calls.apply(0));
                        if (!LoadSummary.isAnswered(reply.status())) {
                            failures.add(reply.status() + " " + reply.text());
                        }
                    }
                } catch (IOException e) {
                    failures.add(e.toString());
                }
            }));
        }
        for (Thread sender : senders) {
            try {
                sender.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
        if (!failures.isEmpty()) {
            throw new UncheckedIOException(new IOException(
                    "not every photograph was answered: " + failures.getFirst() + "\n" + daemon.logTail()));
        }
    }

    private void judge(List<Reading> readings, Report report) {
        List<Reading> half = readings.subList(readings.size() / 2, readings.size());
        double rise = 1000
                * Slope.of(half.stream()
                        .map(reading -> new double[] {
                            reading.photographs(), reading.memory().resident()
                        })
                        .toList());
        double anonymousRise = 1000
                * Slope.of(half.stream()
                        .map(reading -> new double[] {
                            reading.photographs(), reading.memory().anonymous()
                        })
                        .toList());
        Samples resident = Samples.of(
                half.stream().map(reading -> reading.memory().resident()).toList());
        report.line("second half: resident %s MB", resident);
        report.line("rise per 1,000 photographs: resident %+.2f MB, anonymous %+.2f MB", rise, anonymousRise);
        report.fact(
                "residentMb",
                readings.stream().map(reading -> reading.memory().resident()).toList());
        report.fact(
                "anonymousMb",
                readings.stream().map(reading -> reading.memory().anonymous()).toList());
        report.fact("peakMb", readings.getLast().memory().peak());
        report.fact("anonymousRiseMbPer1000", anonymousRise);
        report.finding(
                "resident after " + count + " photographs, largest of the second half",
                resident.max(),
                "MB",
                Target.atMost(place.child().small() ? SMALL_RESIDENT_MAX : RESIDENT_MAX));
        report.finding("rise per 1,000 photographs", rise, "MB", Target.atMost(RISE_MAX));
    }
}

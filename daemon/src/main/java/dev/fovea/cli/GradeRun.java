package dev.fovea.cli;

import dev.fovea.bundle.Bundle;
import dev.fovea.bundle.BundleCheck;
import dev.fovea.bundle.Manifest;
import dev.fovea.engine.EngineSource;
import dev.fovea.engine.onnx.OnnxEngines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Grades many files at once, one worker thread per core, each with an image stage and an engine of its own.
final class GradeRun {
    private final Bundle bundle;
    private final int threads;

    GradeRun(Bundle bundle, int threads) {
        this.bundle = bundle;
        this.threads = threads;
    }

    /// @throws dev.fovea.bundle.BundleException when the bundle's golden pictures are not answered as promised
    Grading grade(Pictures pictures, Progress progress) throws InterruptedException {
        Manifest manifest = bundle.manifest();
        try (EngineSource engines = OnnxEngines.load(bundle.network(OnnxEngines.NAME), 1)) {
            BundleCheck.admit(bundle, engines);
            long start = System.nanoTime();
            List<GradedPicture> graded = grade(pictures.files(), engines, progress);
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            String model = manifest.title() + " (" + manifest.name() + " " + manifest.version() + ", "
                    + engines.metadata().precision() + ")";
            List<String> classes =
                    manifest.classes().stream().map(one -> one.name()).toList();
            return new Grading(model, classes, graded, pictures.skipped(), elapsed);
        } finally {
            progress.close();
        }
    }

    private List<GradedPicture> grade(List<Path> files, EngineSource engines, Progress progress)
            throws InterruptedException {
        AtomicReferenceArray<GradedPicture> graded = new AtomicReferenceArray<>(files.size());
        AtomicInteger next = new AtomicInteger();
        Runnable worker = () -> {
            try (PictureGrader grader = new PictureGrader(bundle.manifest(), engines)) {
                for (int i = next.getAndIncrement(); i < files.size(); i = next.getAndIncrement()) {
                    graded.set(i, grader.grade(files.get(i)));
                    progress.step();
                }
            }
        };
        try (ExecutorService pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("grade-", 0).factory())) {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < Math.min(threads, files.size()); i++) {
                workers.add(pool.submit(worker));
            }
            for (Future<?> running : workers) {
                running.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new AssertionError("a worker died of a bug", e.getCause());
        }
        List<GradedPicture> inOrder = new ArrayList<>(files.size());
        for (int i = 0; i < files.size(); i++) {
            inOrder.add(graded.get(i));
        }
        return inOrder;
    }
}

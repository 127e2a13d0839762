package dev.fovea.distill.data;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Makes an epoch's batches ahead of time on its own threads. For one taking thread. The batches and their
/// order are the same for any number of workers.
public final class Batches implements AutoCloseable {
    private final Plan plan;
    private final Views views;
    private final ExecutorService workers;
    private final ArrayDeque<Future<Batch>> ahead = new ArrayDeque<>();
    private final int aheadMax;
    private int started;

    private Batches(Plan plan, Views views, int workers) {
        this.plan = plan;
        this.views = views;
        this.workers = Executors.newFixedThreadPool(
                workers, Thread.ofPlatform().name("batches-", 1).daemon().factory());
        // One being taken, one ready and one being made by each worker: more only costs memory.
        aheadMax = workers + 1;
    }

    /// @param workers threads, 1 where training needs the other cores
    public static Batches open(Plan plan, Views views, int workers) {
        if (workers < 1) {
            throw new IllegalArgumentException("workers must be at least 1, were " + workers);
        }
        Batches batches = new Batches(plan, views, workers);
        batches.refill();
        return batches;
    }

    /// The next batch, or empty after the last.
    ///
    /// @throws DataException naming a picture that cannot be used
    public Optional<Batch> next() throws InterruptedException {
        Future<Batch> first = ahead.poll();
        if (first == null) {
            return Optional.empty();
        }
        try {
            Batch batch = first.get();
            refill();
            return Optional.of(batch);
        } catch (ExecutionException e) {
            close();
            if (e.getCause() instanceof DataException wrong) {
                throw new DataException(String.valueOf(wrong.getMessage()), wrong);
            }
            throw new IllegalStateException("a batch could not be made", e.getCause());
        }
    }

    private void refill() {
        while (ahead.size() < aheadMax && started < plan.batches()) {
            int number = started++;
            ahead.add(workers.submit(() -> make(number)));
        }
    }

    private Batch make(int number) {
        int from = number * plan.size();
        int count = Math.min(plan.size(), plan.order().length - from);
        int[] labels = new int[count];
        int[] positions = new int[count];
        double[] haze = new double[count * plan.views()];
        float[] images = {};
        for (int i = 0; i < count; i++) {
            positions[i] = plan.order()[from + i];
            Sample sample = plan.samples().get(positions[i]);
            labels[i] = sample.label();
            for (int view = 0; view < plan.views(); view++) {
                View made = views.of(sample, Draws.seed(plan.seed(), from + i, view));
                int length = made.planes().length;
                if (images.length == 0) {
                    images = new float[length * count * plan.views()];
                }
                System.arraycopy(made.planes(), 0, images, (view * count + i) * length, length);
                haze[view * count + i] = made.haze();
            }
        }
        return new Batch(images, count, plan.views(), labels, positions, haze);
    }

    /// Drops what is not taken yet. Idempotent; a batch under way ends by itself.
    @Override
    public void close() {
        ahead.forEach(one -> one.cancel(false));
        ahead.clear();
        started = plan.batches();
        workers.shutdownNow();
    }
}

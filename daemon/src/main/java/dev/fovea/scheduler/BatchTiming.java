package dev.fovea.scheduler;

import java.time.Duration;
import java.util.Arrays;

/// How long a batch of n takes: a·n + b, learned by least squares over the last batches. Immutable.
///
/// As BentoML's `Optimizer`: the last 50 batches count, the first two ever are skipped because they run cold. Other
/// than there, a line is drawn only through batches that differed enough in size to tell a from b, and kept until they
/// do so again. The standard error of b is s·√(1/N + m²/S), with s the scatter of one batch, m the mean size and S the
/// sum of squared deviations of the sizes (Draper and Smith, Applied Regression Analysis, chapter 1); asked is m² <=
/// 2·S.
public final class BatchTiming {
    /// Nothing measured yet.
    public static final BatchTiming UNKNOWN = new BatchTiming();

    private static final int KEPT_MAX = 50;
    private static final int SKIPPED = 2;
    private static final int LINE_MIN = 6;
    /// Below what any clock resolves; keeps the slope positive.
    private static final double PER_ITEM_NANOS_MIN = 1;

    private final int seen;
    private final int[] sizes;
    private final long[] nanos;
    private final boolean known;
    private final double perItemNanos;
    private final double fixedNanos;

    private BatchTiming() {
        this.seen = 0;
        this.sizes = new int[0];
        this.nanos = new long[0];
        this.known = false;
        this.perItemNanos = PER_ITEM_NANOS_MIN;
        this.fixedNanos = 0;
    }

    private BatchTiming(BatchTiming before, int[] sizes, long[] nanos) {
        this.seen = before.seen + 1;
        this.sizes = sizes;
        this.nanos = nanos;
        double meanSize = Arrays.stream(sizes).average().orElse(0);
        double meanNanos = Arrays.stream(nanos).average().orElse(0);
        double squares = 0;
        double products = 0;
        for (int i = 0; i < sizes.length; i++) {
            squares += (sizes[i] - meanSize) * (sizes[i] - meanSize);
            products += (sizes[i] - meanSize) * (nanos[i] - meanNanos);
        }
        if (sizes.length < LINE_MIN || 2 * squares < meanSize * meanSize) {
            this.known = before.known;
            this.perItemNanos = before.perItemNanos;
            this.fixedNanos = before.fixedNanos;
            return;
        }
        double slope = products / squares;
        double intercept = meanNanos - slope * meanSize;
        this.known = true;
        // A negative b (larger batches are dearer per image, as caches overflow) means that company saves nothing; a
        // negative a is noise about a cost that does not depend on the size.
        this.perItemNanos = Math.max(PER_ITEM_NANOS_MIN, intercept > 0 ? slope : meanNanos / meanSize);
        this.fixedNanos = Math.max(0, intercept);
    }

    /// What is known after one more batch.
    public BatchTiming after(int size, Duration took) {
        assert size >= 1 : size;
        if (seen < SKIPPED) {
            return new BatchTiming(this, sizes, nanos);
        }
        int from = sizes.length == KEPT_MAX ? 1 : 0;
        int kept = sizes.length - from;
        int[] nextSizes = Arrays.copyOfRange(sizes, from, from + kept + 1);
        long[] nextNanos = Arrays.copyOfRange(nanos, from, from + kept + 1);
        nextSizes[kept] = size;
        nextNanos[kept] = took.toNanos();
        return new BatchTiming(this, nextSizes, nextNanos);
    }

    /// Whether a line was ever drawn; a and b mean nothing before.
    public boolean known() {
        return known;
    }

    /// a: what one more image costs; positive.
    public double perItemNanos() {
        return perItemNanos;
    }

    /// b: what a batch costs whatever its size; not negative.
    public double fixedNanos() {
        return fixedNanos;
    }

    /// Mean engine time per image in the batches seen; zero before the first.
    public Duration perImage() {
        long images = Arrays.stream(sizes).sum();
        return images == 0
                ? Duration.ZERO
                : Duration.ofNanos(Arrays.stream(nanos).sum() / images);
    }

    /// Batches seen so far.
    int seen() {
        return seen;
    }

    /// Size of the newest batch; 0 before the first.
    int lastSize() {
        return sizes.length == 0 ? 0 : sizes[sizes.length - 1];
    }
}

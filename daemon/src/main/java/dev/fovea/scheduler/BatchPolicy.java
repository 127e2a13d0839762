package dev.fovea.scheduler;

import dev.fovea.scheduler.BatchDecision.Idle;
import dev.fovea.scheduler.BatchDecision.Run;
import dev.fovea.scheduler.BatchDecision.Wait;
import java.time.Duration;
import java.util.List;

/// How many may wait, and which batch a free engine runs when. Pure: no clock, no lock, no queue.
///
/// Let a batch of n take a·n + b ([BatchTiming]).
///
/// - **Size.** The smallest batch that keeps 99 % of the throughput of the largest one that could run now, m:
///   a + b/c <= 1.01·(a + b/m), so **c = ⌈b / (a/100 + 1.01·b/m)⌉**. Where company saves nothing (b near 0: a CPU with
///   one thread per engine) images run one by one, and nobody waits for a neighbour's arithmetic; where a launch costs
///   anything to speak of, everything that waits runs together, as in Triton. Simulated (`BatchPolicySimulationTest`:
///   Poisson arrivals, 30 to 95 % load) this takes 3 to 29 % off the mean time to answer near b = 0; trading more than
///   a percent of throughput for latency backfires near full load.
/// - **Wait.** Run n now, and one that arrives after t waits until a·n + b and ends a + b later. Hold the engine for it
///   instead, and all n + 1 end at t + a·(n + 1) + b. Holding has the smaller sum of end times if
///   (n + 1)(t + a) < a + b, that is if **t < (b - a·n)/(n + 1)**. So the engine is held while arrivals come closer
///   than that, and no longer than that after the newest, nor than `delayMax` after the oldest.
///
/// The rule of hold has the shape of BentoML's dispatcher (hold while n·(wn + dt + a) <= 0.95·w, where w is its usual
/// wait; `_internal/marshal/dispatcher.py`), with the break-even worked out from the learned b instead of a habit.
/// It looks one arrival ahead and at one engine: with several busy engines the newcomer might be served sooner
/// elsewhere; `delayMax` bounds the error. A single engine under steady load is hardly ever held, because company
/// gathers while it is busy: at least b/t images, and then t >= b/n. With two engines and a dear launch (b of 20 to 30
/// images) holding takes up to 10 % off the mean time to answer in the same simulation.
///
/// A lone image never waits, nor does anyone while another engine is idle; the idle engines share what waits. While
/// the timing is unknown, batches of several sizes are run to learn it; later one in 256 still is.
///
/// @param sizeMax the largest batch
/// @param sizesPreferred sizes the engine was tuned for, ascending, each at most `sizeMax`; empty for no preference.
///     A preferred size runs as soon as it is formed, and larger batches are cut to one
/// @param delayMax the longest the oldest image is held back in the hope of company; zero never holds
/// @param timeoutAction what becomes of an item that is due and still waits
/// @param itemsMax how many may wait before new ones are refused, counted from the highest level to an item's own
/// @param bytesMax how many bytes may wait before new items are refused, counted likewise
/// @param levels of priority, 1 the highest
public record BatchPolicy(
        int sizeMax,
        List<Integer> sizesPreferred,
        Duration delayMax,
        TimeoutAction timeoutAction,
        int itemsMax,
        long bytesMax,
        int levels) {
    /// 64 tensors of 3x224x224 floats are 39 MB, and a quarter of a second of work for two cores.
    public static final BatchPolicy DEFAULT =
            new BatchPolicy(8, List.of(), Duration.ofMillis(10), TimeoutAction.REJECT, 64, 64L << 20, 3);

    private static final double THROUGHPUT_LOSS = 0.01;
    /// At worst one batch in so many is wasted on a single image.
    private static final int EXPLORE_EVERY = 256;

    public BatchPolicy {
        if (sizeMax < 1) {
            throw new IllegalArgumentException("batch.size-max must be at least 1, was " + sizeMax);
        }
        sizesPreferred = List.copyOf(sizesPreferred);
        int before = 0;
        for (int size : sizesPreferred) {
            if (size <= before || size > sizeMax) {
                throw new IllegalArgumentException(
                        "batch.sizes-preferred must ascend from 1 to at most " + sizeMax + ", was " + sizesPreferred);
            }
            before = size;
        }
        if (delayMax.isNegative()) {
            throw new IllegalArgumentException("batch.delay-max must not be negative, was " + delayMax);
        }
        if (itemsMax < sizeMax) {
            throw new IllegalArgumentException(
                    "batch.items-max must hold one full batch of " + sizeMax + ", was " + itemsMax);
        }
        if (bytesMax < 1) {
            throw new IllegalArgumentException("batch.bytes-max must be at least 1, was " + bytesMax);
        }
        if (levels < 1) {
            throw new IllegalArgumentException("batch.levels must be at least 1, was " + levels);
        }
    }

    /// The same for engines with other batches.
    public BatchPolicy withSizes(int otherSizeMax, List<Integer> otherSizesPreferred) {
        return new BatchPolicy(otherSizeMax, otherSizesPreferred, delayMax, timeoutAction, itemsMax, bytesMax, levels);
    }

    /// The same policy for an engine that runs at most `batchMax` at once.
    public BatchPolicy within(int batchMax) {
        int size = Math.min(sizeMax, batchMax);
        List<Integer> preferred =
                sizesPreferred.stream().filter(each -> each <= size).toList();
        return new BatchPolicy(size, preferred, delayMax, timeoutAction, itemsMax, bytesMax, levels);
    }

    public BatchDecision decide(Waiting waiting, BatchTiming timing) {
        if (waiting.count() == 0) {
            return new Idle();
        }
        int engines = 1 + waiting.idleTakers();
        int share = (waiting.count() + engines - 1) / engines;
        int most = Math.min(share, sizeMax);
        int count = preferred(explored(wanted(most, timing), most, timing), most);
        boolean mayGrow = count == waiting.count() && count > 1 && count < sizeMax;
        if (mayGrow && waiting.idleTakers() == 0 && timing.known() && !sizesPreferred.contains(count)) {
            Duration left = hold(waiting, timing);
            if (left.isPositive()) {
                return new Wait(left);
            }
        }
        return new Run(count);
    }

    /// The smallest size up to `most` with nearly the throughput of `most`.
    private static int wanted(int most, BatchTiming timing) {
        double fixed = timing.fixedNanos();
        double size = fixed / (THROUGHPUT_LOSS * timing.perItemNanos() + (1 + THROUGHPUT_LOSS) * fixed / most);
        return (int) Math.clamp((long) Math.ceil(size), 1L, most);
    }

    /// That size, or now and then another, so that the timing is learned and an error in it does not last.
    private static int explored(int wanted, int most, BatchTiming timing) {
        if (!timing.known()) {
            int last = timing.lastSize();
            return last > 1 ? Math.min(most, last / 2) : most;
        }
        if (timing.seen() % EXPLORE_EVERY == 0) {
            return wanted < most ? most : 1;
        }
        return wanted;
    }

    /// The smallest preferred size that is large enough, else the largest there is.
    private int preferred(int wanted, int most) {
        int largest = 0;
        for (int size : sizesPreferred) {
            if (size > most) {
                break;
            }
            if (size >= wanted) {
                return size;
            }
            largest = size;
        }
        return largest > 0 ? largest : wanted;
    }

    private Duration hold(Waiting waiting, BatchTiming timing) {
        int n = waiting.count();
        double breakEven = (timing.fixedNanos() - n * timing.perItemNanos()) / (n + 1);
        if (waiting.arrivalInterval().toNanos() >= breakEven) {
            return Duration.ZERO;
        }
        long forNewest = (long) breakEven - waiting.newestAge().toNanos();
        long forOldest = delayMax.minus(waiting.oldestAge()).toNanos();
        return Duration.ofNanos(Math.min(forNewest, forOldest));
    }
}

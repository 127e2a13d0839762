package dev.fovea.distill.data;

/// Random numbers that are the same on every machine and in every release: SplitMix64 (Steele, Lea and Flood,
/// OOPSLA 2014). Not for more than one thread.
public final class Draws {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    public Draws(long seed) {
        state = seed;
    }

    /// One seed from several numbers, so that neighbouring epochs and samples have nothing in common.
    public static long seed(long first, long... more) {
        long mixed = mix(first + GAMMA);
        for (long one : more) {
            mixed = mix(mixed ^ mix(one + GAMMA));
        }
        return mixed;
    }

    public long next() {
        state += GAMMA;
        return mix(state);
    }

    /// From 0 to below 1.
    public double unit() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /// From low to below high.
    public double between(double low, double high) {
        return low + (high - low) * unit();
    }

    /// From 0 to below bound. The bias is below one in 2^31 for the bounds used here.
    public int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    public boolean chance(double probability) {
        return unit() < probability;
    }

    /// In place, each order equally likely.
    public void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int other = below(i + 1);
            int kept = values[i];
            values[i] = values[other];
            values[other] = kept;
        }
    }

    /// The numbers 0 to count - 1 in any order.
    public int[] order(int count) {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = i;
        }
        shuffle(values);
        return values;
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}

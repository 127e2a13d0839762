package dev.fovea.trtbuild;

import dev.fovea.engine.tensorrt.TensorRtLog;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How far tuning is, from what TensorRT says while it tries kernels. It tells no percentage in version 8, so
/// the
/// layers that it has begun with are counted against a guess of how many there will be. An estimate, and shown
/// as
/// one.
final class LayerCount implements TensorRtLog {
    /// `=============== Computing costs for` and `--------------- Timing Runner: NAME (KIND)` in both majors.
    private static final Pattern LAYER =
            Pattern.compile("(?:=+ Computing costs for|-+ Timing Runner:)\\s*(\\S.*?)(?:\\s*\\([^()]*\\))?\\s*");

    /// Names kept at most: a network has hundreds, each in some spellings.
    private static final int NAMES_MAX = 100_000;

    private final TensorRtLog next;
    private final IntConsumer percents;
    private final int expected;
    private final Set<String> seen = new HashSet<>();
    private int said = -1;

    /// @param next gets everything but the lines for programmers
    /// @param percents is told when another percent is done, up to 99
    /// @param expected how many layers there will be
    LayerCount(TensorRtLog next, IntConsumer percents, int expected) {
        this.next = next;
        this.percents = percents;
        this.expected = expected;
    }

    @Override
    public synchronized void log(Level level, String text) {
        if (level != Level.VERBOSE) {
            next.log(level, text);
            return;
        }
        Matcher matcher = LAYER.matcher(text);
        if (seen.size() < NAMES_MAX && matcher.matches() && seen.add(matcher.group(1))) {
            int percent = Math.min(99, 100 * seen.size() / expected);
            if (percent > said) {
                said = percent;
                percents.accept(percent);
            }
        }
    }
}

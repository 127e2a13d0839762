package dev.fovea.distill.cli;

import dev.fovea.distill.train.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// A bar on standard error where that is a terminal, and a line for each result.
final class Bars implements Progress, AutoCloseable {
    /// Set by the launcher when standard error is a terminal; Java cannot ask for that stream alone.
    private static final String TERMINAL = "fovea.terminal";

    private final PrintWriter lines;
    private final boolean terminal = Boolean.getBoolean(TERMINAL);
    private Optional<ProgressBar> bar = Optional.empty();

    Bars(PrintWriter lines) {
        this.lines = lines;
    }

    @Override
    public void begin(String task, int steps) {
        close();
        if (terminal && steps > 1) {
            bar = Optional.of(new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(steps)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis((int) Duration.ofMillis(500).toMillis())
                    .clearDisplayOnFinish()
                    .build());
        }
    }

    @Override
    public void step() {
        bar.ifPresent(ProgressBar::step);
    }

    @Override
    public void say(String line) {
        close();
        lines.println(line);
        lines.flush();
    }

    /// Idempotent.
    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
        bar = Optional.empty();
    }
}

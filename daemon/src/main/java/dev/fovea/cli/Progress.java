package dev.fovea.cli;

import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// How far a long job is, for a person who waits. Thread-safe.
interface Progress extends AutoCloseable {
    /// For programs and files, which do not wait.
    Progress NONE = new Progress() {
        @Override
        public void step() {}

        @Override
        public void close() {}
    };

    /// Set by the launcher when standard error is a terminal; Java cannot ask for that stream alone.
    String TERMINAL = "fovea.terminal";

    void step();

    @Override
    void close();

    /// A bar on standard error where that is a terminal, else nothing.
    static Progress of(int steps) {
        if (!Boolean.getBoolean(TERMINAL) || steps < 2) {
            return NONE;
        }
        ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("grading")
                .setInitialMax(steps)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis((int) Duration.ofMillis(200).toMillis())
                .clearDisplayOnFinish()
                .build();
        return new Progress() {
            @Override
            public void step() {
                bar.step();
            }

            @Override
            public void close() {
                bar.close();
            }
        };
    }
}

package dev.fovea.distill.train;

/// How far a long job is. Called from the thread that trains.
public interface Progress {
    Progress NONE = new Progress() {
        @Override
        public void begin(String task, int steps) {}

        @Override
        public void step() {}

        @Override
        public void say(String line) {}
    };

    /// A new job of so many steps; the one before is over.
    void begin(String task, int steps);

    void step();

    /// A result worth a line of its own.
    void say(String line);
}

package dev.fovea.publish.rest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The GPU at one moment, for people and programs.
///
/// @param state in one word
/// @param reason why there is none; empty when there is
/// @param name of what there is, for a person; empty when there is none
/// @param tasks each that was looked at
public record Accelerator(State state, Optional<String> reason, Optional<String> name, List<Task> tasks) {
    /// The daemon was told not to look.
    public static final Accelerator OFF = new Accelerator(State.OFF, Optional.empty(), Optional.empty(), List.of());

    public Accelerator {
        tasks = List.copyOf(tasks);
    }

    public enum State {
        OFF,
        /// It is being looked for.
        LOOKING,
        ABSENT,
        PRESENT
    }

    /// A task's way to the GPU.
    ///
    /// @param reason what went wrong; empty when nothing did
    /// @param build how far its engine is, while it is made
    public record Task(String task, TaskState state, Optional<String> reason, Optional<Build> build) {}

    public enum TaskState {
        /// Its engine is made; the CPU answers.
        BUILDING,
        /// It answers.
        SERVING,
        /// The CPU answers, and will.
        FAILED
    }

    /// @param stage in one word
    /// @param percent of the stage, estimated
    public record Build(String stage, int percent, Duration elapsed) {}
}

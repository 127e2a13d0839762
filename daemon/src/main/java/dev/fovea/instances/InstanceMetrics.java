package dev.fovea.instances;

import dev.fovea.model.Priority;
import java.time.Duration;

/// What happens in a group, counted where it happens. Any thread; must return soon and never throw.
///
/// At every quiet moment: accepted = answered + expired + poisoned + abandoned + cancelled + waiting + in flight, and
/// the sizes of [#batchRan] add up to answered + answers dropped because the caller had cancelled. Known images of
/// self-tests count only in `selfTestPassed` and `selfTestFailed`.
public interface InstanceMetrics {
    InstanceMetrics NONE = new InstanceMetrics() {};

    default void accepted(Priority priority) {}

    default void refused(Admission.Reason reason) {}

    /// One request got its answer.
    ///
    /// @param queue from submission to the start of its batch
    /// @param infer the duration of its batch
    default void answered(Priority priority, Duration queue, Duration infer) {}

    /// One request's deadline passed while it waited.
    default void expired(Priority priority, Duration waited) {}

    /// One request was found to make a healthy engine fail.
    default void poisoned(Priority priority) {}

    /// One request was given back because the group closes or has no engine.
    default void abandoned(Priority priority) {}

    /// One request was withdrawn by its caller.
    default void cancelled(Priority priority) {}

    /// One batch ran and its answers were good.
    default void batchRan(int size, Duration infer) {}

    /// One batch failed, hung or answered nonsense; its images are tried again alone or poisoned.
    default void batchFailed(int size, String reason) {}

    /// An engine was opened anew and has proved itself.
    default void rebuilt() {}

    /// An engine could not be opened, or failed its first self-test.
    default void openFailed(String reason) {}

    default void selfTestPassed(Duration infer) {}

    /// A known image had no good answer: in its turn, or when it was asked whether a failed batch was the engine's.
    default void selfTestFailed(String reason) {}
}

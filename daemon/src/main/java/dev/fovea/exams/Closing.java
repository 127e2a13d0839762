package dev.fovea.exams;

import dev.fovea.model.Laterality;
import dev.fovea.model.Outcome;
import dev.fovea.model.Sha256;
import dev.fovea.results.CaptureView;
import dev.fovea.results.ExamOutcome;
import dev.fovea.results.ExamView;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Whether an exam may be called finished, and what it rests on then. Pure.
final class Closing {
    /// An eye in such a state has no answer: the person who finishes says why that is so.
    private static final Set<ExamOutcome.Status> UNANSWERED =
            EnumSet.of(ExamOutcome.Status.MISSING, ExamOutcome.Status.UNGRADABLE, ExamOutcome.Status.FAILED);

    private static final Comparator<CaptureView> BY_ID =
            Comparator.comparing(view -> view.capture().id());

    private Closing() {}

    /// Why it may not be finished yet, a sentence; empty when it may.
    ///
    /// @param remark of the person who finishes
    static Optional<String> objection(ExamView exam, Optional<String> remark) {
        long waiting =
                exam.captures().stream().filter(view -> view.result().isEmpty()).count();
        if (waiting > 0) {
            return Optional.of(waiting + " of the exam's photographs have no answer yet");
        }
        String unanswered = exam.outcome().eyes().stream()
                .filter(eye -> UNANSWERED.contains(eye.status()))
                .map(eye -> word(eye.laterality()))
                .collect(Collectors.joining(" and "));
        if (!unanswered.isEmpty() && remark.isEmpty()) {
            return Optional.of("there is no answer for " + unanswered + ": remark must say why");
        }
        return Optional.empty();
    }

    private static String word(Laterality eye) {
        return switch (eye) {
            case RIGHT -> "the right eye";
            case LEFT -> "the left eye";
            case UNKNOWN -> "an eye not stated";
        };
    }

    /// SHA-256, hexadecimal, over photographs, answers and entries: the same exactly when nothing was added. The
    /// photographs go by id: a rebuilt index may have them in another order.
    static String basis(ExamView exam, List<ChartEntry> entries) {
        return basis(exam, entries, Optional.empty());
    }

    /// The same, over the order as well.
    static String basis(ExamView exam, List<ChartEntry> entries, Optional<String> order) {
        StringBuilder all = new StringBuilder();
        for (CaptureView view : exam.captures().stream().sorted(BY_ID).toList()) {
            all.append(view.capture().id()).append(' ').append(answer(view)).append('\n');
        }
        for (ChartEntry entry : entries) {
            all.append(ChartDocument.write(entry)).append('\n');
        }
        order.ifPresent(ordered -> all.append("ordered ").append(ordered).append('\n'));
        return Sha256.of(all.toString().getBytes(StandardCharsets.UTF_8)).hex();
    }

    private static String answer(CaptureView view) {
        return view.result()
                .map(result -> (result.outcome() instanceof Outcome.Failed ? "failed " : "answered ")
                        + micros(result.answeredAt()))
                .orElse("waiting");
    }

    private static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }
}

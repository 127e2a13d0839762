package dev.fovea.cli;

import dev.fovea.model.Doubt;
import dev.fovea.model.Novelty;
import dev.fovea.model.Outcome;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/// One whole call of `grade`: what a report is made of.
///
/// @param model name, version and precision, for people
/// @param classes of the model, in its order
/// @param pictures in the order they were named, folders sorted
/// @param skipped files in folders that are no pictures
/// @param elapsed from the first picture to the last
record Grading(String model, List<String> classes, List<GradedPicture> pictures, int skipped, Duration elapsed) {
    Grading {
        classes = List.copyOf(classes);
        pictures = List.copyOf(pictures);
    }

    ExitCode exitCode() {
        return ExitCode.worst(pictures.stream().map(GradedPicture::outcome).toList());
    }

    /// `120 pictures in 3.1 s (38.7 per second): 85 no sign, 5 uncertain, 20 refer, 10 ungradable; 3 files
    /// skipped`.
    String summary() {
        double seconds = Math.max(elapsed.toNanos(), 1) / 1e9;
        StringJoiner counts = new StringJoiner(", ");
        count().forEach((kind, number) -> counts.add(number + " " + kind.words));
        long unlike = pictures.stream().filter(Grading::isUnlike).count();
        return "%d %s in %.1f s (%.1f per second)%s%s%s"
                .formatted(
                        pictures.size(),
                        pictures.size() == 1 ? "picture" : "pictures",
                        seconds,
                        pictures.size() / seconds,
                        pictures.isEmpty() ? "" : ": " + counts,
                        unlike == 0 ? "" : "; " + unlike + " unlike the photographs this model learned from",
                        skipped == 0 ? "" : "; " + skipped + " files skipped that are no JPEG, PNG, TIFF or DICOM");
    }

    private Map<Kind, Integer> count() {
        Map<Kind, Integer> numbers = new EnumMap<>(Kind.class);
        for (GradedPicture picture : pictures) {
            numbers.merge(kind(picture.outcome()), 1, Integer::sum);
        }
        return numbers;
    }

    /// What a picture counts as, in the order of the summary.
    private enum Kind {
        NO_SIGN("no sign"),
        UNCERTAIN("uncertain"),
        REFER("refer"),
        UNGRADABLE("ungradable"),
        FAILED("failed");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    private static Kind kind(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Findings findings ->
                switch (findings.verdict()) {
                    case NO_SIGN -> Kind.NO_SIGN;
                    case UNCERTAIN -> Kind.UNCERTAIN;
                    case REFER -> Kind.REFER;
                };
            case Outcome.Ungradable _ -> Kind.UNGRADABLE;
            case Outcome.Failed _ -> Kind.FAILED;
        };
    }

    private static boolean isUnlike(GradedPicture picture) {
        return picture.outcome() instanceof Outcome.Findings findings
                && findings.novelty().filter(Novelty::unlike).isPresent();
    }

    /// The technician's words for an outcome.
    static String words(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Findings findings -> {
                String reasons = reasons(findings);
                yield kind(findings).words + (reasons.isEmpty() ? "" : ": " + reasons);
            }
            case Outcome.Ungradable ungradable ->
                "retake: " + ungradable.fault().reason();
            case Outcome.Failed failed -> "failed: " + failed.reason();
        };
    }

    /// Why an answer is not to be relied on as it stands; empty when nothing speaks against it.
    static String reasons(Outcome.Findings findings) {
        return findings.doubts().stream().map(Doubt::reason).collect(Collectors.joining(" "));
    }
}

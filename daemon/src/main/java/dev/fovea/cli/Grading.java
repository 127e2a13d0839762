package dev.fovea.cli;

import dev.fovea.model.Outcome;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

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

    /// `120 pictures in 3.1 s (38.7 per second): 90 no sign, 20 refer, 10 ungradable; 3 files skipped`.
    String summary() {
        double seconds = Math.max(elapsed.toNanos(), 1) / 1e9;
        StringJoiner counts = new StringJoiner(", ");
        count().forEach((code, number) -> counts.add(number + " " + word(code)));
        return "%d %s in %.1f s (%.1f per second)%s%s"
                .formatted(
                        pictures.size(),
                        pictures.size() == 1 ? "picture" : "pictures",
                        seconds,
                        pictures.size() / seconds,
                        pictures.isEmpty() ? "" : ": " + counts,
                        skipped == 0 ? "" : "; " + skipped + " files skipped that are no JPEG, PNG or TIFF");
    }

    private Map<ExitCode, Integer> count() {
        Map<ExitCode, Integer> numbers = new EnumMap<>(ExitCode.class);
        for (GradedPicture picture : pictures) {
            numbers.merge(ExitCode.of(picture.outcome()), 1, Integer::sum);
        }
        return numbers;
    }

    private static String word(ExitCode code) {
        return switch (code) {
            case OK -> "no sign";
            case REFER -> "refer";
            case UNGRADABLE -> "ungradable";
            case FAILED, USAGE, SOFTWARE -> "failed";
        };
    }

    /// The technician's words for an outcome.
    static String words(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Findings findings ->
                switch (findings.verdict()) {
                    case NO_SIGN -> "no sign";
                    case REFER -> "refer";
                };
            case Outcome.Ungradable ungradable ->
                "retake: " + ungradable.fault().reason();
            case Outcome.Failed failed -> "failed: " + failed.reason();
        };
    }
}

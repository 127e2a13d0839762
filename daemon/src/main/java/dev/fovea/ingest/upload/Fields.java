package dev.fovea.ingest.upload;

import dev.fovea.http.Refusal;
import dev.fovea.model.Identity;
import dev.fovea.model.Laterality;
import dev.fovea.model.Priority;
import dev.fovea.spool.Submission;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the sender says about a photograph, as text, turned into a submission. Pure.
public record Fields(Map<String, String> values) {
    /// Every field known, in the query and in a form alike.
    public static final List<String> NAMES =
            List.of("exam", "patient", "laterality", "source", "operator", "task", "priority", "fileName");

    private static final String SOURCE_ABSENT = "upload";

    public Fields {
        values = Map.copyOf(values);
    }

    /// @param key the Idempotency-Key header
    /// @param ownExam the exam of a photograph that names none
    /// @param tasks the tasks there is a model for; the first one is meant when none is named
    /// @throws Refusal 400 naming the field and its value, 404 for a task there is no model for
    public Submission submission(Optional<String> key, String ownExam, List<String> tasks) {
        try {
            Identity identity = new Identity(
                    text("exam").orElse(ownExam),
                    text("patient"),
                    laterality(),
                    text("source").orElse(SOURCE_ABSENT),
                    text("operator"));
            return new Submission(
                    identity, task(tasks), priority(), key, text("fileName").flatMap(Fields::shortName));
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private Laterality laterality() {
        String given = text("laterality").orElse("");
        return Laterality.parse(given)
                .orElseThrow(() -> Refusal.badRequest("laterality must be OD or OS, was \"" + printable(given) + "\""));
    }

    private String task(List<String> tasks) {
        String task = text("task").or(() -> tasks.stream().findFirst()).orElse("");
        if (!tasks.contains(task)) {
            throw Refusal.notFound(
                    "there is no model for task \"" + printable(task) + "\", only for " + String.join(", ", tasks));
        }
        return task;
    }

    private Priority priority() {
        return switch (text("priority").orElse("live")) {
            case "live" -> Priority.LIVE;
            case "backlog" -> Priority.BACKLOG;
            case String other ->
                throw Refusal.badRequest("priority must be live or backlog, was \"" + printable(other) + "\"");
        };
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }

    /// The last part of a path, without control characters, cut to what the spool keeps: people read it, nothing opens
    /// it.
    static Optional<String> shortName(String given) {
        String name = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "")
                .strip();
        int length = Math.min(name.length(), Submission.FILE_NAME_MAX);
        if (length > 0 && length < name.length() && Character.isHighSurrogate(name.charAt(length - 1))) {
            length--;
        }
        return Optional.of(name.substring(0, length)).filter(text -> !text.isEmpty());
    }

    private static String printable(String text) {
        String cut = text.length() > 40 ? text.substring(0, 40) + "..." : text;
        return cut.replaceAll("\\p{Cntrl}", "?");
    }
}

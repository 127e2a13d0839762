package dev.fovea.bench.crash;

import dev.fovea.bench.client.CaptureSeen;
import dev.fovea.bench.client.CaptureSeen.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Compares what the outside world was told with what the daemon shows in the end. A pure function in one use:
/// [#check].
public final class CrashChecker {
    private final Ledger.Notes notes;
    private final Map<String, String> originals;
    private final double tolerance;
    private final Map<String, List<CaptureSeen>> shown = new LinkedHashMap<>();
    private final List<String> lost = new ArrayList<>();
    private final List<String> twice = new ArrayList<>();
    private final List<String> mixed = new ArrayList<>();
    private final List<String> odd = new ArrayList<>();

    private CrashChecker(
            Ledger.Notes notes, List<CaptureSeen> captures, Map<String, String> originals, double tolerance) {
        this.notes = notes;
        this.originals = originals;
        this.tolerance = tolerance;
        captures.forEach(capture ->
                shown.computeIfAbsent(capture.id(), _ -> new ArrayList<>()).add(capture));
    }

    /// @param captures everything the daemon lists at the end
    /// @param originals the SHA-256 of the bytes it hands out, by capture id
    /// @param tolerance the largest difference of a probability
    public static Reckoning check(
            Ledger.Notes notes, List<CaptureSeen> captures, Map<String, String> originals, double tolerance) {
        return new CrashChecker(notes, captures, originals, tolerance).reckon();
    }

    private Reckoning reckon() {
        odd.addAll(notes.oddities());
        int answered = 0;
        for (Map.Entry<Upload, Set<String>> entry : notes.acknowledged().entrySet()) {
            int faults = faults();
            checkUpload(entry.getKey(), entry.getValue());
            answered += faults() == faults ? 1 : 0;
        }
        checkStrangers();
        return new Reckoning(notes.acknowledged().size(), answered, lost, twice, mixed, odd);
    }

    private int faults() {
        return lost.size() + twice.size() + mixed.size();
    }

    private void checkUpload(Upload upload, Set<String> ids) {
        if (ids.size() > 1) {
            twice.add("upload " + upload.number() + " was acknowledged under several ids: " + ids);
        }
        for (String id : ids) {
            List<CaptureSeen> rows = shown.getOrDefault(id, List.of());
            if (rows.isEmpty()) {
                lost.add(id + ": acknowledged, and the daemon does not know it");
            } else {
                if (rows.size() > 1) {
                    twice.add(id + ": listed " + rows.size() + " times");
                }
                rows.forEach(row -> checkCapture(upload, row));
            }
        }
    }

    private void checkCapture(Upload upload, CaptureSeen capture) {
        checkIdentity(upload, capture);
        capture.answer()
                .ifPresentOrElse(
                        answer -> checkAnswer(upload, capture, answer),
                        () -> lost.add(capture.id() + ": acknowledged, and its state is " + capture.state()
                                + " without an answer"));
    }

    private void checkIdentity(Upload upload, CaptureSeen capture) {
        String id = capture.id();
        same(id, "exam", upload.exam(), capture.exam());
        same(id, "patient", upload.patient(), capture.patient().orElse(""));
        same(id, "laterality", upload.laterality(), capture.laterality());
        same(id, "sha256", upload.sha256(), capture.sha256());
        same(id, "sha256 of the original handed out", upload.sha256(), originals.getOrDefault(id, "absent"));
    }

    private void same(String id, String what, String wanted, String got) {
        if (!wanted.equals(got)) {
            mixed.add(id + ": " + what + " is " + got + " instead of " + wanted);
        }
    }

    private void checkAnswer(Upload upload, CaptureSeen capture, Answer answer) {
        if (!capture.state().equals("answered")) {
            lost.add(capture.id() + ": has a result, and its state is " + capture.state());
        }
        upload.expected().fault(answer, tolerance).ifPresent(fault -> mixed.add(capture.id() + ": " + fault));
        for (Answer before : notes.answers().getOrDefault(capture.id(), List.of())) {
            if (!before.isSame(answer)) {
                twice.add(capture.id() + ": was seen answered at " + before.answeredAt() + " and now at "
                        + answer.answeredAt());
            }
        }
    }

    /// At the end every upload was acknowledged, so a capture nobody was told about is one too many.
    private void checkStrangers() {
        Map<String, Upload> bySource = new HashMap<>();
        notes.uploads().forEach(upload -> bySource.put(upload.exam() + " " + upload.sha256(), upload));
        Set<String> told = new java.util.HashSet<>();
        notes.acknowledged().values().forEach(told::addAll);
        shown.forEach((id, rows) -> {
            if (!told.contains(id)) {
                String source = rows.getFirst().exam() + " " + rows.getFirst().sha256();
                if (bySource.containsKey(source)) {
                    twice.add(id + ": a second capture of upload "
                            + bySource.get(source).number());
                } else {
                    mixed.add(id + ": bytes and exam that were never sent together");
                }
            }
        });
    }
}

package dev.fovea.publish.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.drawing.DrawnEye;
import dev.fovea.drawing.Lesions;
import dev.fovea.drawing.Shot;
import dev.fovea.model.Laterality;
import dev.fovea.model.QualityFault;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A clinic's morning with every state an eye can be in, in drawn eyes.
final class Showcase {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 900;

    /// Drawing takes longer than all the rest.
    private static final Map<DrawnEye, byte[]> DRAWN = new ConcurrentHashMap<>();

    private final FakeDaemon daemon;
    private final Instant first;
    private int minute;

    /// Everything happened within the last two hours, and today.
    private Showcase(FakeDaemon daemon, Instant now) {
        this.daemon = daemon;
        Instant midnight = LocalDate.now(ZoneId.systemDefault())
                .atStartOfDay(ZoneId.systemDefault())
                .toInstant();
        Instant twoHoursAgo = now.minusSeconds(7200);
        this.first = twoHoursAgo.isAfter(midnight) ? twoHoursAgo : midnight;
    }

    /// Oldest first; the last exam, the large one, has one eye to refer and one to take again.
    static void fill(FakeDaemon daemon, Instant now) {
        Showcase day = new Showcase(daemon, now);
        day.exam("P-1034", "op-1", right(1), day.strange(0.87), left(1), day.noSign());
        day.exam("P-1035", "op-1", right(2), day.strange(0.04), left(2), day.borderline());
        day.exam("P-1036", "op-1", right(3), day.noSign(), left(3), day.noSign());
        day.exam("P-1037", "op-1", right(5), day.failed(), left(5), day.noSign());
        day.cloudedPair();
        day.half("P-1039", right(9));
        day.exam("P-1040", "op-2", right(14).withCup(0.85), day.refer(), left(14), Optional.empty());
        day.exam("P-1041", "op-2", right(17), day.noSign(), left(17), day.noSign());
        day.exam(
                "P-1042",
                "op-1",
                right(23).withCup(0.8),
                day.refer(),
                left(23).withShot(Shot.BLURRED),
                day.ungradable(QualityFault.BLURRED));
    }

    static DrawnEye right(long seed) {
        return DrawnEye.healthy(Laterality.RIGHT, seed);
    }

    static DrawnEye left(long seed) {
        return DrawnEye.healthy(Laterality.LEFT, seed);
    }

    static byte[] jpeg(DrawnEye eye) {
        return DRAWN.computeIfAbsent(eye, drawing -> drawing.jpeg(WIDTH, HEIGHT));
    }

    private void exam(
            String patient,
            String operator,
            DrawnEye right,
            Optional<ObjectNode> rightAnswer,
            DrawnEye left,
            Optional<ObjectNode> leftAnswer) {
        put(patient, operator, "OD", jpeg(right), rightAnswer);
        put(patient, operator, "OS", jpeg(left), leftAnswer);
    }

    /// Three tries at one eye, none of them gradable.
    private void cloudedPair() {
        byte[] clouded = jpeg(left(7).withHaze(0.9).withLesions(new Lesions(10, 2, 0)));
        put("P-1038", "op-2", "OD", jpeg(right(7)), noSign());
        for (int i = 0; i < 3; i++) {
            put("P-1038", "op-2", "OS", clouded, ungradable(QualityFault.BLURRED));
        }
    }

    private void half(String patient, DrawnEye right) {
        put(patient, "op-2", "OD", jpeg(right), noSign());
    }

    private void put(String patient, String operator, String eye, byte[] bytes, Optional<ObjectNode> answer) {
        Map<String, String> fields = new HashMap<>();
        fields.put("patient", patient);
        fields.put("exam", "20261122-" + patient);
        fields.put("laterality", eye);
        fields.put("operator", operator);
        fields.put("source", "drawing");
        fields.put("fileName", patient + "_" + eye + ".jpg");
        daemon.put(fields, bytes, at(minute++), answer);
    }

    private Instant at(int step) {
        return first.plusSeconds(step * 360L);
    }

    private Optional<ObjectNode> noSign() {
        return Optional.of(FakeGrading.findings(0.04, at(minute).toString()));
    }

    private Optional<ObjectNode> refer() {
        return Optional.of(FakeGrading.findings(0.87, at(minute).toString()));
    }

    private Optional<ObjectNode> borderline() {
        return Optional.of(FakeGrading.findings(0.31, at(minute).toString()));
    }

    /// A photograph unlike those the model learned from.
    private Optional<ObjectNode> strange(double glaucoma) {
        return Optional.of(FakeGrading.findings(glaucoma, 4.5, at(minute).toString()));
    }

    private Optional<ObjectNode> ungradable(QualityFault fault) {
        return Optional.of(FakeGrading.ungradable(fault, at(minute).toString()));
    }

    private Optional<ObjectNode> failed() {
        return Optional.of(FakeGrading.failed(
                "infer",
                "The engine gave no numbers for this picture.",
                at(minute).toString()));
    }

    /// Serves the showcase on port 8077 until stopped, for work on the page.
    public static void main(String[] arguments) {
        FakeDaemon daemon = FakeDaemon.start(arguments.length == 0 ? 8077 : Integer.parseInt(arguments[0]));
        fill(daemon, Instant.now());
    }
}

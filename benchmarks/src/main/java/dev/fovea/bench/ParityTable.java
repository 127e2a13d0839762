package dev.fovea.bench;

import dev.fovea.bench.measure.Percentiles;
import dev.fovea.bench.measure.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Two readings of the same photographs side by side. Not thread-safe.
final class ParityTable {
    private final List<String> classes;
    private final List<Double> differences = new ArrayList<>();
    private int all;
    private int graded;
    private int oursRight;
    private int plainRight;
    private int plainRightOfGraded;
    private int sameChoice;

    ParityTable(List<String> classes) {
        this.classes = List.copyOf(classes);
    }

    /// @param ours probabilities, empty when not graded
    /// @param plain probabilities
    void add(String truth, double[] ours, double[] plain) {
        if (plain.length != classes.size()) {
            throw new IllegalStateException(
                    "the plain script gave " + plain.length + " probabilities, not " + classes.size());
        }
        all++;
        boolean plainIsRight = choice(plain).equals(truth);
        plainRight += plainIsRight ? 1 : 0;
        if (ours.length == 0) {
            return;
        }
        graded++;
        plainRightOfGraded += plainIsRight ? 1 : 0;
        oursRight += choice(ours).equals(truth) ? 1 : 0;
        sameChoice += choice(ours).equals(choice(plain)) ? 1 : 0;
        double most = 0;
        for (int i = 0; i < ours.length; i++) {
            most = Math.max(most, Math.abs(ours[i] - plain[i]));
        }
        differences.add(most);
    }

    private String choice(double[] probabilities) {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            best = probabilities[i] > probabilities[best] ? i : best;
        }
        return classes.get(best);
    }

    /// Accuracies in points of 100.
    double oursGraded() {
        return points(oursRight, graded);
    }

    double plainGraded() {
        return points(plainRightOfGraded, graded);
    }

    double oursAll() {
        return points(oursRight, all);
    }

    double plainAll() {
        return points(plainRight, all);
    }

    private static double points(int part, int whole) {
        return whole == 0 ? Double.NaN : 100.0 * part / whole;
    }

    void print(Report report, String task) {
        // As if they were milliseconds: only the ranks are wanted.
        Percentiles off = Percentiles.ofMillis(
                differences.stream().mapToDouble(Double::doubleValue).toArray());
        report.line("  graded %d of %d; the same first choice in %d", graded, all, sameChoice);
        report.line("  accuracy over those graded: ./fovea grade %.2f, plain script %.2f", oursGraded(), plainGraded());
        report.line("  accuracy over all:          ./fovea grade %.2f, plain script %.2f", oursAll(), plainAll());
        report.line(
                "  largest difference of a probability, per photograph: p50 %.5f, p99 %.5f, max %.5f",
                off.p50(), off.p99(), off.max());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("photographs", all);
        json.put("graded", graded);
        json.put("sameChoice", sameChoice);
        json.put("ours", Map.of("graded", oursGraded(), "all", oursAll()));
        json.put("plain", Map.of("graded", plainGraded(), "all", plainAll()));
        json.put("probabilityDifference", Map.of("p50", off.p50(), "p99", off.p99(), "max", off.max()));
        report.fact(task, json);
    }
}

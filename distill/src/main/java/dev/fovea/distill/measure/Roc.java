package dev.fovea.distill.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The receiver operating characteristic of one score. Equal scores are one point, so ties count a half in the
/// area.
///
/// @param points from the strictest threshold (nothing is positive) to the laxest (everything is)
public record Roc(List<Point> points) {
    /// @param threshold scores from here on count as positive; above every score at the first point
    public record Point(double threshold, double sensitivity, double specificity) {}

    public Roc {
        points = List.copyOf(points);
    }

    /// @param scores higher is more positive
    /// @return without points when one side is missing
    public static Roc of(double[] scores, boolean[] positive) {
        long ill = IntStream.range(0, positive.length).filter(i -> positive[i]).count();
        long well = positive.length - ill;
        List<Point> points = new ArrayList<>();
        if (ill == 0 || well == 0) {
            return new Roc(points);
        }
        List<Integer> order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> scores[i]).reversed())
                .toList();
        points.add(new Point(Double.POSITIVE_INFINITY, 0, 1));
        long hits = 0;
        for (int i = 0; i < order.size(); i++) {
            hits += positive[order.get(i)] ? 1 : 0;
            boolean last = i + 1 == order.size();
            double score = scores[order.get(i)];
            if (last || scores[order.get(i + 1)] != score) {
                double alarms = i + 1.0 - hits;
                points.add(new Point(score, (double) hits / ill, 1 - alarms / well));
            }
        }
        return new Roc(points);
    }

    /// One class against all others.
    public static Roc of(Predictions predictions, int index, double temperature) {
        double[][] probabilities = predictions.probabilities(temperature);
        double[] scores = new double[probabilities.length];
        boolean[] positive = new boolean[probabilities.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = probabilities[i][index];
            positive[i] = predictions.all().get(i).truth() == index;
        }
        return of(scores, positive);
    }

    /// Any finding against the healthy class.
    public static Roc ofAnyFinding(Predictions predictions, double temperature) {
        int healthy = predictions.healthyIndex();
        double[][] probabilities = predictions.probabilities(temperature);
        double[] scores = new double[probabilities.length];
        boolean[] positive = new boolean[probabilities.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = 1 - probabilities[i][healthy];
            positive[i] = predictions.all().get(i).truth() != healthy;
        }
        return of(scores, positive);
    }

    /// The probability that a positive scores above a negative, ties half; NaN when one side is missing.
    public double area() {
        if (points.isEmpty()) {
            return Double.NaN;
        }
        double area = 0;
        for (int i = 1; i < points.size(); i++) {
            Point before = points.get(i - 1);
            Point now = points.get(i);
            area += (before.specificity - now.specificity) * (before.sensitivity + now.sensitivity) / 2;
        }
        return area;
    }

    /// The greatest sensitivity that keeps at least this specificity; NaN when one side is missing.
    public double sensitivityAt(double specificity) {
        return points.stream()
                .filter(point -> point.specificity >= specificity)
                .mapToDouble(Point::sensitivity)
                .max()
                .orElse(Double.NaN);
    }
}

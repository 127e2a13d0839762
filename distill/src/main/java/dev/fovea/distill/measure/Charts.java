package dev.fovea.distill.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// Plots as PNG files, drawn without a screen.
final class Charts {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 540;

    private Charts() {}

    /// One curve for each class, against all others.
    static byte[] roc(Predictions predictions, double temperature) {
        List<Curve> curves = new ArrayList<>();
        for (int i = 0; i < predictions.classes().size(); i++) {
            Roc roc = Roc.of(predictions, i, temperature);
            if (!roc.points().isEmpty()) {
                curves.add(new Curve(
                        predictions.classes().get(i) + " " + Figures.plain(roc.area()),
                        roc.points().stream()
                                .map(point -> 1 - point.specificity())
                                .toList(),
                        roc.points().stream().map(Roc.Point::sensitivity).toList()));
            }
        }
        // A set of one class has no curve at all, and an empty chart cannot be drawn.
        curves.add(new Curve("chance", List.of(0.0, 1.0), List.of(0.0, 1.0)));
        return lines("ROC", "1 - specificity", "sensitivity", curves, true);
    }

    /// Certainty against truth, before and after temperature scaling.
    static byte[] reliability(Reliability before, Reliability after) {
        List<Curve> curves = new ArrayList<>(List.of(curve("T = 1", before), curve("scaled", after)));
        curves.removeIf(curve -> curve.x().isEmpty());
        curves.add(new Curve("ideal", List.of(0.0, 1.0), List.of(0.0, 1.0)));
        return lines("Reliability", "probability of the answer", "share that was right", curves, true);
    }

    private static Curve curve(String name, Reliability reliability) {
        List<Reliability.Bin> filled =
                reliability.bins().stream().filter(bin -> bin.count() > 0).toList();
        return new Curve(
                name + ", ECE " + Figures.plain(reliability.error()),
                filled.stream().map(Reliability.Bin::confidence).toList(),
                filled.stream().map(Reliability.Bin::accuracy).toList());
    }

    /// Over epochs.
    static byte[] learning(List<Curve> curves) {
        return lines("Learning", "epoch", "", curves, false);
    }

    /// Each row as shares of the class.
    static byte[] confusion(Confusion confusion) {
        HeatMapChart chart = new HeatMapChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Answers (across) to each class (up), shares of the class in percent")
                .build();
        int size = confusion.classes().size();
        chart.getStyler().setShowValue(true);
        chart.getStyler().setLegendVisible(false);
        int[] indices = IntStream.range(0, size).toArray();
        int[][] shares = new int[size][size];
        for (int answer = 0; answer < size; answer++) {
            for (int truth = 0; truth < size; truth++) {
                long support = Math.max(1, confusion.support(truth));
                shares[answer][truth] = (int) Math.round(100.0 * confusion.count(truth, answer) / support);
            }
        }
        chart.addSeries("confusion", indices, indices, shares);
        chart.setCustomXAxisTickLabelsFormatter(x -> name(confusion, x));
        chart.setCustomYAxisTickLabelsFormatter(y -> name(confusion, y));
        return png(chart);
    }

    private static String name(Confusion confusion, double index) {
        return confusion
                .classes()
                .get(Math.clamp(Math.round(index), 0, confusion.classes().size() - 1));
    }

    private static byte[] lines(String title, String x, String y, List<Curve> curves, boolean unit) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
        if (unit) {
            chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0).setYAxisMin(0.0).setYAxisMax(1.0);
        }
        for (Curve curve : curves) {
            chart.addSeries(curve.name(), curve.x(), curve.y()).setMarker(SeriesMarkers.NONE);
        }
        return png(chart);
    }

    private static byte[] png(Chart<?, ?> chart) {
        try {
            return BitmapEncoder.getBitmapBytes(chart, BitmapFormat.PNG);
        } catch (IOException e) {
            throw new UncheckedIOException("a plot could not be drawn", e);
        }
    }
}

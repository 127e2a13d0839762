package dev.fovea.bench.measure;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// A distribution of times in milliseconds. Percentiles are by nearest rank: the smallest value that at least that
/// share of all values does not exceed. All fields are 0 when there was no value.
public record Percentiles(int count, double mean, double p50, double p90, double p95, double p99, double max) {

    public static Percentiles ofNanos(long[] nanos) {
        if (nanos.length == 0) {
            return new Percentiles(0, 0, 0, 0, 0, 0, 0);
        }
        double[] sorted = Arrays.stream(nanos).mapToDouble(value -> value / 1e6).toArray();
        Arrays.sort(sorted);
        return new Percentiles(
                sorted.length,
                Arrays.stream(sorted).average().orElse(0),
                rank(sorted, 0.50),
                rank(sorted, 0.90),
                rank(sorted, 0.95),
                rank(sorted, 0.99),
                sorted[sorted.length - 1]);
    }

    public static Percentiles ofMillis(double[] millis) {
        return ofNanos(Arrays.stream(millis)
                .mapToLong(value -> Math.round(value * 1e6))
                .toArray());
    }

    private static double rank(double[] sorted, double share) {
        int index = (int) Math.ceil(share * sorted.length) - 1;
        return sorted[Math.max(0, index)];
    }

    /// For the JSON line, milliseconds.
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("count", count);
        json.put("meanMs", Report.rounded(mean));
        json.put("p50Ms", Report.rounded(p50));
        json.put("p90Ms", Report.rounded(p90));
        json.put("p95Ms", Report.rounded(p95));
        json.put("p99Ms", Report.rounded(p99));
        json.put("maxMs", Report.rounded(max));
        return json;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "p50 %8.2f  p90 %8.2f  p95 %8.2f  p99 %8.2f  max %8.2f ms (%d)",
                p50,
                p90,
                p95,
                p99,
                max,
                count);
    }
}

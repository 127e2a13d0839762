package dev.fovea.bench.client;

import java.util.LinkedHashMap;
import java.util.Map;

/// One reading of `/metrics` (Prometheus text format): each sample, labels and all, with its value.
public record Metrics(Map<String, Double> samples) {
    public static Metrics parse(String text) {
        Map<String, Double> samples = new LinkedHashMap<>();
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            int labelsEnd = line.lastIndexOf('}');
            int nameEnd = line.indexOf(' ', Math.max(0, labelsEnd));
            if (nameEnd > 0) {
                String value = line.substring(nameEnd + 1).strip().split(" ", 2)[0];
                samples.put(line.substring(0, nameEnd).strip(), number(value));
            }
        });
        return new Metrics(samples);
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /// The sum over every sample of that name whose labels contain all the given texts, such as `reason="REJECTED"`.
    public double sum(String name, String... labels) {
        return samples.entrySet().stream()
                .filter(sample -> named(sample.getKey(), name))
                .filter(sample -> java.util.Arrays.stream(labels).allMatch(sample.getKey()::contains))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private static boolean named(String sample, String name) {
        return sample.equals(name) || sample.startsWith(name + "{");
    }
}

package dev.fovea.bench.measure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.errorprone.annotations.FormatMethod;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What one benchmark says: lines for people as they come, verdicts against targets, and one JSON line at the end.
/// Not thread-safe; one benchmark owns it.
public final class Report {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintWriter out;
    private final Map<String, Object> json = new LinkedHashMap<>();
    private final List<Map<String, Object>> findings = new ArrayList<>();
    private boolean passed = true;

    public Report(String bench, PrintWriter out) {
        this.out = out;
        json.put("bench", bench);
    }

    @FormatMethod
    public void line(String format, Object... arguments) {
        out.println(String.format(Locale.ROOT, format, arguments));
        out.flush();
    }

    /// A fact for the JSON line: text, number, boolean, list or map.
    public void fact(String name, Object value) {
        json.put(name, value instanceof Double number ? rounded(number) : value);
    }

    /// A figure held against its target.
    public void finding(String name, double value, String unit, Target target) {
        Target.Verdict verdict = target.judge(value);
        passed &= verdict == Target.Verdict.PASS;
        line("%-5s %s: %s %s (target: %s)", verdict, name, text(value), unit, target);
        Map<String, Object> finding = new LinkedHashMap<>();
        finding.put("name", name);
        finding.put("value", rounded(value));
        finding.put("unit", unit);
        finding.put("target", target.toString());
        finding.put("verdict", verdict.name());
        findings.add(finding);
    }

    /// Both sides of a ratio from one run, then the ratio of their medians against its target.
    public void ratio(
            String name,
            String ours,
            Samples oursRepeats,
            String theirs,
            Samples theirsRepeats,
            String unit,
            Target target) {
        line("  %-44s %s %s", ours, oursRepeats, unit);
        line("  %-44s %s %s", theirs, theirsRepeats, unit);
        line("  %-44s %s", "ratio, repeat by repeat", oursRepeats.over(theirsRepeats));
        json.put("ours", Map.of("what", ours, "unit", unit, "repeats", oursRepeats.values()));
        json.put("theirs", Map.of("what", theirs, "unit", unit, "repeats", theirsRepeats.values()));
        finding(name, oursRepeats.median() / theirsRepeats.median(), "x", target);
    }

    /// Says why nothing was measured; the benchmark then neither passes nor falls short.
    public int skipped(String reason) {
        json.put("skipped", reason);
        line("SKIPPED: %s", reason);
        return close();
    }

    /// Prints the JSON line. Returns the exit code: 0 when every target was met, else 1.
    public int close() {
        json.put("findings", findings);
        try {
            out.println(JSON.writeValueAsString(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the report holds something JSON cannot say: " + json, e);
        }
        out.flush();
        return passed ? 0 : 1;
    }

    /// Three digits after the point, more for small values.
    static String text(double value) {
        return Math.abs(value) >= 0.01 || value == 0
                ? String.format(Locale.ROOT, "%.3f", value)
                : String.format(Locale.ROOT, "%.2e", value);
    }

    static double rounded(double value) {
        return Double.isFinite(value) && Math.abs(value) >= 0.01 ? Math.round(value * 1e4) / 1e4 : value;
    }
}

package dev.fovea.bench.load;

import dev.fovea.bench.client.CaptureSeen;
import dev.fovea.bench.client.Reply;
import dev.fovea.bench.measure.Percentiles;
import dev.fovea.bench.measure.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What came of a number of requests.
///
/// @param seconds over which they ended
/// @param answered with a result (200, 201)
/// @param waiting accepted, answer still to come (202)
/// @param refused for now (503, 429)
/// @param failed without a whole answer
/// @param statuses how many of each HTTP status; 0 stands for no answer
/// @param latency of those answered
/// @param refusal latency of those refused
/// @param stages the daemon's own times of those answered, by stage
/// @param delayed requests that left over 10 ms late because the generator had no free connection
public record LoadSummary(
        double seconds,
        int answered,
        int waiting,
        int refused,
        int failed,
        Map<Integer, Integer> statuses,
        Percentiles latency,
        Percentiles refusal,
        Map<String, Percentiles> stages,
        int delayed) {
    private static final long LATE_NANOS = 10_000_000;

    public static LoadSummary of(List<Shot> shots, double seconds) {
        Map<Integer, Integer> statuses = new TreeMap<>();
        shots.forEach(shot -> statuses.merge(shot.status(), 1, Integer::sum));
        List<Shot> answered =
                shots.stream().filter(shot -> isAnswered(shot.status())).toList();
        List<Shot> refused =
                shots.stream().filter(shot -> isRefused(shot.status())).toList();
        return new LoadSummary(
                seconds,
                answered.size(),
                statuses.getOrDefault(202, 0),
                refused.size(),
                statuses.getOrDefault(0, 0),
                statuses,
                times(answered),
                times(refused),
                stages(answered),
                (int) shots.stream()
                        .filter(shot -> shot.lateNanos() > LATE_NANOS)
                        .count());
    }

    public static boolean isAnswered(int status) {
        return status == 200 || status == 201;
    }

    public static boolean isRefused(int status) {
        return status == 503 || status == 429;
    }

    private static Percentiles times(List<Shot> shots) {
        return Percentiles.ofNanos(shots.stream().mapToLong(Shot::nanos).toArray());
    }

    private static Map<String, Percentiles> stages(List<Shot> answered) {
        Map<String, List<Double>> times = new LinkedHashMap<>();
        for (Shot shot : answered) {
            shot.reply()
                    .map(Reply::body)
                    .map(CaptureSeen::parse)
                    .flatMap(CaptureSeen::answer)
                    .ifPresent(answer -> answer.timesMs()
                            .forEach((stage, ms) -> times.computeIfAbsent(stage, _ -> new ArrayList<>())
                                    .add(ms)));
        }
        Map<String, Percentiles> stages = new LinkedHashMap<>();
        times.forEach((stage, values) -> stages.put(
                stage,
                Percentiles.ofMillis(
                        values.stream().mapToDouble(Double::doubleValue).toArray())));
        return stages;
    }

    /// Answers per second.
    public double throughput() {
        return seconds > 0 ? answered / seconds : 0;
    }

    /// For people.
    public void print(Report report) {
        report.line("  %.1f answers/s over %.1f s", throughput(), seconds);
        report.line(
                "  answered %d, waiting %d, refused %d, failed %d, by status %s; left late %d",
                answered, waiting, refused, failed, statuses, delayed);
        report.line("  %-12s %s", "end to end", latency);
        stages.forEach((stage, times) -> report.line("  %-12s %s", stage, times));
        if (refused > 0) {
            report.line("  %-12s %s", "refusal", refusal);
        }
    }

    /// For the JSON line.
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("throughput", throughput());
        json.put("seconds", seconds);
        json.put("answered", answered);
        json.put("waiting", waiting);
        json.put("refused", refused);
        json.put("failed", failed);
        json.put("statuses", statuses);
        json.put("delayed", delayed);
        json.put("latency", latency.json());
        json.put("refusal", refusal.json());
        Map<String, Object> byStage = new LinkedHashMap<>();
        stages.forEach((stage, times) -> byStage.put(stage, times.json()));
        json.put("stages", byStage);
        return json;
    }
}

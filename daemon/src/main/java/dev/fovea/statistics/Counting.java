package dev.fovea.statistics;

import dev.fovea.model.Laterality;
import dev.fovea.model.QualityFault;
import dev.fovea.model.Verdict;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Counts photographs in the order of their acceptance. One thread; its memory grows with rows, not with photographs,
/// but for eight bytes of each.
final class Counting {
    /// Eyes remembered to tell a retake: it follows within minutes, not after a thousand other eyes.
    static final int EYES_MAX = 1000;

    private final Axis axis;
    private final ZoneId zone;
    private final Map<Key, Row> rows = new HashMap<>();
    private final Eyes eyes = new Eyes();

    private record Key(Optional<String> key, String task) {}

    private record Eye(String exam, Laterality laterality, String task) {}

    /// Whether the latest photograph of an eye was ungradable; the eyes seen longest ago are forgotten.
    private static final class Eyes extends LinkedHashMap<Eye, Boolean> {
        private static final long serialVersionUID = 1;

        Eyes() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Eye, Boolean> eldest) {
            return size() > EYES_MAX;
        }
    }

    Counting(Axis axis, ZoneId zone) {
        this.axis = axis;
        this.zone = zone;
    }

    void add(Photograph photograph) {
        Key key = new Key(axis.key(photograph, zone), photograph.task());
        Row row = rows.computeIfAbsent(key, _ -> new Row());
        row.add(photograph.fate());
        if (isRetake(photograph)) {
            row.retakes++;
        }
    }

    private boolean isRetake(Photograph photograph) {
        if (photograph.eye() == Laterality.UNKNOWN) {
            return false;
        }
        Eye eye = new Eye(photograph.exam(), photograph.eye(), photograph.task());
        boolean poor = photograph.fate() instanceof Fate.Ungradable;
        return Boolean.TRUE.equals(eyes.put(eye, poor));
    }

    /// Rows so far.
    int size() {
        return rows.size();
    }

    /// In the order of keys, then tasks.
    List<Figures> figures() {
        return rows.entrySet().stream()
                .map(entry -> entry.getValue().figures(entry.getKey()))
                .sorted(Comparator.comparing((Figures row) -> row.key().orElse(""))
                        .thenComparing(Figures::task))
                .toList();
    }

    private static final class Row {
        private final Map<QualityFault, Integer> ungradable = new EnumMap<>(QualityFault.class);
        private final Map<String, Integer> classes = new TreeMap<>();
        private double[] confidences = new double[16];
        private int photographs;
        private int waiting;
        private int failed;
        private int damaged;
        private int retakes;
        private int graded;
        private int uncertain;
        private int refer;
        private int unlike;

        void add(Fate fate) {
            photographs++;
            switch (fate) {
                case Fate.Waiting _ -> waiting++;
                case Fate.Failed _ -> failed++;
                case Fate.Damaged _ -> damaged++;
                case Fate.Ungradable(QualityFault fault) -> ungradable.merge(fault, 1, Integer::sum);
                case Fate.Graded answer -> add(answer);
            }
        }

        private void add(Fate.Graded answer) {
            if (graded == confidences.length) {
                confidences = Arrays.copyOf(confidences, 2 * graded);
            }
            confidences[graded] = answer.confidence();
            graded++;
            classes.merge(answer.leading(), 1, Integer::sum);
            if (answer.verdict() == Verdict.UNCERTAIN) {
                uncertain++;
            }
            if (answer.verdict() == Verdict.REFER) {
                refer++;
            }
            if (answer.unlike()) {
                unlike++;
            }
        }

        Figures figures(Key key) {
            return new Figures(
                    key.key(),
                    key.task(),
                    photographs,
                    waiting,
                    failed,
                    damaged,
                    new EnumMap<>(ungradable),
                    retakes,
                    graded,
                    uncertain,
                    refer,
                    unlike,
                    new TreeMap<>(classes),
                    confidence());
        }

        private Optional<Figures.Confidence> confidence() {
            if (graded == 0) {
                return Optional.empty();
            }
            double[] sorted = Arrays.copyOf(confidences, graded);
            Arrays.sort(sorted);
            return Optional.of(new Figures.Confidence(
                    Arrays.stream(sorted).average().orElseThrow(),
                    percentile(sorted, 10),
                    percentile(sorted, 50),
                    percentile(sorted, 90)));
        }

        private static double percentile(double[] sorted, int percent) {
            return sorted[Math.ceilDiv(percent * sorted.length, 100) - 1];
        }
    }
}

package dev.fovea.distill.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Arms that were trained alike but for one thing, compared on one test set: means, spreads and every value.
///
/// @param provenance the split with its hash, the recipe, the versions
/// @param arms names, in the order of the tables; the others are compared with the first
/// @param students of all arms and seeds
/// @param teachers rows without a spread
public record Ablation(List<String> provenance, List<String> arms, List<Candidate> students, List<Candidate> teachers) {
    /// Seeds of an arm.
    public static final int SEEDS_MAX = Verdict.SEEDS_MAX;

    public Ablation {
        provenance = List.copyOf(provenance);
        arms = List.copyOf(arms);
        students = List.copyOf(students);
        teachers = List.copyOf(teachers);
        for (String arm : arms) {
            if (students.stream().noneMatch(one -> one.arm().equals(arm))) {
                throw new IllegalArgumentException("the arm " + arm + " has no student");
            }
        }
    }

    /// The file is replaced.
    public void write(Path file) {
        try {
            Files.writeString(file, Markdown.of(blocks()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /// Whether each arm was better than the first, one sentence for each of two figures.
    public List<String> sentences() {
        List<String> lines = new ArrayList<>();
        for (String arm : arms.subList(1, arms.size())) {
            for (String figure : List.of(Candidate.BALANCED, Candidate.AREA)) {
                lines.add(Verdict.of(of(arm), of(arms.getFirst()), figure).sentence());
            }
        }
        return lines;
    }

    private List<Candidate> of(String arm) {
        return students.stream().filter(one -> one.arm().equals(arm)).toList();
    }

    static Spread spread(List<Candidate> candidates, String figure) {
        return Spread.of(
                candidates.stream().mapToDouble(one -> one.figure(figure)).toArray());
    }

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Heading(1, "Ablation: " + String.join(", ", arms)));
        blocks.add(new Block.Points(provenance));
        blocks.add(new Block.Heading(2, "Mean and sample standard deviation over seeds"));
        blocks.add(new Block.Table(head("arm", "seeds"), means()));
        blocks.add(new Block.Heading(2, "What follows"));
        blocks.add(new Block.Points(sentences()));
        blocks.add(new Block.Text("Seeds tell how much training varies on this split. They do not tell how the arms"
                + " would compare on other patients: the test set is one draw, the same for all."));
        blocks.add(new Block.Heading(2, "Every student"));
        blocks.add(new Block.Table(head("arm", "seed"), each()));
        return blocks;
    }

    private List<String> figures() {
        return List.copyOf(students.getFirst().figures().keySet());
    }

    private List<String> head(String... first) {
        return Stream.concat(Stream.of(first), figures().stream()).toList();
    }

    private List<List<String>> means() {
        List<List<String>> rows = new ArrayList<>();
        for (String arm : arms) {
            List<Candidate> own = of(arm);
            List<String> row = new ArrayList<>(List.of(arm, Integer.toString(own.size())));
            figures().forEach(figure -> row.add(plain(spread(own, figure))));
            rows.add(row);
        }
        teachers.forEach(one -> rows.add(row(one, "1")));
        return rows;
    }

    private static String plain(Spread spread) {
        return Double.isNaN(spread.sample())
                ? Figures.plain(spread.mean())
                : String.format(Locale.ROOT, "%.3f ± %.3f", spread.mean(), spread.sample());
    }

    private List<List<String>> each() {
        return students.stream().map(one -> row(one, Long.toString(one.seed()))).toList();
    }

    private List<String> row(Candidate one, String second) {
        List<String> row = new ArrayList<>(List.of(one.arm(), second));
        figures().forEach(figure -> row.add(Figures.plain(one.figure(figure))));
        return row;
    }
}

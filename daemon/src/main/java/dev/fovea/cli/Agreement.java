package dev.fovea.cli;

import static dev.fovea.cli.TextTable.number;
import static dev.fovea.cli.TextTable.words;

import dev.fovea.cli.TextTable.Column;
import dev.fovea.model.ClassScore;
import dev.fovea.model.Outcome.Failed;
import dev.fovea.model.Outcome.Findings;
import dev.fovea.model.Outcome.Ungradable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How often the model's first choice is the class that the picture's folder is named after.
final class Agreement {
    /// Said wherever the figure is printed.
    static final String CAUTION = "The folders' names were taken for the truth. Where each class comes from a camera or"
            + " clinic of its own, agreement may be about the camera and not the disease: that is for you to judge.";

    private final List<String> classes;
    /// Rows: folder; columns: the model's first choice, then ungradable, then failed.
    private final int[][] counts;

    private Agreement(List<String> classes) {
        this.classes = classes;
        this.counts = new int[classes.size()][classes.size() + 2];
    }

    /// Empty when no picture lies in a folder named like a class; pictures in other folders do not count.
    static Optional<Agreement> of(List<GradedPicture> pictures, List<String> classes) {
        Agreement agreement = new Agreement(List.copyOf(classes));
        pictures.forEach(agreement::count);
        return agreement.pictures() == 0 ? Optional.empty() : Optional.of(agreement);
    }

    private void count(GradedPicture picture) {
        int folder = classes.indexOf(picture.folder());
        if (folder >= 0) {
            counts[folder][column(picture)]++;
        }
    }

    private int column(GradedPicture picture) {
        return switch (picture.outcome()) {
            case Findings findings -> classes.indexOf(first(findings).name());
            case Ungradable _ -> classes.size();
            case Failed _ -> classes.size() + 1;
        };
    }

    /// The class with the highest probability.
    static ClassScore first(Findings findings) {
        return findings.scores().stream()
                .max(Comparator.comparingDouble(ClassScore::probability))
                .orElseThrow();
    }

    int pictures() {
        int sum = 0;
        for (int row = 0; row < classes.size(); row++) {
            sum += inFolder(row);
        }
        return sum;
    }

    int right() {
        int sum = 0;
        for (int row = 0; row < classes.size(); row++) {
            sum += counts[row][row];
        }
        return sum;
    }

    int graded() {
        int sum = 0;
        for (int row = 0; row < classes.size(); row++) {
            sum += gradedIn(row);
        }
        return sum;
    }

    private int inFolder(int row) {
        return gradedIn(row) + counts[row][classes.size()] + counts[row][classes.size() + 1];
    }

    private int gradedIn(int row) {
        int sum = 0;
        for (int column = 0; column < classes.size(); column++) {
            sum += counts[row][column];
        }
        return sum;
    }

    List<String> lines() {
        List<Column> columns = new ArrayList<>(List.of(words("folder"), number("pictures")));
        classes.forEach(name -> columns.add(number(name)));
        columns.addAll(List.of(number("ungradable"), number("failed"), number("agreement")));
        TextTable table = new TextTable(columns.toArray(Column[]::new));
        for (int row = 0; row < classes.size(); row++) {
            if (inFolder(row) > 0) {
                table.row(cells(row));
            }
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add("agreement: " + right() + " of " + graded() + " graded (" + percent(right(), graded()) + "), of all "
                + pictures() + " pictures " + percent(right(), pictures()));
        lines.add(CAUTION);
        return lines;
    }

    private List<String> cells(int row) {
        List<String> cells = new ArrayList<>(List.of(classes.get(row), Integer.toString(inFolder(row))));
        for (int count : counts[row]) {
            cells.add(Integer.toString(count));
        }
        cells.add(percent(counts[row][row], gradedIn(row)));
        return cells;
    }

    private static String percent(int part, int whole) {
        return whole == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }
}

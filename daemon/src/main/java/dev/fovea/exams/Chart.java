package dev.fovea.exams;

import dev.fovea.results.ExamView;
import java.util.List;
import java.util.Optional;

/// An exam with what people added to it.
///
/// @param exam the machine's side
/// @param entries in the order they were written
/// @param editions how often it was finished: the number of the newest report, 0 for never
/// @param report the newest one; absent also when it is damaged, and then the exam counts as unfinished
public record Chart(ExamView exam, List<ChartEntry> entries, int editions, Optional<Report> report) {
    public Chart {
        entries = List.copyOf(entries);
    }

    /// Whether it is finished: nothing came after the newest report.
    public boolean finished() {
        String now = basis();
        return report.filter(newest -> newest.basis().equals(now)).isPresent();
    }

    /// SHA-256 over all that a report would rest on now, hexadecimal: the same exactly when nothing was added.
    public String basis() {
        return Closing.basis(exam, entries);
    }
}

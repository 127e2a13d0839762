package dev.fovea.exams;

import dev.fovea.results.ExamView;
import java.util.List;
import java.util.Optional;

/// An exam with what people added to it.
///
/// @param exam the machine's side
/// @param entries in the order they were written
/// @param report the newest edition, if the exam was ever finished
public record Chart(ExamView exam, List<ChartEntry> entries, Optional<Report> report) {
    public Chart {
        entries = List.copyOf(entries);
    }

    /// Whether it is finished: nothing came after the newest report.
    public boolean finished() {
        return report.filter(newest -> newest.basis().equals(Closing.basis(exam, entries)))
                .isPresent();
    }
}

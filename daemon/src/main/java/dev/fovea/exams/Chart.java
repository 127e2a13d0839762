package dev.fovea.exams;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.results.ExamView;
import java.util.List;
import java.util.Optional;

/// An exam with what people added to it.
///
/// @param exam the machine's side
/// @param entries in the order they were written
/// @param order what was ordered, as a report would say it now, JSON; empty where nothing is known of an order
/// @param editions how often it was finished: the number of the newest report, 0 for never
/// @param report the newest one; absent also when it is damaged, and then the exam counts as unfinished
public record Chart(
        ExamView exam, List<ChartEntry> entries, Optional<String> order, int editions, Optional<Report> report) {
    public Chart {
        entries = List.copyOf(entries);
    }

    /// Whether it is finished: no photograph, answer or entry came after the newest report. Orders do not count,
    /// because a worklist forgets them when they are done.
    public boolean finished() {
        String now = Closing.basis(exam, entries);
        return report.filter(newest -> newest.basis().equals(now)).isPresent();
    }

    /// SHA-256 over all that a report would say now, the order too, hexadecimal: the same exactly when nothing was
    /// added and the order is what it was.
    public String basis() {
        return Closing.basis(exam, entries, order);
    }

    /// Whether what a person saw is what a report would say now, or what the newest one says: a request whose answer
    /// was lost comes again, and the worklist may have forgotten or corrected the order meanwhile.
    ///
    /// @param seen the [#basis] of then
    boolean shows(String seen) {
        return seen.equals(basis()) || (finished() && seen.equals(Closing.basis(exam, entries, frozenOrder())));
    }

    private Optional<String> frozenOrder() {
        JsonNode frozen = FrozenExam.read(report.orElseThrow()).order();
        return frozen.isObject() ? Optional.of(frozen.toString()) : Optional.empty();
    }
}

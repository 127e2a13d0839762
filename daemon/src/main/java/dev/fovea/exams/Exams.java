package dev.fovea.exams;

import dev.fovea.exams.ChartEntry.Agreement;
import dev.fovea.model.CaptureId;
import dev.fovea.model.Laterality;
import dev.fovea.results.ExamView;
import dev.fovea.results.Results;
import dev.fovea.store.ChartRow;
import dev.fovea.store.Database;
import dev.fovea.store.ReportRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// What people add to exams: written once, found again. Thread-safe; callers block on the disk.
///
/// Every change looks at the exam and writes in one transaction, so a report never rests on half of what was
/// known.
public final class Exams {
    /// How an exam is written, wherever it is frozen.
    @FunctionalInterface
    public interface Wording {
        /// @param order as [Orders] has it
        /// @return JSON
        String of(ExamView exam, List<ChartEntry> entries, Optional<String> order);
    }

    /// What was ordered, as a report says it.
    @FunctionalInterface
    public interface Orders {
        /// Called in the transaction that reads the exam.
        ///
        /// @return JSON, the same for the same order; empty where none is known
        Optional<String> of(Connection connection, ExamView exam) throws SQLException;
    }

    /// Where finished exams go on to.
    @FunctionalInterface
    public interface Onward {
        /// Called in the transaction that writes the report: what is written here is written exactly with it.
        void finished(Connection connection, Report report) throws SQLException;
    }

    /// What came of calling an exam finished.
    ///
    /// @param fresh false when nothing had changed since this report, which then stands
    public record Finished(Report report, boolean fresh) {}

    /// The most readings and notes of one exam: so many are read with it each time somebody looks.
    public static final int ENTRIES_MAX = 200;

    /// Within so long, the same again is what somebody sent anew who got no answer.
    private static final Duration SENT_AGAIN_MAX = Duration.ofMinutes(2);

    /// @param fresh false when it had been kept before
    private record Addition(Chart chart, boolean fresh) {}

    private final Database database;
    private final Wording wording;
    private final InstantSource clock;
    private final Consumer<String> added;
    private final Orders orders;
    private final Onward onward;

    /// @param added told of the exam, after the commit, once for each addition
    public Exams(Database database, Wording wording, InstantSource clock, Consumer<String> added) {
        this(database, wording, clock, added, (_, _) -> Optional.empty(), (_, _) -> {});
    }

    private Exams(
            Database database,
            Wording wording,
            InstantSource clock,
            Consumer<String> added,
            Orders orders,
            Onward onward) {
        this.database = database;
        this.wording = wording;
        this.clock = clock;
        this.added = added;
        this.orders = orders;
        this.onward = onward;
    }

    /// The same exams, whose reports go on.
    public Exams handingTo(Onward next) {
        return new Exams(database, wording, clock, added, orders, next);
    }

    /// The same exams, of which is known what was ordered.
    public Exams ordered(Orders known) {
        return new Exams(database, wording, clock, added, known, onward);
    }

    /// Empty when there is no such exam.
    public Optional<Chart> find(String exam) {
        return database.read(connection -> chart(connection, exam));
    }

    /// Exams with a photograph accepted in that span, the latest first.
    ///
    /// @param since the first moment of it
    /// @param until the first moment after it; [Instant#MAX] for no end
    /// @param limit 1 to 500
    public List<Chart> list(Instant since, Instant until, int limit) {
        return database.read(connection -> {
            List<Chart> charts = new ArrayList<>();
            for (ExamView exam : Results.examsIn(connection, since, until, limit)) {
                charts.add(chart(connection, exam));
            }
            return charts;
        });
    }

    /// What people added to an exam, in the order they did.
    public List<ChartEntry> entries(String exam) {
        return database.read(connection -> entries(connection, exam));
    }

    /// One edition as it was frozen.
    ///
    /// @throws dev.fovea.store.StoreException when it is damaged
    public Optional<Report> report(String exam, int edition) {
        return database.read(
                connection -> ReportRow.edition(connection, exam, edition).map(ChartDocument::read));
    }

    /// The same; empty also when it is damaged.
    public Optional<Report> whole(String exam, int edition) {
        return database.read(connection -> whole(connection, exam, edition));
    }

    /// The same, in a transaction.
    public static Optional<Report> whole(Connection connection, String exam, int edition) throws SQLException {
        return ReportRow.wholeEdition(connection, exam, edition).map(ChartDocument::read);
    }

    /// Keeps a person's reading of an eye.
    ///
    /// @param judged the photograph they looked at; if none is named, the eye's decisive one
    /// @throws UnknownExamException when there is no such exam
    /// @throws IllegalStateException when there is no photograph of that eye, it has no answer yet, or the exam has
    ///     [#ENTRIES_MAX] entries
    /// @throws IllegalArgumentException naming the field that will not do
    public Chart read(
            String exam,
            Laterality eye,
            Optional<CaptureId> judged,
            Agreement agreement,
            Optional<String> grade,
            String author) {
        return add(
                exam,
                chart -> new ChartEntry.Reading(
                        eye, Judged.of(chart.exam(), eye, judged), agreement, grade, author, now()));
    }

    /// Keeps a note.
    ///
    /// @throws UnknownExamException when there is no such exam
    /// @throws IllegalStateException when the exam has [#ENTRIES_MAX] entries
    /// @throws IllegalArgumentException naming the field that will not do
    public Chart note(String exam, String text, String author) {
        return add(exam, _ -> new ChartEntry.Note(text, author, now()));
    }

    private Chart add(String exam, Function<Chart, ChartEntry> writing) {
        Addition addition = database.write(connection -> {
            Chart chart = found(connection, exam);
            ChartEntry entry = writing.apply(chart);
            if (isSentAgain(entry, chart.entries())) {
                return new Addition(chart, false);
            }
            if (chart.entries().size() >= ENTRIES_MAX) {
                throw new IllegalStateException("exam \"" + exam + "\" has " + ENTRIES_MAX
                        + " readings and notes, which is the most that one may have");
            }
            ChartDocument.row(exam, entry).insert(connection);
            return new Addition(found(connection, exam), true);
        });
        if (addition.fresh()) {
            added.accept(exam);
        }
        return addition.chart();
    }

    private static boolean isSentAgain(ChartEntry entry, List<ChartEntry> before) {
        if (before.isEmpty()) {
            return false;
        }
        ChartEntry last = before.getLast();
        Duration since = Duration.between(last.madeAt(), entry.madeAt()).abs();
        return entry.at(last.madeAt()).equals(last) && since.compareTo(SENT_AGAIN_MAX) <= 0;
    }

    /// As the other, whatever the person saw.
    public Finished finish(String exam, String author, Optional<String> remark) {
        return finish(exam, author, remark, Optional.empty());
    }

    /// Freezes what the exam says now. When nothing came since the newest report, that one stands; a remark that it
    /// does not have is not dropped but refused.
    ///
    /// @param seen the [Chart#basis] of what the person looked at
    /// @throws UnknownExamException when there is no such exam
    /// @throws ChangedExamException when it is not what the person saw, or was finished with another remark
    /// @throws IllegalStateException when it may not be finished yet, with the reason
    /// @throws IllegalArgumentException naming the field that will not do
    public Finished finish(String exam, String author, Optional<String> remark, Optional<String> seen) {
        Handwriting.author(author);
        remark.ifPresent(text -> Handwriting.text("remark", text));
        Finished finished = database.write(connection -> {
            Chart chart = found(connection, exam);
            if (seen.isPresent() && !chart.shows(seen.get())) {
                throw new ChangedExamException(
                        "exam \"" + exam + "\" has changed since it was looked at, and was not finished", chart);
            }
            if (chart.finished()) {
                return standing(chart, remark);
            }
            Closing.objection(chart.exam(), remark).ifPresent(why -> {
                throw new IllegalStateException("exam \"" + exam + "\" cannot be finished: " + why);
            });
            Report report = new Report(
                    exam,
                    chart.editions() + 1,
                    author,
                    remark,
                    now(),
                    Closing.basis(chart.exam(), chart.entries()),
                    wording.of(chart.exam(), chart.entries(), chart.order()));
            ChartDocument.row(report).insert(connection);
            onward.finished(connection, report);
            return new Finished(report, true);
        });
        if (finished.fresh()) {
            added.accept(exam);
        }
        return finished;
    }

    private static Finished standing(Chart chart, Optional<String> remark) {
        Report report = chart.report().orElseThrow();
        if (remark.isPresent() && !remark.equals(report.remark())) {
            throw new ChangedExamException(
                    "exam \"" + report.name() + "\" has been finished by " + report.author()
                            + ", and the remark was not kept: a note makes the next edition",
                    chart);
        }
        return new Finished(report, false);
    }

    private Chart found(Connection connection, String exam) throws SQLException {
        return chart(connection, exam).orElseThrow(() -> new UnknownExamException(exam));
    }

    private Optional<Chart> chart(Connection connection, String exam) throws SQLException {
        Optional<ExamView> view = Results.examIn(connection, exam);
        return view.isEmpty() ? Optional.empty() : Optional.of(chart(connection, view.get()));
    }

    private Chart chart(Connection connection, ExamView view) throws SQLException {
        int editions = ReportRow.editions(connection, view.exam());
        Optional<Report> report = whole(connection, view.exam(), editions);
        return new Chart(view, entries(connection, view.exam()), orders.of(connection, view), editions, report);
    }

    private static List<ChartEntry> entries(Connection connection, String exam) throws SQLException {
        return ChartRow.of(connection, exam).stream().map(ChartDocument::read).toList();
    }

    /// To the microsecond, which is what the database keeps.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /// Somebody wanted to finish an exam that is not what they saw.
    public static final class ChangedExamException extends RuntimeException {
        private final transient Chart chart;

        ChangedExamException(String message, Chart chart) {
            super(message);
            this.chart = chart;
        }

        /// The exam as it is.
        public Chart chart() {
            return chart;
        }
    }

    /// Somebody named an exam that has no photograph.
    public static final class UnknownExamException extends RuntimeException {
        UnknownExamException(String exam) {
            super("there is no exam \"" + exam + "\"");
        }
    }
}

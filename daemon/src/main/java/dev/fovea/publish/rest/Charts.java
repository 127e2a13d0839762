package dev.fovea.publish.rest;

import dev.fovea.exams.Chart;
import dev.fovea.exams.ChartEntry;
import dev.fovea.exams.ChartEntry.Agreement;
import dev.fovea.exams.Exams;
import dev.fovea.exams.Report;
import dev.fovea.model.CaptureId;
import dev.fovea.model.Laterality;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What these routes ask of the exams; each method as in [Exams].
public interface Charts {
    Optional<Chart> find(String exam);

    List<Chart> list(Instant since, Instant until, int limit);

    List<ChartEntry> entries(String exam);

    Optional<Report> report(String exam, int edition);

    Chart read(
            String exam,
            Laterality eye,
            Optional<CaptureId> judged,
            Agreement agreement,
            Optional<String> grade,
            String author);

    Chart note(String exam, String text, String author);

    Exams.Finished finish(String exam, String author, Optional<String> remark, Optional<String> seen);

    static Charts of(Exams exams) {
        return new Charts() {
            @Override
            public Optional<Chart> find(String exam) {
                return exams.find(exam);
            }

            @Override
            public List<Chart> list(Instant since, Instant until, int limit) {
                return exams.list(since, until, limit);
            }

            @Override
            public List<ChartEntry> entries(String exam) {
                return exams.entries(exam);
            }

            @Override
            public Optional<Report> report(String exam, int edition) {
                return exams.report(exam, edition);
            }

            @Override
            public Chart read(
                    String exam,
                    Laterality eye,
                    Optional<CaptureId> judged,
                    Agreement agreement,
                    Optional<String> grade,
                    String author) {
                return exams.read(exam, eye, judged, agreement, grade, author);
            }

            @Override
            public Chart note(String exam, String text, String author) {
                return exams.note(exam, text, author);
            }

            @Override
            public Exams.Finished finish(String exam, String author, Optional<String> remark, Optional<String> seen) {
                return exams.finish(exam, author, remark, seen);
            }
        };
    }
}

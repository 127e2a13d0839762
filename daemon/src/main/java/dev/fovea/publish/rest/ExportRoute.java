package dev.fovea.publish.rest;

import dev.fovea.exams.ChartEntry;
import dev.fovea.http.Query;
import dev.fovea.http.Route;
import dev.fovea.http.Routes;
import dev.fovea.model.Capture;
import dev.fovea.model.Certainty;
import dev.fovea.model.ClassScore;
import dev.fovea.model.Doubt;
import dev.fovea.model.Identity;
import dev.fovea.model.Laterality;
import dev.fovea.model.ModelStamp;
import dev.fovea.model.Novelty;
import dev.fovea.model.Outcome;
import dev.fovea.model.Result;
import dev.fovea.results.CaptureQuery;
import dev.fovea.results.CaptureView;
import dev.fovea.results.OutcomeKind;
import dev.fovea.results.Page;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Everything as one CSV file, newest first, read from the results page by page so that years fit in little memory.
public final class ExportRoute implements Routes {
    private static final int BUFFER_BYTES = 1 << 15;

    private final Archive archive;
    private final Charts charts;

    /// A capture, and the newest reading of it by a person.
    private record Row(CaptureView view, Optional<ChartEntry.Reading> reading) {}

    private record Column(String name, Function<Row, String> cell) {}

    private static final List<Column> COLUMNS = List.of(
            capture("id", capture -> capture.id().toString()),
            identity("exam", Identity::exam),
            identity("patient", identity -> identity.patient().orElse("")),
            identity("laterality", identity -> identity.laterality().code()),
            identity("source", Identity::source),
            identity("operator", identity -> identity.operator().orElse("")),
            capture("task", Capture::task),
            capture("arrivedAt", capture -> CaptureJson.time(capture.arrivedAt())),
            capture("drawing", capture -> Boolean.toString(CaptureJson.isDrawing(capture))),
            new Column("state", row -> row.view().state().word()),
            result("outcome", result -> OutcomeKind.of(result.outcome()).word()),
            result("verdict", result -> verdict(result.outcome())),
            result("positive", result -> positive(result.outcome())),
            result("uncertain", result -> uncertain(result.outcome())),
            result("probabilities", result -> probabilities(result.outcome())),
            novelty("distance", novelty -> decimal(novelty.distance())),
            novelty("distanceThreshold", novelty -> decimal(novelty.threshold())),
            novelty("outOfDistribution", novelty -> Boolean.toString(novelty.unlike())),
            result(
                    "discSide",
                    result -> result.quality()
                            .map(figures -> figures.disc().code())
                            .orElse("")),
            new Column("otherEye", ExportRoute::otherEye),
            result("reason", result -> reason(result.outcome())),
            result("answeredAt", result -> CaptureJson.time(result.answeredAt())),
            model("model", ModelStamp::name),
            model("modelVersion", ModelStamp::version),
            model("modelSha256", stamp -> stamp.hash().hex()),
            model("engine", ModelStamp::engine),
            model("precision", ModelStamp::precision),
            model("modelSignedBy", stamp -> stamp.signer().orElse("")),
            model(
                    "cameraValidated",
                    stamp -> Boolean.toString(stamp.cameraValidatedAt().isPresent())),
            model(
                    "cameraValidatedAt",
                    stamp -> stamp.cameraValidatedAt().map(CaptureJson::time).orElse("")),
            reading("readBy", ChartEntry.Reading::author),
            reading("readAt", reading -> CaptureJson.time(reading.madeAt())),
            reading("agreement", reading -> Words.of(reading.agreement())),
            reading("finalGrade", reading -> reading.grade().orElse("")),
            capture("fileName", capture -> capture.fileName().orElse("")),
            capture("bytes", capture -> Long.toString(capture.size())),
            capture("sha256", capture -> capture.content().hex()));

    public ExportRoute(Archive archive, Charts charts) {
        this.archive = archive;
        this.charts = charts;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/v1/export.csv", this::export));
    }

    private void export(ServerRequest request, ServerResponse response) throws IOException {
        Query query = Query.of(request, "since", "until");
        CaptureQuery wanted = wanted(query.instant("since"), query.instant("until"));
        Page page = archive.page(wanted);
        response.header(HeaderNames.CONTENT_TYPE, "text/csv; charset=utf-8; header=present");
        response.header(HeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"fovea.csv\"");
        try (OutputStream out = new BufferedOutputStream(response.outputStream(), BUFFER_BYTES)) {
            write(out, Csv.row(COLUMNS.stream().map(Column::name).toList()));
            while (true) {
                for (Row row : rows(page.captures())) {
                    write(out, Csv.row(cells(row)));
                }
                if (page.next().isEmpty()) {
                    return;
                }
                page = archive.page(wanted.before(page.next().get()));
            }
        }
    }

    /// Looks up what people added to each exam once.
    private List<Row> rows(List<CaptureView> captures) {
        Map<String, List<ChartEntry>> entries = new HashMap<>();
        List<Row> rows = new ArrayList<>(captures.size());
        for (CaptureView view : captures) {
            List<ChartEntry> added =
                    entries.computeIfAbsent(view.capture().identity().exam(), charts::entries);
            rows.add(new Row(view, newestReading(view.capture(), added)));
        }
        return rows;
    }

    private static Optional<ChartEntry.Reading> newestReading(Capture capture, List<ChartEntry> entries) {
        return entries.stream()
                .filter(ChartEntry.Reading.class::isInstance)
                .map(ChartEntry.Reading.class::cast)
                .filter(reading -> reading.capture().equals(capture.id()))
                .reduce((_, newer) -> newer);
    }

    private static CaptureQuery wanted(Optional<Instant> since, Optional<Instant> until) {
        CaptureQuery all = CaptureQuery.newest(CaptureQuery.LIMIT_MAX);
        return new CaptureQuery(
                all.exam(),
                all.patient(),
                all.task(),
                all.state(),
                all.outcome(),
                all.laterality(),
                since,
                until,
                all.before(),
                all.limit());
    }

    private static void write(OutputStream out, String row) throws IOException {
        out.write(row.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> cells(Row row) {
        List<String> cells = new ArrayList<>(COLUMNS.size());
        for (Column column : COLUMNS) {
            cells.add(column.cell().apply(row));
        }
        return cells;
    }

    private static Column capture(String name, Function<Capture, String> cell) {
        return new Column(name, row -> cell.apply(row.view().capture()));
    }

    private static Column identity(String name, Function<Identity, String> cell) {
        return capture(name, capture -> cell.apply(capture.identity()));
    }

    private static Column result(String name, Function<Result, String> cell) {
        return new Column(name, row -> row.view().result().map(cell).orElse(""));
    }

    private static Column reading(String name, Function<ChartEntry.Reading, String> cell) {
        return new Column(name, row -> row.reading().map(cell).orElse(""));
    }

    private static Column model(String name, Function<ModelStamp, String> cell) {
        return result(name, result -> result.model().map(cell).orElse(""));
    }

    private static String otherEye(Row row) {
        Laterality given = row.view().capture().identity().laterality();
        return row.view()
                .result()
                .map(result -> Boolean.toString(result.otherEye(given)))
                .orElse("");
    }

    private static String verdict(Outcome outcome) {
        return outcome instanceof Outcome.Findings findings ? Words.of(findings.verdict()) : "";
    }

    private static String positive(Outcome outcome) {
        return named(outcome, ClassScore::positive);
    }

    /// Whatever their operating points make of them.
    private static String uncertain(Outcome outcome) {
        return named(
                outcome,
                score -> score.certainty().filter(Certainty.UNCERTAIN::equals).isPresent());
    }

    private static String named(Outcome outcome, Predicate<ClassScore> wanted) {
        return outcome instanceof Outcome.Findings findings
                ? findings.scores().stream()
                        .filter(wanted)
                        .map(ClassScore::name)
                        .collect(Collectors.joining(" "))
                : "";
    }

    /// Empty where the model does not tell.
    private static Column novelty(String name, Function<Novelty, String> cell) {
        return result(
                name,
                result -> result.outcome() instanceof Outcome.Findings findings
                        ? findings.novelty().map(cell).orElse("")
                        : "");
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    /// `dr=0.0312 normal=0.9511`: one column, because each task has classes of its own.
    private static String probabilities(Outcome outcome) {
        return outcome instanceof Outcome.Findings findings
                ? findings.scores().stream()
                        .map(score -> String.format(Locale.ROOT, "%s=%.4f", score.name(), score.probability()))
                        .collect(Collectors.joining(" "))
                : "";
    }

    private static String reason(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Findings findings ->
                findings.doubts().stream().map(Doubt::reason).collect(Collectors.joining(" "));
            case Outcome.Ungradable ungradable -> ungradable.fault().reason();
            case Outcome.Failed failed -> Words.of(failed.stage()) + ": " + failed.reason();
        };
    }
}

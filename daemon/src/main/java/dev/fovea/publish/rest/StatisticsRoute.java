package dev.fovea.publish.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fovea.http.Query;
import dev.fovea.http.Refusal;
import dev.fovea.http.Reply;
import dev.fovea.http.Route;
import dev.fovea.http.Routes;
import dev.fovea.model.QualityFault;
import dev.fovea.statistics.Axis;
import dev.fovea.statistics.Figures;
import dev.fovea.statistics.Question;
import dev.fovea.statistics.Statistics;
import dev.fovea.store.StoreException;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// `GET /v1/statistics`, and the same as a table for a spreadsheet: how good photographs and answers were, by camera,
/// operator or day.
public final class StatisticsRoute implements Routes {
    /// Counted when nobody says from when, days.
    private static final int DAYS_DEFAULT = 30;

    private static final Duration BUSY_AGAIN = Duration.ofSeconds(2);

    private final Function<Question, Statistics.Answer> statistics;
    private final Supplier<ZonedDateTime> now;

    private record Column(String name, Function<Figures, String> cell) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("key", row -> row.key().orElse("")),
            new Column("task", Figures::task),
            new Column("photographs", row -> Integer.toString(row.photographs())),
            new Column("waiting", row -> Integer.toString(row.waiting())),
            new Column("failed", row -> Integer.toString(row.failed())),
            new Column("damaged", row -> Integer.toString(row.damaged())),
            new Column("ungradable", row -> Integer.toString(row.ungradableInAll())),
            new Column("ungradableReasons", row -> pairs(words(row.ungradable()))),
            new Column("retakes", row -> Integer.toString(row.retakes())),
            new Column("graded", row -> Integer.toString(row.graded())),
            new Column("uncertain", row -> Integer.toString(row.uncertain())),
            new Column("refer", row -> Integer.toString(row.refer())),
            new Column("unlike", row -> Integer.toString(row.unlike())),
            new Column("classes", row -> pairs(row.classes())),
            confidence("confidenceMean", Figures.Confidence::mean),
            confidence("confidenceP10", Figures.Confidence::p10),
            confidence("confidenceP50", Figures.Confidence::p50),
            confidence("confidenceP90", Figures.Confidence::p90));

    /// @param now by the box's own clock and calendar
    public StatisticsRoute(Function<Question, Statistics.Answer> statistics, Supplier<ZonedDateTime> now) {
        this.statistics = statistics;
        this.now = now;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/v1/statistics", this::json), Route.get("/v1/statistics.csv", this::csv));
    }

    private void json(ServerRequest request, ServerResponse response) {
        Question question = question(request);
        List<Figures> rows = rows(question);
        String zone = now.get().getZone().getId();
        Reply.json(response, json -> {
            json.writeStartObject();
            json.writeStringField("from", question.from().toString());
            json.writeStringField("to", question.to().toString());
            json.writeStringField("zone", zone);
            json.writeStringField("by", question.by().word());
            json.writeArrayFieldStart("rows");
            for (Figures row : rows) {
                write(json, row);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private void csv(ServerRequest request, ServerResponse response) {
        StringBuilder table =
                new StringBuilder(Csv.row(COLUMNS.stream().map(Column::name).toList()));
        for (Figures row : rows(question(request))) {
            table.append(Csv.row(
                    COLUMNS.stream().map(column -> column.cell().apply(row)).toList()));
        }
        response.header(HeaderNames.CONTENT_TYPE, "text/csv; charset=utf-8; header=present");
        response.header(HeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"fovea-statistics.csv\"");
        response.send(table.toString().getBytes(StandardCharsets.UTF_8));
    }

    private Question question(ServerRequest request) {
        Query query = Query.of(request, "from", "to", "by", "task");
        LocalDate to = day(query, "to").orElseGet(() -> now.get().toLocalDate());
        LocalDate from = day(query, "from").orElseGet(() -> to.minusDays(DAYS_DEFAULT - 1));
        Axis by = query.text("by")
                .map(word -> Axis.parse(word)
                        .orElseThrow(
                                () -> Refusal.badRequest("by must be camera, operator or day, was \"" + word + "\"")))
                .orElse(Axis.CAMERA);
        try {
            return new Question(from, to, by, query.text("task"));
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<LocalDate> day(Query query, String name) {
        return query.text(name).map(text -> {
            try {
                LocalDate day = LocalDate.parse(text);
                if (day.getYear() >= 1970 && day.getYear() <= 9999) {
                    return day;
                }
            } catch (DateTimeException e) {
                // Said below, in the same words.
            }
            throw Refusal.badRequest(name + " must be a day such as 2026-11-22, was \"" + text + "\"");
        });
    }

    private List<Figures> rows(Question question) {
        try {
            return switch (statistics.apply(question)) {
                case Statistics.Answer.Table(List<Figures> rows) -> rows;
                case Statistics.Answer.TooMuch(String reason) -> throw Refusal.badRequest(reason);
                case Statistics.Answer.Busy _ ->
                    throw Refusal.busy("another question about the statistics is being answered", BUSY_AGAIN);
            };
        } catch (StoreException e) {
            throw Refusal.busy("the database cannot be read: " + e.getMessage(), CaptureRoutes.STORE_AGAIN);
        }
    }

    private static void write(JsonGenerator json, Figures row) throws IOException {
        int answered = row.ungradableInAll() + row.graded();
        json.writeStartObject();
        CaptureJson.text(json, "key", row.key());
        json.writeStringField("task", row.task());
        json.writeNumberField("photographs", row.photographs());
        json.writeNumberField("waiting", row.waiting());
        json.writeNumberField("failed", row.failed());
        json.writeNumberField("damaged", row.damaged());
        json.writeNumberField("ungradable", row.ungradableInAll());
        share(json, "ungradableShare", row.ungradableInAll(), answered);
        counts(json, "ungradableReasons", words(row.ungradable()));
        json.writeNumberField("retakes", row.retakes());
        share(json, "retakeShare", row.retakes(), row.photographs());
        json.writeNumberField("graded", row.graded());
        json.writeNumberField("uncertain", row.uncertain());
        share(json, "uncertainShare", row.uncertain(), row.graded());
        json.writeNumberField("refer", row.refer());
        share(json, "referShare", row.refer(), row.graded());
        json.writeNumberField("unlike", row.unlike());
        share(json, "unlikeShare", row.unlike(), row.graded());
        counts(json, "classes", row.classes());
        confidence(json, row.confidence());
        json.writeEndObject();
    }

    /// Null of nothing.
    private static void share(JsonGenerator json, String name, int part, int whole) throws IOException {
        json.writeFieldName(name);
        if (whole == 0) {
            json.writeNull();
        } else {
            json.writeNumber(CaptureJson.rounded((double) part / whole, 1e4));
        }
    }

    static void counts(JsonGenerator json, String name, Map<String, Integer> counts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Integer> count : counts.entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
    }

    private static void confidence(JsonGenerator json, Optional<Figures.Confidence> confidence) throws IOException {
        if (confidence.isEmpty()) {
            json.writeNullField("confidence");
            return;
        }
        json.writeObjectFieldStart("confidence");
        json.writeNumberField("mean", CaptureJson.rounded(confidence.get().mean(), 1e4));
        json.writeNumberField("p10", CaptureJson.rounded(confidence.get().p10(), 1e4));
        json.writeNumberField("p50", CaptureJson.rounded(confidence.get().p50(), 1e4));
        json.writeNumberField("p90", CaptureJson.rounded(confidence.get().p90(), 1e4));
        json.writeEndObject();
    }

    private static Map<String, Integer> words(Map<QualityFault, Integer> faults) {
        Map<String, Integer> words = new TreeMap<>();
        faults.forEach((fault, count) -> words.put(Words.of(fault), count));
        return words;
    }

    private static String pairs(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(count -> count.getKey() + "=" + count.getValue())
                .collect(Collectors.joining(" "));
    }

    private static Column confidence(String name, Function<Figures.Confidence, Double> figure) {
        return new Column(
                name,
                row -> row.confidence()
                        .map(figure)
                        .map(value -> String.format(Locale.ROOT, "%.4f", value))
                        .orElse(""));
    }
}

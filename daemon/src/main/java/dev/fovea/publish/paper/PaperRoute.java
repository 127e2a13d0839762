package dev.fovea.publish.paper;

import dev.fovea.exams.Chart;
import dev.fovea.exams.Report;
import dev.fovea.http.Query;
import dev.fovea.http.Refusal;
import dev.fovea.http.Route;
import dev.fovea.http.Routes;
import dev.fovea.publish.rest.Charts;
import dev.fovea.store.StoreException;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A finished exam as a PDF.
public final class PaperRoute implements Routes {
    /// The longest part of an exam's name in the file's.
    private static final int NAME_MAX = 64;

    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Charts charts;
    private final Press press;

    public PaperRoute(Charts charts, Press press) {
        this.charts = charts;
        this.press = press;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/v1/exams/{exam}/pdf", this::pdf));
    }

    private void pdf(ServerRequest request, ServerResponse response) {
        Query query = Query.of(request, "edition", "language");
        Optional<Language> language = query.text("language").map(PaperRoute::language);
        Report report = report(request.path().pathParameters().get("exam"), query);
        byte[] file = printed(report, language);
        response.header(HeaderNames.CONTENT_TYPE, "application/pdf");
        response.header(HeaderNames.CACHE_CONTROL, "private, no-cache");
        response.header(HeaderNames.CONTENT_DISPOSITION, "inline; filename=\"" + name(report) + "\"");
        response.send(file);
    }

    private static Language language(String code) {
        return Language.parse(code)
                .orElseThrow(() ->
                        Refusal.badRequest("language must be one of " + Language.all() + ", was \"" + code + "\""));
    }

    private Report report(String exam, Query query) {
        Chart chart = charts.find(exam).orElseThrow(() -> Refusal.notFound("there is no exam \"" + exam + "\""));
        int edition = query.number("edition", Math.max(1, chart.editions()), 1, Integer.MAX_VALUE);
        if (chart.editions() == 0) {
            throw Refusal.of(
                    Status.CONFLICT_409,
                    "exam \"" + exam + "\" is not finished, so there is no report to print: finish it first");
        }
        return charts.report(exam, edition)
                .orElseThrow(() -> Refusal.notFound("exam \"" + exam + "\" has " + chart.editions()
                        + " editions of its report, not one of number " + edition));
    }

    private byte[] printed(Report report, Optional<Language> language) {
        try {
            return language.map(wanted -> press.pdf(report, wanted)).orElseGet(() -> press.pdf(report));
        } catch (Press.BusyException e) {
            throw Refusal.busy(String.valueOf(e.getMessage()), AGAIN);
        } catch (StoreException e) {
            String reason = "the report cannot be printed: " + e.getMessage();
            throw e.lost() ? Refusal.of(Status.INTERNAL_SERVER_ERROR_500, reason) : Refusal.busy(reason, AGAIN);
        }
    }

    /// Letters, digits and dashes only: an exam's name may be anything, and this goes into a header and onto
    /// a disk.
    private static String name(Report report) {
        String safe = report.name().replaceAll("[^A-Za-z0-9-]+", "_");
        String cut = safe.substring(0, Math.min(NAME_MAX, safe.length()));
        return "fovea-" + cut + "-" + report.edition() + ".pdf";
    }
}

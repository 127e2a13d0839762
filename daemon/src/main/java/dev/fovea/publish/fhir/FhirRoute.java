package dev.fovea.publish.fhir;

import dev.fovea.exams.Chart;
import dev.fovea.exams.Report;
import dev.fovea.http.Query;
import dev.fovea.http.Refusal;
import dev.fovea.http.Route;
import dev.fovea.http.Routes;
import dev.fovea.publish.rest.Charts;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;

/// A finished exam as a FHIR bundle.
public final class FhirRoute implements Routes {
    private final Charts charts;

    public FhirRoute(Charts charts) {
        this.charts = charts;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/v1/exams/{exam}/fhir", this::bundle));
    }

    private void bundle(ServerRequest request, ServerResponse response) {
        Query query = Query.of(request, "edition");
        String exam = request.path().pathParameters().get("exam");
        Report report = report(exam, query)
                .orElseThrow(() -> Refusal.notFound("exam \"" + exam + "\" has no such report: it was never finished,"
                        + " there is no such edition, or no such exam"));
        response.header(HeaderNames.CONTENT_TYPE, "application/fhir+json; fhirVersion=4.0");
        response.send(FhirBundle.of(report));
    }

    private Optional<Report> report(String exam, Query query) {
        int newest = charts.find(exam).map(Chart::editions).orElse(0);
        return charts.report(exam, query.number("edition", newest, 1, Integer.MAX_VALUE));
    }
}

package dev.fovea.publish.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.cameras.CameraSet;
import dev.fovea.cameras.WatchdogSettings;
import dev.fovea.http.Routes;
import dev.fovea.ingest.camera.CameraRoutes;
import dev.fovea.ingest.camera.ShotSettings;
import dev.fovea.ingest.camera.Sight;
import dev.fovea.ingest.dicom.FrontDesk;
import dev.fovea.ingest.dicom.StudyRoutes;
import dev.fovea.ingest.upload.Answers;
import dev.fovea.ingest.upload.Inscription;
import dev.fovea.ingest.upload.Intake;
import dev.fovea.ingest.upload.UploadMetrics;
import dev.fovea.ingest.upload.UploadService;
import dev.fovea.ingest.upload.UploadSettings;
import dev.fovea.publish.fhir.FhirRoute;
import dev.fovea.publish.kserve.Catalog;
import dev.fovea.publish.kserve.ImageStages;
import dev.fovea.publish.kserve.InferRoutes;
import dev.fovea.publish.kserve.KserveMetrics;
import dev.fovea.publish.kserve.KserveSettings;
import dev.fovea.publish.kserve.ModelRoutes;
import dev.fovea.publish.kserve.PictureReader;
import dev.fovea.publish.metrics.Meters;
import dev.fovea.publish.metrics.MetricsRoutes;
import dev.fovea.publish.paper.Album;
import dev.fovea.publish.paper.Language;
import dev.fovea.publish.paper.PaperRoute;
import dev.fovea.publish.paper.PaperSettings;
import dev.fovea.publish.paper.Press;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The description says what is served: neither more nor less.
class OpenApiTest {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    private static final Intake UNUSED_INTAKE = unused(Intake.class);
    private static final Answers UNUSED_ANSWERS = unused(Answers.class);

    private final JsonNode document = RestTest.parse(OpenApiRoute.document());

    @Test
    void everyRouteIsDescribedAndEverythingDescribedIsARoute() {
        Set<String> served = new TreeSet<>();
        services()
                .flatMap(service -> service.routes().stream())
                .forEach(route -> served.add(key(route.method().text(), route.path())));

        assertThat(described()).isEqualTo(served);
    }

    @Test
    void noRouteIsRegisteredTwice() {
        List<String> routes = services()
                .flatMap(service -> service.routes().stream())
                .map(route -> key(route.method().text(), route.path()))
                .toList();

        assertThat(routes).doesNotHaveDuplicates();
    }

    @Test
    void everyPathParameterIsDescribed() {
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    Set<String> parameters = new TreeSet<>();
                    operation.getValue().path("parameters").forEach(parameter -> {
                        if (parameter.get("in").asText().equals("path")) {
                            parameters.add(parameter.get("name").asText());
                        }
                    });
                    assertThat(parameters).as(path.getKey()).isEqualTo(named(path.getKey()));
                }));
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        document.findValuesAsText("$ref")
                .forEach(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void everyOperationSaysWhatTheFrameAroundItMayAnswer() {
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> assertThat(
                                        operation.getValue().get("responses").fieldNames())
                                .toIterable()
                                .as(path.getKey())
                                .contains("403", "500", "503")));
    }

    @Test
    void everyOperationHasANameOfItsOwn() {
        assertThat(document.findValuesAsText("operationId"))
                .doesNotHaveDuplicates()
                .hasSameSizeAs(described());
    }

    private static Stream<Routes> services() {
        FakeArchive archive = new FakeArchive();
        CaptureJson writer = new CaptureJson(List::of);
        return Stream.of(
                new UploadService(
                        new UploadService.Parts(
                                UNUSED_INTAKE, UNUSED_ANSWERS, writer::receipt, unused(Inscription.class), List::of),
                        UploadSettings.DEFAULT,
                        InstantSource.system(),
                        UploadMetrics.NONE),
                new StudyRoutes(new FrontDesk(UNUSED_INTAKE, "eyes2", 1), UploadMetrics.NONE, 1, 1),
                new CameraRoutes(
                        new CameraRoutes.Parts(
                                CameraSet.start(List.of(), WatchdogSettings.DEFAULT, 1, () -> 0),
                                UNUSED_INTAKE,
                                UNUSED_ANSWERS,
                                writer::receipt,
                                List::of,
                                () -> unused(Sight.class)),
                        ShotSettings.DEFAULT,
                        InstantSource.system(),
                        () -> 0),
                new CaptureRoutes(archive, writer),
                new PictureRoutes(archive, new FakePictures(), List::of),
                new ExamRoutes(archive.charts(), new ExamJson(writer)),
                new FhirRoute(archive.charts()),
                new PaperRoute(
                        archive.charts(),
                        new Press(new PaperSettings("", ZoneOffset.UTC, Language.EN), unused(Album.class), "1")),
                new DeliveryRoutes(unused(Deliveries.class)),
                new WorklistRoutes(unused(Lists.class)),
                new ExportRoute(archive, archive.charts()),
                new StatisticsRoute(
                        _ -> {
                            throw new AssertionError("not called");
                        },
                        () -> {
                            throw new AssertionError("not called");
                        }),
                new DriftRoute(List::of),
                new EventRoute(archive, writer, 1),
                new StatusRoute(() -> {
                    throw new AssertionError("not called");
                }),
                new BoxRoute(Optional::empty),
                new OpenApiRoute(),
                new ModelRoutes(unused(Catalog.class), "1"),
                new InferRoutes(
                        unused(Catalog.class),
                        new ImageStages(1, () -> unused(PictureReader.class)),
                        KserveSettings.DEFAULT,
                        KserveMetrics.NONE),
                new MetricsRoutes(new Meters("1", () -> 0)));
    }

    /// Routes are read here, never called.
    private static <T> T unused(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    throw new AssertionError(method + " was called");
                }));
    }

    private Set<String> described() {
        Set<String> described = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> described.add(key(operation.getKey(), path.getKey()))));
        return described;
    }

    private static String key(String method, String path) {
        return method.toUpperCase(Locale.ROOT) + " " + path;
    }

    private static Set<String> named(String path) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = PARAMETER.matcher(path);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}

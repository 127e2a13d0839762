package dev.fovea.publish.paper;

import static dev.fovea.http.Talk.header;
import static dev.fovea.http.Talk.text;
import static dev.fovea.results.Answers.findings;
import static dev.fovea.spool.Clinic.photograph;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.http.Talk;
import dev.fovea.model.Capture;
import dev.fovea.model.Laterality;
import dev.fovea.publish.rest.Examined;
import dev.fovea.spool.Clinic;
import dev.fovea.store.InMemory;
import dev.fovea.store.StoreException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A finished exam printed, by HTTP.
@Timeout(60)
class PaperRouteTest {
    @TempDir(factory = InMemory.class)
    Path root;

    private Clinic clinic;
    private Examined examined;
    private Talk talk;

    @BeforeEach
    void open() {
        clinic = Clinic.open(root);
        Capture right = clinic.take(photograph(1), "E \"1", Laterality.RIGHT);
        clinic.results().finish(findings(right, 0.9));
        examined = Examined.over(clinic);
        talk = Talk.to(new PaperRoute(examined.charts(), Desk.press(Desk.SETTINGS)));
    }

    @AfterEach
    void close() {
        examined.close();
        talk.close();
        clinic.close();
    }

    private HttpResponse<byte[]> pdf(String query) {
        return talk.get("/v1/exams/E%20%221/pdf" + query);
    }

    @Test
    void anExamThatIsNotFinishedIsNotPrinted() {
        HttpResponse<byte[]> early = pdf("");

        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(text(early)).contains("is not finished, so there is no report to print: finish it first");
        assertThat(talk.get("/v1/exams/E9/pdf").statusCode()).isEqualTo(404);
    }

    @Test
    void aFinishedExamIsAPdfWithASafeName() {
        examined.exams().finish("E \"1", "T", Optional.of("glass eye"));

        HttpResponse<byte[]> response = pdf("");

        assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
        assertThat(header(response, "Content-Type")).isEqualTo("application/pdf");
        assertThat(header(response, "Content-Disposition")).isEqualTo("inline; filename=\"fovea-E_1-1.pdf\"");
        assertThat(Desk.read(response.body())).contains("patientofE\"1", "glasseye", "Exam:refer", "Edition1");
        assertThat(pdf("").body()).isEqualTo(response.body());
    }

    @Test
    void anEarlierEditionStaysToBePrinted() {
        examined.exams().finish("E \"1", "T", Optional.of("glass eye"));
        byte[] first = pdf("").body();
        examined.exams().note("E \"1", "seen again", "T");
        examined.exams().finish("E \"1", "T", Optional.of("glass eye"));

        assertThat(pdf("?edition=1").body()).isEqualTo(first);
        assertThat(Desk.read(pdf("").body())).contains("seenagain", "Edition2");
        assertThat(pdf("?edition=3").statusCode()).isEqualTo(404);
        assertThat(pdf("?edition=0").statusCode()).isEqualTo(400);
    }

    @Test
    void whatCannotBeReadForNowIsToBeAskedForAgain() {
        examined.exams().finish("E \"1", "T", Optional.of("glass eye"));
        Album unread = (_, _, _) -> {
            throw new StoreException("too many open files");
        };

        try (Talk busy = Talk.to(new PaperRoute(examined.charts(), new Press(Desk.SETTINGS, unread, "1")))) {
            HttpResponse<byte[]> response = busy.get("/v1/exams/E%20%221/pdf");

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(header(response, "Retry-After")).isEqualTo("5");
            assertThat(text(response)).contains("the report cannot be printed: too many open files");
        }
    }

    @Test
    void whoAsksChoosesTheLanguage() {
        examined.exams().finish("E \"1", "T", Optional.of("glass eye"));

        assertThat(Desk.read(pdf("?language=es").body())).contains("Informedecribadodelaretina");
        HttpResponse<byte[]> unknown = pdf("?language=de");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(text(unknown)).contains("language must be one of en, es, fr, hi, sw, was \\\"de\\\"");
    }
}

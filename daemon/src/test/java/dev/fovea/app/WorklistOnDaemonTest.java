package dev.fovea.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fovea.worklist.Ris;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The whole daemon asks the worklist of DCMTK, and keeps its answer when that has gone.
@Timeout(120)
class WorklistOnDaemonTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsOrderedStandsOnTheListAlsoWhenTheWorklistHasGone() throws Exception {
        String today = LocalDate.now(ZoneId.systemDefault()).format(DateTimeFormatter.BASIC_ISO_DATE);
        Properties texts = new Properties();
        texts.setProperty("http.port", "0");
        texts.setProperty("models.tasks", "fundus4");
        texts.setProperty("data.folder", folder.resolve("data").toString());
        texts.setProperty("worklist.host", "127.0.0.1");
        texts.setProperty("worklist.title", "RIS");
        try (Ris ris = Ris.in(folder.resolve("ris"))) {
            ris.order("7", "P-7", "Otieno^Amina", today + " OP");
            texts.setProperty("worklist.port", String.valueOf(ris.port()));
            try (Daemon daemon = Daemon.start(DaemonConfig.from(new Settings(texts)))) {
                JsonNode sheet = sheetOnceHeard(daemon);

                assertThat(sheet.at("/items")).hasSize(1);
                assertThat(sheet.at("/items/0/exam").asText()).isEqualTo("1.2.7");
                assertThat(sheet.at("/items/0/patient").asText()).isEqualTo("P-7");
                assertThat(sheet.at("/items/0/name").asText()).isEqualTo("Otieno, Amina");
                assertThat(sheet.path("trouble").isNull()).isTrue();
                assertThat(get(daemon, "/metrics")).contains("fovea_worklist_items 1.0");
            }
        }

        try (Daemon daemon = Daemon.start(DaemonConfig.from(new Settings(texts)))) {
            JsonNode sheet = new ObjectMapper().readTree(get(daemon, "/v1/worklist"));
            while (sheet.path("trouble").isNull()) {
                Thread.onSpinWait();
                sheet = new ObjectMapper().readTree(get(daemon, "/v1/worklist"));
            }

            assertThat(sheet.at("/items/0/patient").asText()).isEqualTo("P-7");
            assertThat(sheet.path("heardAt").isNull()).isFalse();
            assertThat(sheet.path("trouble").asText()).startsWith("RIS at 127.0.0.1:");
        }
    }

    private static JsonNode sheetOnceHeard(Daemon daemon) throws Exception {
        JsonNode sheet = new ObjectMapper().readTree(get(daemon, "/v1/worklist"));
        while (sheet.path("heardAt").isNull()) {
            Thread.onSpinWait();
            sheet = new ObjectMapper().readTree(get(daemon, "/v1/worklist"));
        }
        return sheet;
    }

    private static String get(Daemon daemon, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI address = URI.create("http://127.0.0.1:" + daemon.port() + path);
            return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
        }
    }
}

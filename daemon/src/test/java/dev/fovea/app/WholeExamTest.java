package dev.fovea.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.publish.dicom.Neighbour;
import dev.fovea.publish.page.WholeExam;
import dev.fovea.worklist.Ris;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A technician's whole exam in a browser: ordered in DCMTK's worklist, graded by the built-in student, read over,
/// printed, and received by DCMTK's archive.
@Timeout(300)
class WholeExamTest {
    private static final int OBJECTS = 3;

    @TempDir
    private Path folder;

    @Test
    void fromTheWorklistToTheArchive() throws Exception {
        Path kept = Files.createDirectory(folder.resolve("kept"));
        try (Ris ris = Ris.in(folder.resolve("ris"));
                Neighbour archive = Neighbour.storescp(folder, kept)) {
            String today = LocalDate.now(ZoneId.systemDefault()).format(DateTimeFormatter.BASIC_ISO_DATE);
            ris.order("7", "P-7", "Otieno^Amina", today + " OP");
            try (Daemon daemon = Daemon.start(DaemonConfig.from(new Settings(settings(ris, archive))))) {
                examine(URI.create("http://127.0.0.1:" + daemon.port()));
            }
        }

        for (Path object : files(kept)) {
            assertThat(dump(object))
                    .contains("(0020,000d) UI [1.2.7]", "(0010,0020) LO [P-7]", "(0010,0010) PN [Otieno^Amina]")
                    .contains("(0008,0050) SH [A-7]");
        }
        assertThat(files(kept)).hasSize(OBJECTS);
    }

    private Properties settings(Ris ris, Neighbour archive) {
        Properties texts = new Properties();
        texts.setProperty("http.port", "0");
        texts.setProperty("models.tasks", "fundus4");
        texts.setProperty("data.folder", folder.resolve("data").toString());
        texts.setProperty("worklist.host", "127.0.0.1");
        texts.setProperty("worklist.title", "RIS");
        texts.setProperty("worklist.port", String.valueOf(ris.port()));
        texts.setProperty("outbox.destinations", "pacs");
        texts.setProperty("outbox.pacs.dicom-host", "127.0.0.1");
        texts.setProperty("outbox.pacs.dicom-title", "ARCHIVE");
        texts.setProperty("outbox.pacs.dicom-port", String.valueOf(archive.dicomPort()));
        return texts;
    }

    private static void examine(URI server) {
        try (WholeExam exam = WholeExam.of(server, "P-7", WholeExamTest.class)) {
            assertThat(exam.scans("A-7")).isEqualTo("1.2.7");
            exam.photographsBothEyes();
            exam.readsOverAndFinishes();
            assertThat(new String(exam.prints(), StandardCharsets.ISO_8859_1)).startsWith("%PDF-");
            exam.seesAllDelivered(OBJECTS);
            exam.ticksOff();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private String dump(Path object) throws Exception {
        Path text = folder.resolve("dump.txt");
        Process dcmdump = new ProcessBuilder("dcmdump", "--print-all", object.toString())
                .redirectErrorStream(true)
                .redirectOutput(text.toFile())
                .start();
        assertThat(dcmdump.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return Files.readString(text);
    }
}

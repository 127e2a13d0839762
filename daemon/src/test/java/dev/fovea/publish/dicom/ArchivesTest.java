package dev.fovea.publish.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.dicom.TransferSyntax;
import dev.fovea.dicom.net.Commitments;
import dev.fovea.dicom.net.Listener;
import dev.fovea.dicom.net.ListenerMetrics;
import dev.fovea.dicom.net.ListenerSettings;
import dev.fovea.dicom.net.Peer;
import dev.fovea.dicom.net.Storage;
import dev.fovea.dicom.net.StoreClient.Encoding;
import dev.fovea.exams.Report;
import dev.fovea.model.Laterality;
import dev.fovea.outbox.Courier;
import dev.fovea.outbox.Courier.Answer;
import dev.fovea.results.Answers;
import dev.fovea.store.InMemory;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A whole exam on its way into archives of other makers, which run here as children.
@Timeout(300)
class ArchivesTest {
    private static final String EXPLICIT = TransferSyntax.EXPLICIT_LITTLE.uid();
    private static final String IMPLICIT = TransferSyntax.IMPLICIT_LITTLE.uid();
    private static final Path STORESCP = Path.of("/usr/bin/storescp");

    @TempDir(factory = InMemory.class)
    Path root;

    @TempDir
    Path files;

    private FinishedExam exam;

    @BeforeEach
    void open() {
        exam = FinishedExam.open(root);
    }

    @AfterEach
    void close() {
        exam.close();
    }

    private Report report() {
        exam.take(CameraPhotograph.of(".2"), Laterality.RIGHT, one -> Answers.findings(one, 0.9));
        exam.take(CameraPhotograph.of(".3"), Laterality.LEFT, one -> Answers.doubted(one, 0.4));
        exam.exams().note(CameraPhotograph.STUDY, "patient was tired", "Tina");
        return exam.finish(CameraPhotograph.STUDY);
    }

    private ObjectSource source(Kind kind) {
        return exam.objects(new Paper()).of(kind);
    }

    private static Peer peer(int port) {
        return new Peer("127.0.0.1", port, "ARCHIVE", "FOVEA", Duration.ofSeconds(60), Optional.empty());
    }

    private static void isAtTheEndOf(byte[] file, byte[] dataSet) {
        assertThat(file.length).isGreaterThan(dataSet.length);
        assertThat(Arrays.copyOfRange(file, file.length - dataSet.length, file.length))
                .isEqualTo(dataSet);
    }

    @Test
    void aWholeExamGoesIntoDcmtksStoreByteForByte() throws Exception {
        Report report = report();
        Path kept = Files.createDirectory(files.resolve("kept"));
        try (Neighbour storescp = Neighbour.storescp(files, kept)) {
            for (Kind kind : Kind.values()) {
                Courier courier = new StoreCourier(peer(storescp.dicomPort()), source(kind));

                assertThat(courier.carry(report)).isEqualTo(new Answer.Delivered());
                assertThat(courier.carry(report)).isEqualTo(new Answer.Delivered());
            }
        }

        for (Kind kind : Kind.values()) {
            DicomObject object = source(kind).of(report);
            isAtTheEndOf(Files.readAllBytes(only(kept, object.sopInstance())), object.dataSet());
        }
    }

    /// DCMTK takes nothing compressed unless it is told to.
    @ParameterizedTest
    @ValueSource(strings = {"--prefer-little", "--implicit"})
    void whoTakesNothingCompressedGetsTheSameObjectsUncompressed(String syntax) throws Exception {
        assumeTrue(Files.isExecutable(STORESCP), "skipped: storescp (Debian package dcmtk) is missing");
        Report report = report();
        Path kept = Files.createDirectory(files.resolve("kept"));
        try (Neighbour storescp = Neighbour.start(
                files,
                port -> List.of(
                        STORESCP.toString(),
                        "--bit-preserving",
                        syntax,
                        "--output-directory",
                        kept.toString(),
                        port + ""))) {
            for (Kind kind : Kind.values()) {
                assertThat(new StoreCourier(peer(storescp.dicomPort()), source(kind)).carry(report))
                        .isEqualTo(new Answer.Delivered());
            }
        }

        for (Kind kind : Kind.values()) {
            DicomObject object = source(kind).of(report);
            Encoding encoding = object.encodings().stream()
                    .filter(one -> one.syntax().equals(syntax.equals("--implicit") ? IMPLICIT : EXPLICIT))
                    .findFirst()
                    .orElseThrow();
            Path file = only(kept, object.sopInstance());
            isAtTheEndOf(Files.readAllBytes(file), encoding.dataSet().get());
            if (Tool.DCIODVFY.isThere()) {
                assertThat(Tool.DCIODVFY.says(file)).noneMatch(line -> line.startsWith("Error"));
            }
            if (kind == Kind.SC) {
                showsThePicture(Files.readAllBytes(file));
            }
        }
    }

    /// The last bytes of the file are red, green and blue of each pixel. JPEG decoders differ in the last bits.
    private static void showsThePicture(byte[] file) throws IOException {
        BufferedImage jpeg = ImageIO.read(new ByteArrayInputStream(Paper.JPEG));
        int at = file.length - 3 * Paper.WIDTH * Paper.HEIGHT;
        long differences = 0;
        for (int y = 0; y < Paper.HEIGHT; y++) {
            for (int x = 0; x < Paper.WIDTH; x++) {
                for (int shift = 16; shift >= 0; shift -= 8) {
                    differences += Math.abs((file[at++] & 0xff) - (jpeg.getRGB(x, y) >> shift & 0xff));
                }
            }
        }
        assertThat((double) differences / (3 * Paper.WIDTH * Paper.HEIGHT)).isLessThan(0.5);
    }

    private static Path only(Path folder, String sopInstance) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> named =
                    files.filter(file -> file.toString().endsWith(sopInstance)).toList();
            assertThat(named).hasSize(1);
            return named.getFirst();
        }
    }

    private static Listener listener(Commitments commitments) {
        ListenerSettings settings = new ListenerSettings(
                "127.0.0.1",
                0,
                "FOVEA",
                Set.of(),
                4,
                65_536,
                1 << 20,
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                Optional.empty());
        return Listener.start(settings, (_, _) -> Storage.Answer.STORED, commitments, ListenerMetrics.NONE);
    }

    @Test
    void orthancKeepsAWholeExamAndSaysSo() throws Exception {
        Report report = report();
        Commitments commitments = new Commitments();
        try (Listener listener = listener(commitments);
                Orthanc orthanc = Orthanc.start(files, listener.port())) {
            for (Kind kind : Kind.values()) {
                Courier courier = new StoreCourier(peer(orthanc.dicomPort()), source(kind)).untilKept(commitments);

                assertThat(courier.carry(report)).isEqualTo(new Answer.Delivered());
                DicomObject object = source(kind).of(report);
                isAtTheEndOf(orthanc.file(object.sopInstance()), object.dataSet());
            }
            assertThat(orthanc.text("/studies").split(",")).hasSize(1);
            assertThat(orthanc.text("/series").split(",")).hasSize(Kind.values().length);
        }
    }

    @Test
    void orthancTakesAWholeExamByDicomWeb() throws Exception {
        Orthanc.mustSpeakDicomWeb();
        Report report = report();
        try (Orthanc orthanc = Orthanc.start(files, 1)) {
            for (Kind kind : Kind.values()) {
                StowSettings settings = new StowSettings(
                        "cloud",
                        URI.create(orthanc.address() + "/dicom-web"),
                        Optional.empty(),
                        Duration.ofSeconds(60),
                        List.of(kind));
                DicomObject object = source(kind).of(report);
                try (StowCourier courier = new StowCourier(settings, source(kind))) {
                    assertThat(courier.carry(report)).isEqualTo(new Answer.Delivered());
                    assertThat(courier.carry(report)).isEqualTo(new Answer.Delivered());
                }
                isAtTheEndOf(orthanc.file(object.sopInstance()), object.dataSet());
            }
        }
    }

    @Test
    void anArchiveThatDoesNotKnowTheServiceKeepsNothingForGood() throws Exception {
        assumeTrue(Files.isExecutable(STORESCP), "skipped: storescp (Debian package dcmtk) is missing");
        Report report = report();
        try (Neighbour storescp = Neighbour.start(files, port -> List.of(STORESCP.toString(), "--ignore", port + ""))) {
            Courier courier =
                    new StoreCourier(peer(storescp.dicomPort()), source(Kind.SR)).untilKept(new Commitments());

            assertThat(courier.carry(report))
                    .isInstanceOfSatisfying(
                            Answer.Later.class,
                            later -> assertThat(later.reason()).contains("it commits itself to no storage"));
        }
    }
}

package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.app.Daemon;
import dev.fovea.app.DaemonConfig;
import dev.fovea.bundle.Bundle;
import dev.fovea.camera.CameraProfile;
import dev.fovea.camera.CameraProfiles;
import dev.fovea.camera.CameraProfiles.Found;
import dev.fovea.camera.ValidationSettings;
import dev.fovea.drawing.DrawnEye;
import dev.fovea.drawing.Shot;
import dev.fovea.model.Laterality;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// `validate` on drawn eyes with the built-in model. How well that judges drawings is nobody's concern here.
@Timeout(120)
class ValidateCommandTest {
    private static final List<String> CLASSES = List.of("cataract", "diabetic_retinopathy", "glaucoma", "normal");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private Path eyes = Path.of("");
    private Path data = Path.of("");
    private Path config = Path.of("");

    @BeforeEach
    void twoPicturesOfEachClass() throws IOException {
        eyes = folder.resolve("eyes");
        data = folder.resolve("data");
        config = Files.writeString(
                folder.resolve("fovea.properties"),
                "validation.images-min = 2\nhttp.port = 0\nmodels.tasks = fundus4\ndata.folder = " + data + "\n");
        int seed = 0;
        for (String name : CLASSES) {
            picture(name + "/one.jpg", DrawnEye.healthy(Laterality.RIGHT, seed++));
            picture(name + "/patient/two.jpg", DrawnEye.healthy(Laterality.LEFT, seed++));
        }
    }

    @Test
    void whatWasMeasuredIsPrintedAndKept() throws IOException {
        assertThat(validate("Ward 2")).isZero();

        assertThat(out.toString())
                .contains("sensitivity", "AUROC", "Camera: Ward 2", "Wilson")
                .contains(CLASSES);
        assertThat(profiles()).singleElement().satisfies(profile -> {
            assertThat(profile.camera()).isEqualTo("Ward 2");
            assertThat(profile.model().manifest())
                    .isEqualTo(Bundle.embedded("fundus4").hash());
            assertThat(profile.classes()).hasSize(4).allSatisfy(figures -> {
                assertThat(figures.pictures()).isEqualTo(2);
                assertThat(figures.specificity().of()).isEqualTo(6);
            });
        });
    }

    @Test
    void theDateIsTheClocksAndTheFiguresAreThoseOfGrade() throws Exception {
        picture("normal/dark.jpg", DrawnEye.healthy(Laterality.LEFT, 20).withShot(Shot.DARK));
        Validation validation = new Validation(
                Bundle.embedded("fundus4"), "Ward 2", new ValidationSettings(2), InstantSource.fixed(NOON));

        CameraProfile profile = validation.run(eyes, 2);

        assertThat(profile.validatedAt()).isEqualTo(NOON);
        assertThat(profile.classes().getLast().pictures()).isEqualTo(2);
        assertThat(profile.classes().getLast().ungradable()).isOne();
        run("grade", "--csv", "--task", "fundus4", eyes.resolve("normal").toString());
        long noSign = out.toString()
                .lines()
                .filter(line -> line.contains(",no-sign,"))
                .count();
        assertThat(profile.classes().getLast().sensitivity().hits()).isEqualTo((int) noSign);
    }

    @Test
    void aRunningDaemonHeedsANewProfileWithoutARestart() throws Exception {
        try (Daemon daemon = Daemon.start(DaemonConfig.read(config))) {
            assertThat(answer(daemon, "Ward 2", 30))
                    .contains("\"cameraValidated\":false", "\"cameraValidatedAt\":null");

            assertThat(validate("Ward 2")).isZero();

            String validatedAt = profiles().getFirst().validatedAt().toString();
            assertThat(answer(daemon, "Ward 2", 31))
                    .contains("\"cameraValidated\":true", "\"cameraValidatedAt\":\"" + validatedAt.substring(0, 19));
            assertThat(answer(daemon, "Ward 3", 32)).contains("\"cameraValidated\":false");
            String rows = get(daemon, "/v1/export.csv");
            assertThat(rows.lines().filter(row -> row.contains(",true," + validatedAt.substring(0, 19))))
                    .hasSize(1);
        }
    }

    @Test
    void theDoctorListsTheCamerasAndWhetherTheyFitTheModel() throws IOException {
        run("doctor", "--config", config.toString());
        assertThat(out.toString()).contains("note   cameras: none was validated");
        validate("Ward 2");
        out.getBuffer().setLength(0);

        run("doctor", "--config", config.toString());
        assertThat(out.toString()).contains("ok     camera Ward 2: validated at ", "which is in use");

        Path profile;
        try (Stream<Path> files = Files.list(data.resolve("cameras"))) {
            profile = files.findFirst().orElseThrow();
        }
        String text = Files.readString(profile);
        Files.writeString(
                profile, text.replace(Bundle.embedded("fundus4").hash().hex(), "0".repeat(64)));
        out.getBuffer().setLength(0);
        run("doctor", "--config", config.toString());
        assertThat(out.toString()).contains("note   camera Ward 2: ", "which is not in use");

        Files.writeString(profile, "{");
        assertThat(run("doctor", "--config", config.toString())).isEqualTo(3);
        assertThat(out.toString()).contains("FAULT  cameras: ");
    }

    @Test
    void aFolderThatIsNoClassIsNamedAndNothingIsStored() throws IOException {
        picture("myopia/one.jpg", DrawnEye.healthy(Laterality.RIGHT, 9));

        refused("the model has no class myopia, only cataract, diabetic_retinopathy, glaucoma, normal");
    }

    @Test
    void aPictureOutsideTheClassesIsNamedAndNothingIsStored() throws IOException {
        picture("stray.jpg", DrawnEye.healthy(Laterality.RIGHT, 9));

        refused("stray.jpg lies in no class's folder");
    }

    @Test
    void aClassWithTooFewPicturesIsNamedAndNothingIsStored() throws IOException {
        Files.delete(eyes.resolve("glaucoma/one.jpg"));

        refused("class glaucoma must have at least 2 pictures (validation.images-min), has 1");
    }

    @Test
    void aClassOfWhichTooFewCanBeGradedIsNamedAndNothingIsStored() throws IOException {
        picture("glaucoma/one.jpg", DrawnEye.healthy(Laterality.RIGHT, 9).withShot(Shot.DARK));

        refused("class glaucoma must have at least 2 pictures that can be graded (validation.images-min), has 1, and 1"
                + " ungradable");
    }

    @Test
    void aPictureThatIsCutOffIsNamedAndNothingIsStored() throws IOException {
        byte[] whole = Files.readAllBytes(eyes.resolve("normal/one.jpg"));
        Files.write(eyes.resolve("normal/cut.jpg"), Arrays.copyOf(whole, 60));

        refused("cut.jpg could not be graded: ");
    }

    @Test
    void whatIsNoPictureIsCountedAndNothingIsStored() throws IOException {
        Files.writeString(eyes.resolve("normal/notes.txt"), "seen by Dr. X");

        refused("1 files in " + eyes + " are no JPEG, PNG, TIFF or DICOM, or cannot be read");
    }

    @Test
    void theSamePictureTwiceIsNamedAndNothingIsStored() throws IOException {
        Files.copy(eyes.resolve("normal/one.jpg"), eyes.resolve("glaucoma/copy.jpg"));

        refused("is the same picture as ");
    }

    @Test
    void aModelThatTheDaemonWouldRefuseIsRefusedHereToo() throws IOException {
        Path bundle = folder.resolve("unsigned");
        Files.createDirectories(bundle);
        Files.writeString(bundle.resolve("manifest.json"), "{}");

        assertThat(run(
                        "validate",
                        eyes.toString(),
                        "--camera",
                        "Ward 2",
                        "--model",
                        bundle.toString(),
                        "--config",
                        config.toString()))
                .isEqualTo(3);

        assertThat(err.toString()).contains("it is not signed");
    }

    @Test
    void aCameraWithoutANameIsRefused() {
        assertThat(validate(" ")).isEqualTo(3);
        assertThat(err.toString()).contains("camera must be 1 to 128 characters");
    }

    private void refused(String sentence) throws IOException {
        assertThat(validate("Ward 2")).isEqualTo(3);
        assertThat(err.toString()).startsWith("fovea validate: ").contains(sentence);
        assertThat(profiles()).isEmpty();
    }

    private List<CameraProfile> profiles() throws IOException {
        return new CameraProfiles(data.resolve("cameras"))
                .all().stream()
                        .map(found -> switch (found) {
                            case Found.Whole(var profile) -> profile;
                            case Found.Damaged damaged -> throw new AssertionError(damaged);
                        })
                        .toList();
    }

    private void picture(String name, DrawnEye eye) throws IOException {
        Path file = eyes.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, eye.jpeg(400, 300));
    }

    private int validate(String camera) {
        return run("validate", eyes.toString(), "--camera", camera, "--config", config.toString());
    }

    private int run(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return Main.run(line, arguments);
    }

    private static String answer(Daemon daemon, String source, int seed) throws Exception {
        byte[] eye = DrawnEye.healthy(Laterality.RIGHT, seed).jpeg(400, 300);
        String query = "wait=30s&laterality=OD&source=" + source.replace(" ", "%20");
        URI uri = URI.create("http://127.0.0.1:" + daemon.port() + "/v1/captures?" + query);
        return send(HttpRequest.newBuilder(uri)
                .POST(BodyPublishers.ofByteArray(eye))
                .build());
    }

    private static String get(Daemon daemon, String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + daemon.port() + path))
                .build());
    }

    private static String send(HttpRequest request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }
}

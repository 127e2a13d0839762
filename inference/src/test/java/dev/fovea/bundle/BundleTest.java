package dev.fovea.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.image.InputSpec.Crop;
import dev.fovea.model.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleTest {
    @TempDir
    Path scratch;

    @Test
    void aWholeBundleOpensWithEverythingItsManifestSays() {
        Bundle bundle = Bundle.open(BundleFixture.bundle(scratch));

        Manifest manifest = bundle.manifest();
        assertThat(manifest.task()).isEqualTo("eyes2");
        assertThat(manifest.classes()).extracting(ModelClass::name).containsExactly("ill", "well");
        assertThat(manifest.input().crop()).isEqualTo(Crop.NONE);
        assertThat(manifest.shape().mapSize()).isEqualTo(8);
        assertThat(bundle.network("any").file()).isEqualTo(BundleFixture.NETWORK);
        assertThat(bundle.networkHash("any")).isEqualTo(Sha256.of(BundleFixture.NETWORK));
        assertThat(bundle.goldens("any")).singleElement().satisfies(golden -> {
            assertThat(golden.file()).containsExactly(1, 2, 3);
            assertThat(golden.answer().logits()).containsExactly(1.5f, -1f);
            assertThat(golden.answer().map()).hasSize(8);
            assertThat(golden.answer().distance()).isEmpty();
            assertThat(golden.tolerance()).isEqualTo(0.01f);
        });
        assertThat(bundle.modelCard()).startsWith("# two");
    }

    @Test
    void aFolderAndAZipOfTheSameFilesAreEqual() {
        Path draft = BundleFixture.draft(scratch, manifest -> {});

        Bundle folder = BundleWriter.write(draft, scratch.resolve("folder"));
        Bundle zip = BundleWriter.write(draft, scratch.resolve("bundle.zip"));

        assertThat(zip.manifest()).isEqualTo(folder.manifest());
        assertThat(zip.network("any").file()).isEqualTo(folder.network("any").file());
    }

    @Test
    void theSameDraftGivesTheSameZip() throws IOException {
        Path draft = BundleFixture.draft(scratch, manifest -> {});

        BundleWriter.write(draft, scratch.resolve("one.zip"));
        BundleWriter.write(draft, scratch.resolve("two.zip"));

        assertThat(Files.readAllBytes(scratch.resolve("two.zip")))
                .isEqualTo(Files.readAllBytes(scratch.resolve("one.zip")));
    }

    @Test
    void anEngineRunsTheFormOfTheNetworkMeantForIt() {
        Path bundle = BundleFixture.bundle(scratch, manifest -> {
            manifest.withObject("/networks")
                    .putObject("int8")
                    .put("file", "golden/eye.png")
                    .put("precision", "int8")
                    .put("tolerance", 0.5)
                    .put("identityTolerance", 0.1);
            manifest.withObject("/engines").put("small", "int8");
        });

        Bundle opened = Bundle.open(bundle);

        assertThat(opened.network("small").precision()).isEqualTo("int8");
        assertThat(opened.goldens("small").getFirst().tolerance()).isEqualTo(0.5f);
        assertThat(opened.network("any other").precision()).isEqualTo("fp32");
    }

    @Test
    void aChangedFileIsRefusedByName() {
        Path bundle = BundleFixture.bundle(scratch);

        BundleFixture.write(bundle.resolve("model.onnx"), new byte[] {1});

        refused(bundle, "model.onnx is not the file that was bundled");
    }

    @Test
    void aMissingFileIsRefusedByName() throws IOException {
        Path bundle = BundleFixture.bundle(scratch);

        Files.delete(bundle.resolve("golden/eye.json"));

        refused(bundle, "golden/eye.json is missing");
    }

    @Test
    void aFileNobodyListedIsRefusedByName() {
        Path bundle = BundleFixture.bundle(scratch);

        BundleFixture.write(bundle.resolve("extra.bin"), new byte[] {1});

        refused(bundle, "extra.bin is in the bundle but not in the manifest's files");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("manifest.json: has unknown keys: colour", manifest -> manifest.put("colour", "red")),
                mistake(
                        "manifest.json: input has unknown keys: gamma",
                        manifest -> manifest.withObject("/input").put("gamma", 2.2)),
                mistake(
                        "manifest.json: networks.fp32 has unknown keys: speed",
                        manifest -> manifest.withObject("/networks/fp32").put("speed", 1)),
                mistake("manifest.json: format must be a whole number from 1 to 1, was 2", m -> m.put("format", 2)),
                mistake("manifest.json: task is missing", manifest -> manifest.remove("task")),
                mistake("manifest.json: task must be like", manifest -> manifest.put("task", "../eyes")),
                mistake("manifest.json: temperature must be a number", m -> m.put("temperature", 0)),
                mistake("manifest.json: temperature must be a number", m -> m.put("temperature", "2")),
                mistake(
                        "manifest.json: classes[1].threshold must be a number from 0.0 to 1.0, was 1.5",
                        manifest -> manifest.withObject("/classes/1").put("threshold", 1.5)),
                mistake(
                        "manifest.json: classes has the name ill twice",
                        manifest -> manifest.withObject("/classes/1").put("name", "ill")),
                mistake(
                        "manifest.json: input.crop must be one of [field-of-view, none]",
                        manifest -> manifest.withObject("/input").put("crop", "some")),
                mistake(
                        "manifest.json: input.colourOrder must be one of [RGB]",
                        manifest -> manifest.withObject("/input").put("colourOrder", "BGR")),
                mistake(
                        "mean and std must hold 3 values",
                        manifest -> manifest.withArray("/input/mean").add(0.5)),
                mistake(
                        "manifest.json: bias must have one number per class, 2, had 3",
                        manifest -> manifest.withArray("/bias").add(0.5)),
                mistake(
                        "manifest.json: engines.gpu names the network fp16, which is not one of [fp32]",
                        manifest -> manifest.withObject("/engines").put("gpu", "fp16")),
                mistake(
                        "manifest.json: networks must name at least one network",
                        manifest -> manifest.putObject("networks")),
                mistake("manifest.json: goldens must be a list of 1 to", manifest -> manifest.putArray("goldens")),
                mistake(
                        "manifest.json: modelCard names cards.md, which files does not list",
                        manifest -> manifest.put("modelCard", "cards.md")),
                mistake(
                        "manifest.json: networks.fp32.file must be like",
                        manifest -> manifest.withObject("/networks/fp32").put("file", "../model.onnx")),
                mistake(
                        "manifest.json: files.model.onnx: sha256 must be",
                        manifest -> manifest.withObject("/files").put("model.onnx", "abc")),
                mistake("golden/eye.json: logits must be 3 numbers, were 2", manifest -> {
                    ObjectNode third = manifest.at("/classes/1").deepCopy();
                    manifest.withArray("/classes").add(third.put("name", "third"));
                    manifest.withArray("/bias").add(0);
                }),
                mistake(
                        "golden/eye.json: map must be 12 numbers, were 8",
                        manifest -> manifest.withObject("/outputs").put("mapWidth", 3)));
    }

    @Test
    void aGoldenMapMayBeAsLargeAsTheManifestSays() {
        StringJoiner map = new StringJoiner(",", "[", "]");
        IntStream.range(0, 2 * 32 * 32).forEach(i -> map.add("1"));
        Path draft = BundleFixture.draft(
                scratch,
                manifest -> manifest.withObject("/outputs").put("mapHeight", 32).put("mapWidth", 32));
        BundleFixture.write(
                draft.resolve("golden/eye.json"),
                ("{\"logits\": [1.5, -1], \"map\": " + map + "}").getBytes(StandardCharsets.UTF_8));

        Bundle bundle = BundleWriter.write(draft, scratch.resolve("bundle"));

        assertThat(bundle.goldens("any").getFirst().answer().map()).hasSize(2048);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeInTheManifestIsNamedByItsKey(String complaint, Consumer<ObjectNode> mistake) {
        Path bundle = BundleFixture.bundle(scratch);

        BundleFixture.edit(bundle, mistake);

        refused(bundle, complaint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
                "null",
                "{\"format\": 1]",
                "{\"format\": 1} more",
                "{\"format\": 1, \"format\": 1}"
            })
    void whatIsNotAJsonObjectIsRefused(String text) {
        Path bundle = BundleFixture.bundle(scratch);

        BundleFixture.write(bundle.resolve("manifest.json"), text.getBytes(StandardCharsets.UTF_8));

        refused(bundle, "manifest.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "/etc/passwd", "a/../../b", "a\\b", "a//b", ".hidden", "a/./b", "a\nb"})
    void aZipWithAWickedNameIsRefused(String name) throws IOException {
        Path zip = zip(name, 10);

        refused(zip, "a file's name must be a plain relative path");
    }

    @Test
    void aNumberWithoutEndIsRefused() {
        Path bundle = BundleFixture.bundle(scratch);

        String text = "{\"format\": 1" + "0".repeat(2000) + "}";
        BundleFixture.write(bundle.resolve("manifest.json"), text.getBytes(StandardCharsets.UTF_8));

        refused(bundle, "manifest.json is not JSON");
    }

    @Test
    void aZipThatUnpacksToFarTooMuchIsRefusedBeforeItIsUnpacked() throws IOException {
        Path bomb = zip("bomb", BundleFiles.BYTES_MAX + (1 << 20));

        assertThat(Files.size(bomb)).isLessThan(1 << 20);
        refused(bomb, "has more than " + BundleFiles.BYTES_MAX + " bytes");
    }

    @Test
    void aZipWithFarTooManyFilesIsRefused() throws IOException {
        Path zip = scratch.resolve("many.zip");
        try (ZipOutputStream stream = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (int i = 0; i <= BundleFiles.FILES_MAX; i++) {
                stream.putNextEntry(new ZipEntry("file-" + i));
                stream.closeEntry();
            }
        }

        refused(zip, "has more than " + BundleFiles.FILES_MAX + " files");
    }

    @Test
    void aCutOffZipIsRefused() throws IOException {
        Path zip = scratch.resolve("bundle.zip");
        BundleWriter.write(BundleFixture.draft(scratch, manifest -> {}), zip);
        byte[] whole = Files.readAllBytes(zip);

        Path cut = scratch.resolve("cut.zip");
        Files.write(cut, Arrays.copyOf(whole, 200));

        refused(cut, "cut.zip");
    }

    @Test
    void whatIsNeitherFolderNorZipIsRefused() throws IOException {
        Path text = Files.writeString(scratch.resolve("bundle.txt"), "hello");

        refused(text, "neither a folder nor a zip file");
        refused(scratch.resolve("nowhere"), "neither a folder nor a zip file");
    }

    @Test
    void aLinkInTheFolderIsRefused() throws IOException {
        Path bundle = BundleFixture.bundle(scratch);

        Files.createSymbolicLink(bundle.resolve("link"), bundle.resolve("card.md"));

        refused(bundle, "link is not a plain file");
    }

    @Test
    void aBundleIsNeverOverwritten() {
        Path bundle = BundleFixture.bundle(scratch);

        assertThatExceptionOfType(BundleException.class)
                .isThrownBy(() -> BundleWriter.write(scratch.resolve("draft"), bundle))
                .withMessageContaining("already there");
    }

    private static Arguments mistake(String complaint, Consumer<ObjectNode> change) {
        return Arguments.of(complaint, change);
    }

    private static void refused(Path bundle, String complaint) {
        assertThatExceptionOfType(BundleException.class)
                .isThrownBy(() -> Bundle.open(bundle))
                .withMessageContaining(complaint)
                .withMessageContaining(bundle.getFileName().toString());
    }

    private Path zip(String name, long size) throws IOException {
        Path zip = scratch.resolve("wicked.zip");
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream stream = new ZipOutputStream(file)) {
            stream.putNextEntry(new ZipEntry(name));
            byte[] zeros = new byte[1 << 20];
            for (long left = size; left > 0; left -= zeros.length) {
                stream.write(zeros, 0, (int) Math.min(left, zeros.length));
            }
            stream.closeEntry();
        }
        return zip;
    }
}

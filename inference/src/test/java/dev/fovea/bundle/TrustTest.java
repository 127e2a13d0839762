package dev.fovea.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whose bundles are believed, and that nothing of a bundle that is not believed counts.
class TrustTest {
    @TempDir
    Path scratch;

    private Path bundle = Path.of("");
    private Path keys = Path.of("");
    private Path clinicKey = Path.of("");

    @BeforeEach
    void aBundleAndAClinic() {
        bundle = BundleFixture.bundle(scratch);
        keys = scratch.resolve("keys");
        clinicKey = SigningKey.make(keys, "clinic");
    }

    @Test
    void theBuiltInBundlesAreSignedByAKeyThatCameWithTheProgram() {
        assertThat(Bundle.embeddedTasks())
                .allSatisfy(task -> assertThat(Bundle.embedded(task).signer()).contains("fovea-release"));
    }

    @Test
    void whatTheClinicSignedIsBelievedAndNamesItsKey() {
        sign(bundle);

        assertThat(Bundle.open(bundle, clinic()).signer()).contains("clinic");
        assertThat(Bundle.open(bundle, clinic().allowingUnsigned()).signer()).contains("clinic");
    }

    @Test
    void aZipIsSignedAndBelievedLikeAFolder() {
        Path zip = scratch.resolve("bundle.zip");
        BundleWriter.write(scratch.resolve("draft"), zip);

        sign(zip);

        assertThat(Bundle.open(zip, clinic()).signer()).contains("clinic");
        assertThat(Bundle.open(zip).manifest()).isEqualTo(Bundle.open(bundle).manifest());
        assertThat(scratch.resolve("bundle.zip.new")).doesNotExist();
    }

    @Test
    void whatNobodySignedIsRefusedUnlessThatIsAllowed() {
        refused(bundle, clinic(), "it is not signed", "models.unsigned-allowed");

        assertThat(Bundle.open(bundle, clinic().allowingUnsigned()).signer()).isEmpty();
    }

    @Test
    void anUnknownKeyIsRefusedEvenWhereUnsignedBundlesAreAllowed() {
        sign(bundle);

        refused(bundle, Trust.builtIn(), "signed by the key clinic, which is not trusted here", "fovea-release");
        refused(bundle, Trust.builtIn().allowingUnsigned(), "signed by the key clinic, which is not trusted here");
    }

    @Test
    void aChangedManifestIsRefusedEvenWhereUnsignedBundlesAreAllowed() {
        sign(bundle);

        BundleFixture.edit(bundle, manifest -> manifest.put("temperature", 1.5));

        refused(bundle, clinic(), "signature by the key clinic does not fit");
        refused(bundle, clinic().allowingUnsigned(), "signature by the key clinic does not fit");
    }

    @Test
    void aManifestThatDiffersByASpaceIsNotWhatWasSigned() throws IOException {
        sign(bundle);
        Path manifest = bundle.resolve("manifest.json");

        Files.writeString(manifest, Files.readString(manifest) + " ");

        refused(bundle, clinic(), "does not fit");
    }

    @Test
    void aChangedFileIsRefusedByTheHashThatWasSigned() {
        sign(bundle);

        BundleFixture.write(bundle.resolve("model.onnx"), new byte[] {1});

        refused(bundle, clinic(), "model.onnx is not the file that was bundled");
    }

    @Test
    void theSignatureOfAnotherKeyOfTheSameNameDoesNotFit() {
        Path stranger = SigningKey.make(scratch.resolve("stranger"), "clinic");
        BundleSigner.sign(bundle, SigningKey.read(stranger));

        refused(bundle, clinic(), "does not fit");
    }

    @Test
    void aKeyOfTheClinicCannotTakeTheNameOfAnother() {
        SigningKey.make(keys, "fovea-release");

        assertThatExceptionOfType(BundleException.class)
                .isThrownBy(this::clinic)
                .withMessageContaining("two different keys are called fovea-release");
    }

    @Test
    void aSignatureThatIsNoneIsRefusedByItsKey() {
        BundleFixture.write(
                bundle.resolve("manifest.sig"),
                "{\"format\": 1, \"key\": \"clinic\"}".getBytes(StandardCharsets.UTF_8));

        refused(bundle, clinic().allowingUnsigned(), "manifest.sig: signature is missing");
    }

    @Test
    void aKeyFileThatHoldsNoKeyIsNamed() throws IOException {
        Files.writeString(keys.resolve("bad.pub"), "ssh-ed25519 AAAA somebody\n");

        assertThatExceptionOfType(BundleException.class)
                .isThrownBy(this::clinic)
                .withMessageContaining("bad.pub must be a key's id and its Base64");
    }

    @Test
    void aKeyThatIsNoEd25519KeyIsNamedWhenItIsAskedFor() throws IOException {
        sign(bundle);
        Files.writeString(keys.resolve("clinic.pub"), "clinic AAAA\n");

        refused(bundle, clinic(), "the trusted key clinic is no Ed25519 public key");
    }

    @Test
    void aFolderOfKeysThatIsNotThereIsNamedWithItsSetting() {
        assertThatExceptionOfType(BundleException.class)
                .isThrownBy(() -> Trust.builtIn().with(scratch.resolve("nowhere")))
                .withMessageContaining("models.keys: the folder")
                .withMessageContaining("nowhere");
    }

    @Test
    void aKeyIsNeverOverwrittenAndOnlyItsOwnerReadsIt() throws IOException {
        byte[] before = Files.readAllBytes(clinicKey);

        assertThatExceptionOfType(BundleException.class)
                .isThrownBy(() -> SigningKey.make(keys, "clinic"))
                .withMessageContaining("already there");

        assertThat(Files.readAllBytes(clinicKey)).isEqualTo(before);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(clinicKey)))
                .isEqualTo("rw-------");
    }

    @Test
    void twoHalvesThatDoNotBelongTogetherSignNothing() throws IOException {
        Path other = SigningKey.make(scratch.resolve("other"), "clinic");
        Files.copy(other.resolveSibling("clinic.pub"), keys.resolve("mixed.pub"));
        Files.copy(clinicKey, keys.resolve("mixed.key"));

        assertThatExceptionOfType(BundleException.class)
                .isThrownBy(() -> BundleSigner.sign(bundle, SigningKey.read(keys.resolve("mixed.key"))))
                .withMessageContaining("do not match");
        assertThat(bundle.resolve("manifest.sig")).doesNotExist();
    }

    @Test
    void aDraftHasNoSignatureYet() {
        BundleFixture.write(scratch.resolve("draft/manifest.sig"), new byte[] {1});

        assertThatExceptionOfType(BundleException.class)
                .isThrownBy(() -> BundleWriter.write(scratch.resolve("draft"), scratch.resolve("signed")))
                .withMessageContaining("manifest.sig must be left out of a draft");
    }

    @Test
    void aDamagedBundleIsNotSigned() {
        BundleFixture.write(bundle.resolve("model.onnx"), new byte[] {1});

        assertThatExceptionOfType(BundleException.class).isThrownBy(() -> sign(bundle));
        assertThat(bundle.resolve("manifest.sig")).doesNotExist();
    }

    private Trust clinic() {
        return Trust.builtIn().with(keys);
    }

    private void sign(Path folderOrZip) {
        BundleSigner.sign(folderOrZip, SigningKey.read(clinicKey));
    }

    private static void refused(Path bundle, Trust trust, String... complaints) {
        assertThatExceptionOfType(BundleException.class)
                .isThrownBy(() -> Bundle.open(bundle, trust))
                .satisfies(refusal -> assertThat(refusal.getMessage()).contains(complaints));
    }
}

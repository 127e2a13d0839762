package dev.fovea.camera;

import static dev.fovea.camera.Told.MANIFEST;
import static dev.fovea.camera.Told.NETWORK;
import static dev.fovea.camera.Told.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fovea.camera.CameraProfiles.Found;
import dev.fovea.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CameraProfilesTest {
    private static final Sha256 OTHER_MODEL = Sha256.of(new byte[] {9});

    @TempDir
    Path folder;

    private CameraProfiles profiles = new CameraProfiles(Path.of(""));

    @BeforeEach
    void fresh() {
        profiles = new CameraProfiles(folder.resolve("cameras"));
    }

    @Test
    void withoutAProfileNoCameraIsValidated() throws IOException {
        assertThat(profiles.validatedAt("ward 2", MANIFEST, NETWORK)).isEmpty();
        assertThat(profiles.all()).isEmpty();
    }

    @Test
    void aStoredProfileCountsAtOnceAndReadsBackAsItWas() throws IOException {
        CameraProfile profile = Told.profile("ward 2 / Häuser", MANIFEST, NOON);

        profiles.store(profile);

        assertThat(profiles.validatedAt("ward 2 / Häuser", MANIFEST, NETWORK)).contains(NOON);
        assertThat(profiles.all()).containsExactly(new Found.Whole(profile));
    }

    @Test
    void itHoldsForThatCameraAndThatModelOnly() throws IOException {
        profiles.store(Told.profile("ward 2", MANIFEST, NOON));

        assertThat(profiles.validatedAt("ward 2", OTHER_MODEL, NETWORK)).isEmpty();
        assertThat(profiles.validatedAt("Ward 2", MANIFEST, NETWORK)).isEmpty();
    }

    @Test
    void itHoldsForThatFormOfTheNetworkOnly() throws IOException {
        profiles.store(Told.profile("ward 2", MANIFEST, NOON));

        assertThat(profiles.validatedAt("ward 2", MANIFEST, OTHER_MODEL)).isEmpty();
    }

    @Test
    void eachModelKeepsItsOwnProfileAndALaterOneReplacesIt() throws IOException {
        Instant later = NOON.plusSeconds(60);
        profiles.store(Told.profile("ward 2", MANIFEST, NOON));
        profiles.store(Told.profile("ward 2", OTHER_MODEL, NOON));

        profiles.store(Told.profile("ward 2", MANIFEST, later));

        assertThat(profiles.validatedAt("ward 2", MANIFEST, NETWORK)).contains(later);
        assertThat(profiles.validatedAt("ward 2", OTHER_MODEL, NETWORK)).contains(NOON);
        assertThat(profiles.all()).hasSize(2);
    }

    @Test
    void aDamagedProfileCountsForNothingAndIsShown() throws IOException {
        Path file = profiles.store(Told.profile("ward 2", MANIFEST, NOON));

        Files.writeString(file, "{\"format\": 1, \"camera\": \"ward 2\"}");

        assertThat(profiles.validatedAt("ward 2", MANIFEST, NETWORK)).isEmpty();
        assertThat(profiles.all())
                .singleElement()
                .isInstanceOfSatisfying(
                        Found.Damaged.class,
                        damaged -> assertThat(damaged.reason()).contains("validatedAt must be a text"));
    }

    @Test
    void aProfileUnderAnotherCamerasFileNameCountsForNothing() throws IOException {
        Path ward = profiles.store(Told.profile("ward 2", MANIFEST, NOON));
        Path hall = profiles.store(Told.profile("hall", MANIFEST, NOON));

        Files.copy(ward, hall, StandardCopyOption.REPLACE_EXISTING);

        assertThat(profiles.validatedAt("hall", MANIFEST, NETWORK)).isEmpty();
    }

    @Test
    void aNameThatNoCaptureCouldHaveIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Told.profile(" ", MANIFEST, NOON))
                .withMessageStartingWith("camera must be 1 to 128 characters");
        assertThatIllegalArgumentException().isThrownBy(() -> Told.profile("a\nb", MANIFEST, NOON));
    }

    @ParameterizedTest
    @ValueSource(strings = {"upload", "page"})
    void whatNobodyNamedIsNoCamera(String word) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CameraProfile.checkName(word))
                .withMessageContaining("camera must not be " + word);
    }
}

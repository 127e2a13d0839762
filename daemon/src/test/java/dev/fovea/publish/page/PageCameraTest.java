package dev.fovea.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import dev.fovea.model.QualityFault;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// What the page says of cameras that were tried out with the model, and of those that were not.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PageCameraTest {
    private FakeDaemon daemon;
    private Chromium chromium;
    private Technician technician;
    private Page page;

    @BeforeAll
    void launch() {
        chromium = Chromium.launchFor(getClass());
    }

    @BeforeEach
    void open() {
        daemon = FakeDaemon.start();
        technician = Technician.at(chromium.browser(), Technician.desktop());
        page = technician.page();
        technician.opens(daemon.address());
    }

    @AfterEach
    void leave() {
        try {
            technician.close();
        } finally {
            daemon.close();
        }
    }

    @AfterAll
    void quit() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void aCameraThatWasNotTriedOutIsSaidBesideTheAnswer() {
        put("NEW", FakeGrading.findings(0.87, now()));

        assertThat(technician.answered("NEW", "OD").locator(".camera").textContent())
                .isEqualTo("Camera not validated");
        technician.looksAt("NEW", "OD");
        assertThat(page.locator(".verdict .camera").textContent()).isEqualTo("Camera not validated");
        technician.photographs("camera-new");
    }

    @Test
    void aCameraThatWasTriedOutSaysWhen() {
        put("KNOWN", FakeGrading.validated(FakeGrading.findings(0.04, now()), "2026-03-09T12:00:00Z"));

        assertThat(technician.answered("KNOWN", "OD").locator(".camera").textContent())
                .startsWith("Camera validated on ")
                .contains("Mar", "9", "2026");
        technician.looksAt("KNOWN", "OD");
        assertThat(page.locator(".verdict .camera").textContent()).contains("2026");
    }

    @Test
    void whereNoModelAnsweredNothingIsSaidOfTheCamera() {
        put("DARK", FakeGrading.ungradable(QualityFault.TOO_DARK, now()));

        assertThat(technician.answered("DARK", "OD").locator(".camera").count()).isZero();
    }

    @Test
    void theCameraThatIsTypedIsTheSourceAndIsRemembered() {
        technician.addsPhotographs("TYPED", "OD", eye());
        page.fill("#upload-camera", "Ward 2");
        technician.sends().answered("TYPED", "OD");

        technician.looksAt("TYPED", "OD");
        assertThat(page.locator(".panel").textContent()).contains("Ward 2");
        technician.presses("Escape");
        // The address forgets the photograph a moment after the photograph is gone.
        page.waitForCondition(() -> !page.url().contains("#capture/"));
        page.reload();
        page.click("#add");
        assertThat(page.inputValue("#upload-camera")).isEqualTo("Ward 2");
    }

    private void put(String patient, ObjectNode answer) {
        Map<String, String> fields =
                Map.of("patient", patient, "exam", patient, "laterality", "OD", "source", "Ward 2");
        daemon.put(fields, Showcase.jpeg(Showcase.right(1)), Instant.now(), Optional.of(answer));
        page.reload();
    }

    private static String now() {
        return Instant.now().toString();
    }

    private static FilePayload eye() {
        return new FilePayload("eye_OD.jpg", "image/jpeg", Showcase.jpeg(Showcase.right(1)));
    }

    @Test
    void withAConnectedCameraAnEyesEmptyPlaceLeadsToItsPicture() {
        daemon.camera("fundus");
        daemon.put(
                Map.of("patient", "P-7", "exam", "E-7", "laterality", "OD"),
                Showcase.jpeg(Showcase.right(1)),
                Instant.now(),
                Optional.empty());
        technician.opens(daemon.address());

        page.click(".eye-OS .reading-missing button");

        page.waitForSelector("#camera[open]");
        assertThat(page.inputValue("#camera-patient")).isEqualTo("P-7");
        assertThat(page.isChecked("#camera-eye-OS")).isTrue();
        assertThat(page.isVisible("#upload")).isFalse();

        page.click("#camera-file");

        page.waitForSelector("#upload[open]");
        assertThat(page.isVisible("#camera")).isFalse();
        assertThat(page.inputValue("#upload-patient")).isEqualTo("P-7");
        assertThat(page.inputValue("#upload-exam")).isEqualTo("E-7");
    }

    /// A connected camera photographs eyes and makes no scans.
    @Test
    void whatAnotherModelAnsweredIsTakenAgainFromAFile() {
        daemon.camera("fundus");
        daemon.put(
                Map.of("patient", "P-8", "exam", "E-8", "laterality", "OD", "task", "oct3"),
                Showcase.jpeg(Showcase.right(1)),
                Instant.now(),
                Optional.empty());
        technician.opens(daemon.address());

        page.click(".eye-OS .reading-missing button");

        page.waitForSelector("#upload[open]");
        assertThat(page.isVisible("#camera")).isFalse();
    }
}

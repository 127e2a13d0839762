package dev.fovea.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URI;

/// A technician who photographs with a connected camera, on the page's panel. Each step leaves a picture in
/// `target/page`.
public final class CameraHand implements AutoCloseable {
    private final Chromium chromium;
    private final Technician technician;
    private final Page page;

    private CameraHand(Chromium chromium, URI server) {
        this.chromium = chromium;
        this.technician =
                Technician.at(chromium.browser(), Technician.desktop()).opens(server);
        this.page = technician.page();
    }

    /// Sits down in front of the page; without a browser the test that asks is skipped.
    public static CameraHand at(URI server, Class<?> test) {
        return new CameraHand(Chromium.launchFor(test), server);
    }

    /// Opens the camera's panel for a patient and waits until it is live.
    public void opensFor(String patient) {
        page.click("#open-camera");
        technician.see(".camera-state[data-kind=no-sign]");
        page.fill("#camera-patient", patient);
        page.waitForFunction("() => document.querySelector('.camera-picture').naturalWidth > 0");
    }

    /// Photographs nobody's eye: it must be said whose and which one.
    public void forgetsPatientAndEye(String patient) {
        page.fill("#camera-patient", "");
        page.click("#camera-shoot");
        page.waitForCondition(() -> technician.text("#camera .trouble").contains("patient key first"));
        page.fill("#camera-patient", patient);
        page.click("#camera-shoot");
        page.waitForCondition(() -> technician.text("#camera .trouble").contains("Say which eye"));
    }

    /// Photographs one eye and waits for its answer.
    public void photographs(String eye, int photographs) {
        page.check("#camera-eye-" + eye);
        page.click("#camera-shoot");
        page.waitForCondition(
                () -> page.locator(".camera-taken li:not([data-state=waiting])").count() == photographs);
        assertThat(page.locator("#camera-eye-" + eye).isChecked()).isFalse();
        technician.photographs("camera-" + eye);
    }

    /// Lets the camera wait for an eye that holds still, and takes that back.
    public void armsAndDisarms(String eye) {
        page.check("#camera-eye-" + eye);
        page.click("#camera-arm");
        page.waitForCondition(() -> technician.text(".camera-state").contains("Waiting until the eye holds still"));
        technician.photographs("camera-armed");
        page.fill("#camera-patient", "ANOTHER");
        page.waitForCondition(() -> technician.text(".camera-state").contains("The camera is live"));
        assertThat(page.isChecked("#camera-eye-" + eye)).isFalse();
        page.check("#camera-eye-" + eye);
        page.click("#camera-arm");
        page.waitForCondition(() -> technician.text(".camera-state").contains("Waiting until the eye holds still"));
        page.click("#camera-arm");
        page.waitForCondition(() -> technician.text(".camera-state").contains("The camera is live"));
    }

    /// Lets it wait for somebody else, and takes the last photograph again meanwhile: nobody else's eye is waited for
    /// then.
    public void retakesWhileItWaits(String patient, String last, String other) {
        page.fill("#camera-patient", "ANOTHER");
        page.check("#camera-eye-" + other);
        page.click("#camera-arm");
        page.waitForCondition(() -> technician.text(".camera-state").contains("Waiting until the eye holds still"));
        page.locator(".camera-taken button").first().click();
        page.click("#detail [data-focus=retake]");
        page.waitForCondition(() -> technician.text(".camera-state").contains("The camera is live"));
        assertThat(page.inputValue("#camera-patient")).isEqualTo(patient);
        assertThat(page.isChecked("#camera-eye-" + last)).isTrue();
        assertThat(page.isEnabled("#camera-shoot")).isTrue();
    }

    /// Lets the camera wait for an eye that does not come, and sees how long, and why there is no photograph.
    public void armsInVain(String eye) {
        page.check("#camera-eye-" + eye);
        page.click("#camera-arm");
        page.waitForCondition(() -> technician.text("#camera-left").matches("For \\d s more, .*"));
        page.waitForCondition(() -> technician.text(".camera-state").contains("Not taken: no eye held still"));
        assertThat(technician.text("#camera-left")).isEmpty();
        technician.photographs("camera-missed");
    }

    /// Sees the camera gone, in words, with no picture of before.
    public void seesItGone() {
        page.waitForCondition(() -> !technician.text(".camera-state").contains("The camera is live"));
        assertThat(page.isDisabled("#camera-shoot")).isTrue();
        assertThat(page.locator(".camera-picture[src]").count()).isZero();
        technician.photographs("camera-gone");
    }

    /// Closes the panel and sees both eyes on the patient's card.
    public void seesBothEyes(String patient) {
        page.keyboard().press("Escape");
        technician.answered(patient, "OD");
        technician.answered(patient, "OS");
        assertThat(technician.exam(patient).count()).isOne();
        assertThat(page.locator(".camera-picture[src]").count()).isZero();
    }

    @Override
    public void close() {
        technician.close();
        chromium.close();
    }
}

package dev.fovea.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import dev.fovea.drawing.DrawnEye;
import dev.fovea.drawing.Shot;
import dev.fovea.model.Laterality;
import java.net.URI;

/// A technician examines both eyes of one patient, with one retake, from the worklist to the archive, on the page
/// alone. Each step leaves a picture in `target/page`.
public final class WholeExam implements AutoCloseable {
    private final Chromium chromium;
    private final Technician technician;
    private final Page page;
    private final String patient;

    private WholeExam(Chromium chromium, URI server, String patient) {
        this.chromium = chromium;
        this.technician =
                Technician.at(chromium.browser(), Technician.desktop()).opens(server);
        this.page = technician.page();
        this.patient = patient;
    }

    /// Sits down in front of the page; without a browser the test that asks is skipped.
    public static WholeExam of(URI server, String patient, Class<?> test) {
        return new WholeExam(Chromium.launchFor(test), server, patient);
    }

    /// Scans a key of the worklist, such as the accession number on a label.
    ///
    /// @return the study that the photographs are to belong to
    public String scans(String key) {
        page.keyboard().press("/");
        page.waitForCondition(() -> page.locator(".worklist-list li").count() > 0);
        technician.photographs("exam-1-worklist");
        page.keyboard().type(key + "\n");
        page.waitForCondition(() -> page.isVisible("#upload"));
        assertThat(page.inputValue("#upload-patient")).isEqualTo(patient);
        return page.inputValue("#upload-exam");
    }

    /// Photographs both eyes in the sheet that is open; the left one is too dark, is asked for and taken again.
    public void photographsBothEyes() {
        photographs("OD", eye("right.jpg", DrawnEye.healthy(Laterality.RIGHT, 31)));
        technician.answered(patient, "OD");
        technician.exam(patient).locator(".patient-name").waitFor();
        technician.exam(patient).locator(".eye-OS button").first().click();
        page.waitForCondition(() -> page.isVisible("#upload"));
        photographs("OS", eye("left.jpg", DrawnEye.healthy(Laterality.LEFT, 32).withShot(Shot.DARK)));

        Locator poor = technician.answered(patient, "OS");
        assertThat(poor.locator(".state-word").textContent()).isEqualTo("Retake");
        assertThat(poor.locator(".advice").textContent()).isNotBlank();
        technician.seesEveryPhotograph().photographs("exam-2-retake");
        poor.locator(".says-buttons button").click();
        photographs("OS", eye("left-again.jpg", DrawnEye.healthy(Laterality.LEFT, 33)));
        technician
                .exam(patient)
                .locator(".eye-OS .reading[data-state]:not([data-state=waiting]):not([data-state=retake])")
                .waitFor();
        technician.seesEveryPhotograph().photographs("exam-3-both-eyes");
    }

    private void photographs(String laterality, FilePayload file) {
        assertThat(page.inputValue("#upload-patient")).isEqualTo(patient);
        page.check("#upload-eye-" + laterality);
        page.setInputFiles("#upload-files", file);
        technician.sends();
    }

    private static FilePayload eye(String name, DrawnEye drawn) {
        return new FilePayload(name, "image/jpeg", Showcase.jpeg(drawn));
    }

    /// A person disagrees with one answer, leaves a note, and calls the exam finished.
    public void readsOverAndFinishes() {
        technician.exam(patient).locator(".chart-line").click();
        page.fill("#chart-name", "Dr. A");
        page.selectOption("#chart-agreement", "disagree");
        page.fill("#chart-grade", "normal");
        sends("reading", 1);
        page.fill("#chart-note", "patient was tired");
        sends("note", 2);
        page.waitForCondition(() -> technician.text("#chart-stands").startsWith("3 photographs"));
        sends("finish", 3);
        assertThat(technician.text("#chart .chart")).contains("Dr. A", "patient was tired", "Finished, edition 1");
        technician.photographs("exam-4-finished");
    }

    private void sends(String form, int entries) {
        page.click("[data-form=" + form + "] button[type=submit]");
        page.waitForCondition(() -> page.locator("#chart .chart li:not(.hint)").count() == entries);
    }

    /// Fetches what the page's link to paper leads to.
    ///
    /// @return the PDF
    public byte[] prints() {
        Locator link = page.locator("#chart a.button[target=_blank]");
        URI paper = URI.create(page.url()).resolve(link.getAttribute("href"));
        byte[] printed = page.request().get(paper.toString()).body();
        page.keyboard().press("Escape");
        return printed;
    }

    /// Waits on the outbox's panel until all of the exam's objects were delivered.
    public void seesAllDelivered(int objects) {
        page.click("#open-outbox");
        page.waitForCondition(() -> technician.text("#outbox .filters").contains("Delivered " + objects));
        page.click("#outbox .filters [data-state=delivered]");
        page.waitForCondition(() -> page.locator(".outbox-list li").count() == objects);
        technician.photographs("exam-5-delivered");
        page.keyboard().press("Escape");
    }

    /// Ticks the patient off the worklist.
    public void ticksOff() {
        page.keyboard().press("/");
        page.waitForCondition(() -> page.locator(".worklist-list li").count() == 1);
        page.locator("[data-focus^='worklist done']").click();
        page.waitForCondition(() -> page.locator(".worklist-list li").count() == 0);
        page.keyboard().press("Escape");
        technician.photographs("exam-6-done");
    }

    @Override
    public void close() {
        technician.close();
        chromium.close();
    }
}

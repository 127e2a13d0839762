package dev.fovea.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.time.Duration;
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

/// Nothing of one patient is sent, shown or proposed under another, when people change their minds and answers are
/// late.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PageMixUpTest {
    /// A photograph that is not of the day.
    private static final String STRANGER = "00000000-0000-7000-8000-000000000001";

    private FakeDaemon daemon;
    private Relay relay;
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
        Showcase.fill(daemon, Instant.now());
        relay = Relay.to(daemon.address());
        technician = Technician.at(chromium.browser(), Technician.desktop());
        page = technician.page();
        technician.opens(relay.address());
        technician.see(".exam");
    }

    @AfterEach
    void leave() {
        try {
            technician.close();
        } finally {
            relay.close();
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
    void whatWasChosenForOnePatientAndNotSentIsNotThereForTheNext() {
        technician.addsPhotographs("SOMEBODY", "OD", eye()).see(".file[data-send=ready]");

        technician.presses("Escape").looksAt("P-1042", "OD");
        page.click("#detail [data-focus=retake]");

        assertThat(page.inputValue("#upload-patient")).isEqualTo("P-1042");
        assertThat(page.locator(".file").count()).isZero();
    }

    @Test
    void onlyAnExamOfTodayIsContinued() {
        page.click("#add");
        page.fill("#upload-patient", "P-1042");
        assertThat(page.inputValue("#upload-exam")).isEqualTo("20261122-P-1042");
        technician.presses("Escape");
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        daemon.put(
                Map.of("patient", "RETURNS", "exam", "yesterday's"),
                Showcase.jpeg(Showcase.right(1)),
                yesterday,
                Optional.empty());

        page.click("#day-before");
        technician.exam("RETURNS").waitFor();
        page.click("#add");
        page.fill("#upload-patient", "RETURNS");

        assertThat(page.inputValue("#upload-exam")).isNotEqualTo("yesterday's");
        assertThat(page.textContent("#upload-exam-hint")).isEqualTo("Starts a new exam");
    }

    @Test
    void aPhotographThatComesTooLateIsNotShown() {
        holdAnswers();
        page.evaluate("id => { location.hash = `#capture/${id}`; }", STRANGER);
        page.waitForFunction("() => window.held.length > 0");
        technician.looksAt("P-1042", "OD");

        answerHeld(404);

        assertThat(technician.text(".detail-patient")).isEqualTo("P-1042");
    }

    @Test
    void aClosedPhotographStaysClosedWhenItsAnswerComes() {
        holdAnswers();
        page.evaluate("id => { location.hash = `#capture/${id}`; }", STRANGER);
        page.waitForFunction("() => window.held.length > 0");
        page.evaluate("() => { location.hash = ''; }");

        answerHeld(404);

        assertThat(page.isVisible("#detail")).isFalse();
    }

    @Test
    void aPhotographThatCannotBeReadIsNotCalledGone() {
        holdAnswers();
        page.evaluate("id => { location.hash = `#capture/${id}`; }", STRANGER);
        page.waitForFunction("() => window.held.length > 0");

        answerHeld(500);

        assertThat(technician.text("#detail-title")).isEqualTo("The disk does not answer.");
    }

    /// From now on the daemon's answers about single photographs wait for [#answerHeld].
    private void holdAnswers() {
        page.evaluate("""
                () => {
                  const real = window.fetch;
                  window.held = [];
                  window.fetch = (path, options) => /captures\\/[0-9a-f-]{36}$/.test(path)
                    ? new Promise(answer => window.held.push(answer)) : real(path, options);
                }""");
    }

    /// Returns when the page has dealt with them.
    private void answerHeld(int status) {
        page.evaluate("""
                status => {
                  const body = {error: 'The disk does not answer.'};
                  window.held.forEach(answer => answer({ok: false, status, json: () => Promise.resolve(body)}));
                  return new Promise(done => setTimeout(done));
                }""", status);
    }

    private static FilePayload eye() {
        return new FilePayload("eye_OD.jpg", "image/jpeg", Showcase.jpeg(Showcase.right(1)));
    }
}

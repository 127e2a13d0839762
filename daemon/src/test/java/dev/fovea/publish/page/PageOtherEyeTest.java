package dev.fovea.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
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

/// What the page says when the optic disc lies as in the other eye than the one a photograph was handed in as.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PageOtherEyeTest {
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
    void theAlarmStandsBesideTheAnswerInTheDayAndInTheDetails() {
        put("MIXED", "OD", answer(true, Instant.now()), Instant.now());

        Locator eye = technician.answered("MIXED", "OD");
        assertThat(eye.locator(".state-word").textContent()).isEqualTo("No sign");
        assertThat(eye.locator(".other-eye").textContent())
                .isEqualTo("Check which eye this is. It was handed in as “Right eye”, but the optic disc lies as it"
                        + " does in the other eye.");
        technician.photographs("other-eye").looksAt("MIXED", "OD");
        assertThat(page.locator(".verdict .other-eye").textContent()).contains("Check which eye this is.");
        technician.photographs("other-eye-detail");
    }

    @Test
    void theAlarmIsSpoken() {
        put("SPOKEN", "OS", answer(true, Instant.now()), Instant.now());

        page.waitForCondition(() -> technician.text("#announcer").contains("Check which eye this is."));
        assertThat(technician.text("#announcer")).contains("Left eye of SPOKEN: No sign.", "“Left eye”");
    }

    @Test
    void withoutAConflictThereIsNoAlarm() {
        put("CLEAR", "OD", answer(false, Instant.now()), Instant.now());

        assertThat(technician.answered("CLEAR", "OD").locator(".other-eye").count())
                .isZero();
    }

    @Test
    void aLaterPhotographWithoutAConflictEndsIt() {
        Instant now = Instant.now();
        put("AGAIN", "OD", answer(true, now.minusSeconds(60)), now.minusSeconds(60));
        technician.answered("AGAIN", "OD").locator(".other-eye").waitFor();

        put("AGAIN", "OD", answer(false, now), now);

        page.waitForCondition(
                () -> technician.exam("AGAIN").locator(".other-eye").count() == 0);
    }

    @Test
    void aReferralThatStandsDoesNotHideTheAlarmOfTheNewestPhotograph() {
        Instant now = Instant.now();
        Instant before = now.minusSeconds(60);
        put("STANDS", "OD", FakeGrading.findings(0.87, before.toString()), before);
        ObjectNode strange = FakeGrading.findings(0.04, 4.5, now.toString());
        put("STANDS", "OD", strange.put("otherEye", true), now);

        technician.exam("STANDS").locator(".eye-OD .other-eye").waitFor();
        assertThat(technician.answered("STANDS", "OD").locator(".state-word").textContent())
                .isEqualTo("Refer");
    }

    private static ObjectNode answer(boolean otherEye, Instant at) {
        return FakeGrading.findings(0.04, at.toString()).put("otherEye", otherEye);
    }

    private void put(String patient, String eye, ObjectNode answer, Instant at) {
        Map<String, String> fields = Map.of("patient", patient, "exam", patient, "laterality", eye, "source", "Ward 2");
        daemon.put(fields, Showcase.jpeg(Showcase.right(1)), at, Optional.of(answer));
    }
}

package dev.fovea.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every state an eye, a file and the daemon can be in, as the page shows it; so against a daemon that can be told.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PageStatesTest {
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
    void everyStateHasItsWordAndItsIcon() {
        Map<String, String> words = Map.of(
                "refer", "Refer",
                "uncertain", "Uncertain",
                "retake", "Retake",
                "ungradable", "Ungradable",
                "failed", "Failed",
                "waiting", "Waiting",
                "no-sign", "No sign");

        assertThat(words).allSatisfy((state, word) -> {
            Locator reading = page.locator(".reading[data-state=" + state + "]").first();
            assertThat(reading.locator(".state-word").textContent()).isEqualTo(word);
            assertThat(reading.locator(".badge .icon-" + state).count()).isOne();
        });
        assertThat(page.locator(".badge .icon").evaluateAll("icons => new Set(icons.map(i => i.innerHTML)).size"))
                .as("icons told apart by shape")
                .isEqualTo(words.size());
    }

    @Test
    void theNewestExamIsFirstAndLargeAndSaysWhatTheEyesSayTogether() {
        assertThat(page.locator(".exam").first().getAttribute("class")).contains("exam-large");
        assertThat(page.locator(".exam h2").allTextContents())
                .containsExactly(
                        "P-1042", "P-1041", "P-1040", "P-1039", "P-1038", "P-1037", "P-1036", "P-1035", "P-1034");
        assertThat(page.locator(".exam-state").allTextContents())
                .containsExactly(
                        "Exam: refer",
                        "Exam: no sign in either eye",
                        "Exam: refer",
                        "Exam: left eye is missing",
                        "Exam: an eye cannot be graded",
                        "Exam: an answer failed",
                        "Exam: no sign in either eye",
                        "Exam: uncertain, a person should read it",
                        "Exam: refer");
    }

    @Test
    void anUncertainEyeSaysWhyAndWhoIsToReadIt() {
        Locator strange = technician.exam("P-1035").locator(".eye-OD");
        Locator between = technician.exam("P-1035").locator(".eye-OS");

        assertThat(strange.locator(".why").textContent())
                .isEqualTo("This photograph is unlike the photographs this model learned from.");
        assertThat(strange.locator(".advice").textContent()).contains("A person should read it.", "camera");
        assertThat(between.locator(".why").textContent()).isEqualTo("Glaucoma 31%: can be neither seen nor ruled out.");
        assertThat(between.locator(".advice").textContent()).contains("A person should read this photograph.");
        assertThat(technician.exam("P-1035").locator(".flag").count()).isZero();
    }

    @Test
    void aReferralOfAStrangePhotographShowsTheFlagBesideIt() {
        Locator eye = technician.exam("P-1034").locator(".eye-OD");

        assertThat(eye.locator(".state-word").textContent()).isEqualTo("Refer");
        assertThat(eye.locator(".flag").textContent()).contains("unlike the photographs this model learned from");
        technician.looksAt("P-1034", "OD");
        assertThat(page.locator(".verdict .flag").textContent()).contains("unlike the photographs");
        assertThat(page.locator(".panel").textContent()).contains("4.50; from 3.20 on");
    }

    @Test
    void theDetailsOfAnUncertainEyeShowTheBand() {
        technician.looksAt("P-1035", "OS");

        Locator glaucoma = page.locator(".score-uncertain");
        assertThat(glaucoma.textContent()).contains("31%", "counts from 50%", "uncertain from 20% to 70%: in between");
        assertThat(glaucoma.locator(".bar-band").evaluate("e => e.style.left")).isEqualTo("20%");
        assertThat(page.inputValue("#map-class")).isEqualTo("glaucoma");
    }

    @Test
    void afterThreePoorPhotographsNoFourthIsAskedFor() {
        Locator eye = technician.answered("P-1038", "OS");

        assertThat(eye.locator(".state-word").textContent()).isEqualTo("Ungradable");
        assertThat(eye.locator(".why").textContent()).contains("3 photographs", "clinician");
    }

    @Test
    void aFailedPhotographIsTriedAgainByOneClick() {
        Locator eye = technician.answered("P-1037", "OD");
        assertThat(eye.locator(".why").textContent()).contains("The engine gave no numbers for this picture.");

        eye.locator(".says-buttons button").click();

        technician.exam("P-1037").locator(".eye-OD .on-no-sign").waitFor();
    }

    @Test
    void aReceiptThatComesAfterItsAnswerTakesNothingBack() {
        daemon.answersBeforeItsReceipts();

        technician.addsPhotographs("HURRY", "OD", eye()).sends().answered("HURRY", "OD");
        technician.answered("P-1037", "OD").locator(".says-buttons button").click();
        technician.exam("P-1037").locator(".eye-OD .on-no-sign").waitFor();

        page.waitForCondition(() -> technician.text("#announcer").contains("P-1037"));
        assertThat(technician.exam("HURRY").locator(".eye-OD .state-word").textContent())
                .isEqualTo("No sign");
        assertThat(technician.exam("P-1037").locator(".eye-OD .state-word").textContent())
                .isEqualTo("No sign");
    }

    @Test
    void aButtonNarrowsTheListToOneState() {
        page.click("[data-filter=retake]");

        assertThat(page.locator(".exam h2").allTextContents()).containsExactly("P-1042");
        assertThat(page.getAttribute("[data-filter=retake]", "aria-pressed")).isEqualTo("true");
        page.click("[data-filter=all]");
        assertThat(page.locator(".exam").count()).isEqualTo(9);
    }

    @Test
    void anEngineThatIsNotReadyIsSaidWithItsReason() {
        daemon.notReady(Optional.of("The golden image came back wrong"));

        page.waitForCondition(() -> technician.text("#engine-word").equals("Not ready"));
        assertThat(page.locator("#banner").textContent()).contains("The golden image came back wrong.");
        page.click("#engine summary");
        assertThat(page.locator("#engine-card").textContent()).contains("Fundus photograph", "The golden image");
    }

    @Test
    void theModelSaysWhoSignedItAndThatNobodyDid() {
        page.click("#engine summary");
        assertThat(technician.text("#engine-card")).contains("onnxruntime-cpu, fp32, signed by fovea-release");

        daemon.unsigned();

        page.waitForCondition(() -> technician.text("#engine-card").contains("onnxruntime-cpu, fp32, unsigned"));
    }

    @Test
    void aStreamThatEndsInGoodOrderIsTakenUpAgainWithoutAlarm() {
        page.evaluate("() => { window.links = []; new MutationObserver(() =>"
                + " window.links.push(document.querySelector('#link').dataset.state))"
                + ".observe(document.querySelector('#link'), {attributes: true}); }");

        daemon.endStreams();
        page.waitForFunction("() => window.links.includes('live')");

        assertThat(page.evaluate("window.links.includes('lost')")).isEqualTo(false);
    }

    @Test
    void anotherDayIsTurnedToAndBack() {
        page.click("#day-before");
        page.waitForCondition(() -> technician.text("#empty").contains("No photographs on this day"));

        page.click("#day-today");

        page.locator(".exam").first().waitFor();
        assertThat(page.locator("#day-title span").textContent()).isEqualTo("Today");
    }

    @Test
    void theDetailsShowBarsTheOperatingPointAndEverythingKnown() {
        technician.looksAt("P-1042", "OD");

        Locator glaucoma = page.locator(".score-positive");
        assertThat(glaucoma.textContent()).contains("Glaucoma", "87%", "counts from 50%", "reached");
        assertThat(glaucoma.locator(".bar-mark").evaluate("e => e.style.left")).isEqualTo("50%");
        assertThat(glaucoma.locator(".bar-fill").evaluate("e => e.style.width")).isEqualTo("87%");
        assertThat(page.locator(".panel").textContent())
                .contains(
                        "fundus4-baseline",
                        "0.1.0",
                        "onnxruntime-cpu, fp32",
                        "signed by fovea-release",
                        "Sharpness",
                        "Decode",
                        "22 ms",
                        "op-1");
        assertThat(page.getAttribute("[data-focus=original]", "href")).endsWith("/original");
        assertThat(page.locator(".panel").textContent()).contains("not a cleared medical device");
    }

    @Test
    void theHeatMapPointsAtTheFindingAndAtNothingWhereThereIsNone() {
        technician.looksAt("P-1042", "OD");
        assertThat(page.inputValue("#map-class")).isEqualTo("glaucoma");
        assertThat(page.isVisible(".stage-heat")).isTrue();

        technician.presses("Escape").looksAt("P-1041", "OD");

        assertThat(page.inputValue("#map-class")).isEmpty();
        assertThat(page.isVisible(".stage-heat")).isFalse();
        assertThat(page.isDisabled("#map-strength")).isTrue();
    }

    @Test
    void theBackButtonClosesTheDetails() {
        technician.looksAt("P-1042", "OD");

        page.goBack();

        page.waitForCondition(() -> !page.isVisible("#detail"));
    }

    @Test
    void aThemeThatWasChosenStays() {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        String light = ground();

        page.click("#theme");
        page.click("#theme");
        page.reload();
        technician.seesLink("live");

        assertThat(ground()).isNotEqualTo(light);
        assertThat(page.getAttribute("html", "data-theme")).isEqualTo("dark");
    }

    @Test
    void nothingMovesForThoseWhoWantItStill() {
        Locator glass = page.locator(".badge .icon-waiting").first();
        assertThat(glass.evaluate("e => getComputedStyle(e).animationName")).isEqualTo("turn");

        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));

        assertThat(glass.evaluate("e => getComputedStyle(e).animationName")).isEqualTo("none");
    }

    @Test
    void paperShowsTheEyesWithoutTheButtons() {
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

        assertThat(page.isVisible("#add")).isFalse();
        assertThat(page.isVisible(".says-buttons button")).isFalse();
        assertThat(page.isVisible(".exam-large .state-word")).isTrue();
        assertThat(page.isVisible(".not-this")).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void everyTextOfEveryStateStandsOutEnough(ColorScheme scheme) throws IOException {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
        String name = scheme.name().toLowerCase(java.util.Locale.ROOT);

        contrastIsEnough("the day", 100);
        technician.seesEveryPhotograph().photographs("states-" + name);
        page.click("[data-filter=refer]");
        contrastIsEnough("a chosen filter", 40);
        page.click("[data-filter=all]");
        for (String patient : List.of("P-1042", "P-1037", "P-1038", "P-1041", "P-1035")) {
            technician.looksAt(patient, "OS");
            contrastIsEnough("details of " + patient, 30);
            technician.presses("Escape");
        }
        technician.looksAt("P-1042", "OD");
        technician.seesEveryPhotograph().photographs("detail-" + name).presses("Escape");
        daemon.notReady(Optional.of("The golden image came back wrong."));
        page.waitForCondition(() -> technician.text("#engine-word").equals("Not ready"));
        page.click("#engine summary");
        contrastIsEnough("an engine that is not ready", 100);
        everySendingStateStandsOut(name);
        technician.presses("Escape").seesLink("lost");
        contrastIsEnough("a lost connection", 100);
    }

    /// Ready, refused and offline, one below the other.
    private void everySendingStateStandsOut(String name) throws IOException {
        FilePayload letter = new FilePayload("letter.jpg", "image/jpeg", "Dear".getBytes(StandardCharsets.UTF_8));
        technician.addsPhotographs("SENDING", "OS", letter);
        page.click("#upload-send");
        technician.see("[data-send=refused]");
        relay.cut();
        page.setInputFiles("#upload-files", new FilePayload[] {eye()});
        page.click("#upload-send");
        technician.see("[data-send=offline]");
        page.setInputFiles("#upload-files", new FilePayload[] {eye()});
        contrastIsEnough("files under way", 20);
        technician.photographs("sending-" + name);
    }

    private static FilePayload eye() {
        return new FilePayload("eye_OD.jpg", "image/jpeg", Showcase.jpeg(Showcase.right(1)));
    }

    private void contrastIsEnough(String what, int textsMin) throws IOException {
        try (InputStream script = PageStatesTest.class.getResourceAsStream("contrast.js")) {
            assertThat(script).isNotNull();
            Map<?, ?> found = (Map<?, ?>) page.evaluate(new String(script.readAllBytes(), StandardCharsets.UTF_8));
            assertThat((List<?>) found.get("bad")).as(what).isEmpty();
            assertThat((Integer) found.get("seen")).as(what).isGreaterThan(textsMin);
        }
    }

    private String ground() {
        return String.valueOf(page.evaluate("getComputedStyle(document.body).backgroundColor"));
    }
}

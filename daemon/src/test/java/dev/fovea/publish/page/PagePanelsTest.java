package dev.fovea.publish.page;

import static dev.fovea.results.Answers.findings;
import static dev.fovea.spool.Clinic.photograph;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.fovea.http.Talk;
import dev.fovea.model.Capture;
import dev.fovea.model.Laterality;
import dev.fovea.publish.rest.Examined;
import dev.fovea.spool.Clinic;
import dev.fovea.store.InMemory;
import dev.fovea.worklist.Expected;
import dev.fovea.worklist.Order;
import dev.fovea.worklist.Patient;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is loaded when it is opened first, in a browser, over the real store: worklist, outbox, a patient's exams.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PagePanelsTest {
    @TempDir(factory = InMemory.class)
    Path root;

    private int opened;
    private Chromium chromium;
    private Clinic clinic;
    private Examined examined;
    private Talk talk;
    private Technician technician;
    private Page page;

    @BeforeAll
    void launch() {
        chromium = Chromium.launchFor(getClass());
    }

    @BeforeEach
    void open() {
        opened++;
        clinic = Clinic.today(root.resolve("clinic-" + opened));
        examined = Examined.over(clinic);
        expect("P-1", "Amina Otieno", "A-100");
        expect("P-10", "Eva Müller", "A-200");
        talk = Talk.to(examined.routes());
        sitDown("en-GB");
    }

    private void sitDown(String locale) {
        technician = Technician.at(chromium.browser(), Technician.desktop().setLocale(locale))
                .opens(talk.uri("").resolve("/"));
        page = technician.page();
    }

    @AfterEach
    void leave(TestInfo test) {
        technician
                .photographs("panel-" + test.getTestMethod().orElseThrow().getName())
                .close();
        examined.close();
        talk.close();
        clinic.close();
    }

    @AfterAll
    void quit() {
        if (chromium != null) {
            chromium.close();
        }
    }

    private Expected expect(String patient, String name, String accession) {
        return examined.worklist()
                .enter(
                        new Patient(
                                patient, Optional.of(name), Optional.of(LocalDate.of(1961, 4, 7)), Optional.of("F")),
                        new Order(
                                Optional.of(accession),
                                Optional.of("Fundus, both eyes"),
                                Optional.empty(),
                                Optional.empty()),
                        examined.worklist().today());
    }

    private void answered(int seed, String exam, Laterality eye, double probability) {
        Capture capture = clinic.take(photograph(seed), exam, eye);
        clinic.results().finish(findings(capture, probability));
    }

    private void openWorklist() {
        page.click("#open-worklist");
        seesItems(2);
    }

    private void seesItems(int count) {
        page.waitForCondition(() -> page.locator(".worklist-list li").count() == count);
    }

    private String focused() {
        return String.valueOf(page.evaluate("document.activeElement.id"));
    }

    @Test
    void aScannedKeyOpensTheUploadUnderTheOrderedStudy() {
        String study = examined.worklist().sheet(examined.worklist().today()).items().stream()
                .filter(one -> one.item().patient().id().equals("P-1"))
                .findFirst()
                .orElseThrow()
                .item()
                .study();
        technician.presses("/");
        seesItems(2);
        assertThat(focused()).isEqualTo("worklist-search");

        page.keyboard().type("P-1\n");

        page.waitForCondition(() -> page.isVisible("#upload"));
        assertThat(page.inputValue("#upload-patient")).isEqualTo("P-1");
        assertThat(page.inputValue("#upload-exam")).isEqualTo(study);
        assertThat(page.isVisible("#worklist")).isFalse();
    }

    @Test
    void anotherPatientTypedThenDoesNotGetThatStudy() {
        technician.presses("/");
        seesItems(2);
        page.keyboard().type("A-100\n");
        page.waitForCondition(() -> page.isVisible("#upload"));
        String study = page.inputValue("#upload-exam");

        page.fill("#upload-patient", "P-77");

        assertThat(page.inputValue("#upload-exam")).isNotEmpty().isNotEqualTo(study);
    }

    /// A scan of somebody who is not there, or done: the other's key only begins the same.
    @Test
    void aScannedKeyThatIsNotThereOpensNobodyElse() {
        openWorklist();
        page.click("[data-focus='worklist done 1']");
        seesItems(1);
        page.fill("#worklist-search", "");
        page.focus("#worklist-search");

        page.keyboard().type("P-1\n");

        page.waitForCondition(() -> technician.text("#worklist .trouble").contains("Choose from the list"));
        page.keyboard().type("\n");
        assertThat(page.isVisible("#upload")).isFalse();
        assertThat(focused()).isEqualTo("worklist-search");
    }

    @Test
    void wordsFindWhoIsMeantAndEnterPicksNobodyOfSeveral() {
        openWorklist();

        page.fill("#worklist-search", "muller eva");
        seesItems(1);
        assertThat(technician.text(".worklist-list")).contains("Eva Müller", "P-10", "A-200", "Fundus, both eyes");
        page.fill("#worklist-search", "fundus");
        seesItems(2);
        technician.presses("Enter");

        assertThat(page.isVisible("#worklist")).isTrue();
        assertThat(page.isVisible("#upload")).isFalse();
    }

    @Test
    void whoIsNotOnTheListIsEnteredByHand() {
        openWorklist();
        page.fill("#worklist-search", "P-300");
        seesItems(0);
        technician.presses("Enter");
        assertThat(technician.text("#worklist .trouble")).contains("Nobody on the list matches");
        assertThat(page.inputValue("#worklist-patient")).isEqualTo("P-300");
        assertThat(focused()).isEqualTo("worklist-name");

        page.fill("#worklist-name", "<b>Walk In</b>");
        page.click("#worklist-entry button[type=submit]");

        seesItems(3);
        assertThat(technician.text(".worklist-list")).contains("<b>Walk In</b>", "entered by hand");
        page.click("#worklist-entry summary");
        page.fill("#worklist-patient", "");
        page.click("#worklist-entry button[type=submit]");
        page.waitForCondition(() -> technician.text("#worklist-trouble").contains("patient must be given"));
    }

    @Test
    void whoIsDoneGoesFromTheListAndComesBack() {
        openWorklist();

        page.click("[data-focus='worklist done 1']");
        seesItems(1);
        page.check("#worklist-all");
        seesItems(2);
        page.click("[data-focus='worklist done 1']");
        page.uncheck("#worklist-all");

        seesItems(2);
        assertThat(examined.worklist().sheet(examined.worklist().today()).items())
                .allMatch(one -> one.doneAt().isEmpty());
    }

    @Test
    void aListThatIsOldSaysSo() {
        examined.unanswered("it hung up");

        openWorklist();
        technician.photographs("panel-worklist-en");

        assertThat(technician.text("#worklist-age"))
                .isEqualTo("The worklist does not answer, and has said nothing about today. (it hung up)");
        assertThat(page.getAttribute("#worklist-age", "data-kind")).isEqualTo("old");
    }

    @Test
    void aPanelThatCannotBeLoadedSaysSoAndIsLoadedTheNextTime() {
        Pattern worklist = Pattern.compile(".*/panels/worklist/.*");
        page.route(worklist, Route::abort);
        page.click("#open-worklist");
        page.waitForCondition(() -> technician.text("#worklist .trouble").contains("could not be loaded"));
        technician.presses("Escape");
        page.unroute(worklist);

        openWorklist();

        assertThat(page.locator("#worklist .trouble:not(:empty)").count()).isZero();
    }

    @Test
    void theOutboxShowsWhatWaitsAndSendsItAgain() {
        answered(1, "E1", Laterality.RIGHT, 0.9);
        examined.exams().finish("E1", "T", Optional.of("one eye"));

        page.click("#open-outbox");
        page.waitForCondition(() -> page.locator(".outbox-list li").count() == 1);

        assertThat(technician.text(".outbox-list"))
                .contains("On the way", "to archive", "FHIR report, edition 1", "E1");
        assertThat(technician.text("#outbox .filters")).contains("On the way 1", "Delivered 0", "Refused 0");
        page.click(".outbox-list button");
        page.waitForCondition(() -> technician.text("#announcer").contains("It is sent again."));
        page.click("#outbox .filters [data-state=dead]");
        page.waitForCondition(() -> page.locator(".outbox-list li").count() == 0);
    }

    @Test
    void aPatientsEarlierExamsAreListedWithTheirEyes() {
        Capture first = clinic.take(photograph(1), "E1", Laterality.RIGHT);
        clinic.results().finish(findings(first, 0.9));
        answered(2, "E1", Laterality.LEFT, 0.1);
        answered(3, "E2", Laterality.LEFT, 0.1);

        page.locator("[data-exam=E1] .history").click();
        page.waitForCondition(() -> page.locator(".history-list li").count() == 1);

        assertThat(technician.text("#history h2")).isEqualTo("Exams of patient of E1");
        assertThat(technician.text(".history-list"))
                .contains("this exam", "2 photographs", "OD", "Refer", "OS", "No sign");
        technician.photographs("panel-history");
        page.locator(".history-list button").first().click();
        technician.see("#detail[open]");
        assertThat(page.url()).endsWith("#capture/" + first.id());
    }

    @Test
    void aPhotographThatCameMeanwhileKeepsAnExamFromBeingFinished() {
        answered(1, "E1", Laterality.RIGHT, 0.1);
        answered(2, "E1", Laterality.LEFT, 0.1);
        page.waitForCondition(() -> page.locator(".exam").count() == 1);
        page.click(".chart-line");
        page.fill("#chart-name", "T");
        page.waitForCondition(() -> technician.text("#chart-stands").startsWith("2 photographs"));
        page.route(Pattern.compile(".*/finish"), route -> {
            answered(3, "E1", Laterality.LEFT, 0.9);
            page.unroute(Pattern.compile(".*/finish"));
            route.resume();
        });

        page.click("[data-form=finish] button[type=submit]");

        page.waitForCondition(() -> technician.text("#chart .trouble").contains("Something came since"));
        assertThat(examined.exams().find("E1").orElseThrow().editions()).isZero();
        page.waitForCondition(
                () -> technician.text("#chart-stands").equals("3 photographs. Right eye: No sign. Left eye: Refer"));
        page.click("[data-form=finish] button[type=submit]");
        page.waitForCondition(() -> technician.text("#chart .chart").contains("Finished, edition 1"));
        assertThat(page.getAttribute(".paper", "href")).isEqualTo("/v1/exams/E1/pdf");
    }

    @Test
    void aPhoneShowsThePanelsWithoutScrollingSideways() {
        technician.close();
        answered(1, "E1", Laterality.RIGHT, 0.9);
        examined.exams().finish("E1", "T", Optional.of("one eye"));
        technician = Technician.at(chromium.browser(), Technician.phone())
                .opens(talk.uri("").resolve("/"));
        page = technician.page();

        openWorklist();
        page.click("#worklist-entry summary");
        seesNothingSideways("#worklist");
        technician.presses("Escape");
        page.click("#open-outbox");
        page.waitForCondition(() -> page.locator(".outbox-list li").count() == 1);
        seesNothingSideways("#outbox");
        technician.presses("Escape");
        page.click(".history");
        page.waitForCondition(() -> page.locator(".history-list li").count() == 1);
        seesNothingSideways("#history");
        technician.presses("Escape");
        seesNothingSideways("html");
    }

    private void seesNothingSideways(String selector) {
        assertThat(page.locator(selector).evaluate("it => it.scrollWidth - it.clientWidth"))
                .as(selector)
                .isEqualTo(0);
    }

    @Test
    void theKeyboardAloneFindsAndPhotographs() {
        technician.presses("/");
        seesItems(2);
        page.keyboard().type("eva");
        seesItems(1);
        technician.tabsTo("[data-focus^='worklist take']");
        assertThat(technician.seesWhereTheFocusIs()).isTrue();
        technician.presses("Enter");

        page.waitForCondition(() -> page.isVisible("#upload"));
        assertThat(page.inputValue("#upload-patient")).isEqualTo("P-10");
        technician.presses("Escape").presses("/");
        seesItems(2);
        technician.presses("Escape");
        assertThat(page.isVisible("#worklist")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"es", "fr", "hi", "sw"})
    void thePanelsSpeakTheLanguageOfThePage(String language) {
        technician.close();
        answered(1, "E1", Laterality.RIGHT, 0.9);
        examined.exams().finish("E1", "T", Optional.of("one eye"));
        sitDown(language);

        openWorklist();
        technician.photographs("panel-worklist-" + language).presses("Escape");
        page.click("#open-outbox");
        page.waitForCondition(() -> page.locator(".outbox-list li").count() == 1);
        technician.photographs("panel-outbox-" + language).presses("Escape");
        page.locator(".history").first().click();
        page.waitForCondition(() -> page.locator(".history-list li").count() == 1);

        String shown = String.join("\n", page.locator("dialog").allTextContents());
        assertThat(List.of("worklist.", "outbox.", "history.")).noneMatch(shown::contains);
    }
}

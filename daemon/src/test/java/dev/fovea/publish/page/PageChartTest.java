package dev.fovea.publish.page;

import static dev.fovea.results.Answers.findings;
import static dev.fovea.spool.Clinic.photograph;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.fovea.exams.ChartEntry;
import dev.fovea.http.Talk;
import dev.fovea.model.Capture;
import dev.fovea.model.Laterality;
import dev.fovea.publish.rest.Examined;
import dev.fovea.spool.Clinic;
import dev.fovea.store.InMemory;
import java.nio.file.Path;
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

/// A person reads an exam over, leaves a note and finishes it, over the real store.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PageChartTest {
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
        answered(1, Laterality.RIGHT, 0.9);
        examined = Examined.over(clinic);
        talk = Talk.to(examined.routes());
        technician = Technician.at(chromium.browser(), Technician.desktop())
                .opens(talk.uri("").resolve("/"));
        page = technician.page();
    }

    @AfterEach
    void leave(TestInfo test) {
        technician
                .photographs("chart-" + test.getTestMethod().orElseThrow().getName())
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

    private Capture answered(int seed, Laterality eye, double probability) {
        Capture capture = clinic.take(photograph(seed), "E1", eye);
        clinic.results().finish(findings(capture, probability));
        return capture;
    }

    private void openSheet() {
        page.click(".chart-line");
        page.fill("#chart-name", "Dr. A");
    }

    private void send(String form) {
        page.click("[data-form=" + form + "] button[type=submit]");
    }

    private void seesEntries(int count) {
        page.waitForCondition(() -> page.locator("#chart .chart li:not(.hint)").count() == count);
    }

    private void seesCard(String words) {
        page.waitForCondition(() -> technician.text(".chart-line").contains(words));
    }

    @Test
    void aReadingANoteAndTheWordThatItIsFinished() {
        answered(2, Laterality.LEFT, 0.1);
        openSheet();
        send("reading");
        page.waitForCondition(() -> technician.text("#chart .trouble").contains("agreement must be given"));
        page.selectOption("#chart-agreement", "disagree");
        send("reading");
        page.waitForCondition(() -> technician.text("#chart .trouble").contains("grade must say"));
        page.fill("#chart-grade", "dots only");
        send("reading");
        seesEntries(1);
        page.fill("#chart-note", "patient was tired");
        send("note");
        seesEntries(2);
        technician.photographs("chart-sheet");
        send("finish");
        seesEntries(3);

        assertThat(technician.text("#chart .chart"))
                .contains("Dr. A", "Right eye: disagrees with the answer", "dots only", "patient was tired")
                .contains("Finished, edition 1");
        assertThat(page.inputValue("#chart-note")).isEmpty();
        page.keyboard().press("Escape");
        seesCard("Finished at");

        answered(3, Laterality.LEFT, 0.2);
        seesCard("Changed since it was finished");
    }

    @Test
    void anEyeWithoutAnAnswerNeedsARemark() {
        openSheet();
        send("finish");
        page.waitForCondition(
                () -> technician.text("#chart .trouble").contains("no answer for the left eye: remark must say why"));
        assertThat(page.locator("#chart .chart li.hint").count()).isOne();

        page.fill("#chart-remark", "glass eye");
        send("finish");
        seesEntries(1);
        assertThat(technician.text("#chart .chart")).contains("Finished, edition 1", "glass eye");
    }

    @Test
    void whatSomebodyElseAddsAppearsByItself() {
        openSheet();
        examined.exams().note("E1", "<b>from</b> the other room", "\u202eT");
        seesEntries(1);
        assertThat(technician.text("#chart .chart-words")).isEqualTo("<b>from</b> the other room");
        page.keyboard().press("Escape");

        examined.exams().finish("E1", "T", Optional.of("one eye"));
        seesCard("Finished at");
        technician.opens(talk.uri("").resolve("/"));
        seesCard("Finished at");
    }

    @Test
    void aReadingIsOfThePhotographThatWasShownWhenTheSheetWasOpened() {
        Capture seen = clinic.told.getFirst();
        openSheet();
        Capture newer = answered(2, Laterality.RIGHT, 0.1);
        page.waitForCondition(() -> technician.text("#exam-list").contains("No sign"));

        page.selectOption("#chart-agreement", "agree");
        send("reading");
        seesEntries(1);

        assertThat(examined.exams().find("E1").orElseThrow().entries())
                .extracting(entry -> ((ChartEntry.Reading) entry).capture())
                .containsExactly(seen.id())
                .doesNotContain(newer.id());
        page.waitForCondition(() -> technician.text("#chart [role=status]").equals("Kept."));
        assertThat(page.locator("[data-form=reading] button").evaluate("it => it === document.activeElement"))
                .isEqualTo(true);
    }

    @Test
    void photographsAreShownAlsoWhenWhatPeopleAddedCannotBeRead() {
        page.route(
                Pattern.compile(".*/v1/exams\\?.*"), route -> route.fulfill(new Route.FulfillOptions().setStatus(500)));
        page.reload();

        seesCard("Read, note, finish");

        examined.exams().note("E1", "from before", "T");
        openSheet();
        seesEntries(1);
    }

    @Test
    void theNameIsRememberedAndTheFocusComesBack() {
        openSheet();
        page.fill("#chart-note", "x");
        page.keyboard().press("Escape");
        Locator button = page.locator(".chart-line");
        assertThat(button.evaluate("it => it === document.activeElement")).isEqualTo(true);

        button.click();

        assertThat(page.inputValue("#chart-name")).isEqualTo("Dr. A");
        assertThat(List.of(page.inputValue("#chart-note"))).containsExactly("");
    }
}

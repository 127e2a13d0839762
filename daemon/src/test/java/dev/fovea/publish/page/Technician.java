package dev.fovea.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Someone in front of the page: what a hand does and an eye sees, in domain words. Collects what the browser
/// complains about on the way.
final class Technician implements AutoCloseable {
    private static final double PATIENCE_MAX_MS = 20_000;

    /// Some ten for the page and some seven for each exam, of which other tests leave a dozen.
    private static final int TABS_MAX = 120;

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    private Technician(BrowserContext context) {
        this.context = context;
        this.page = context.newPage();
        page.setDefaultTimeout(PATIENCE_MAX_MS);
        page.onPageError(complaints::add);
        page.onConsoleMessage(this::note);
    }

    static Technician at(Browser browser, Browser.NewContextOptions device) {
        return new Technician(browser.newContext(device));
    }

    static Browser.NewContextOptions desktop() {
        return new Browser.NewContextOptions().setViewportSize(1280, 800);
    }

    static Browser.NewContextOptions phone() {
        return new Browser.NewContextOptions()
                .setViewportSize(360, 740)
                .setDeviceScaleFactor(2)
                .setHasTouch(true)
                .setIsMobile(true);
    }

    Page page() {
        return page;
    }

    /// Opens the page and waits until it is live.
    Technician opens(URI address) {
        page.navigate(address + "/");
        return seesLink("live");
    }

    Technician seesLink(String state) {
        see("#link[data-state=" + state + "]");
        return this;
    }

    /// Waits until it is there, seen or only heard.
    Locator see(String selector) {
        Locator found = page.locator(selector).first();
        found.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        return found;
    }

    /// Opens the sheet and fills it in; nothing is sent yet.
    Technician addsPhotographs(String patient, String eye, FilePayload... files) {
        page.click("#add");
        page.fill("#upload-patient", patient);
        page.check("#upload-eye-" + eye);
        page.setInputFiles("#upload-files", files);
        return this;
    }

    /// Sends what is in the sheet, waits until all of it is stored, and closes the sheet.
    Technician sends() {
        page.click("#upload-send");
        page.waitForCondition(() -> page.locator(".file").count() > 0
                && page.locator(".file").count()
                        == page.locator(".file[data-send=stored]").count());
        page.click("#upload-done");
        return this;
    }

    Locator exam(String patient) {
        return page.locator(".exam").filter(new Locator.FilterOptions().setHasText(patient));
    }

    /// One eye of one patient, once it has its answer.
    Locator answered(String patient, String eye) {
        Locator reading = exam(patient).locator(".eye-" + eye + " .reading[data-state]:not([data-state=waiting])");
        reading.waitFor();
        return reading;
    }

    /// Opens the details of an answered eye.
    Technician looksAt(String patient, String eye) {
        answered(patient, eye).locator(".photo").click();
        see("#detail[open] .stage-photo");
        return this;
    }

    /// Presses Tab until the focus is on what is meant.
    Technician tabsTo(String selector) {
        for (int i = 0; i < TABS_MAX; i++) {
            if (Boolean.TRUE.equals(page.evaluate("s => document.activeElement?.matches(s) === true", selector))) {
                return this;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("no " + selector + " within " + TABS_MAX + " presses of Tab");
    }

    Technician presses(String key) {
        page.keyboard().press(key);
        return this;
    }

    /// What has the focus, as far as a ring around it can be seen.
    boolean seesWhereTheFocusIs() {
        return Boolean.TRUE.equals(page.evaluate("() => {"
                + " const label = document.activeElement.closest('.segments label');"
                + " const style = getComputedStyle(label ?? document.activeElement);"
                + " return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2; }"));
    }

    String text(String selector) {
        return see(selector).textContent();
    }

    /// Waits until every photograph that is in sight has come.
    Technician seesEveryPhotograph() {
        page.waitForFunction("() => [...document.images].filter(i => i.getBoundingClientRect().top < innerHeight)"
                + ".every(i => i.complete && i.naturalWidth > 0)");
        return this;
    }

    Technician photographs(String name) {
        return photographs(Path.of("target", "page", name + ".png"));
    }

    Technician photographs(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
        return this;
    }

    /// Errors of scripts, broken policies, missing words. Failed loads are left out: some tests pull the cable.
    List<String> complaints() {
        return complaints;
    }

    /// Leaves the page; a page that showed a slip of the program, or that the browser complained about, fails the test.
    @Override
    public void close() {
        String shown = page.innerText("body")
                + String.join("\n", page.locator("dialog").allInnerTexts());
        context.close();
        assertThat(complaints).as("what the browser complained about").isEmpty();
        assertThat(shown).doesNotContainPattern("\\b(null|undefined|NaN|Infinity)\\b|\\[object");
    }

    private void note(ConsoleMessage message) {
        boolean serious = message.type().equals("error") || message.type().equals("warning");
        if (serious && !message.text().startsWith("Failed to load resource")) {
            complaints.add(message.text());
        }
    }
}

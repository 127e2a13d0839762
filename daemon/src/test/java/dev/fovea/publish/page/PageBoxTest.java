package dev.fovea.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

/// The panel that shows the machine, in every state it can be in.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PageBoxTest {
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
        technician.close();
        daemon.close();
    }

    @AfterAll
    void quit() {
        if (chromium != null) {
            chromium.close();
        }
    }

    private void shows(String word) {
        page.waitForCondition(() -> technician.text("#box-word").equals(word));
    }

    @Test
    void aBoxThatIsWellShowsItsFiguresOnRequest() {
        shows("Box");
        assertThat(page.isVisible("#box-card")).isFalse();

        page.click("#box summary");

        assertThat(technician.text("#box-card"))
                .contains("NVIDIA Jetson Nano Developer Kit", "4.6.4 (L4T 32.7.4)", "48 °C, limit 97 °C")
                .contains("4.3 W", "5.10 V", "MAXN", "61%, 1,479 MHz", "14%, 77 MHz", "31%, 1,980 turns a minute")
                .contains("2 GB of 4.2 GB")
                .doesNotContain("AO-therm", "Swap on disk");
        technician.photographs("box-well").presses("Escape");
        assertThat(page.isVisible("#box-card")).isFalse();
    }

    @Test
    void whatIsGraveIsSaidAtTheTopAndTheRestInThePanel() {
        daemon.box(FakeBox.hot());

        shows("Box: trouble");
        page.click("#box summary");

        assertThat(technician.text("#banner")).contains("it runs at half speed. Keep it out of the sun.");
        assertThat(technician.text("#banner")).doesNotContain("more current");
        assertThat(technician.text("#box-card")).contains("The box draws more current than it may.");
    }

    @Test
    void aRemarkStaysInThePanel() {
        daemon.box(FakeBox.hot());
        shows("Box: trouble");
        daemon.box(FakeBox.remark());

        shows("Box: a remark");

        assertThat(page.isVisible("#banner")).isFalse();
    }

    @Test
    void aPlainComputerShowsWhatItTells() {
        daemon.box(FakeBox.plain());
        page.reload();
        shows("Box");
        page.click("#box summary");

        assertThat(page.locator("#box-card dt").allTextContents()).containsExactly("Memory used", "Compressed memory");
    }

    @Test
    void beforeTheFirstReadingItSaysSo() {
        daemon.box(FakeBox.unread());
        page.reload();

        shows("Box: checking");

        page.click("#box summary");
        assertThat(technician.text("#box-card")).contains("The first reading comes within seconds.");
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void whatItSaysStandsOutEnough(ColorScheme scheme) throws IOException {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        daemon.box(FakeBox.hot());
        shows("Box: trouble");
        page.click("#box summary");

        try (InputStream script = PageBoxTest.class.getResourceAsStream("contrast.js")) {
            assertThat(script).isNotNull();
            Map<?, ?> found = (Map<?, ?>) page.evaluate(new String(script.readAllBytes(), StandardCharsets.UTF_8));
            assertThat((List<?>) found.get("bad")).isEmpty();
            assertThat((Integer) found.get("seen")).isGreaterThan(20);
        }
        technician.photographs("box-hot-" + scheme.name().toLowerCase(Locale.ROOT));
    }

    @Test
    void onAPhoneThePanelStaysOnTheScreen() {
        page.setViewportSize(390, 844);
        shows("Box");
        page.click("#box summary");

        assertThat(page.evaluate("""
                () => {
                  const {left, right} = document.getElementById('box-card').getBoundingClientRect();
                  return left >= 0 && right <= innerWidth;
                }""")).isEqualTo(true);
        technician.photographs("box-phone");
    }
}

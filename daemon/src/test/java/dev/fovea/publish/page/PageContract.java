package dev.fovea.publish.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import dev.fovea.drawing.DrawnEye;
import dev.fovea.drawing.Shot;
import dev.fovea.model.Laterality;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// What the page must do, whatever daemon is behind it: extend it, say where the daemon is, and it is driven in a real
/// browser. The daemon needs the task `fundus4` and an empty or at least a today without hundreds of exams.
///
/// Each test uses patients of its own. Screenshots lie in `target/page` afterwards.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
public abstract class PageContract {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Chromium chromium;
    private Relay relay;
    private Technician technician;
    private Page page;

    /// Where the daemon under test listens; it is up before the first test.
    protected abstract URI server();

    @BeforeAll
    void launch() {
        chromium = Chromium.launchFor(getClass());
    }

    @BeforeEach
    void open() {
        relay = Relay.to(server());
        sitDown(Technician.at(chromium.browser(), Technician.desktop()).opens(relay.address()));
    }

    @AfterEach
    void leave(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        try {
            technician.photographs(name).close();
        } finally {
            relay.close();
        }
    }

    @AfterAll
    void quit() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void aChosenPhotographIsAnsweredWithoutReloading() {
        page.evaluate("() => { window.untouched = true; }");

        technician.addsPhotographs("CHOSEN", "OD", good("chosen.jpg", 1)).sends();

        assertThat(technician.answered("CHOSEN", "OD").locator(".state-word").textContent())
                .isIn("No sign", "Refer");
        assertThat(page.evaluate("window.untouched")).isEqualTo(true);
        page.waitForCondition(() -> technician.text("#announcer").contains("Right eye of CHOSEN"));
    }

    @Test
    void bothEyesOfOneExamStandSideBySideTheRightOneAtTheLeft() {
        technician
                .addsPhotographs("PAIR", "none", good("pair_OD.jpg", 2), good("pair_left.jpg", 3))
                .sends();

        // Each answer draws the exam anew, so both are waited for before anything is measured.
        Locator rightEye = technician.answered("PAIR", "OD");
        Locator leftEye = technician.answered("PAIR", "OS");
        BoundingBox right = rightEye.boundingBox();
        BoundingBox left = leftEye.boundingBox();
        assertThat(right.x + right.width).isLessThanOrEqualTo(left.x);
        assertThat(right.y).isCloseTo(left.y, within(1.0));
        assertThat(technician.exam("PAIR").count()).isOne();
    }

    @Test
    void aDroppedPhotographIsTaken() {
        JSHandle dragged = page.evaluateHandle(
                "([name, text]) => { const data = new DataTransfer();"
                        + " const bytes = Uint8Array.from(atob(text), c => c.charCodeAt(0));"
                        + " data.items.add(new File([bytes], name, {type: 'image/jpeg'})); return data; }",
                List.of("dropped.jpg", Base64.getEncoder().encodeToString(good("", 4).buffer)));

        page.dispatchEvent("main", "dragenter", Map.of("dataTransfer", dragged));
        assertThat(page.isVisible("#drop-veil")).isTrue();
        page.dispatchEvent("main", "drop", Map.of("dataTransfer", dragged));

        assertThat(technician.text(".file-name b")).isEqualTo("dropped.jpg");
        page.fill("#upload-patient", "DROPPED");
        page.check(".file input[value=OS]");
        technician.sends().answered("DROPPED", "OS");
    }

    @Test
    void aPhotographFromAnotherDoorAppearsByItself() {
        post("ELSEWHERE", "OS", "camera-2", good("", 5).buffer);

        technician.answered("ELSEWHERE", "OS");
        assertThat(technician.exam("ELSEWHERE").locator(".eye-OD").textContent())
                .contains("No photograph yet");
    }

    @Test
    void theSliderFadesTheHeatMap() {
        technician.addsPhotographs("HEAT", "OD", good("cup.jpg", 6)).sends().looksAt("HEAT", "OD");
        page.selectOption("#map-class", new SelectOption().setIndex(0));
        technician.see(".stage-heat[src*='class=']");
        page.waitForFunction("() => document.querySelector('.stage-heat').naturalWidth > 0");

        page.focus("#map-strength");
        technician.presses("Home");
        assertThat(heatOpacity()).isZero();
        technician.presses("End");
        assertThat(heatOpacity()).isEqualTo(1);

        String before = page.getAttribute(".stage-heat", "src");
        String other = String.valueOf(page.evaluate("() => [...document.querySelectorAll('#map-class option')]"
                + ".map(o => o.value).find(v => v !== '' && v !== document.querySelector('#map-class').value)"));
        page.selectOption("#map-class", other);
        assertThat(page.getAttribute(".stage-heat", "src")).isNotEqualTo(before).endsWith("class=" + other);
    }

    @Test
    void theWheelTheButtonsAndTheHandZoomAndMoveThePhotograph() {
        technician.addsPhotographs("ZOOM", "OD", good("zoom.jpg", 7)).sends().looksAt("ZOOM", "OD");
        BoundingBox stage = page.locator(".stage").boundingBox();
        assertThat(technician.text(".zoom-word")).isEqualTo("100%");

        page.mouse().move(stage.x + stage.width / 2, stage.y + stage.height / 2);
        page.mouse().wheel(0, -400);
        page.waitForCondition(() -> !technician.text(".zoom-word").equals("100%"));
        String zoomed = transform();
        page.mouse().down();
        page.mouse().move(stage.x + stage.width / 2 + 40, stage.y + stage.height / 2 + 10);
        page.mouse().up();
        assertThat(transform()).isNotEqualTo(zoomed);

        page.click(".zoom button:last-child");
        assertThat(technician.text(".zoom-word")).isEqualTo("100%");
    }

    @Test
    void aPoorPhotographAsksForARetakeAndSaysHow() {
        technician.addsPhotographs("POOR", "OS", dark("poor.jpg", 8)).sends();

        Locator reading = technician.answered("POOR", "OS");
        assertThat(reading.locator(".state-word").textContent()).isEqualTo("Retake");
        assertThat(reading.locator(".why").textContent()).contains("dark");
        assertThat(reading.locator(".advice").textContent()).contains("flash");
        technician.photographs("retake");

        reading.locator(".says-buttons button").click();
        assertThat(page.inputValue("#upload-patient")).isEqualTo("POOR");
        assertThat(page.isChecked("#upload-eye-OS")).isTrue();
        page.setInputFiles("#upload-files", new FilePayload[] {good("better.jpg", 9)});
        technician.sends();
        technician.exam("POOR").locator(".on-no-sign, .on-refer").waitFor();
        assertThat(technician.exam("POOR").count()).isOne();
    }

    @Test
    void aLostConnectionIsSaidAndMendedAndNothingIsMissed() {
        relay.cut();
        technician.seesLink("lost");
        assertThat(page.locator("#banner").textContent()).contains("Connection lost");
        assertThat(page.isVisible("#banner")).isTrue();
        technician.photographs("connection-lost");

        post("MEANWHILE", "OD", "camera-1", good("", 10).buffer);
        relay.restore();

        technician.answered("MEANWHILE", "OD");
        technician.seesLink("live");
        page.waitForCondition(() -> !page.locator("#banner").textContent().contains("lost"));
    }

    @Test
    void aPhotographSentIntoALostConnectionArrivesOnceWhenItIsBack() {
        technician.addsPhotographs("PATIENT-WAITS", "OD", good("later.jpg", 11));
        relay.cut();
        page.click("#upload-send");
        technician.see(".file[data-send=offline]");

        relay.restore();

        technician.see(".file[data-send=stored]");
        page.click("#upload-done");
        technician.answered("PATIENT-WAITS", "OD");
        assertThat(technician.exam("PATIENT-WAITS").textContent()).contains("1 photograph");
    }

    @Test
    void aConnectionThatWentSilentIsNoticed() {
        page.clock().install();
        page.reload();
        technician.seesLink("live");

        relay.freeze();
        page.clock().fastForward(30_000);

        technician.seesLink("lost");
        page.clock().resume();
    }

    @Test
    void aBusyDaemonIsAskedAgainWithTheSameKeyAfterTheTimeItSaid() {
        List<String> keys = new ArrayList<>();
        page.route("**/v1/captures", route -> {
            keys.add(route.request().headerValue("idempotency-key"));
            if (keys.size() == 1) {
                route.fulfill(new Route.FulfillOptions()
                        .setStatus(503)
                        .setHeaders(Map.of("Retry-After", "2", "Content-Type", "application/json"))
                        .setBody("{\"error\":\"256 of 256 photographs are waiting.\"}"));
            } else {
                route.resume();
            }
        });

        technician.addsPhotographs("BUSY", "OD", good("busy.jpg", 12));
        page.click("#upload-send");

        assertThat(technician.text(".file[data-send=busy] .file-state"))
                .contains("256 of 256")
                .containsPattern("again in [12] s");
        technician.see(".file[data-send=stored]");
        assertThat(keys).hasSize(2).doesNotContainNull();
        assertThat(keys.get(1)).isEqualTo(keys.getFirst());
    }

    @Test
    void aFileThatIsNoPictureIsRefusedInWords() {
        byte[] letter = "Dear colleague".getBytes(StandardCharsets.UTF_8);
        technician.addsPhotographs("LETTER", "OD", new FilePayload("letter.jpg", "image/jpeg", letter));
        page.click("#upload-send");

        assertThat(technician.text(".file[data-send=refused] .file-state")).contains("not a JPEG, PNG or TIFF");
    }

    @Test
    void hostileNamesAreOnlyText() {
        String patient = "<img src=x onerror=\"window.hacked=1\">";
        String file = "<svg onload=window.hacked=1>.jpg";

        technician.addsPhotographs(patient, "OD", good(file, 13)).sends().looksAt(patient, "OD");

        assertThat(technician.text(".detail-patient")).isEqualTo(patient);
        assertThat(page.locator(".panel").textContent()).contains(file);
        assertThat(technician.exam(patient).locator("h2").textContent()).isEqualTo(patient);
        assertThat(page.evaluate("() => window.hacked === undefined")).isEqualTo(true);
    }

    @Test
    void drawnEyesSayThatTheyAreDrawings() {
        post("DRAWN", "OD", "drawing", good("", 14).buffer);

        technician.answered("DRAWN", "OD");
        assertThat(technician.exam("DRAWN").locator(".drawing").textContent()).isEqualTo("Drawing");
        technician.looksAt("DRAWN", "OD");
        assertThat(page.isVisible("#detail .drawing")).isTrue();
    }

    @Test
    void theKeyboardAloneIsEnough() {
        page.onFileChooser(chooser -> chooser.setFiles(good("keys.jpg", 15)));
        technician.presses("Tab");
        assertThat(page.evaluate("document.activeElement.className")).isEqualTo("skip");
        technician.presses("Enter");
        assertThat(page.evaluate("document.activeElement.id")).isEqualTo("exams");

        page.evaluate("document.activeElement.blur()");
        technician.tabsTo("#add").presses("Enter");
        assertThat(page.evaluate("document.activeElement.id")).isEqualTo("upload-patient");
        page.keyboard().type("KEYBOARD");
        technician.presses("Enter");
        assertThat(technician.seesWhereTheFocusIs()).isTrue();
        technician.presses("Enter").see(".file");
        technician.tabsTo(".file input[type=radio]").presses("Space");
        assertThat(technician.seesWhereTheFocusIs()).isTrue();
        technician.presses("Enter").see(".file[data-send=stored]");
        technician.presses("Escape");
        assertThat(page.evaluate("document.activeElement.id")).isEqualTo("add");

        String photo = technician.answered("KEYBOARD", "OD").locator(".photo").getAttribute("data-focus");
        technician.tabsTo("[data-focus='" + photo + "']").presses("Enter").see("#detail[open]");
        technician.tabsTo(".stage").presses("+").presses("+").presses("ArrowRight");
        assertThat(technician.seesWhereTheFocusIs()).isTrue();
        assertThat(technician.text(".zoom-word")).isEqualTo("182%");
        technician.presses("Escape");
        assertThat(page.evaluate("document.activeElement.dataset.focus")).isEqualTo(photo);
    }

    @Test
    void aPhoneShowsEverythingWithoutScrollingSideways() {
        technician
                .addsPhotographs("PHONE", "none", good("phone_OD.jpg", 16), dark("phone_OS.jpg", 17))
                .sends();
        technician.answered("PHONE", "OS");
        technician.close();
        sitDown(Technician.at(chromium.browser(), Technician.phone()).opens(relay.address()));

        BoundingBox right = technician.answered("PHONE", "OD").boundingBox();
        BoundingBox left = technician.answered("PHONE", "OS").boundingBox();
        assertThat(right.x + right.width).isLessThanOrEqualTo(left.x);
        assertThat(sideways("document.documentElement")).isZero();
        technician.photographs("phone");
        page.click("#add");
        assertThat(sideways("document.querySelector('#upload')")).isZero();
        technician.presses("Escape").looksAt("PHONE", "OD");
        assertThat(sideways("document.querySelector('#detail')")).isZero();
    }

    private void sitDown(Technician whoever) {
        technician = whoever;
        page = whoever.page();
    }

    private double heatOpacity() {
        return Double.parseDouble(
                String.valueOf(page.evaluate("getComputedStyle(document.querySelector('.stage-heat')).opacity")));
    }

    private String transform() {
        ElementHandle frame = page.querySelector(".frame");
        return String.valueOf(frame.evaluate("e => e.style.transform"));
    }

    private int sideways(String element) {
        return (Integer) page.evaluate("() => { const e = " + element + "; return e.scrollWidth - e.clientWidth; }");
    }

    private static FilePayload good(String name, long seed) {
        return new FilePayload(name, "image/jpeg", Showcase.jpeg(DrawnEye.healthy(Laterality.RIGHT, seed)));
    }

    private static FilePayload dark(String name, long seed) {
        DrawnEye eye = DrawnEye.healthy(Laterality.LEFT, seed).withShot(Shot.DARK);
        return new FilePayload(name, "image/jpeg", Showcase.jpeg(eye));
    }

    /// As a camera would, past the page.
    private void post(String patient, String eye, String source, byte[] bytes) {
        Map<String, String> fields =
                Map.of("patient", patient, "exam", "exam of " + patient, "laterality", eye, "source", source);
        String query = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(server().resolve("/v1/captures?" + query))
                .header("Content-Type", "image/jpeg")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build();
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isIn(201, 202);
        } catch (IOException e) {
            throw new UncheckedIOException("posting to " + server() + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while posting", e);
        }
    }
}

package dev.fovea.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import dev.fovea.model.ActivationMap;
import dev.fovea.model.Capture;
import dev.fovea.model.CaptureId;
import dev.fovea.model.Identity;
import dev.fovea.model.Laterality;
import dev.fovea.model.MediaType;
import dev.fovea.model.Outcome;
import dev.fovea.model.Priority;
import dev.fovea.model.QualityFault;
import dev.fovea.model.Result;
import dev.fovea.model.Sha256;
import dev.fovea.model.Stage;
import dev.fovea.model.StageTimes;
import dev.fovea.model.Verdict;
import dev.fovea.results.CaptureView;
import dev.fovea.results.ExamOutcome;
import dev.fovea.results.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The page's pure functions, called where they run: in a browser.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagePartsTest {
    private static final int EXAMS = 400;
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Sha256 CONTENT = Sha256.of(new byte[] {1});
    private static final ObjectMapper JSON = new ObjectMapper();

    /// The page's words for an exam, in the daemon's.
    private static final Map<String, ExamOutcome.Status> STATUS = Map.of(
            "refer", ExamOutcome.Status.REFER,
            "uncertain", ExamOutcome.Status.UNCERTAIN,
            "failed", ExamOutcome.Status.FAILED,
            "retake", ExamOutcome.Status.UNGRADABLE,
            "ungradable", ExamOutcome.Status.UNGRADABLE,
            "waiting", ExamOutcome.Status.WAITING,
            "missing", ExamOutcome.Status.MISSING,
            "missing-OD", ExamOutcome.Status.MISSING,
            "missing-OS", ExamOutcome.Status.MISSING,
            "no-sign", ExamOutcome.Status.NO_SIGN);

    private final FakeDaemon daemon = FakeDaemon.start();
    private Chromium chromium;
    private Page page;

    @BeforeAll
    void launch() {
        chromium = Chromium.launchFor(getClass());
        page = chromium.browser().newPage();
        page.navigate(daemon.address() + "/");
    }

    @AfterAll
    void quit() {
        daemon.close();
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void thePageJudgesAnExamAsTheDaemonDoes() {
        RandomGenerator dice = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        ArrayNode exams = JSON.createArrayNode();
        List<ExamOutcome.Status> expected = new ArrayList<>();
        for (int i = 0; i < EXAMS; i++) {
            List<CaptureView> newestFirst = randomExam(dice);
            expected.add(ExamOutcome.of(newestFirst).status());
            ArrayNode captures = exams.addArray();
            newestFirst.forEach(view -> captures.add(json(view)));
        }

        Object states = page.evaluate("""
                async text => {
                  const {Day} = await import('/day.js');
                  const day = new Day(() => {});
                  return JSON.parse(text).map(exam => {
                    day.replace(exam);
                    return day.exams()[0].state;
                  });
                }""", exams.toString());

        List<ExamOutcome.Status> found = ((List<?>) states)
                .stream().map(state -> STATUS.get(String.valueOf(state))).toList();
        assertThat(found).containsExactlyElementsOf(expected);
        assertThat(expected).contains(ExamOutcome.Status.values());
    }

    @Test
    void eventsCutAnywhereAreStillWhole() {
        String stream =
                ": heartbeat\n\nid: 7\nevent: answered\ndata: {\ndata: 1}\n\n" + "event: x\r\ndata: ü\r\n\r\nhalf";

        Object whole = page.evaluate("""
                async stream => {
                  const {parse} = await import('/live.js');
                  const results = new Set();
                  for (let cut = 0; cut < stream.length; cut++) {
                    const first = parse(stream.slice(0, cut));
                    const second = parse(first.rest + stream.slice(cut));
                    const found = [...first.messages, ...second.messages].map(({event, data}) => `${event}=${data}`);
                    results.add([...found, second.rest].join(' then '));
                  }
                  return [...results];
                }""", stream);

        assertThat((List<?>) whole).hasToString("[answered={\n1} then x=ü then half]");
    }

    @Test
    void anUploadThatFallsSilentIsAsGoodAsOneThatBrokeOff() {
        Object found = page.evaluate("""
                async () => {
                  const {send} = await import('/api.js');
                  const real = window.XMLHttpRequest;
                  let call;
                  window.XMLHttpRequest = class {
                    upload = {};
                    constructor() { call = this; }
                    open() {}
                    setRequestHeader() {}
                    send() {}
                  };
                  const answers = [];
                  const photo = {file: new File(['x'], 'x.jpg'), fields: {}, key: 'k'};
                  send(photo, () => {}, answer => answers.push(answer.status));
                  window.XMLHttpRequest = real;
                  const first = call.timeout;
                  call.upload.onprogress({lengthComputable: true, loaded: 1, total: 2});
                  const later = call.timeout >= first;
                  call.ontimeout();
                  return `${first} ${later} ${answers}`;
                }""");

        assertThat(found).isEqualTo("150000 true 0");
    }

    @Test
    void zoomingHoldsThePointUnderTheHandStill() {
        Object point = page.evaluate("async () => { const {zoomed} = await import('/viewer.js');"
                + " const size = {w: 600, h: 600, W: 800, H: 600};"
                + " let view = {scale: 2, x: -300, y: -200};"
                + " const before = [(400 - view.x) / view.scale, (300 - view.y) / view.scale];"
                + " view = zoomed(view, 5, 400, 300, size);"
                + " const after = [(400 - view.x) / view.scale, (300 - view.y) / view.scale];"
                + " return Math.hypot(before[0] - after[0], before[1] - after[1]) < 1e-9 && view.scale === 5; }");

        assertThat(point).isEqualTo(true);
    }

    @Test
    void aZoomedPhotographLeavesNoGapAndASmallOneIsCentred() {
        Object views = page.evaluate("async () => { const {kept} = await import('/viewer.js');"
                + " const size = {w: 600, h: 600, W: 800, H: 600};"
                + " return [kept({scale: 2, x: 50, y: -700}, size), kept({scale: 1, x: -9, y: 9}, size)]"
                + "   .map(view => `${view.x} ${view.y}`); }");

        assertThat((List<?>) views).asString().isEqualTo("[0 -600, 100 0]");
    }

    @Test
    void onlyWholeWordsOfAFileNameSayWhichEyeItIs() {
        Object eyes = page.evaluate("async () => { const {eyeInName} = await import('/upload.js');"
                + " return ['P1_OD.jpg', 'p1 left 2.png', 'IMG_R_0042.jpg', 'model.jpg', 'OD-and-OS.tif', 'od.jpg']"
                + "   .map(name => String(eyeInName(name))); }");

        assertThat((List<?>) eyes).asString().isEqualTo("[OD, OS, null, null, null, OD]");
    }

    @Test
    void aSmallChanceIsNeverRoundedToNoneNorALargeOneToCertainty() {
        Object words = page.evaluate("async () => { const {percent} = await import('/words.js');"
                + " return [0, 0.0004, 0.01, 0.5, 0.87, 0.9999, 1].map(percent).join(' | '); }");

        assertThat(words).isEqualTo("0% | < 1% | 1% | 50% | 87% | > 99% | 100%");
    }

    private static List<CaptureView> randomExam(RandomGenerator dice) {
        List<CaptureView> newestFirst = new ArrayList<>();
        int count = 1 + dice.nextInt(5);
        for (int i = 0; i < count; i++) {
            // Mostly the two eyes; now and then one that nobody named.
            Laterality eye = eye(dice);
            String task = dice.nextInt(5) == 0 ? "oct3" : "fundus4";
            newestFirst.add(view(NOW.minusSeconds(i), eye, task, dice));
        }
        return newestFirst;
    }

    private static Laterality eye(RandomGenerator dice) {
        if (dice.nextInt(8) == 0) {
            return Laterality.UNKNOWN;
        }
        return dice.nextBoolean() ? Laterality.RIGHT : Laterality.LEFT;
    }

    private static CaptureView view(Instant at, Laterality eye, String task, RandomGenerator dice) {
        Capture capture = new Capture(
                CaptureId.at(at, dice),
                new Identity("exam", Optional.of("patient"), eye, "camera", Optional.empty()),
                task,
                Priority.LIVE,
                at,
                CONTENT,
                1,
                MediaType.JPEG,
                Optional.empty());
        int draw = dice.nextInt(10);
        if (draw < 2) {
            return new CaptureView(capture, State.WAITING, Optional.empty());
        }
        Outcome outcome = switch (draw) {
            case 2, 3 -> new Outcome.Findings(Verdict.REFER, List.of(), map(), Optional.empty());
            case 4, 5 -> new Outcome.Findings(Verdict.NO_SIGN, List.of(), map(), Optional.empty());
            case 6 -> new Outcome.Findings(Verdict.UNCERTAIN, List.of(), map(), Optional.empty());
            case 7, 8 -> new Outcome.Ungradable(QualityFault.TOO_DARK);
            default -> new Outcome.Failed(Stage.INFER, "no numbers");
        };
        Result result =
                new Result(capture.id(), CONTENT, outcome, Optional.empty(), Optional.empty(), StageTimes.NONE, at);
        boolean dead = outcome instanceof Outcome.Failed;
        return new CaptureView(capture, dead ? State.DEAD : State.ANSWERED, Optional.of(result));
    }

    private static ActivationMap map() {
        return new ActivationMap(1, 1, 1, new float[1]);
    }

    /// As the REST interface writes it, as far as the rules read it.
    private static ObjectNode json(CaptureView view) {
        Capture capture = view.capture();
        ObjectNode json = JSON.createObjectNode();
        json.put("id", capture.id().toString()).put("exam", capture.identity().exam());
        json.put("patient", "patient")
                .put("laterality", capture.identity().laterality().code());
        json.put("task", capture.task()).put("arrivedAt", capture.arrivedAt().toString());
        json.put("state", view.state().name().toLowerCase(java.util.Locale.ROOT))
                .putNull("result");
        view.result().ifPresent(result -> json.set("result", answer(result.outcome())));
        return json;
    }

    private static ObjectNode answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Findings findings ->
                switch (findings.verdict()) {
                    case REFER -> FakeGrading.findings(0.9, NOW.toString());
                    case UNCERTAIN -> FakeGrading.findings(0.3, NOW.toString());
                    case NO_SIGN -> FakeGrading.findings(0.1, NOW.toString());
                };
            case Outcome.Ungradable ungradable -> FakeGrading.ungradable(ungradable.fault(), NOW.toString());
            case Outcome.Failed failed -> FakeGrading.failed("infer", failed.reason(), NOW.toString());
        };
    }
}

package dev.fovea.cli;

import dev.fovea.app.Daemon;
import dev.fovea.app.DaemonConfig;
import dev.fovea.cli.DemoRound.Seen;
import dev.fovea.cli.Diagnosis.Well;
import dev.fovea.drawing.DrawnEyes;
import dev.fovea.drawing.DrawnEyes.Sitter;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The first thing a stranger tries: the whole daemon, with drawn eyes in place of patients.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Starts the daemon on this machine only, grades drawn eyes through HTTP, shows the page's address,",
            "and serves until Ctrl-C. No photograph of a person is involved."
        },
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {"0:every drawn eye was answered", "3:one was not, or the daemon did not start"})
final class DemoCommand implements Callable<Integer> {
    private static final int PORTS_TRIED_MAX = 20;
    private static final int VISITS_MAX = 1000;
    private static final List<String> ADDRESSES =
            List.of("/", "/v1/status", "/v1/exams", "/v2/health/ready", "/metrics");
    private static final List<String> DRAWINGS = List.of(
            "These are drawings, not photographs. What the models say about them shows that the machinery works, and",
            "nothing about how well they judge an eye: the fundus model takes many a healthy drawing for a large cup.");
    private static final DateTimeFormatter VISIT =
            DateTimeFormatter.ofPattern("'demo-'yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--exit", description = "End as soon as the eyes are graded.")
    private boolean exit;

    @Option(
            names = "--visits",
            paramLabel = "N",
            description = "How often each eye is shown, every time as another visit. Default: ${DEFAULT-VALUE}")
    private int visits = 1;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The port wanted; when it is taken, the next free one.")
    private Optional<Integer> port = Optional.empty();

    @Option(names = "--data", paramLabel = "FOLDER", description = "Where the demonstration keeps its data.")
    private Optional<Path> data = Optional.empty();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (visits < 1 || visits > VISITS_MAX) {
            throw new ParameterException(spec.commandLine(), "--visits must be 1 to " + VISITS_MAX + ", was " + visits);
        }
        DaemonConfig defaults = DaemonConfig.defaults();
        Path folder = data.orElse(Path.of(System.getProperty("fovea.state", ".fovea"), "demo"));
        DaemonConfig config = new Where(Optional.of(freePort(defaults)), Optional.of(folder)).in(defaults);
        PrintWriter out = spec.commandLine().getOut();
        Daemon daemon = Daemon.start(config);
        URI page = URI.create("http://" + config.web().host() + ":" + daemon.port() + "/");
        boolean answered = show(page, config, out);
        if (exit) {
            daemon.close();
        } else {
            out.println("The page: " + page + " (Ctrl-C ends the demonstration; its data stays in " + folder + ")");
            out.flush();
            Foreground.run(daemon, spec.commandLine().getErr());
        }
        return (answered ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private static List<Sitter> sitters(DaemonConfig config, String task) {
        return switch (config.models().bundle(task).manifest().input().modality()) {
            case FUNDUS -> DrawnEyes.demonstration();
            case OCT -> DrawnEyes.scans();
        };
    }

    private int freePort(DaemonConfig config) {
        int wanted = port.orElse(config.web().port());
        int free = IntStream.range(wanted, wanted + PORTS_TRIED_MAX)
                .filter(candidate -> MachineChecks.port(config.web().host(), candidate) instanceof Well)
                .findFirst()
                .orElse(0);
        if (free != wanted) {
            spec.commandLine().getErr().println("port " + wanted + " is taken, so the page is on another one");
        }
        return free;
    }

    private boolean show(URI page, DaemonConfig config, PrintWriter out) throws IOException, InterruptedException {
        String visit = VISIT.format(Instant.now());
        List<Seen> seen = new ArrayList<>();
        try (DemoRound round = new DemoRound(page)) {
            for (int number = 1; number <= visits; number++) {
                for (String task : config.models().tasks()) {
                    seen.addAll(round.show(sitters(config, task), task, visit + (number == 1 ? "" : "-" + number)));
                }
            }
            out.println();
            DemoRound.lines(seen).forEach(out::println);
            out.println();
            DRAWINGS.forEach(out::println);
            List<String> unanswered = round.unanswered(ADDRESSES);
            unanswered.forEach(out::println);
            out.flush();
            return unanswered.isEmpty() && seen.stream().allMatch(Seen::graded);
        }
    }
}

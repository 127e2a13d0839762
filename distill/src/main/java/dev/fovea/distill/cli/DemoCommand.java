package dev.fovea.distill.cli;

import dev.fovea.distill.data.DrawnTruth;
import dev.fovea.distill.train.Threading;
import dev.fovea.model.Laterality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Everything once, from pictures to a bundle, without a photograph of anybody.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Draws eyes, trains a teacher and a student on them, reports, exports and bundles; some minutes.",
            "It shows that the machinery works, and nothing about real eyes."
        })
final class DemoCommand implements Callable<Integer> {
    private static final String TASK = "drawn4";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--folder", paramLabel = "FOLDER", description = "A new one. Default: ${DEFAULT-VALUE}")
    private Path folder = Path.of(System.getProperty("fovea.state", ".fovea"), "distill-demo");

    @Option(names = "--people", paramLabel = "N", description = "Drawn for each class. Default: ${DEFAULT-VALUE}")
    private int people = 80;

    @Option(names = "--epochs", paramLabel = "N", description = "Of the student. Default: ${DEFAULT-VALUE}")
    private int epochs = 18;

    @Override
    public Integer call() throws IOException {
        Threading.check(System.getenv());
        if (people < 8 || people > 10_000) {
            throw new IllegalArgumentException("--people must be 8 to 10000, were " + people);
        }
        Path eyes = folder.resolve("drawn");
        if (Files.exists(eyes)) {
            throw new IllegalArgumentException(folder + " is there already; give another --folder or delete it");
        }
        draw(eyes);
        for (String[] command : commands(eyes)) {
            spec.commandLine().getErr().println("fovea distill " + String.join(" ", command));
            CommandLine line = Main.commandLine();
            line.setOut(spec.commandLine().getOut());
            line.setErr(spec.commandLine().getErr());
            int code = line.execute(command);
            if (code != ExitCode.OK.number()) {
                return code;
            }
        }
        Path settings = settings();
        spec.commandLine().getOut().println("the bundle is " + bundle() + ", unsigned: see docs/bundles.md");
        spec.commandLine().getOut().println("./fovea serve --config " + settings + " answers with it");
        return ExitCode.OK.number();
    }

    /// Where the daemon looks for the model of a task.
    private Path bundle() {
        return folder.resolve("models").resolve(TASK);
    }

    /// Of a daemon that answers with the bundle, its data beside it.
    private Path settings() throws IOException {
        Path home = folder.toAbsolutePath();
        return Files.writeString(
                folder.resolve("serve.properties"),
                String.format(
                        Locale.ROOT,
                        "models.tasks = %s%nmodels.folder = %s%nmodels.unsigned-allowed = true%ndata.folder = %s%n",
                        TASK,
                        home.resolve("models"),
                        home.resolve("data")));
    }

    private List<String[]> commands(Path eyes) {
        String lessons = " --data EYES --split SPLIT --cache PIXELS --healthy healthy --side 112 --warmup 1 --ema 0.98"
                + " --workers 1 --run ";
        return Stream.of(
                        "prepare --data EYES --out SPLIT",
                        "train --network resnet18 --epochs " + Math.max(2, epochs / 2) + lessons + "TEACHER",
                        "cache-teacher --teacher TEACHER",
                        "distill --rate 2e-3 --epochs " + epochs + " --teacher TEACHER" + lessons + "STUDENT",
                        "evaluate --run STUDENT",
                        // Whole numbers cost a student of so few lessons more than a bundle allows.
                        "bundle --run STUDENT --forms fp32 --task " + TASK + " --name drawn4 --title Drawn-eyes"
                                + " --licence drawn=none-needed --out BUNDLE")
                .map(command -> words(command, eyes))
                .toList();
    }

    /// Capitals stand for paths, which may have spaces.
    private String[] words(String command, Path eyes) {
        Map<String, Path> places = Map.of(
                "EYES", eyes,
                "SPLIT", folder.resolve("split.json"),
                "PIXELS", folder.resolve("pixels"),
                "TEACHER", folder.resolve("teacher"),
                "STUDENT", folder.resolve("student"),
                "BUNDLE", bundle());
        return Arrays.stream(command.split(" "))
                .map(word -> places.containsKey(word) ? String.valueOf(places.get(word)) : word)
                .toArray(String[]::new);
    }

    private static final List<DrawnTruth> TRUTHS =
            List.of(DrawnTruth.CLOUDED, DrawnTruth.HEALTHY, DrawnTruth.LARGE_CUP, DrawnTruth.SPOTS);

    private void draw(Path eyes) throws IOException {
        try (Bars bars = new Bars(spec.commandLine().getErr())) {
            bars.begin("drawing", TRUTHS.size() * people);
            for (DrawnTruth truth : TRUTHS) {
                String name = truth.name().toLowerCase(Locale.ROOT);
                Path inside = Files.createDirectories(eyes.resolve(name));
                for (int person = 0; person < people; person++) {
                    for (Laterality side : List.of(Laterality.LEFT, Laterality.RIGHT)) {
                        String file = String.format(Locale.ROOT, "%s-%04d_%s.jpg", name, person, side);
                        Files.write(inside.resolve(file.toLowerCase(Locale.ROOT)), truth.jpeg(person, side));
                    }
                    bars.step();
                }
            }
        }
    }
}

package dev.fovea.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fovea.bench.bare.DirectGrader;
import dev.fovea.bench.child.DaemonCommand;
import dev.fovea.bench.measure.Report;
import dev.fovea.bench.measure.Target;
import dev.fovea.bundle.Bundle;
import dev.fovea.bundle.ModelClass;
import dev.fovea.image.InputSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The same network on the same photographs by means that share no code.
@Command(name = "parity", mixinStandardHelpOptions = true, description = """
                Accuracy of ./fovea grade over all real photographs against a plain Python script (numpy, \
                Pillow, PyTorch; preprocessing written from the manifest's words): equal within half a point. A \
                photograph that the quality gate turns away counts as wrong in one figure and is left out of the \
                other.""")
final class ParityCommand implements Callable<Integer> {
    private static final double POINTS_MAX = 0.5;
    private static final Duration RUN_MAX = Duration.ofMinutes(40);
    private static final int FILES_MAX = 100_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private Place place = new Place();

    @Option(names = "--tasks", split = ",", description = "Default: fundus4,oct3")
    private List<String> tasks = List.of("fundus4", "oct3");

    @Option(names = "--every", description = "Take every n-th photograph only. Default: ${DEFAULT-VALUE}")
    private int every = 1;

    @Override
    public Integer call() {
        Report report = place.report();
        if (!Files.isDirectory(place.retina())) {
            return report.skipped("there are no real photographs at " + place.retina());
        }
        Path folder = place.folder();
        DaemonCommand command = place.child().command(place.root(), report);
        for (String task : tasks) {
            Bundle bundle = Bundle.embedded(task);
            Map<Path, String> truth = truth(bundle);
            report.line("%s: %d photographs of %s", task, truth.size(), classes(bundle));
            Script.Run script =
                    Script.run(place.root(), "parity.py", scriptArguments(bundle, truth, folder), folder, RUN_MAX);
            switch (script) {
                case Script.Run.Missing(String reason) -> {
                    return report.skipped(reason);
                }
                case Script.Run.Printed(List<String> lines) -> {
                    Map<Path, double[]> ours = grade(command, task, truth, folder, classes(bundle));
                    compare(task, truth, ours, plain(lines, bundle), classes(bundle), report);
                }
            }
        }
        return report.close();
    }

    private static List<String> classes(Bundle bundle) {
        return bundle.manifest().classes().stream().map(ModelClass::name).toList();
    }

    /// Every photograph whose folder is named like a class of the model.
    private Map<Path, String> truth(Bundle bundle) {
        Path modality = place.retina()
                .resolve(bundle.manifest().input().modality().name().toLowerCase(java.util.Locale.ROOT));
        Map<Path, String> truth = new LinkedHashMap<>();
        for (String name : classes(bundle)) {
            Path folder = modality.resolve(name);
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    files.sorted().limit(FILES_MAX).forEach(file -> truth.put(file, name));
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot list " + folder, e);
                }
            }
        }
        List<Path> all = List.copyOf(truth.keySet());
        for (int i = 0; i < all.size(); i++) {
            if (i % every != 0) {
                truth.remove(all.get(i));
            }
        }
        return truth;
    }

    private static List<String> scriptArguments(Bundle bundle, Map<Path, String> truth, Path folder) {
        InputSpec input = bundle.manifest().input();
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("crop", input.crop() == InputSpec.Crop.NONE ? "none" : "field-of-view");
        settings.put("resize", input.resize() == InputSpec.Resize.AREA ? "area" : "bilinear-antialiased");
        settings.put("width", input.width());
        settings.put("height", input.height());
        settings.put("mean", input.mean());
        settings.put("std", input.std());
        settings.put("files", truth.keySet().stream().map(Path::toString).toList());
        Path model = folder.resolve(bundle.manifest().task() + ".onnx");
        Path file = folder.resolve(bundle.manifest().task() + ".json");
        try {
            Files.write(model, bundle.network(DirectGrader.ENGINE).file());
            JSON.writeValue(file.toFile(), settings);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the script's settings", e);
        }
        return List.of(model.toString(), file.toString());
    }

    private static Map<Path, double[]> plain(List<String> lines, Bundle bundle) {
        Map<Path, double[]> plain = new LinkedHashMap<>();
        double temperature = bundle.manifest().temperature();
        for (String line : lines) {
            JsonNode json = tree(line);
            List<Double> shares = new ArrayList<>();
            json.path("logits").forEach(logit -> shares.add(Math.exp(logit.asDouble() / temperature)));
            double sum = shares.stream().mapToDouble(Double::doubleValue).sum();
            plain.put(
                    Path.of(json.path("file").asText()),
                    shares.stream().mapToDouble(share -> share / sum).toArray());
        }
        return plain;
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + text, e);
        }
    }

    /// The probabilities that `fovea grade` prints; none for a photograph it did not grade.
    private static Map<Path, double[]> grade(
            DaemonCommand command, String task, Map<Path, String> truth, Path folder, List<String> classes) {
        List<String> words = new ArrayList<>(List.of("grade", "--json", "--task", task));
        truth.keySet().stream().map(Path::toString).forEach(words::add);
        Map<Path, double[]> graded = new LinkedHashMap<>();
        for (JsonNode picture : tree(command.output(words, folder, RUN_MAX)).path("pictures")) {
            double[] probabilities = new double[picture.path("scores").size()];
            picture.path("scores")
                    .forEach(score ->
                            probabilities[classes.indexOf(score.path("class").asText())] =
                                    score.path("probability").asDouble());
            if (picture.path("outcome").asText().equals("failed")) {
                throw new IllegalStateException("./fovea grade failed on " + picture);
            }
            graded.put(Path.of(picture.path("file").asText()), probabilities);
        }
        return graded;
    }

    private static void compare(
            String task,
            Map<Path, String> truth,
            Map<Path, double[]> ours,
            Map<Path, double[]> plain,
            List<String> classes,
            Report report) {
        ParityTable table = new ParityTable(classes);
        truth.forEach((file, name) ->
                table.add(name, ours.getOrDefault(file, new double[0]), plain.getOrDefault(file, new double[0])));
        table.print(report, task);
        report.finding(
                task + ": accuracy over those graded, difference to the plain script",
                Math.abs(table.oursGraded() - table.plainGraded()),
                "points",
                Target.atMost(POINTS_MAX));
        report.finding(
                task + ": accuracy over all, ungradable counted as wrong, difference to the plain script",
                Math.abs(table.oursAll() - table.plainAll()),
                "points",
                Target.atMost(POINTS_MAX));
    }
}

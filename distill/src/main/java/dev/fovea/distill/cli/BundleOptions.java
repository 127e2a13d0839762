package dev.fovea.distill.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/// What a bundle says about itself.
final class BundleOptions {
    @Option(names = "--task", required = true, paramLabel = "KEY", description = "What the model answers: fundus4.")
    private String task = "";

    @Option(names = "--name", required = true, paramLabel = "KEY", description = "Of the model.")
    private String name = "";

    @Option(names = "--model-version", paramLabel = "KEY", description = "Default: ${DEFAULT-VALUE}")
    private String version = "0.1.0";

    @Option(names = "--title", required = true, paramLabel = "TEXT", description = "One line for a person.")
    private String title = "";

    @Option(names = "--bundle-licence", paramLabel = "TEXT", description = "Default: ${DEFAULT-VALUE}")
    private String licence = "Apache-2.0; trained on images whose licences ask for attribution, see trainingData";

    @Option(
            names = "--licence",
            paramLabel = "SOURCE=TEXT",
            description = "Of a source's photographs, or of the initial weights; a manifest's column is used else.")
    private Map<String, String> licences = Map.of();

    @Option(
            names = "--label",
            paramLabel = "CLASS=TEXT",
            description = "The words a person sees. Default: the class's name with spaces")
    private Map<String, String> labels = Map.of();

    @Option(
            names = "--forms",
            split = ",",
            paramLabel = "FORM",
            description = "Beside fp32: fp16, int8, int8-symmetric. Default: int8")
    private List<String> forms = List.of("int8");

    @Option(
            names = "--serve",
            paramLabel = "FORM",
            description = "Which one ONNX Runtime on a processor should run. Default: ${DEFAULT-VALUE}")
    private String served = "fp32";

    @Option(names = "--remarks", paramLabel = "FILE", description = "Markdown for the end of the model card.")
    private Optional<Path> remarks = Optional.empty();

    Optional<String> remarks() throws IOException {
        return remarks.isPresent() ? Optional.of(Files.readString(remarks.get())) : Optional.empty();
    }

    String task() {
        return task;
    }

    String name() {
        return name;
    }

    String version() {
        return version;
    }

    String title() {
        return title;
    }

    String licence() {
        return licence;
    }

    Map<String, String> licences() {
        return licences;
    }

    String label(String className) {
        String words = className.replace('_', ' ');
        return labels.getOrDefault(className, Character.toUpperCase(words.charAt(0)) + words.substring(1));
    }

    List<String> forms() {
        List<String> all =
                Stream.concat(forms.stream(), Stream.of(served)).distinct().toList();
        List<String> known = List.of("fp32", "fp16", "int8", "int8-symmetric");
        if (!known.containsAll(all)) {
            throw new IllegalArgumentException("the forms must be of " + known + ", were " + all);
        }
        return all;
    }

    String served() {
        return served;
    }
}

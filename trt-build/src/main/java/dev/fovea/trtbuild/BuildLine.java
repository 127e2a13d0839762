package dev.fovea.trtbuild;

import java.util.Arrays;
import java.util.Optional;

/// What the child says on its standard output, a line each; whatever else stands there is not for us.
sealed interface BuildLine {
    String PREFIX = "fovea-build ";

    /// The text of the line.
    String text();

    record Progress(BuildStage stage, int percent) implements BuildLine {
        @Override
        public String text() {
            return PREFIX + "progress " + stage.word() + " " + percent;
        }
    }

    /// @param agreement with ONNX Runtime, one sentence
    record Done(String agreement) implements BuildLine {
        @Override
        public String text() {
            return PREFIX + "done " + oneLine(agreement);
        }
    }

    /// @param fault whose fault it is: only the builder's own leaves hope for another builder
    record Failed(Fault fault, String reason) implements BuildLine {
        @Override
        public String text() {
            return PREFIX + "failed " + fault.name() + " " + oneLine(reason);
        }
    }

    enum Fault {
        /// TensorRT cannot make the engine.
        BUILDER,
        /// The engine does not answer as ONNX Runtime does.
        VERIFICATION,
        /// The machine: no GPU, a full disk.
        MACHINE
    }

    /// Empty when it is no line of ours, or one that we do not understand.
    static Optional<BuildLine> parse(String line) {
        if (!line.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String[] words = line.substring(PREFIX.length()).split(" ", 3);
        try {
            return switch (words[0]) {
                case "progress" ->
                    Optional.of(new Progress(stage(words[1]), Math.clamp(Integer.parseInt(words[2]), 0, 100)));
                case "done" -> Optional.of(new Done(line.substring(PREFIX.length() + "done ".length())));
                case "failed" -> Optional.of(new Failed(Fault.valueOf(words[1]), words[2]));
                default -> Optional.empty();
            };
        } catch (RuntimeException garbled) {
            return Optional.empty();
        }
    }

    private static BuildStage stage(String word) {
        return Arrays.stream(BuildStage.values())
                .filter(stage -> stage.word().equals(word))
                .findFirst()
                .orElseThrow();
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }
}

package dev.fovea.distill.cli;

import dev.fovea.distill.train.Lessons;
import dev.fovea.distill.train.Recipe;
import dev.fovea.model.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// What a run was made of, for whoever wants to repeat it.
final class Provenance {
    /// Set by the launcher; asked of git where it is not.
    private static final String COMMIT = "fovea.commit";

    private static final int GIT_SECONDS_MAX = 5;

    private Provenance() {}

    static Map<String, String> of(Recipe recipe, Lessons lessons) {
        Map<String, String> found = new TreeMap<>();
        found.put("commit", commit());
        found.put("dataset", lessons.dataset().hash().hex());
        found.put("split", hash(recipe.corpus().split()));
        found.put("split_rule", lessons.split().rule());
        found.put("java", Runtime.version().toString());
        if (!recipe.model().weights().isEmpty()) {
            found.put("initial weights", hash(recipe.model().weights()));
        }
        return found;
    }

    private static String hash(String file) {
        try {
            return Sha256.of(Files.readAllBytes(Path.of(file))).hex();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static String commit() {
        String told = System.getProperty(COMMIT, "");
        if (!told.isEmpty()) {
            return told;
        }
        try {
            Process git = new ProcessBuilder("git", "rev-parse", "HEAD")
                    .redirectErrorStream(true)
                    .start();
            if (!git.waitFor(GIT_SECONDS_MAX, TimeUnit.SECONDS)) {
                git.destroyForcibly();
                return "unknown";
            }
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.exitValue() == 0 ? said : "unknown";
        } catch (IOException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}

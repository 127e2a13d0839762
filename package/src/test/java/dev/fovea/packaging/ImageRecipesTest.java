package dev.fovea.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every image recipe promises.
class ImageRecipesTest {
    @Test
    void noneRunsAsRootAndEachKnowsWhetherItIsWell() throws IOException {
        assertThat(recipes())
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(recipe -> assertThat(Files.readString(recipe))
                        .as(recipe.toString())
                        .contains("\nUSER fovea\n")
                        .contains("\nHEALTHCHECK ")
                        .contains("/v2/health/ready")
                        .contains("\nENTRYPOINT [\"/usr/bin/fovea\"]\n"));
    }

    @Test
    void nothingIsPublishedBeyondTheMachine() throws IOException {
        List<String> lines = Files.readAllLines(Tool.ROOT.resolve("docker/compose.yaml"));

        assertThat(lines)
                .filteredOn(line -> line.matches(" +- \"[0-9.:]*:\\d+\""))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).contains("\"127.0.0.1:"));
    }

    private static List<Path> recipes() throws IOException {
        List<Path> recipes = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(Tool.ROOT.resolve("docker"), "Dockerfile*")) {
            found.forEach(recipes::add);
        }
        return recipes;
    }
}

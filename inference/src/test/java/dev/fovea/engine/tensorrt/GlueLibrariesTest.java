package dev.fovea.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlueLibrariesTest {
    private static final String SHARED = "fovea.opencv.path";

    private final String before = System.getProperty(SHARED, "");

    @TempDir
    Path folder;

    @AfterEach
    void restore() {
        if (before.isEmpty()) {
            System.clearProperty(SHARED);
        } else {
            System.setProperty(SHARED, before);
        }
    }

    @Test
    void javaCppsOwnLibraryIsTheOneUnpackedForOpenCv() throws IOException {
        Path library = Files.createFile(folder.resolve("libjnijavacpp.so"));
        System.setProperty(SHARED, folder.toString());

        assertThat(GlueLibraries.javaCpp()).contains(library);
    }

    @Test
    void withoutAFolderOrWithoutItInThereJavaCppFindsItsOwn() {
        System.clearProperty(SHARED);
        assertThat(GlueLibraries.javaCpp()).isEmpty();

        System.setProperty(SHARED, folder.toString());
        assertThat(GlueLibraries.javaCpp()).isEmpty();
    }
}

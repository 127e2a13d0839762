package dev.fovea.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The version of this program, written by the build.
public final class Version {
    private Version() {}

    public static String text() {
        try (InputStream in = Version.class.getResourceAsStream("version.txt")) {
            return new String(
                            Objects.requireNonNull(in, "version.txt is on the class path")
                                    .readAllBytes(),
                            StandardCharsets.UTF_8)
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException("version.txt cannot be read", e);
        }
    }
}

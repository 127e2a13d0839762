package dev.fovea.publish.dicom;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A program of others that judges DICOM files, run as a child.
///
/// @param name for the reason why a test is skipped
/// @param debianPackage which brings it
/// @param needs the files without which it cannot run
/// @param command before the file's name
record Tool(String name, String debianPackage, List<Path> needs, List<String> command) {
    static final Tool DCIODVFY = program("dciodvfy", "dicom3tools");
    static final Tool DSRDUMP = program("dsrdump", "dcmtk");
    static final Tool DSR2XML = program("dsr2xml", "dcmtk");

    /// PixelMed's templates of PS3.16. Its rules are too large for the JDK's own XSLT compiler, so Xalan interprets
    /// them.
    static final Tool TEMPLATES = templates();

    private static Tool program(String name, String debianPackage) {
        Path file = Path.of("/usr/bin", name);
        return new Tool(name, debianPackage, List.of(file), List.of(file.toString()));
    }

    private static Tool templates() {
        List<Path> jars = Stream.of("pixelmed", "xalan2", "serializer", "xercesImpl", "slf4j-api", "slf4j-nop")
                .map(jar -> Path.of("/usr/share/java", jar + ".jar"))
                .toList();
        return new Tool(
                "DicomSRValidator",
                "libpixelmed-java",
                jars,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xss64m",
                        "-Xmx400m",
                        "-XX:+UseSerialGC",
                        "-Djavax.xml.transform.TransformerFactory=org.apache.xalan.processor.TransformerFactoryImpl",
                        "-cp",
                        String.join(":", jars.stream().map(Path::toString).toList()),
                        "com.pixelmed.validate.DicomSRValidator"));
    }

    boolean isThere() {
        return needs.stream().allMatch(Files::exists);
    }

    void mustBeThere() {
        assumeTrue(isThere(), "skipped: " + name + " (Debian package " + debianPackage + ") is missing");
    }

    /// What it says about the file, line by line. Its exit status is not asked: some say all is well when nothing is.
    List<String> says(Path file) {
        Path words = file.resolveSibling(file.getFileName() + "." + name + ".txt");
        try {
            Process process = new ProcessBuilder(Stream.concat(command.stream(), Stream.of(file.toString()))
                            .toList())
                    .redirectErrorStream(true)
                    .redirectOutput(words.toFile())
                    .start();
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(name + " did not end");
            }
            return Arrays.asList(Files.readString(words).split("\n"));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(name, e);
        }
    }
}

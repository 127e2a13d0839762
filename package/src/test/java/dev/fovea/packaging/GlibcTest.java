package dev.fovea.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.packaging.Tool.Run;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whether each flavour's native libraries load on the systems it is for: what they ask of the C and C++
/// libraries, read by readelf.
@Timeout(600)
class GlibcTest {
    private static final Path NATIVES = Path.of("target/natives");

    /// Those that `assemble` picks.
    private static final Pattern SHIPPED =
            Pattern.compile("lib(onnxruntime|sqlitejdbc|jnijavacpp|jninvinfer\\.so|jninvonnxparser"
                    + "|gcc_s|quadmath|gfortran|openblas\\.so|(jni)?opencv_(core|imgproc|imgcodecs)).*");

    private static final Pattern ASKED = Pattern.compile("Name: (GLIBC|GLIBCXX|CXXABI)_([0-9.]+)");

    @TempDir
    Path folder;

    /// Ubuntu 18.04 has glibc 2.27 and GLIBCXX_3.4.25; 20.04 has 2.31 and 3.4.28; 22.04 has 2.35 and 3.4.30; Debian 12
    /// has 2.36 and 3.4.30.
    @ParameterizedTest
    @CsvSource({
        "jetpack4, linux-arm64, linux-aarch64, aarch64, 2.27, 3.4.25",
        "jetpack5, linux-arm64, linux-aarch64, aarch64, 2.31, 3.4.28",
        "jetpack6, linux-arm64, linux-aarch64, aarch64, 2.35, 3.4.30",
        "generic, linux-x86_64, linux-x64, x86_64, 2.36, 3.4.30"
    })
    void nothingAsksForMoreThanTheOldestSystemHas(
            String flavour, String platform, String onnx, String sqlite, String glibcMax, String glibcxxMax)
            throws IOException {
        Tool.needed("readelf", "binutils");
        List<Path> libraries = new ArrayList<>();
        libraries.addAll(libraries(flavour, "/" + platform + "/"));
        libraries.addAll(libraries("every", "/native/" + onnx + "/"));
        libraries.addAll(libraries("every", "/native/Linux/" + sqlite + "/"));

        List<String> names = libraries.stream()
                .map(library -> library.getFileName().toString().replaceAll("\\.so.*", ""))
                .toList();
        assertThat(names)
                .contains("libonnxruntime", "libonnxruntime4j_jni", "libsqlitejdbc", "libjnijavacpp", "libopenblas")
                .contains("libopencv_core", "libopencv_imgproc", "libopencv_imgcodecs")
                .contains("libjniopencv_core", "libjniopencv_imgproc", "libjniopencv_imgcodecs");
        // A JetPack has TensorRT, and its package the glue to that.
        assertThat(names)
                .filteredOn(name -> name.startsWith("libjninv"))
                .hasSize(flavour.startsWith("jetpack") ? 2 : 0);
        assertThat(libraries).allSatisfy(library -> {
            String versions = readelf(library);
            assertThat(newest(versions, "GLIBC")).as("glibc of " + library).isLessThanOrEqualTo(number(glibcMax));
            assertThat(newest(versions, "GLIBCXX")).as("GLIBCXX of " + library).isLessThanOrEqualTo(number(glibcxxMax));
        });
    }

    private List<Path> libraries(String jars, String inside) throws IOException {
        List<Path> libraries = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(NATIVES.resolve(jars), "*.jar")) {
            for (Path jar : found) {
                libraries.addAll(unpack(jar, inside));
            }
        }
        return libraries;
    }

    private List<Path> unpack(Path jar, String inside) throws IOException {
        List<Path> libraries = new ArrayList<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                String name = entry.getName().replaceFirst(".*/", "");
                if (entry.getName().contains(inside)
                        && name.contains(".so")
                        && SHIPPED.matcher(name).matches()) {
                    Path library = folder.resolve(name);
                    Files.copy(zip.getInputStream(entry), library);
                    libraries.add(library);
                }
            }
        }
        return libraries;
    }

    private String readelf(Path library) {
        Run run = Tool.run(folder, "readelf", "-VW", library.toString());
        assertThat(run.exit()).as(run.said()).isZero();
        return run.said();
    }

    private static Long newest(String versions, String library) {
        return ASKED.matcher(versions)
                .results()
                .filter(asked -> asked.group(1).equals(library))
                .map(asked -> number(asked.group(2)))
                .max(Comparator.naturalOrder())
                .orElse(0L);
    }

    /// `2.27` as a number that sorts like a version.
    private static Long number(String version) {
        long number = 0;
        String[] parts = version.split("\\.", -1);
        for (int i = 0; i < 3; i++) {
            number = number * 1000 + (i < parts.length ? Long.parseLong(parts[i]) : 0);
        }
        return number;
    }
}

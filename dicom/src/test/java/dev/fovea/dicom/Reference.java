package dev.fovea.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The same file decoded by DCMTK, and by GDCM where DCMTK has no decoder.
record Reference(Path folder) {
    private static final List<String> TOOLS =
            List.of("dcmdump", "dcmdjpeg", "dcmdrle", "dcmconv", "dcm2pnm", "gdcmconv");

    /// The tool that is missing; empty when all are there.
    static List<String> missing() {
        return TOOLS.stream()
                .filter(tool -> !Files.isExecutable(Path.of("/usr/bin", tool)))
                .toList();
    }

    /// All frames' stored samples, little-endian, one frame after the other.
    ByteBuffer samples(Path file, TransferSyntax.Codec codec) {
        Path plain = folder.resolve("plain.dcm");
        switch (codec) {
            case NATIVE -> run("dcmconv", "+te", file.toString(), plain.toString());
            case RLE -> run("dcmdrle", "+te", file.toString(), plain.toString());
            case JPEG, JPEG_LOSSLESS -> run("dcmdjpeg", "+te", file.toString(), plain.toString());
            case JPEG_2000 -> run("gdcmconv", "--raw", file.toString(), plain.toString());
        }
        Path raw = folder.resolve("raw");
        try {
            Files.createDirectories(raw);
            run("dcmdump", "-q", "+W", raw.toString(), plain.toString());
            try (Stream<Path> written = Files.list(raw)) {
                // The last one: an icon's pixels come before the picture's.
                List<Path> all = written.sorted().toList();
                byte[] bytes = Files.readAllBytes(all.getLast());
                for (Path one : all) {
                    Files.delete(one);
                }
                return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            }
        } catch (IOException e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    /// Whether the samples that were last written come a colour after the other.
    boolean planar() {
        try {
            return Picture.of(DicomFile.read(ByteBuffer.wrap(Files.readAllBytes(folder.resolve("plain.dcm")))))
                    .form()
                    .planar();
        } catch (IOException | DicomException e) {
            throw new AssertionError(e);
        }
    }

    /// One frame as a person sees it: red, green, blue.
    byte[] colours(Path file, int frame) {
        Path ppm = folder.resolve("seen.ppm");
        run("dcm2pnm", "+F", String.valueOf(frame + 1), "--write-raw-pnm", file.toString(), ppm.toString());
        try {
            byte[] whole = Files.readAllBytes(ppm);
            int lines = 0;
            int at = 0;
            while (lines < 3) {
                boolean note = whole[at] == '#';
                while (whole[at++] != '\n') {}
                lines += note ? 0 : 1;
            }
            byte[] pixels = new byte[whole.length - at];
            System.arraycopy(whole, at, pixels, 0, pixels.length);
            return pixels;
        } catch (IOException e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    private static void run(String... words) {
        try {
            Process process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", words) + " failed");
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(words[0], e);
        }
    }
}

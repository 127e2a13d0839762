package dev.fovea.bench.eyes;

import dev.fovea.drawing.DrawnEye;
import dev.fovea.drawing.Lesions;
import dev.fovea.model.Laterality;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Makes pictures of a fundus camera's size: 4:3 frames, JPEG quality 92 with 4:2:0 chroma.
///
/// A real photograph of the shared data (512 pixels a side) is enlarged by bicubic interpolation to the frame's height
/// and set on black; a drawn eye is drawn at full size. Both then get a sensor's noise (standard deviation 2 of 255),
/// so that the entropy decoder has a camera's work to do and not a drawing's.
public final class CameraPictures {
    private static final double NOISE = 2;
    private static final float QUALITY = 0.92f;
    private static final int FILES_MAX = 100_000;
    private static final int NOISE_TABLE = 1 << 16;

    private final int[] noise = new int[NOISE_TABLE];
    private final Random random;
    private final List<Path> real;

    /// @param retina the shared folder of real photographs; drawn eyes are taken when it is absent
    public CameraPictures(Path retina, long seed) {
        this.random = new Random(seed);
        this.real = photographs(retina.resolve("fundus"));
        IntStream.range(0, NOISE_TABLE).forEach(i -> noise[i] = (int) Math.round(random.nextGaussian() * NOISE));
    }

    private List<Path> photographs(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, 2)) {
            List<Path> found =
                    new ArrayList<>(files.filter(file -> file.toString().endsWith(".jpg"))
                            .limit(FILES_MAX)
                            .sorted()
                            .toList());
            java.util.Collections.shuffle(found, random);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    /// What they are, for the report.
    public String origin() {
        return real.isEmpty() ? "drawn eyes" : "real photographs, enlarged";
    }

    /// @param megapixels taken in turn
    public List<Photograph> make(int count, List<Double> megapixels) {
        List<Photograph> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double size = megapixels.get(i % megapixels.size());
            int width = (int) Math.round(Math.sqrt(size * 1e6 * 4 / 3) / 16) * 16;
            int height = width * 3 / 4;
            BufferedImage picture = real.isEmpty() ? drawn(i, width, height) : enlarged(i, width, height);
            made.add(Photograph.of(String.format("%02d-%dx%d", i, width, height), jpeg(grained(picture))));
        }
        return made;
    }

    private static BufferedImage drawn(int number, int width, int height) {
        return eye(number).picture(width, height);
    }

    /// A series of drawn eyes that all look different: each third with spots, each third with a large cup, each fifth
    /// hazy.
    public static DrawnEye eye(int number) {
        DrawnEye eye = DrawnEye.healthy(number % 2 == 0 ? Laterality.RIGHT : Laterality.LEFT, 1000L + number);
        DrawnEye spotted =
                number % 3 == 1 ? eye.withLesions(new Lesions(10 + number % 30, number % 12, number % 40)) : eye;
        DrawnEye cupped = number % 3 == 2 ? spotted.withCup(0.5 + number % 40 / 100.0) : spotted;
        return number % 5 == 4 ? cupped.withHaze(0.2 + number % 10 / 20.0) : cupped;
    }

    private BufferedImage enlarged(int number, int width, int height) {
        Path file = real.get(number % real.size());
        try {
            BufferedImage small = ImageIO.read(file.toFile());
            BufferedImage frame = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            Graphics2D canvas = frame.createGraphics();
            canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            canvas.drawImage(small, (width - height) / 2, 0, height, height, null);
            canvas.dispose();
            return frame;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private BufferedImage grained(BufferedImage picture) {
        BufferedImage rgb = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = rgb.createGraphics();
        canvas.drawImage(picture, 0, 0, null);
        canvas.dispose();
        int[] pixels = ((DataBufferInt) rgb.getRaster().getDataBuffer()).getData();
        for (int row = 0; row < rgb.getHeight(); row++) {
            int start = random.nextInt(NOISE_TABLE);
            for (int x = 0; x < rgb.getWidth(); x++) {
                int at = row * rgb.getWidth() + x;
                pixels[at] = shifted(pixels[at], noise[(start + x) & (NOISE_TABLE - 1)]);
            }
        }
        return rgb;
    }

    private static int shifted(int rgb, int by) {
        return clamp((rgb >> 16 & 0xFF) + by) << 16 | clamp((rgb >> 8 & 0xFF) + by) << 8 | clamp((rgb & 0xFF) + by);
    }

    private static int clamp(int value) {
        return Math.clamp(value, 0, 255);
    }

    private static byte[] jpeg(BufferedImage picture) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(QUALITY);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(picture, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException("writing a picture into memory failed", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}

package dev.fovea.distill.data;

import dev.fovea.image.ImageLimits;
import dev.fovea.image.ImageStage;
import dev.fovea.image.InputSpec;
import dev.fovea.model.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A sample's pixels by the very geometry of serving: decode, crop and resize are `dev.fovea.image`'s. Any thread.
///
/// Bytes are kept on disk by picture and parameters, because decoding costs more than anything done to a picture
/// afterwards. The cache may be deleted at any time.
public final class Pixels implements AutoCloseable {
    private static final int CHANNELS = 3;

    private final InputSpec spec;
    private final Path cache;
    private final String rules;
    private final ConcurrentLinkedQueue<ImageStage> stages = new ConcurrentLinkedQueue<>();

    private Pixels(InputSpec spec, Path cache) {
        this.spec = spec;
        this.cache = cache;
        // The first word changes whenever the geometry's code does.
        rules = "geometry-1 " + spec.width() + "x" + spec.height() + " " + spec.crop() + " " + spec.resize() + " "
                + spec.modality();
    }

    /// @param spec the bundle's input rules; mean and std are not used here
    /// @param side of the square made, pixels: the network's, or a little more for augmentation to cut from
    /// @param cache a folder, made when absent
    public static Pixels open(InputSpec spec, int side, Path cache) {
        try {
            Files.createDirectories(cache);
        } catch (IOException e) {
            throw new DataException("cannot make the cache " + cache, e);
        }
        InputSpec square =
                new InputSpec(side, side, spec.mean(), spec.std(), spec.crop(), spec.resize(), spec.modality());
        return new Pixels(square, cache);
    }

    /// Of the square, pixels.
    public int side() {
        return spec.width();
    }

    /// As serving sees it, not rounded: CHW in RGB order, 0 to 1. Not cached.
    ///
    /// @throws DataException naming a picture that cannot be decoded
    public float[] exact(Sample sample) {
        ImageStage stage = Optional.ofNullable(stages.poll()).orElseGet(() -> new ImageStage(ImageLimits.DEFAULT));
        try {
            float[] planes = new float[spec.size()];
            if (!stage.read(file(sample), spec, planes)) {
                throw new DataException("the picture " + sample.name() + " cannot be decoded");
            }
            return planes;
        } finally {
            stages.add(stage);
        }
    }

    /// Rounded to bytes, HWC in RGB order, from the cache where it is there.
    ///
    /// @throws DataException naming a picture that cannot be decoded
    public byte[] bytes(Sample sample) {
        Path kept = cache.resolve(Sha256.of((sample.sha256() + " " + rules).getBytes(StandardCharsets.UTF_8)) + ".rgb");
        try {
            if (Files.isRegularFile(kept) && Files.size(kept) == spec.size()) {
                return Files.readAllBytes(kept);
            }
            byte[] made = interleaved(exact(sample));
            Path whole = Files.createTempFile(cache, "new", ".rgb");
            Files.write(whole, made);
            Files.move(whole, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return made;
        } catch (IOException e) {
            throw new DataException("cannot keep the pixels of " + sample.name() + " in " + cache, e);
        }
    }

    private static ByteBuffer file(Sample sample) {
        try {
            return ByteBuffer.wrap(Files.readAllBytes(sample.file()));
        } catch (IOException e) {
            throw new DataException("cannot read the picture " + sample.name(), e);
        }
    }

    private static byte[] interleaved(float[] planes) {
        int plane = planes.length / CHANNELS;
        byte[] bytes = new byte[planes.length];
        for (int i = 0; i < plane; i++) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                bytes[CHANNELS * i + channel] = (byte) Math.round(255 * planes[channel * plane + i]);
            }
        }
        return bytes;
    }

    /// No call may be under way.
    @Override
    public void close() {
        for (ImageStage stage = stages.poll(); stage != null; stage = stages.poll()) {
            stage.close();
        }
    }
}

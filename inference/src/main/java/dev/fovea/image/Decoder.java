package dev.fovea.image;

import dev.fovea.model.MediaType;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/// Turns a file into upright 8-bit pixels through OpenCV. Not for more than one thread. Keeps its native buffers
/// for the next picture.
///
/// Samples of 16 bit keep their high byte (value / 256, rounded down), the rule of libpng and of OpenCV. Grey
/// becomes three equal channels; transparency is dropped.
final class Decoder implements AutoCloseable {
    /// Buffers larger than this are given back after use: a box that once saw a huge scan must not keep its memory.
    private static final long RETAINED_BYTES_MAX = 16L << 20;

    private final Mat stored;
    private final Mat upright;

    /// Loads OpenCV if nothing has yet.
    Decoder() {
        Natives.load();
        stored = new Mat();
        upright = new Mat();
    }

    /// Decodes; empty when the file is broken.
    ///
    /// @param file direct: read where it lies, otherwise copied first
    /// @param reduction 1, or for a JPEG also 2, 4 or 8: each side that many times smaller (rounded up), which the
    ///     decoder does in the transform and so for much less work
    Optional<Pixels> decode(ByteBuffer file, ImageHeader header, int reduction) {
        try (BytePointer bytes = pointer(file);
                Mat input = new Mat(1, file.remaining(), opencv_core.CV_8UC1, bytes);
                Mat output = opencv_imgcodecs.imdecode(input, flags(header, reduction), stored)) {
            return output.empty() ? Optional.empty() : pixels(turned(header), header, reduction);
        } catch (RuntimeException e) {
            if (String.valueOf(e.getMessage()).contains("Insufficient memory")) {
                throw new ImageException("no memory to decode a picture of " + header, e);
            }
            return Optional.empty();
        } finally {
            Reference.reachabilityFence(file);
        }
    }

    /// Has a picture painted that came wrapped; empty when it is broken.
    Optional<Pixels> paint(Wrapped.Painted painted) {
        stored.create(painted.height(), painted.width(), opencv_core.CV_8UC3);
        ByteBuffer bgr = stored.createBuffer();
        try (Mat scratch = new Mat(1, Math.toIntExact(Math.max(1, painted.scratch())), opencv_core.CV_8UC1)) {
            return painted.brush().paint(bgr, scratch.createBuffer())
                    ? Optional.of(new Pixels(bgr, painted.width(), painted.height()))
                    : Optional.empty();
        }
    }

    private static BytePointer pointer(ByteBuffer file) {
        if (file.isDirect()) {
            return new BytePointer(file.slice());
        }
        byte[] copy = new byte[file.remaining()];
        file.get(file.position(), copy);
        return new BytePointer(copy);
    }

    private static int flags(ImageHeader header, int reduction) {
        int scale = switch (reduction) {
            case 1 -> opencv_imgcodecs.IMREAD_COLOR;
            case 2 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
            case 4 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
            case 8 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
            default -> throw new IllegalArgumentException("reduction must be 1, 2, 4 or 8, was " + reduction);
        };
        // OpenCV narrows 16-bit TIFF in more than one way, so that is left to us; PNG it narrows by the high byte.
        int depth = header.mediaType() == MediaType.TIFF ? opencv_imgcodecs.IMREAD_ANYDEPTH : 0;
        return scale | depth | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
    }

    /// The EXIF orientation says how the stored rows must be turned to stand upright.
    private Mat turned(ImageHeader header) {
        if (header.mediaType() == MediaType.TIFF) {
            // OpenCV turns TIFF by itself, whatever it is told.
            return narrowed();
        }
        switch (header.orientation()) {
            case 2 -> opencv_core.flip(stored, upright, 1);
            case 3 -> opencv_core.flip(stored, upright, -1);
            case 4 -> opencv_core.flip(stored, upright, 0);
            case 5 -> opencv_core.transpose(stored, upright);
            case 6 -> opencv_core.rotate(stored, upright, opencv_core.ROTATE_90_CLOCKWISE);
            case 7 -> {
                opencv_core.rotate(stored, upright, opencv_core.ROTATE_90_CLOCKWISE);
                opencv_core.flip(upright, upright, 0);
            }
            case 8 -> opencv_core.rotate(stored, upright, opencv_core.ROTATE_90_COUNTERCLOCKWISE);
            default -> {
                return stored;
            }
        }
        return upright;
    }

    /// Samples of 16 bit by their high byte: the shift by just under a half makes OpenCV's rounding a rounding
    /// down.
    private Mat narrowed() {
        if (stored.depth() != opencv_core.CV_16U) {
            return stored;
        }
        stored.convertTo(upright, opencv_core.CV_8U, 1 / 256.0, -127.5 / 256);
        return upright;
    }

    /// Guards against a decoder that read other sizes than we did: the limits were checked on ours.
    private static Optional<Pixels> pixels(Mat mat, ImageHeader header, int reduction) {
        int width = Math.ceilDiv(header.uprightWidth(), reduction);
        int height = Math.ceilDiv(header.uprightHeight(), reduction);
        boolean expected =
                mat.cols() == width && mat.rows() == height && mat.type() == opencv_core.CV_8UC3 && mat.isContinuous();
        return expected ? Optional.of(new Pixels(mat.createBuffer(), width, height)) : Optional.empty();
    }

    /// Gives large buffers back. The pixels handed out last are gone then.
    void trim() {
        for (Mat mat : new Mat[] {stored, upright}) {
            // Not arraySize(): OpenCV ends the process when an empty Mat is asked for it.
            if (Pixels.CHANNELS * mat.total() > RETAINED_BYTES_MAX) {
                mat.release();
            }
        }
    }

    @Override
    public void close() {
        stored.close();
        upright.close();
    }
}

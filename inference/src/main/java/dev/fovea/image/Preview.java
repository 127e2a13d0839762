package dev.fovea.image;

import dev.fovea.image.FrameReader.Frame;
import java.nio.ByteBuffer;

/// The picture a person looks at: cut like the network's input, so that a heat map lies on it exactly.
public final class Preview {
    /// The largest side, pixels.
    public static final int SIDE_MAX = 4096;

    private static final int QUALITY = 85;

    private Preview() {}

    /// The square the network sees, or for [InputSpec.Crop#NONE] the whole picture, as a JPEG. Any thread; makes
    /// and frees its own buffers, so it is not for every photograph.
    ///
    /// @param bytes the whole file from position to limit; not changed
    /// @param limits what is not decoded
    /// @param unwrapper who opens wrapped pictures
    /// @param side of the square, or the longer side of the picture, pixels; a smaller picture is enlarged
    /// @throws IllegalArgumentException when the bytes are no picture that can be decoded, or the side is wrong
    public static byte[] jpeg(ByteBuffer bytes, ImageLimits limits, Unwrapper unwrapper, InputSpec spec, int side) {
        if (side < 1 || side > SIDE_MAX) {
            throw new IllegalArgumentException("side must be 1 to " + SIDE_MAX + " pixels, was " + side);
        }
        try (FrameReader frames = new FrameReader(limits, unwrapper)) {
            Frame frame = frames.read(bytes, spec, Math.ceilDiv(side, 2), Math.ceilDiv(side, 2))
                    .orElseThrow(() -> new IllegalArgumentException(frames.excess()
                            .orElse("the " + bytes.remaining() + " bytes are not a picture that can be decoded")));
            Framing framing = FrameReader.cropped(frame.pixels(), frame.field(), spec.crop());
            int longest = Math.max(framing.canvasWidth(), framing.canvasHeight());
            int width = Math.max(1, (int) Math.round((double) side * framing.canvasWidth() / longest));
            int height = Math.max(1, (int) Math.round((double) side * framing.canvasHeight() / longest));
            float[] planes = new float[Pixels.CHANNELS * width * height];
            new AreaResizer().resize(frame.pixels(), framing, width, height, planes);
            return Encoder.jpeg(interleaved(planes, width * height), width, height, QUALITY);
        }
    }

    /// Planes of red, green, blue to pixels of blue, green, red.
    private static byte[] interleaved(float[] planes, int plane) {
        byte[] bgr = new byte[Pixels.CHANNELS * plane];
        for (int i = 0; i < plane; i++) {
            for (int channel = 0; channel < Pixels.CHANNELS; channel++) {
                bgr[Pixels.CHANNELS * i + channel] = (byte) Math.round(planes[(2 - channel) * plane + i]);
            }
        }
        return bgr;
    }
}

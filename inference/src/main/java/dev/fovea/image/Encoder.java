package dev.fovea.image;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/// Turns pixels into a file through OpenCV. Any thread.
public final class Encoder {
    private Encoder() {}

    /// Baseline, eight bit, YCbCr with half the colours' resolution either way.
    ///
    /// @param bgr three bytes a pixel
    /// @param quality 1 to 100
    public static byte[] jpeg(byte[] bgr, int width, int height, int quality) {
        return encode(".jpg", bgr, width, height, opencv_core.CV_8UC3, opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality);
    }

    /// @param bgra four bytes a pixel
    static byte[] png(byte[] bgra, int width, int height) {
        // Level 3 of 9: a heat map is smooth and small at any level.
        return encode(".png", bgra, width, height, opencv_core.CV_8UC4, opencv_imgcodecs.IMWRITE_PNG_COMPRESSION, 3);
    }

    private static byte[] encode(String suffix, byte[] pixels, int width, int height, int type, int... settings) {
        Natives.load();
        try (BytePointer memory = new BytePointer(pixels);
                Mat mat = new Mat(height, width, type, memory);
                IntPointer parameters = new IntPointer(settings);
                BytePointer file = new BytePointer()) {
            boolean written = opencv_imgcodecs.imencode(suffix, mat, file, parameters);
            assert written : suffix;
            byte[] bytes = new byte[(int) file.limit()];
            file.get(bytes);
            return bytes;
        }
    }
}

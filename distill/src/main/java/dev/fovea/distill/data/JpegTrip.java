package dev.fovea.distill.data;

import dev.fovea.image.ImageStage;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/// There and back through JPEG, by the codec that serving decodes with.
final class JpegTrip {
    private JpegTrip() {}

    /// @param quality 1 to 100
    static void apply(Canvas canvas, int quality) {
        ImageStage.warmUp();
        byte[] bgr = bgr(canvas);
        try (BytePointer memory = new BytePointer(bgr);
                Mat picture = new Mat(canvas.side, canvas.side, opencv_core.CV_8UC3, memory);
                IntPointer settings = new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality);
                BytePointer file = new BytePointer()) {
            boolean written = opencv_imgcodecs.imencode(".jpg", picture, file, settings);
            assert written;
            try (Mat coded = new Mat(1, (int) file.limit(), opencv_core.CV_8UC1, file);
                    Mat decoded = opencv_imgcodecs.imdecode(coded, opencv_imgcodecs.IMREAD_COLOR)) {
                decoded.data().get(bgr);
            }
        }
        int plane = canvas.plane();
        for (int i = 0; i < plane; i++) {
            for (int channel = 0; channel < Canvas.CHANNELS; channel++) {
                canvas.planes[channel * plane + i] = (bgr[Canvas.CHANNELS * i + 2 - channel] & 0xff) / 255f;
            }
        }
    }

    private static byte[] bgr(Canvas canvas) {
        int plane = canvas.plane();
        byte[] bgr = new byte[Canvas.CHANNELS * plane];
        for (int i = 0; i < plane; i++) {
            for (int channel = 0; channel < Canvas.CHANNELS; channel++) {
                float value = Math.min(1f, Math.max(0f, canvas.planes[channel * plane + i]));
                bgr[Canvas.CHANNELS * i + 2 - channel] = (byte) (int) (255 * value + 0.5f);
            }
        }
        return bgr;
    }
}

package dev.fovea.image;

import dev.fovea.model.ActivationMap;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/// A photograph under its heat map as one picture, for paper and whatever else knows no layers.
public final class Overlay {
    private static final int QUALITY = 85;

    private Overlay() {}

    /// The preview with the class's [HeatMap] laid over it. Any thread.
    ///
    /// @param preview as [Preview#jpeg] made it; not changed
    /// @throws IllegalArgumentException for a class the map does not have, or when the preview is no picture
    public static byte[] jpeg(byte[] preview, ActivationMap map, int classIndex) {
        Natives.load();
        try (BytePointer memory = new BytePointer(preview);
                Mat file = new Mat(1, preview.length, opencv_core.CV_8UC1, memory);
                Mat picture = opencv_imgcodecs.imdecode(file, opencv_imgcodecs.IMREAD_COLOR)) {
            if (picture.empty()) {
                throw new IllegalArgumentException("the " + preview.length + " bytes are not a picture");
            }
            int width = picture.cols();
            int height = picture.rows();
            byte[] bgr = new byte[Pixels.CHANNELS * width * height];
            picture.data().get(bgr);
            lay(HeatMap.bgra(map, classIndex, width, height), bgr);
            return Encoder.jpeg(bgr, width, height, QUALITY);
        }
    }

    private static void lay(byte[] bgra, byte[] bgr) {
        for (int pixel = 0; pixel < bgr.length / Pixels.CHANNELS; pixel++) {
            int opacity = bgra[4 * pixel + 3] & 0xff;
            for (int channel = 0; channel < Pixels.CHANNELS; channel++) {
                int at = Pixels.CHANNELS * pixel + channel;
                int heat = bgra[4 * pixel + channel] & 0xff;
                bgr[at] = (byte) (((bgr[at] & 0xff) * (255 - opacity) + heat * opacity + 127) / 255);
            }
        }
    }
}

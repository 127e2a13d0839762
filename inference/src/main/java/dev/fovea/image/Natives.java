package dev.fovea.image;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;

/// Loads OpenCV, once and when first needed.
final class Natives {
    private Natives() {}

    /// Returns at once when it is loaded already. Any thread; the first caller waits for the load.
    static void load() {
        try {
            Loaded.touch();
        } catch (LinkageError e) {
            throw new ImageException("OpenCV's native library could not be loaded for this machine", e);
        }
    }

    private static final class Loaded {
        static {
            // JavaCPP would otherwise count the whole process's memory, mapped photographs included, against four
            // times the Java heap and refuse to allocate. Our own limits are counted where we allocate.
            if (System.getProperty("org.bytedeco.javacpp.maxPhysicalBytes") == null) {
                System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
            }
            OpenCvLibraries.load();
            Loader.load(opencv_imgcodecs.class);
            // One photograph, one thread: the parallelism is ours, across photographs.
            opencv_core.setNumThreads(1);
        }

        static void touch() {}
    }
}

package dev.fovea.engine.tensorrt;

/// TensorRT's version, as its library says it. An engine runs on exactly the version that made it.
public record TensorRtVersion(int major, int minor, int patch) {
    /// @param reported what `getInferLibVersion` says: 8203 is 8.2.3, 100600 is 10.6.0
    public static TensorRtVersion of(int reported) {
        if (reported < 1000) {
            throw new IllegalArgumentException("a TensorRT version must be at least 1000, was " + reported);
        }
        // With version 10 the two digits of the minor version moved up by one place.
        int unit = reported < 10_000 ? 1000 : 10_000;
        return new TensorRtVersion(reported / unit, reported % unit / 100, reported % 100);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}

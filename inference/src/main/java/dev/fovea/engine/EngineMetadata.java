package dev.fovea.engine;

/// What an engine is and takes.
///
/// @param engine the runtime and device, `onnxruntime-cpu`
/// @param precision `fp32`, `fp16` or `int8`
/// @param channels of the input
/// @param height of the input, pixels
/// @param width of the input, pixels
/// @param classes of the answer
/// @param mapHeight rows of the class activation map
/// @param mapWidth columns of the class activation map
/// @param distance whether it also says how unlike an image is to the training data
/// @param batchMax the largest batch it runs
public record EngineMetadata(
        String engine,
        String precision,
        int channels,
        int height,
        int width,
        int classes,
        int mapHeight,
        int mapWidth,
        boolean distance,
        int batchMax) {
    public EngineMetadata {
        if (batchMax < 1) {
            throw new IllegalArgumentException("batchMax must be at least 1, was " + batchMax);
        }
    }

    /// What an engine is that runs this network.
    public static EngineMetadata of(String engine, Network network, int batchMax) {
        NetworkShape shape = network.shape();
        return new EngineMetadata(
                engine,
                network.precision(),
                shape.channels(),
                shape.height(),
                shape.width(),
                shape.classes(),
                shape.mapHeight(),
                shape.mapWidth(),
                shape.distance().isPresent(),
                batchMax);
    }

    /// Floats in one input tensor.
    public int inputSize() {
        return channels * height * width;
    }

    /// Floats in one image's activation maps.
    public int mapSize() {
        return classes * mapHeight * mapWidth;
    }
}

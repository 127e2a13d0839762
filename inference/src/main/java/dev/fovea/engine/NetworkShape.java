package dev.fovea.engine;

import java.util.Optional;

/// What a network takes and gives: names and sizes of its one input and its outputs. Batch is always the first axis.
///
/// @param input name of the input, float32 [N, channels, height, width]
/// @param channels of the input
/// @param height of the input, pixels
/// @param width of the input, pixels
/// @param logits name of the output, float32 [N, classes]
/// @param map name of the class activation output, float32 [N, classes, mapHeight, mapWidth]
/// @param classes of the answer
/// @param mapHeight rows of the class activation map
/// @param mapWidth columns of the class activation map
/// @param distance name of the output that says how unlike an image is to the training data, float32 [N]; absent when
///     the network has none
public record NetworkShape(
        String input,
        int channels,
        int height,
        int width,
        String logits,
        String map,
        int classes,
        int mapHeight,
        int mapWidth,
        Optional<String> distance) {
    public NetworkShape {
        if (channels < 1 || height < 1 || width < 1 || classes < 1 || mapHeight < 1 || mapWidth < 1) {
            throw new IllegalArgumentException("a network's sizes must be at least 1, were " + channels + "x" + height
                    + "x" + width + " in, " + classes + " classes, map " + mapHeight + "x" + mapWidth);
        }
    }

    /// A network that tells no distance.
    public NetworkShape(
            String input,
            int channels,
            int height,
            int width,
            String logits,
            String map,
            int classes,
            int mapHeight,
            int mapWidth) {
        this(input, channels, height, width, logits, map, classes, mapHeight, mapWidth, Optional.empty());
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

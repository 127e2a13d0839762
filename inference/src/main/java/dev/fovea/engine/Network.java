package dev.fovea.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// A network's file and what is promised about it, ready to be loaded by an engine.
public final class Network {
    private final Supplier<byte[]> file;
    private final String precision;
    private final NetworkShape shape;
    private final float[] bias;
    private final float driftMax;

    /// @param file the ONNX file; kept, not copied
    public Network(byte[] file, String precision, NetworkShape shape, List<Double> bias, float driftMax) {
        this(() -> file, precision, shape, bias, driftMax);
    }

    /// @param file gives the ONNX file, each time the same bytes: asked for whenever an engine loads it
    /// @param precision `fp32`, `fp16` or `int8`
    /// @param shape what it takes and gives
    /// @param bias the classifier's bias, one per class: mean of a class's map plus its bias is its logit
    /// @param driftMax the largest difference between the two sides of that identity, in logits
    public Network(Supplier<byte[]> file, String precision, NetworkShape shape, List<Double> bias, float driftMax) {
        if (bias.size() != shape.classes()) {
            throw new IllegalArgumentException(
                    "bias must have one value per class, " + shape.classes() + ", had " + bias.size());
        }
        if (!(driftMax > 0)) {
            throw new IllegalArgumentException("driftMax must be above 0, was " + driftMax);
        }
        this.file = file;
        this.precision = precision;
        this.shape = shape;
        this.bias = new float[bias.size()];
        for (int i = 0; i < bias.size(); i++) {
            this.bias[i] = bias.get(i).floatValue();
        }
        this.driftMax = driftMax;
    }

    private Network(Supplier<byte[]> file, String precision, NetworkShape shape, float[] bias, float driftMax) {
        this.file = file;
        this.precision = precision;
        this.shape = shape;
        this.bias = bias;
        this.driftMax = driftMax;
    }

    /// The same as an engine runs it that computes with other numbers than the file holds.
    ///
    /// @param driftMin the identity between map and logit is at least so loose then
    public Network computedIn(String otherPrecision, float driftMin) {
        return new Network(file, otherPrecision, shape, bias, Math.max(driftMax, driftMin));
    }

    /// Not a copy: do not write to it.
    public byte[] file() {
        return file.get();
    }

    public String precision() {
        return precision;
    }

    public NetworkShape shape() {
        return shape;
    }

    /// One per class.
    public List<Double> bias() {
        List<Double> values = new ArrayList<>();
        for (float value : bias) {
            values.add((double) value);
        }
        return List.copyOf(values);
    }

    /// In logits.
    public float driftMax() {
        return driftMax;
    }

    /// Holds one image's answer against the promise: right sizes, all finite, and mean(map) + bias = logits.
    ///
    /// @throws EngineException saying what is wrong
    public Scores checked(float[] logits, float[] map) {
        check(logits, map);
        return new Scores(logits, map);
    }

    /// The same of a network that also tells a distance: finite, 0 and up.
    ///
    /// @throws EngineException saying what is wrong
    public Scores checked(float[] logits, float[] map, float distance) {
        check(logits, map);
        // Written so that NaN fails.
        if (!(distance >= 0 && distance < Float.POSITIVE_INFINITY)) {
            throw new EngineException("the network's distance must be a finite number of at least 0, was " + distance);
        }
        return new Scores(logits, map, distance);
    }

    private void check(float[] logits, float[] map) {
        if (logits.length != shape.classes() || map.length != shape.mapSize()) {
            throw new EngineException("the network answered " + logits.length + " logits and " + map.length
                    + " map values instead of " + shape.classes() + " and " + shape.mapSize());
        }
        int cells = shape.mapHeight() * shape.mapWidth();
        for (int c = 0; c < logits.length; c++) {
            double sum = 0;
            for (int i = c * cells; i < (c + 1) * cells; i++) {
                sum += map[i];
            }
            double drift = Math.abs(sum / cells + bias[c] - logits[c]);
            // A NaN or infinity anywhere makes the drift NaN or infinite; written so that NaN fails.
            if (!(drift <= driftMax)) {
                throw new EngineException("the network's answer contradicts itself: logit " + c + " is " + logits[c]
                        + " but its activation map says " + (float) (sum / cells + bias[c]));
            }
        }
    }
}

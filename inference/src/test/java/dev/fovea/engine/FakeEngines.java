package dev.fovea.engine;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/// [TinyNetwork] computed in Java: an engine without a runtime, for tests that need one that works.
public final class FakeEngines implements EngineSource {
    private final Network network;
    private final int batchMax;

    public FakeEngines(int batchMax) {
        this(TinyNetwork.network(), batchMax);
    }

    /// @param network [TinyNetwork], with its distance or without
    public FakeEngines(Network network, int batchMax) {
        this.network = network;
        this.batchMax = batchMax;
    }

    @Override
    public EngineMetadata metadata() {
        return EngineMetadata.of("fake", network, batchMax);
    }

    @Override
    public Engine open() {
        return new FakeEngine(network, metadata());
    }

    @Override
    public void renew() {}

    @Override
    public void close() {}

    private record FakeEngine(Network network, EngineMetadata metadata) implements Engine {
        @Override
        public List<Scores> run(List<FloatBuffer> images) {
            if (images.isEmpty() || images.size() > metadata.batchMax()) {
                throw new IllegalArgumentException("a batch of " + images.size());
            }
            if (images.stream().anyMatch(image -> image.remaining() != metadata.inputSize())) {
                throw new IllegalArgumentException("an image of the wrong size");
            }
            List<Scores> answers = new ArrayList<>();
            for (FloatBuffer image : images) {
                Scores answer = TinyNetwork.answer(image);
                answers.add(
                        metadata.distance()
                                ? network.checked(answer.logits(), answer.map(), TinyNetwork.distance(answer.logits()))
                                : network.checked(answer.logits(), answer.map()));
            }
            return answers;
        }

        @Override
        public void close() {}
    }
}

package dev.fovea.publish.kserve;

import dev.fovea.http.Refusal;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// One infer request, read and checked.
///
/// @param id the caller's name for it, to be echoed
/// @param input what is to be looked at
/// @param outputs what is wanted, in this order
/// @param timeout the longest an image may wait in the queue
record Call(Optional<String> id, Input input, List<Wanted> outputs, Optional<Duration> timeout) {
    Call {
        outputs = List.copyOf(outputs);
    }

    /// Images as the caller has them.
    sealed interface Input {
        int count();

        /// Prepared by the caller; each belongs to the request's lease.
        record Prepared(List<FloatBuffer> tensors) implements Input {
            @Override
            public int count() {
                return tensors.size();
            }
        }

        /// Files of pictures, to be prepared here.
        record Pictures(List<byte[]> files) implements Input {
            @Override
            public int count() {
                return files.size();
            }
        }
    }

    /// One output.
    ///
    /// @param output which
    /// @param best the k most probable classes as text instead of all numbers
    /// @param binary after the JSON instead of in it
    record Wanted(Output output, OptionalInt best, boolean binary) {
        Wanted {
            if (best.isPresent() && output == Output.MAP) {
                throw Refusal.badRequest("classification makes no sense of an activation map");
            }
            if (best.isPresent() && output == Output.DISTANCE) {
                throw Refusal.badRequest("classification makes no sense of a distance");
            }
            if (best.isPresent() && best.getAsInt() < 1) {
                throw Refusal.badRequest("classification must be at least 1, was " + best.getAsInt());
            }
        }
    }

    /// What a model answers.
    enum Output {
        LOGITS,
        MAP,
        PROBABILITIES,
        /// How unlike an image is to the training data; only some models tell.
        DISTANCE;

        /// What this model gives.
        static List<Output> of(ServedModel model) {
            return Arrays.stream(values())
                    .filter(one -> one != DISTANCE || model.shape().distance().isPresent())
                    .toList();
        }

        /// The name under which a model gives it, if it does.
        String name(ServedModel model) {
            return switch (this) {
                case LOGITS -> model.shape().logits();
                case MAP -> model.shape().map();
                case PROBABILITIES -> "probabilities";
                case DISTANCE -> model.shape().distance().orElseThrow();
            };
        }
    }
}

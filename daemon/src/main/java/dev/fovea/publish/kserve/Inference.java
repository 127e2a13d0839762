package dev.fovea.publish.kserve;

import dev.fovea.engine.Scores;
import dev.fovea.http.Refusal;
import dev.fovea.image.Preparation;
import dev.fovea.instances.Admission;
import dev.fovea.instances.InferenceAnswer;
import dev.fovea.instances.InferenceRequest;
import dev.fovea.model.Priority;
import dev.fovea.publish.kserve.KserveMetrics.Failure;
import io.helidon.http.Status;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Has the images of one call answered: each is a request of its own, so that a large call fills batches like any other
/// company and never blocks one. Either all images are answered or the whole call fails. Used by one thread.
final class Inference {
    private final ServedModel model;
    private final ImageStages stages;
    private final Tensors.Lease tensors;
    private final Duration answerMax;

    /// All answers, in the order of the images.
    ///
    /// @param queue all images' time in the queue, added up
    /// @param infer all images' share of their batches' time, added up
    record Answers(List<Scores> scores, Duration queue, Duration infer) {}

    Inference(ServedModel model, ImageStages stages, Tensors.Lease tensors, Duration answerMax) {
        this.model = model;
        this.stages = stages;
        this.tensors = tensors;
        this.answerMax = answerMax;
    }

    /// @throws Refusal 422 for a picture that cannot be graded, naming which and why
    List<FloatBuffer> prepared(Call.Input input) throws InterruptedException {
        return switch (input) {
            case Call.Input.Prepared(var given) -> given;
            case Call.Input.Pictures(var files) -> {
                List<FloatBuffer> images = new ArrayList<>();
                for (byte[] file : files) {
                    FloatBuffer tensor = tensors.take(model.shape().inputSize());
                    switch (stages.prepare(file, model.input(), tensor)) {
                        case Preparation.Ready _ -> images.add(tensor);
                        case Preparation.Rejected rejected ->
                            throw Refusal.of(
                                    Status.UNPROCESSABLE_CONTENT_422,
                                    "image " + images.size() + " cannot be graded: "
                                            + rejected.fault().reason());
                    }
                }
                yield images;
            }
        };
    }

    /// @throws Failed 503 or 422 as a whole when one image is not answered; the others are withdrawn
    Answers answers(Call call, List<FloatBuffer> images) throws InterruptedException {
        List<CompletableFuture<InferenceAnswer>> waiting = new ArrayList<>();
        boolean done = false;
        try {
            String id = call.id().orElse("v2");
            for (FloatBuffer image : images) {
                waiting.add(submitted(
                        new InferenceRequest(id + "#" + waiting.size(), image, Priority.STATELESS, call.timeout())));
            }
            Answers answers = collected(id, waiting);
            done = true;
            return answers;
        } finally {
            if (!done) {
                withdraw(images, waiting);
            }
        }
    }

    private CompletableFuture<InferenceAnswer> submitted(InferenceRequest request) {
        return switch (model.submit().apply(request)) {
            case Admission.Accepted(var answer) -> answer;
            case Admission.Refused refused -> throw failed(refused.reason(), refused.retryAfter());
        };
    }

    private Failed failed(Admission.Reason reason, Duration retryAfter) {
        return switch (reason) {
            case QUEUE_FULL -> failed(Failure.REJECTED, "its queue is full", retryAfter);
            case STOPPING -> failed(Failure.BACKEND, "the daemon is stopping", retryAfter);
            case ENGINE_DOWN -> failed(Failure.BACKEND, "it has no working engine at present", retryAfter);
        };
    }

    private Failed failed(Failure failure, String why, Duration retryAfter) {
        return new Failed(failure, Refusal.busy("model " + model.name() + ": " + why, retryAfter));
    }

    private Answers collected(String id, List<CompletableFuture<InferenceAnswer>> waiting) throws InterruptedException {
        long deadline = System.nanoTime() + answerMax.toNanos();
        List<Scores> scores = new ArrayList<>();
        Duration queue = Duration.ZERO;
        Duration infer = Duration.ZERO;
        for (int i = 0; i < waiting.size(); i++) {
            InferenceAnswer.Answered answer = answered(i, within(waiting.get(i), deadline));
            if (!answer.id().equals(id + "#" + i)) {
                throw new AssertionError("image " + i + " of " + id + " was given the answer of " + answer.id());
            }
            scores.add(answer.scores());
            queue = queue.plus(answer.queue());
            infer = infer.plus(answer.infer().dividedBy(answer.batchSize()));
        }
        return new Answers(scores, queue, infer);
    }

    private InferenceAnswer within(CompletableFuture<InferenceAnswer> answer, long deadline)
            throws InterruptedException {
        try {
            return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new Failed(
                    Failure.CANCELED,
                    Refusal.busy("there was no answer within " + answerMax.toMillis() + " ms", Duration.ofSeconds(1)));
        } catch (ExecutionException e) {
            throw new AssertionError("answers never complete exceptionally", e);
        }
    }

    private static InferenceAnswer.Answered answered(int index, InferenceAnswer answer) {
        return switch (answer) {
            case InferenceAnswer.Answered answered -> answered;
            case InferenceAnswer.Expired(var _, Duration waited) ->
                throw new Failed(
                        Failure.REJECTED,
                        Refusal.busy(
                                "image " + index + " waited " + waited.toMillis() + " ms, longer than its timeout",
                                Duration.ofSeconds(1)));
            case InferenceAnswer.Poisoned(var _, String reason) ->
                throw new Failed(
                        Failure.BACKEND,
                        Refusal.of(
                                Status.UNPROCESSABLE_CONTENT_422,
                                "the engine cannot answer image " + index + ": " + reason));
            case InferenceAnswer.Abandoned(var _, String reason) ->
                throw new Failed(
                        Failure.BACKEND,
                        Refusal.busy("image " + index + " was given up: " + reason, Duration.ofSeconds(5)));
        };
    }

    private void withdraw(List<FloatBuffer> images, List<CompletableFuture<InferenceAnswer>> waiting) {
        for (int i = 0; i < waiting.size(); i++) {
            if (!waiting.get(i).isDone()) {
                waiting.get(i).cancel(false);
                // It may be in an engine at this moment.
                tensors.forget(images.get(i));
            }
        }
    }

    /// A refusal with its reason in Triton's words.
    static final class Failed extends RuntimeException {
        private final Failure failure;
        private final Refusal refusal;

        Failed(Failure failure, Refusal refusal) {
            super(refusal.sentence(), null, false, false);
            this.failure = failure;
            this.refusal = refusal;
        }

        Failure failure() {
            return failure;
        }

        Refusal refusal() {
            return refusal;
        }
    }
}

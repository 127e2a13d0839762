package dev.fovea.instances;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.engine.Scores;
import dev.fovea.instances.Admission.Accepted;
import dev.fovea.instances.Admission.Refused;
import dev.fovea.instances.InferenceAnswer.Abandoned;
import dev.fovea.instances.InferenceAnswer.Answered;
import dev.fovea.instances.InferenceAnswer.Expired;
import dev.fovea.instances.InferenceAnswer.Poisoned;
import dev.fovea.model.Priority;
import dev.fovea.scheduler.BatchPolicy;
import dev.fovea.scheduler.TimeoutAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever arrives, fails, hangs, is late or is withdrawn: each accepted image is answered exactly once, and with the
/// answer to its own tensor.
class InstancePropertyTest {
    private static final List<Priority> PRIORITIES = List.of(Priority.values());
    private static final List<Trick> TRICKS = List.of(Trick.values());
    private static final int IMAGES = 60;
    private static final int ATTEMPTS_MAX = 2;

    /// One image's fate as far as the generator decides it.
    private record Plan(int number, Priority priority, Optional<Duration> timeout, Optional<Trick> trick, int times) {
        boolean poison() {
            // One array for all answers is no fault of an image that runs alone.
            return trick.isPresent() && trick.get() != Trick.SHARED && times == Integer.MAX_VALUE;
        }
    }

    private record Sent(Plan plan, CompletableFuture<InferenceAnswer> answer, boolean cancelled) {}

    static IntStream seeds() {
        return IntStream.range(0, Integer.getInteger("fovea.seeds", 150));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
    void eachImageIsAnsweredExactlyOnceWithItsOwnAnswer(int seed) {
        Random random = new Random(seed);
        FakeEngines engines = new FakeEngines();
        InstanceSettings settings = settings(random);
        List<Sent> sent = new ArrayList<>();
        int refused = 0;
        try (Bench bench = Bench.with(engines, settings)) {
            engines.failOpening(random.nextInt(Bench.RECOVERY.reopensMax()));
            for (int number = 1; number <= IMAGES; number++) {
                disturb(random, bench);
                Plan plan = plan(random, number);
                Optional<Sent> taken = send(random, bench, plan);
                taken.ifPresent(sent::add);
                refused += taken.isPresent() ? 0 : 1;
            }
            engines.resume();
            turnUntil(bench, () -> sent.stream().allMatch(each -> each.answer().isDone()));

            sent.forEach(each -> check(each, settings, false));
            assertThat(bench.metrics.refused).hasValue(refused);
            assertThat(bench.metrics.accepted).hasValue(sent.size());
            assertThat(bench.metrics.settled()).isEqualTo(sent.size());
            assertThat(bench.metrics.answered).hasValue(count(sent, Answered.class));
            assertThat(bench.metrics.poisoned).hasValue(count(sent, Poisoned.class));
            assertThat(bench.metrics.expired).hasValue(count(sent, Expired.class));
            assertThat(bench.group.queue().waitingTotal()).isZero();
        }
        Bench.await(engines::closed);
        assertThat(engines.batches())
                .allSatisfy(batch ->
                        assertThat(batch.size()).isBetween(1, settings.batch().sizeMax()));
        if (settings.instances() == 1) {
            eachLevelIsServedInOrder(engines.batches(), sent);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
    void closingAtAnyMomentLeavesNobodyWaiting(int seed) throws Exception {
        Random random = new Random(seed);
        FakeEngines engines = new FakeEngines();
        InstanceSettings settings = settings(random);
        List<Sent> sent = new ArrayList<>();
        Bench bench = Bench.with(engines, settings);
        Thread closing = Thread.ofPlatform().unstarted(bench.group::close);
        int closeAt = 1 + random.nextInt(IMAGES);
        for (int number = 1; number <= IMAGES; number++) {
            if (number == closeAt) {
                closing.start();
            }
            disturb(random, bench);
            send(random, bench, plan(random, number)).ifPresent(sent::add);
        }
        // Engines that stay stopped hang for every image, so any of them may then be taken for poison.
        boolean stuck = random.nextBoolean();
        if (!stuck) {
            engines.resume();
        }
        turnUntil(bench, () -> !closing.isAlive());

        closing.join();
        sent.stream()
                .filter(each -> !stuck || each.cancelled() || !(each.answer().join() instanceof Poisoned))
                .forEach(each -> check(each, settings, true));
        assertThat(bench.metrics.settled()).isEqualTo(sent.size());

        engines.resume();
        engines.endHangs();
        Bench.await(engines::closed);
        assertThat(bench.metrics.settled()).isEqualTo(sent.size());
    }

    private static InstanceSettings settings(Random random) {
        int sizeMax = 1 + random.nextInt(6);
        TimeoutAction action = random.nextBoolean() ? TimeoutAction.REJECT : TimeoutAction.DELAY;
        BatchPolicy batch = new BatchPolicy(
                sizeMax,
                random.nextInt(3) == 0 ? List.of(sizeMax) : List.of(),
                Duration.ofMillis(random.nextInt(20)),
                action,
                sizeMax + random.nextInt(40),
                16L * (sizeMax + random.nextInt(40)),
                3);
        Recovery recovery = new Recovery(
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                ATTEMPTS_MAX,
                1_000,
                Bench.RECOVERY.reopensMax(),
                Duration.ofMillis(100),
                Duration.ofSeconds(1));
        return new InstanceSettings(
                "fake", 1 + random.nextInt(3), batch, recovery, Duration.ofSeconds(10), Duration.ofSeconds(8));
    }

    private static Plan plan(Random random, int number) {
        Priority priority = PRIORITIES.get(random.nextInt(3));
        Optional<Duration> timeout =
                random.nextInt(4) == 0 ? Optional.of(Duration.ofMillis(1 + random.nextInt(50))) : Optional.empty();
        Optional<Trick> trick =
                random.nextInt(10) == 0 ? Optional.of(TRICKS.get(random.nextInt(TRICKS.size()))) : Optional.empty();
        int times = random.nextBoolean() ? Integer.MAX_VALUE : 1 + random.nextInt(3);
        return new Plan(number, priority, timeout, trick, times);
    }

    /// Engines stop and go, the clock moves a little.
    private static void disturb(Random random, Bench bench) {
        switch (random.nextInt(8)) {
            case 0 -> bench.engines.pause();
            case 1, 2 -> bench.engines.resume();
            case 3, 4 -> bench.ticker.advance(Duration.ofMillis(random.nextInt(20)));
            default -> Thread.onSpinWait();
        }
    }

    private static Optional<Sent> send(Random random, Bench bench, Plan plan) {
        plan.trick().ifPresent(trick -> bench.engines.on(plan.number(), trick, plan.times()));
        InferenceRequest request = new InferenceRequest(
                "image-" + plan.number(), FakeEngines.tensor(plan.number()), plan.priority(), plan.timeout());
        return switch (bench.group.submit(request)) {
            case Accepted(var answer) ->
                Optional.of(new Sent(plan, answer, random.nextInt(10) == 0 && answer.cancel(false)));
            case Refused _ -> Optional.empty();
        };
    }

    /// Turns the clock, but not under an engine that works: that would be a hang where none is.
    private static void turnUntil(Bench bench, BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            if (bench.engines.quiet()) {
                bench.ticker.advance(Duration.ofMillis(bench.engines.hanging() > 0 ? 1_000 : 100));
            }
            long until = System.nanoTime() + 1_000_000;
            while (System.nanoTime() < until && !done.getAsBoolean()) {
                Thread.onSpinWait();
            }
        }
    }

    private static void check(Sent sent, InstanceSettings settings, boolean closed) {
        Plan plan = sent.plan();
        String id = "image-" + plan.number();
        if (sent.cancelled()) {
            assertThat(sent.answer()).isCancelled();
            return;
        }
        InferenceAnswer answer = sent.answer().join();
        assertThat(answer.id()).isEqualTo(id);
        switch (answer) {
            case Answered(var _, Scores scores, var _, int batchSize, var _, var _) -> {
                assertThat(scores.logits())
                        .containsExactly(FakeEngines.answer(plan.number()).logits());
                assertThat(scores.map())
                        .containsExactly(FakeEngines.answer(plan.number()).map());
                assertThat(batchSize).isBetween(1, settings.batch().sizeMax());
                assertThat(plan.poison()).as(id).isFalse();
            }
            case Expired _ -> {
                assertThat(plan.timeout()).as(id).isPresent();
                assertThat(settings.batch().timeoutAction()).isEqualTo(TimeoutAction.REJECT);
            }
            case Poisoned _ -> {
                assertThat(plan.trick()).as(id).isPresent();
                assertThat(plan.times()).isGreaterThanOrEqualTo(ATTEMPTS_MAX);
            }
            case Abandoned _ -> assertThat(closed).as(id).isTrue();
        }
    }

    /// First tries only: one that failed is tried again later.
    private static void eachLevelIsServedInOrder(List<List<Integer>> batches, List<Sent> sent) {
        List<Integer> order = batches.stream().flatMap(List::stream).distinct().toList();
        for (Priority priority : Priority.values()) {
            // Those with a deadline may be late and go last.
            List<Integer> level = sent.stream()
                    .map(Sent::plan)
                    .filter(plan ->
                            plan.priority() == priority && plan.timeout().isEmpty())
                    .map(Plan::number)
                    .toList();
            assertThat(order.stream().filter(level::contains)).isSorted();
        }
    }

    private static int count(List<Sent> sent, Class<? extends InferenceAnswer> kind) {
        return (int) sent.stream()
                .filter(each -> !each.cancelled())
                .filter(each -> kind.isInstance(each.answer().join()))
                .count();
    }
}

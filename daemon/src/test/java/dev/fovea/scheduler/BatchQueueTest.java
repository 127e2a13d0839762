package dev.fovea.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 10, threadMode = ThreadMode.SEPARATE_THREAD)
class BatchQueueTest {
    private final ManualTicker ticker = new ManualTicker();
    private final BatchQueue<String> queue = queue(TimeoutAction.REJECT);

    @Test
    void handsOutTheOldestFirst() throws Exception {
        offer(queue, "a", "b", "c");

        assertThat(take(queue)).containsExactly("a", "b");
        assertThat(take(queue)).containsExactly("c");
    }

    @Test
    void aHigherLevelGoesFirstAndBatchesMixLevels() throws Exception {
        offer(queue, terms(3), "program");
        offer(queue, terms(2), "backlog");
        offer(queue, terms(1), "patient");

        assertThat(take(queue)).containsExactly("patient", "backlog");
        assertThat(take(queue)).containsExactly("program");
    }

    @Test
    void aLowerLevelWaitsForAsLongAsAHigherOneHasWork() throws Exception {
        offer(queue, terms(2), "backlog");
        for (int i = 0; i < 100; i++) {
            offer(queue, terms(1), "a", "b");

            assertThat(take(queue)).containsExactly("a", "b");
        }
        assertThat(take(queue)).containsExactly("backlog");
    }

    @Test
    void refusesAtOnceWhenAsManyItemsWaitAsMay() throws Exception {
        offer(queue, "a", "b", "c", "d");

        assertThat(queue.offer(entry("e", terms(1)))).isEqualTo(Offer.FULL);
        take(queue);
        assertThat(queue.offer(entry("e", terms(1)))).isEqualTo(Offer.TAKEN);
    }

    @Test
    void refusesAtOnceWhenAsManyBytesWaitAsMay() throws Exception {
        offer(queue, new Terms(1, 900, Optional.empty()), "large");

        assertThat(queue.offer(entry("b", new Terms(1, 101, Optional.empty())))).isEqualTo(Offer.FULL);
        assertThat(queue.offer(entry("c", new Terms(1, 100, Optional.empty())))).isEqualTo(Offer.TAKEN);
        take(queue);
        assertThat(queue.depth().bytes()).isZero();
    }

    @Test
    void aLowerLevelNeverShutsOutAHigherOne() {
        offer(queue, new Terms(3, 250, Optional.empty()), "a", "b", "c", "d");
        offer(queue, new Terms(2, 250, Optional.empty()), "e", "f", "g", "h");

        assertThat(queue.offer(entry("i", terms(3)))).isEqualTo(Offer.FULL);
        assertThat(queue.offer(entry("j", terms(2)))).isEqualTo(Offer.FULL);
        offer(queue, new Terms(1, 250, Optional.empty()), "k", "l", "m", "n");
        assertThat(queue.offer(entry("o", terms(1)))).isEqualTo(Offer.FULL);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void anItemIsRefusedExactlyWhenItsOwnAndTheHigherLevelsFillTheBounds(int seed) throws Exception {
        Random random = new Random(seed);
        List<Entry<String>> waiting = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            int action = random.nextInt(8);
            if (action == 0 && !waiting.isEmpty()) {
                waiting.removeAll(queue.taker().take());
            } else if (action == 1 && !waiting.isEmpty()) {
                queue.remove(waiting.remove(random.nextInt(waiting.size())));
            } else {
                Terms terms = new Terms(1 + random.nextInt(3), random.nextInt(500), Optional.empty());
                Entry<String> entry = entry("item " + i, terms);
                List<Terms> before = waiting.stream()
                        .map(Entry::terms)
                        .filter(each -> each.level() <= terms.level())
                        .toList();
                long bytes = before.stream().mapToLong(Terms::bytes).sum() + terms.bytes();
                boolean fits = before.size() < 4 && bytes <= 1_000;

                assertThat(queue.offer(entry)).isEqualTo(fits ? Offer.TAKEN : Offer.FULL);
                waiting.addAll(fits ? List.of(entry) : List.of());
            }
        }
    }

    @Test
    void aSizeThatWouldOverflowTheSumIsRefused() {
        offer(queue, "a");

        assertThat(queue.offer(entry("huge", new Terms(1, Long.MAX_VALUE, Optional.empty()))))
                .isEqualTo(Offer.FULL);
    }

    @Test
    void aWithdrawnItemIsNeverHandedOutAndFreesItsPlace() throws Exception {
        Entry<String> b = entry("b", terms(1));
        offer(queue, "a");
        queue.offer(b);
        offer(queue, "c", "d");

        assertThat(queue.remove(b)).isTrue();
        assertThat(queue.remove(b)).isFalse();
        assertThat(queue.offer(entry("e", terms(1)))).isEqualTo(Offer.TAKEN);
        assertThat(take(queue)).containsExactly("a", "c");
    }

    @Test
    void anItemThatWasHandedOutCannotBeWithdrawn() throws Exception {
        Entry<String> a = entry("a", terms(1));
        queue.offer(a);
        take(queue);

        assertThat(queue.remove(a)).isFalse();
    }

    @Test
    void underRejectAnItemIsSweptWhenItIsDueAndNotBefore() {
        offer(queue, within(Duration.ofMillis(10)), "a");
        ticker.advance(Duration.ofNanos(9_999_999));
        assertThat(queue.sweep()).isEmpty();

        ticker.advance(Duration.ofNanos(1));

        assertThat(queue.sweep()).extracting(Entry::item).containsExactly("a");
        assertThat(queue.sweep()).isEmpty();
        assertThat(queue.depth().total()).isZero();
    }

    @Test
    void underRejectAnItemThatIsDueIsNeverHandedOut() throws Exception {
        offer(queue, within(Duration.ofMillis(10)), "late");
        offer(queue, "in time");
        ticker.advance(Duration.ofMillis(10));

        assertThat(take(queue)).containsExactly("in time");
        assertThat(queue.nextDueNanos()).contains(ticker.nanos());
        assertThat(queue.sweep()).extracting(Entry::item).containsExactly("late");
    }

    @Test
    void tellsWhenTheNextItemIsDue() {
        assertThat(queue.nextDueNanos()).isEmpty();
        offer(queue, "patient");
        assertThat(queue.nextDueNanos()).isEmpty();

        offer(queue, within(Duration.ofMillis(30)), "b");
        offer(queue, within(Duration.ofMillis(20)), "c");
        assertThat(queue.nextDueNanos())
                .contains(ticker.nanos() + Duration.ofMillis(20).toNanos());

        ticker.advance(Duration.ofMillis(20));
        queue.sweep();
        assertThat(queue.nextDueNanos())
                .contains(ticker.nanos() + Duration.ofMillis(10).toNanos());
    }

    @Test
    void underDelayALateItemGoesAfterThoseInTimeOfItsLevelButBeforeLowerLevels() throws Exception {
        BatchQueue<String> delaying = queue(TimeoutAction.DELAY);
        offer(delaying, within(Duration.ofMillis(10)), "late");
        offer(delaying, "in time", "in time too");
        offer(delaying, terms(2), "lower");
        ticker.advance(Duration.ofMillis(10));

        assertThat(delaying.sweep()).isEmpty();
        assertThat(take(delaying)).containsExactly("in time", "in time too");
        assertThat(take(delaying)).containsExactly("late", "lower");
    }

    @Test
    void anItemTriedAgainReturnsToItsPlaceAndRunsAlone() throws Exception {
        offer(queue, "a", "b", "c");
        List<Entry<String>> failed = queue.taker().take();
        offer(queue, "d");

        failed.reversed().forEach(entry -> assertThat(queue.retryAlone(entry)).isTrue());

        assertThat(take(queue)).containsExactly("a");
        assertThat(take(queue)).containsExactly("b");
        assertThat(take(queue)).containsExactly("c", "d");
    }

    @Test
    void oneThatRunsAloneEndsTheBatchBeforeIt() throws Exception {
        offer(queue, terms(2), "suspect");
        List<Entry<String>> failed = queue.taker().take();
        failed.forEach(queue::retryAlone);
        offer(queue, terms(1), "patient");

        assertThat(take(queue)).containsExactly("patient");
        assertThat(take(queue)).containsExactly("suspect");
    }

    @Test
    void anItemTriedAgainDoesNotCountAgainstTheBounds() throws Exception {
        offer(queue, "a", "b", "c", "d");
        List<Entry<String>> failed = queue.taker().take();
        offer(queue, "e", "f");

        failed.forEach(entry -> assertThat(queue.retryAlone(entry)).isTrue());

        assertThat(queue.depth().total()).isEqualTo(6);
        assertThat(queue.offer(entry("g", terms(1)))).isEqualTo(Offer.FULL);
    }

    @Test
    void mailGoesToItsTakerBeforeEverythingElseAndAlone() throws Exception {
        BatchQueue<String>.Taker mine = queue.taker();
        BatchQueue<String>.Taker other = queue.taker();
        offer(queue, "a", "b");
        mine.post(entry("known image", terms(1)));

        assertThat(items(other.take())).containsExactly("a", "b");
        assertThat(items(mine.take())).containsExactly("known image");
    }

    @Test
    void aRecalledTakerGetsNothingMore() throws Exception {
        BatchQueue<String>.Taker taker = queue.taker();
        offer(queue, "a");
        taker.recall();

        assertThat(taker.take()).isEmpty();
        assertThat(taker.take()).isEmpty();
        assertThat(queue.depth().total()).isOne();
    }

    @Test
    void aSleepingTakerIsWokenByAnItemByMailByRecallAndByClosing() {
        var woken = sleeping(queue.taker());
        offer(queue, "a");
        assertThat(items(woken.join())).containsExactly("a");

        BatchQueue<String>.Taker addressed = queue.taker();
        woken = sleeping(addressed);
        addressed.post(entry("mail", terms(1)));
        assertThat(items(woken.join())).containsExactly("mail");

        BatchQueue<String>.Taker recalled = queue.taker();
        woken = sleeping(recalled);
        recalled.recall();
        assertThat(woken.join()).isEmpty();

        woken = sleeping(queue.taker());
        queue.close();
        assertThat(woken.join()).isEmpty();
    }

    @Test
    void idleTakersShareABurst() {
        var one = sleeping(queue.taker());
        var other = sleeping(queue.taker());
        offer(queue, "a", "b");

        assertThat(one.join()).hasSize(1);
        assertThat(other.join()).hasSize(1);
    }

    @Test
    void aClosedQueueRefusesAndDrains() throws Exception {
        offer(queue, "a");
        queue.close();

        assertThat(queue.offer(entry("b", terms(1)))).isEqualTo(Offer.SHUT);
        assertThat(take(queue)).containsExactly("a");
        assertThat(take(queue)).isEmpty();
    }

    @Test
    void whileDrainingAnItemMayBeTriedAgain() throws Exception {
        offer(queue, "a");
        queue.close();
        Entry<String> a = queue.taker().take().getFirst();

        assertThat(queue.retryAlone(a)).isTrue();

        assertThat(take(queue)).containsExactly("a");
    }

    @Test
    void anAbortedQueueGivesBackWhatWaitsAndKeepsNothingMore() throws Exception {
        offer(queue, "a", "b", "c");
        Entry<String> running = queue.taker().take().getFirst();

        assertThat(queue.abort()).extracting(Entry::item).containsExactly("c");

        assertThat(queue.retryAlone(running)).isFalse();
        assertThat(queue.offer(entry("d", terms(1)))).isEqualTo(Offer.SHUT);
        assertThat(take(queue)).isEmpty();
    }

    @Test
    void aShutQueueGivesBackWhatWaitsAndCanOpenAgain() throws Exception {
        offer(queue, "a");
        assertThat(queue.shut()).extracting(Entry::item).containsExactly("a");
        assertThat(queue.offer(entry("b", terms(1)))).isEqualTo(Offer.SHUT);

        queue.open();

        offer(queue, "c");
        assertThat(take(queue)).containsExactly("c");
    }

    @Test
    void aClosedQueueDoesNotOpenAgain() {
        queue.close();
        queue.shut();
        queue.open();

        assertThat(queue.offer(entry("a", terms(1)))).isEqualTo(Offer.SHUT);
    }

    @Test
    void whatWasFoundDueIsGivenBackByAbortToo() throws Exception {
        offer(queue, within(Duration.ofMillis(1)), "late");
        offer(queue, "a");
        ticker.advance(Duration.ofMillis(1));
        take(queue);

        assertThat(queue.abort()).extracting(Entry::item).containsExactly("late");
    }

    private BatchQueue<String> queue(TimeoutAction action) {
        return new BatchQueue<>(new BatchPolicy(2, List.of(), Duration.ZERO, action, 4, 1_000, 3), ticker);
    }

    private static void offer(BatchQueue<String> queue, String... items) {
        offer(queue, terms(1), items);
    }

    private static void offer(BatchQueue<String> queue, Terms terms, String... items) {
        for (String item : items) {
            assertThat(queue.offer(entry(item, terms))).isEqualTo(Offer.TAKEN);
        }
    }

    private static Entry<String> entry(String item, Terms terms) {
        return new Entry<>(item, terms);
    }

    private static Terms terms(int level) {
        return new Terms(level, 1, Optional.empty());
    }

    private static Terms within(Duration timeout) {
        return new Terms(1, 1, Optional.of(timeout));
    }

    private static List<String> take(BatchQueue<String> queue) throws InterruptedException {
        return items(queue.taker().take());
    }

    private static List<String> items(List<Entry<String>> batch) {
        return batch.stream().map(Entry::item).toList();
    }

    /// A thread that is asleep in `take` when this returns.
    private static CompletableFuture<List<Entry<String>>> sleeping(BatchQueue<String>.Taker taker) {
        var taken = new CompletableFuture<List<Entry<String>>>();
        Thread thread = Thread.ofPlatform().daemon().start(() -> {
            try {
                taken.complete(taker.take());
            } catch (Throwable e) {
                taken.completeExceptionally(e);
            }
        });
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return taken;
    }
}

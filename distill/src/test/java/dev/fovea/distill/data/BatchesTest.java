package dev.fovea.distill.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BatchesTest {
    private final List<Sample> samples = Fixture.samples().subList(0, 10);
    /// A picture of three numbers that tell which sample and which seed it was made for.
    private final Views telling = (sample, seed) ->
            new View(new float[] {samples.indexOf(sample), seed & 0xffff, (seed >>> 16) & 0xffff}, 0.5);

    @Test
    void batchesComeInThePlansOrderAndTheLastIsSmaller() throws InterruptedException {
        Plan plan = new Plan(samples, new int[] {3, 1, 2, 9, 0}, 2, 1, 7);

        List<Batch> all = all(plan, 1);

        assertThat(all).extracting(Batch::count).containsExactly(2, 2, 1);
        assertThat(all.get(1).positions()).containsExactly(2, 9);
        assertThat(all.get(1).images()[0]).isEqualTo(2);
        assertThat(all.get(1).images()[3]).isEqualTo(9);
        assertThat(all.get(0).labels())
                .containsExactly(samples.get(3).label(), samples.get(1).label());
    }

    @Test
    void anyNumberOfWorkersMakesTheSameBatches() throws InterruptedException {
        Plan plan = new Plan(samples, new int[] {3, 1, 2, 9, 0, 4, 4, 5, 6, 7, 8}, 2, 2, 7);

        List<Batch> one = all(plan, 1);
        List<Batch> four = all(plan, 4);

        assertThat(four).hasSameSizeAs(one);
        for (int i = 0; i < one.size(); i++) {
            assertThat(four.get(i).images()).isEqualTo(one.get(i).images());
        }
    }

    @Test
    void eachViewAndEachRepetitionHasItsOwnSeedAndViewsLieBehindEachOther() throws InterruptedException {
        Batch batch = all(new Plan(samples, new int[] {4, 4}, 2, 2, 7), 1).getFirst();

        List<Float> seeds = List.of(batch.images()[1], batch.images()[4], batch.images()[7], batch.images()[10]);

        assertThat(batch.images()).hasSize(12);
        assertThat(batch.haze()).hasSize(4);
        assertThat(seeds).doesNotHaveDuplicates();
    }

    @Test
    void anotherEpochsSeedMakesOtherViews() throws InterruptedException {
        Batch one =
                all(new Plan(samples, new int[] {4}, 2, 1, Draws.seed(1, 0)), 1).getFirst();
        Batch other =
                all(new Plan(samples, new int[] {4}, 2, 1, Draws.seed(1, 1)), 1).getFirst();

        assertThat(other.images()).isNotEqualTo(one.images());
    }

    @Test
    void onlySoManyAreMadeAhead() throws InterruptedException {
        AtomicInteger made = new AtomicInteger();
        Views counting = (sample, seed) -> {
            made.incrementAndGet();
            return telling.of(sample, seed);
        };

        try (Batches batches = Batches.open(Plan.inOrder(samples, 1), counting, 1)) {
            Optional<Batch> first = batches.next();

            assertThat(first).isPresent();
            assertThat(made.get()).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void aPictureThatCannotBeUsedStopsWithItsName() {
        Views broken = (sample, seed) -> {
            throw new DataException("the picture " + sample.name() + " cannot be decoded");
        };

        try (Batches batches = Batches.open(Plan.inOrder(samples, 2), broken, 1)) {
            assertThatThrownBy(batches::next)
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining(samples.getFirst().name());
        }
    }

    private List<Batch> all(Plan plan, int workers) throws InterruptedException {
        List<Batch> all = new ArrayList<>();
        try (Batches batches = Batches.open(plan, telling, workers)) {
            for (Optional<Batch> next = batches.next(); next.isPresent(); next = batches.next()) {
                all.add(next.get());
            }
        }
        return all;
    }
}

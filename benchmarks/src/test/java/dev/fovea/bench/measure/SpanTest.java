package dev.fovea.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// A rate is what ended within a span, whenever it was begun.
class SpanTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void onlyWhatEndedWithinCounts() {
        Span span = new Span(SECOND, 3 * SECOND);
        long within = LongStream.of(SECOND / 2, SECOND, 2 * SECOND, 3 * SECOND, 4 * SECOND)
                .filter(span::holds)
                .count();
        assertThat(span.rate(within)).isEqualTo(1);
    }

    @Test
    void itBeginsAfterTheLeadIn() {
        Span span = Span.startingAt(0, Duration.ofSeconds(2));
        assertThat(span).isEqualTo(new Span(SECOND, 3 * SECOND));
        assertThat(Span.whole(Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(3));
        assertThat(span.isOver(3 * SECOND - 1)).isFalse();
        assertThat(span.isOver(3 * SECOND)).isTrue();
    }

    @Test
    void theClockMayPassItsLargestValueMeanwhile() {
        Span span = Span.startingAt(Long.MAX_VALUE - 2 * SECOND, Duration.ofSeconds(2));
        assertThat(span.holds(Long.MIN_VALUE + SECOND / 2)).isTrue();
        assertThat(span.isOver(Long.MIN_VALUE + SECOND / 2)).isFalse();
        assertThat(span.isOver(Long.MIN_VALUE + SECOND)).isTrue();
    }

    @Test
    void aSpanLasts() {
        assertThatThrownBy(() -> new Span(5, 5)).hasMessageContaining("must last");
    }
}

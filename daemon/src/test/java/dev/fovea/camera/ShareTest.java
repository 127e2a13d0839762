package dev.fovea.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareTest {
    /// Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3.
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0.0000, 0.1611", "1, 29, 0.0061, 0.1718"})
    void theIntervalIsThePublishedOne(int hits, int of, double low, double high) {
        Share share = new Share(hits, of);

        assertThat(share.low()).isCloseTo(low, within(5e-5));
        assertThat(share.high()).isCloseTo(high, within(5e-5));
    }

    @Test
    void missesMirrorHits() {
        Share hits = new Share(27, 31);
        Share misses = new Share(4, 31);

        assertThat(misses.low()).isCloseTo(1 - hits.high(), within(1e-12));
        assertThat(misses.high()).isCloseTo(1 - hits.low(), within(1e-12));
    }

    @Test
    void allOfThirtyIsNotCertainty() {
        Share all = new Share(30, 30);

        assertThat(all.value()).isEqualTo(1);
        assertThat(all.high()).isEqualTo(1);
        assertThat(all.low()).isCloseTo(0.8865, within(5e-5));
    }

    @Test
    void aShareOfNothingIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Share(0, 0)).withMessageContaining("0 of 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Share(3, 2)).withMessageContaining("3 of 2");
    }
}

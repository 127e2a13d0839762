package dev.fovea.dicom;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fovea.dicom.TransferSyntax.Codec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a picture may take of the heap.
class RastersTest {
    private static PixelForm colour(int side) {
        return new PixelForm(side, side, Photometric.RGB, 1, 8, 0, false, false, 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"JPEG_2000", "JPEG_LOSSLESS"})
    void whatDoesNotFitTheHeapIsRefusedByName(Codec codec) {
        assertThatExceptionOfType(DicomException.class)
                .isThrownBy(() -> Rasters.mustFit(codec, colour(60_000)))
                .withMessageContaining(codec + " of 60000x60000x3");
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "RLE", "JPEG"})
    void whatIsNotDecodedOnTheHeapIsBoundedElsewhere(Codec codec) {
        assertThatCode(() -> Rasters.mustFit(codec, colour(60_000))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void aSmallPictureFits(Codec codec) {
        assertThatCode(() -> Rasters.mustFit(codec, colour(64))).doesNotThrowAnyException();
    }
}

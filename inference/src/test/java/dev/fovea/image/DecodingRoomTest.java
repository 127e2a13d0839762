package dev.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.model.MediaType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DecodingRoomTest {
    private final DecodingRoom room = new DecodingRoom(100 << 10);

    @Test
    void picturesThatFitTogetherAreDecodedTogether() {
        try (DecodingRoom.Place _ = room.take(40 << 10);
                DecodingRoom.Place _ = room.take(60 << 10)) {
            assertThat(room.someoneWaits()).isFalse();
        }

        assertThat(room.empty()).isTrue();
    }

    @Test
    void aPictureThatNeedsMoreThanAllGoesAlone() throws InterruptedException {
        DecodingRoom.Place small = room.take(1);
        Thread large = Thread.ofVirtual().start(() -> room.take(1 << 30).close());
        while (!room.someoneWaits()) {
            Thread.onSpinWait();
        }

        small.close();
        large.join();

        assertThat(room.empty()).isTrue();
    }

    @Test
    void whatDecodingTakesIsCountedByFormatTurnAndScans() {
        assertThat(FrameReader.bytes(header(MediaType.TIFF, 1), false, 1)).isEqualTo(9 * 800);
        assertThat(FrameReader.bytes(header(MediaType.PNG, 1), false, 1)).isEqualTo(3 * 800);
        assertThat(FrameReader.bytes(header(MediaType.JPEG, 6), false, 2)).isEqualTo(6 * 200);
        assertThat(FrameReader.bytes(header(MediaType.JPEG, 1), true, 8)).isEqualTo(3 * 5 * 3 + 6 * 800);
    }

    private static ImageHeader header(MediaType type, int orientation) {
        return new ImageHeader(type, 40, 20, orientation);
    }
}

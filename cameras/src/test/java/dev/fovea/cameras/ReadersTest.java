package dev.fovea.cameras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What a camera sends is cut into pieces, and no half picture passes for a whole one.
class ReadersTest {
    private static final int BYTES_MAX = 64 << 10;
    private static final byte[] LAST = "--frame--\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SMALL = Pictures.jpeg(64, 48);
    private static final byte[] LARGE = Pictures.jpeg(320, 240);

    /// With no preview, with one, with one and two long segments before it, and with one in its preview.
    private static final List<byte[]> SHAPES = List.of(
            SMALL,
            Pictures.withPreview(SMALL, SMALL),
            Pictures.withPreview(
                    Pictures.withPreview(Pictures.withPreview(SMALL, SMALL), new byte[300]), new byte[100]),
            Pictures.withPreview(SMALL, Pictures.withPreview(SMALL, SMALL)));

    @Test
    void picturesInARowAreToldApart() {
        List<Piece> pieces = pipe(Pictures.joined(SMALL, LARGE, SMALL));

        assertThat(pieces).hasSize(3);
        assertThat(whole(pieces.get(0)).jpeg()).isEqualTo(SMALL);
        assertThat(whole(pieces.get(1)).jpeg()).isEqualTo(LARGE);
        assertThat(whole(pieces.get(1)).size()).isEqualTo(new PictureSize(320, 240));
    }

    @Test
    void aPreviewInsideAPictureIsNotThePicturesEnd() {
        byte[] picture = Pictures.withPreview(LARGE, SMALL);

        List<Piece> pieces = pipe(Pictures.joined(picture, SMALL));

        assertThat(pieces).hasSize(2);
        assertThat(whole(pieces.getFirst()).jpeg()).isEqualTo(picture);
        assertThat(whole(pieces.getFirst()).size()).isEqualTo(new PictureSize(320, 240));
    }

    @Test
    void aHalfPictureInARowIsDroppedAndTheNextOneIsWhole() {
        List<Piece> pieces = pipe(Pictures.joined(Pictures.half(LARGE), SMALL));

        assertThat(pieces.getFirst()).isInstanceOf(Piece.Broken.class);
        assertThat(whole(pieces.getLast()).jpeg()).isEqualTo(SMALL);
    }

    /// Torn at any byte: also inside a segment, which then lasts until some place in the next picture.
    @Test
    void aPictureTornAnywhereIsNotJoinedWithTheNextOne() {
        for (int cut = 0; cut < SMALL.length; cut++) {
            byte[] sent = Pictures.joined(Arrays.copyOf(SMALL, cut), LARGE, SMALL);

            assertThat(wholes(pipe(sent))).as("torn after %d bytes", cut).containsExactly(LARGE, SMALL);
        }
    }

    /// The next picture may count as a preview, if the torn segment had room for all of it. Then it is lost.
    @Test
    void aPictureWithPreviewsTornAnywhereIsNotJoinedWithTheNextOne() {
        for (byte[] torn : SHAPES) {
            for (byte[] next : List.of(SMALL, SHAPES.getLast())) {
                for (int cut = 0; cut < torn.length; cut++) {
                    byte[] sent = Pictures.joined(Arrays.copyOf(torn, cut), next, torn, LARGE);

                    List<byte[]> wholes = wholes(pipe(sent));

                    assertThat(wholes.removeLast())
                            .as("torn after %d bytes", cut)
                            .isEqualTo(LARGE);
                    assertThat(wholes)
                            .as("torn after %d bytes", cut)
                            .allMatch(whole -> Arrays.equals(whole, next) || Arrays.equals(whole, torn));
                }
            }
        }
    }

    @Test
    void ofTwoTornPicturesNothingIsInTheThirdOne() {
        Random random = new Random(7);
        for (int round = 0; round < 3000; round++) {
            byte[] torn = SHAPES.get(random.nextInt(SHAPES.size()));
            byte[] also = SHAPES.get(random.nextInt(SHAPES.size()));
            byte[] first = Arrays.copyOf(torn, random.nextInt(torn.length));
            byte[] second = Arrays.copyOf(also, random.nextInt(also.length));

            assertThat(wholes(pipe(Pictures.joined(first, second, LARGE, LARGE))))
                    .as("%d and %d bytes", first.length, second.length)
                    .isNotEmpty()
                    .allSatisfy(whole -> assertThat(whole).isEqualTo(LARGE));
        }
    }

    /// Each is torn in a segment that would have room for all of them.
    @Test
    void picturesInsidePicturesAreFollowedToALimit() {
        byte[] beginning = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE1, (byte) 0xF0, 0};
        byte[] deep = Pictures.joined(Collections.nCopies(10_000, beginning).toArray(byte[][]::new));

        List<Piece> pieces = pipe(Pictures.joined(deep, new byte[0xF000], LARGE));

        assertThat(pieces.removeLast()).isInstanceOf(Piece.Whole.class);
        assertThat(pieces).hasSizeGreaterThan(9900).allMatch(piece -> piece instanceof Piece.Broken);
    }

    @Test
    void noiseBetweenPicturesIsPassedOver() {
        byte[] noise = "Setting pipeline to PLAYING ...\n\u00ff\u00ff".getBytes(StandardCharsets.ISO_8859_1);

        List<Piece> pieces = pipe(Pictures.joined(noise, SMALL, noise, LARGE));

        assertThat(pieces).hasSize(2).allSatisfy(piece -> assertThat(piece).isInstanceOf(Piece.Whole.class));
    }

    @Test
    void noBeginningOfAPictureIsAWholeOne() {
        for (int length = 0; length < SMALL.length; length++) {
            byte[] part = part(Arrays.copyOf(SMALL, length), true);

            assertThat(parts(part)).as("%d bytes", length).allMatch(piece -> piece instanceof Piece.Broken);
        }
    }

    @Test
    void partsWithAndWithoutTheirLengthAreRead() {
        List<Piece> pieces = parts(Pictures.joined(part(SMALL, true), part(LARGE, false), part(SMALL, true)));

        assertThat(pieces).hasSize(3);
        assertThat(whole(pieces.get(0)).jpeg()).isEqualTo(SMALL);
        assertThat(whole(pieces.get(1)).jpeg()).isEqualTo(LARGE);
    }

    @Test
    void aBoundaryThatHasItsDashesAlreadyIsTheSame() throws IOException {
        byte[] body = part(SMALL, true);

        Piece piece = new MultipartReader(new ByteArrayInputStream(body), "--frame", BYTES_MAX).next();

        assertThat(whole(piece).jpeg()).isEqualTo(SMALL);
    }

    @Test
    void partsThatAreNoPicturesAreBrokenAndTheNextOneIsRead() {
        byte[] words = "<html>not a picture</html>".getBytes(StandardCharsets.US_ASCII);

        List<Piece> pieces =
                parts(Pictures.joined(part(words, true), part(Pictures.half(LARGE), false), part(SMALL, false), LAST));

        assertThat(pieces).hasSize(3);
        assertThat(pieces.get(0)).isEqualTo(new Piece.Broken("a part that is no JPEG"));
        assertThat(pieces.get(1)).isEqualTo(new Piece.Broken("a part with half a picture"));
        assertThat(whole(pieces.get(2)).jpeg()).isEqualTo(SMALL);
    }

    @Test
    void aPartWhoseLengthReachesIntoTheNextOneIsBroken() {
        byte[] lying = "--frame\r\nContent-Length: 100000\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

        List<Piece> pieces = parts(Pictures.joined(lying, SMALL, part(LARGE, true), part(SMALL, true)));

        assertThat(pieces.getFirst()).isInstanceOf(Piece.Broken.class);
    }

    @Test
    void whatIsOverTheLimitIsBrokenAndTheNextOneIsRead() {
        byte[] huge = Pictures.withPreview(SMALL, new byte[60_000]);

        List<Piece> ofPipe = pieces(new JpegPipe(new ByteArrayInputStream(Pictures.joined(huge, SMALL)), 10_000));
        List<Piece> ofParts = pieces(new MultipartReader(
                new ByteArrayInputStream(Pictures.joined(part(huge, true), part(SMALL, true))), "frame", 10_000));

        assertThat(ofPipe.getFirst()).isInstanceOf(Piece.Broken.class);
        assertThat(whole(ofPipe.getLast()).jpeg()).isEqualTo(SMALL);
        assertThat(ofParts.getFirst()).isInstanceOf(Piece.Broken.class);
        assertThat(whole(ofParts.getLast()).jpeg()).isEqualTo(SMALL);
    }

    @Test
    void aHeaderLineWithoutEndEndsTheConnection() {
        byte[] body = Pictures.joined("--frame\r\n".getBytes(StandardCharsets.US_ASCII), new byte[5000]);

        assertThatThrownBy(() -> parts(body))
                .isInstanceOf(CameraException.class)
                .hasMessageContaining("1024");
    }

    @Test
    void noiseOfAnyKindIsReadToItsEnd() {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            byte[] noise = new byte[2000];
            random.nextBytes(noise);
            System.arraycopy(SMALL, 0, noise, 0, random.nextInt(SMALL.length));

            assertThat(pipe(noise)).isNotNull();
        }
    }

    private static byte[] part(byte[] body, boolean length) {
        String header = "--frame\r\nContent-Type: image/jpeg\r\n"
                + (length ? "Content-Length: " + body.length + "\r\n" : "") + "\r\n";
        return Pictures.joined(
                header.getBytes(StandardCharsets.US_ASCII), body, "\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static List<Piece> pipe(byte[] bytes) {
        return pieces(new JpegPipe(new ByteArrayInputStream(bytes), BYTES_MAX));
    }

    private static List<Piece> parts(byte[] bytes) {
        return pieces(new MultipartReader(new ByteArrayInputStream(bytes), "frame", BYTES_MAX));
    }

    private static List<Piece> pieces(PieceReader reader) {
        List<Piece> pieces = new ArrayList<>();
        try {
            while (true) {
                pieces.add(reader.next());
            }
        } catch (EOFException end) {
            return pieces;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<byte[]> wholes(List<Piece> pieces) {
        return pieces.stream()
                .filter(piece -> piece instanceof Piece.Whole)
                .map(piece -> whole(piece).jpeg())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static Piece.Whole whole(Piece piece) {
        assertThat(piece).isInstanceOf(Piece.Whole.class);
        return (Piece.Whole) piece;
    }
}

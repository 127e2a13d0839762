package dev.fovea.cameras;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// JPEGs one after the other with nothing that says how long they are. What lies between them is passed over.
final class JpegPipe implements PieceReader {
    private final InputStream in;
    private final int bytesMax;
    private final PictureBuffer buffer;
    private final JpegWalk walk = new JpegWalk();

    /// @param in reads many bytes at a time
    JpegPipe(InputStream in, int bytesMax) {
        this.in = in;
        this.bytesMax = bytesMax;
        this.buffer = new PictureBuffer(bytesMax);
    }

    @Override
    public Piece next() throws IOException {
        for (int passed = 0; passed < bytesMax; passed++) {
            int value = in.read();
            if (value < 0) {
                throw new EOFException();
            }
            Optional<Piece> piece = step(value);
            if (piece.isPresent()) {
                return piece.get();
            }
        }
        return new Piece.Broken("no end of a picture in " + bytesMax + " bytes");
    }

    private Optional<Piece> step(int value) {
        if (!buffer.add(value)) {
            restart();
            return Optional.of(new Piece.Broken("a picture of more than " + bytesMax + " bytes"));
        }
        return switch (walk.step(value)) {
            case MORE -> Optional.empty();
            case WHOLE -> {
                Piece whole =
                        new Piece.Whole(buffer.copy(buffer.count()), walk.size().orElseThrow());
                restart();
                yield Optional.of(whole);
            }
            case ANEW -> {
                buffer.keepLast(walk.count());
                yield Optional.of(new Piece.Broken("a picture that broke off"));
            }
            case BROKEN -> broken(value);
        };
    }

    private Optional<Piece> broken(int value) {
        boolean inside = buffer.count() > 2;
        restart();
        if (value == 0xFF) {
            buffer.add(value);
            walk.step(value);
        }
        return inside ? Optional.of(new Piece.Broken("a picture with a damaged header")) : Optional.empty();
    }

    private void restart() {
        buffer.clear();
        walk.begin();
    }
}

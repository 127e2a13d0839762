package dev.fovea.cameras;

import dev.fovea.cameras.JpegWalk.Step;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// The parts of a `multipart/x-mixed-replace` body (RFC 2046 5.1.1), as cameras write it: with a Content-Length or
/// without, with a boundary that has its dashes already or has not.
final class MultipartReader implements PieceReader {
    private static final int LINE_MAX = 1024;
    private static final int LINES_MAX = 32;

    /// What some cameras fill a part up with, behind the picture's end.
    private static final int PADDING_MAX = 64;

    private final InputStream in;
    private final byte[] delimiter;
    private final int bytesMax;
    private final PictureBuffer buffer;
    private final JpegWalk walk = new JpegWalk();
    private boolean atDelimiter;

    /// @param in reads many bytes at a time
    MultipartReader(InputStream in, String boundary, int bytesMax) {
        this.in = in;
        String token = boundary.startsWith("--") ? boundary : "--" + boundary;
        this.delimiter = token.getBytes(StandardCharsets.ISO_8859_1);
        this.bytesMax = bytesMax;
        this.buffer = new PictureBuffer(bytesMax);
    }

    @Override
    public Piece next() throws IOException {
        if (!atDelimiter && !readToDelimiter()) {
            return new Piece.Broken("no boundary in " + bytesMax + " bytes");
        }
        atDelimiter = false;
        if (line().startsWith("--")) {
            throw new EOFException();
        }
        long length = -1;
        for (int lines = 0; ; lines++) {
            String header = line();
            if (header.isEmpty()) {
                break;
            }
            if (lines == LINES_MAX) {
                return new Piece.Broken("a part with more than " + LINES_MAX + " headers");
            }
            length = header.toLowerCase(Locale.ROOT).startsWith("content-length:") ? number(header) : length;
        }
        return length < 0 ? untilDelimiter() : exactly(length);
    }

    private Piece exactly(long length) throws IOException {
        if (length > bytesMax) {
            return new Piece.Broken("a part of " + length + " bytes, more than " + bytesMax);
        }
        buffer.clear();
        for (long i = 0; i < length; i++) {
            buffer.add(read());
        }
        return picture();
    }

    private Piece untilDelimiter() throws IOException {
        if (!readToDelimiter()) {
            return new Piece.Broken("a part of more than " + bytesMax + " bytes");
        }
        atDelimiter = true;
        buffer.dropLast(delimiter.length);
        return picture();
    }

    /// What is in the buffer, if it is one whole JPEG.
    private Piece picture() {
        walk.begin();
        for (int i = 0; i < buffer.count(); i++) {
            Step step = walk.step(buffer.at(i));
            if (step == Step.WHOLE) {
                return buffer.count() - i - 1 > PADDING_MAX
                        ? new Piece.Broken("a part with more than a picture in it")
                        : new Piece.Whole(buffer.copy(i + 1), walk.size().orElseThrow());
            }
            if (step != Step.MORE) {
                return new Piece.Broken("a part that is no JPEG");
            }
        }
        return new Piece.Broken("a part with half a picture");
    }

    /// @return false when the buffer was full before
    private boolean readToDelimiter() throws IOException {
        buffer.clear();
        int last = delimiter[delimiter.length - 1] & 0xFF;
        while (true) {
            int value = read();
            if (!buffer.add(value)) {
                return false;
            }
            if (value == last && buffer.endsWith(delimiter)) {
                return true;
            }
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int value = read(); value != '\n'; value = read()) {
            if (line.length() == LINE_MAX) {
                throw new CameraException(
                        CameraException.Fault.ENDED, "it sent a header line of more than " + LINE_MAX + " characters");
            }
            line.append((char) value);
        }
        return line.toString().strip();
    }

    private int read() throws IOException {
        int value = in.read();
        if (value < 0) {
            throw new EOFException();
        }
        return value;
    }

    /// A length that is none counts as absent: the boundary tells.
    private static long number(String header) {
        return Optional.of(header.substring(header.indexOf(':') + 1).strip())
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElse(-1L);
    }
}

package dev.fovea.dicom.net;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import javax.net.ssl.SSLSocket;

/// PDUs on a connection: a length is held against its limit before it is believed, and a whole PDU against the
/// clock, so that neither a byte now and then nor one who reads nothing keeps an association.
/// One reused buffer, which grows to the largest PDU seen.
final class Wire implements AutoCloseable {
    static final int ASSOCIATE_REQUEST = 1;
    static final int ASSOCIATE_ACCEPT = 2;
    static final int ASSOCIATE_REJECT = 3;
    static final int DATA = 4;
    static final int RELEASE_REQUEST = 5;
    static final int RELEASE_REPLY = 6;
    static final int ABORT = 7;

    static final int HEADER = 6;

    /// A request with all 128 presentation contexts and as many syntaxes each as anybody offers has about 60 KB.
    private static final int REQUEST_BYTES_MAX = 128 << 10;

    private final Socket connection;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final Duration silenceMax;
    private final long dataBytesMax;
    private final byte[] header = new byte[HEADER];
    private byte[] body = new byte[4_096];

    /// @param connection the one beneath any TLS
    /// @param socket to talk over
    /// @param silenceMax how long a PDU may take once it began, either way
    /// @param dataBytesMax the largest P-DATA PDU taken
    Wire(Socket connection, Socket socket, Duration silenceMax, long dataBytesMax) throws IOException {
        this.connection = connection;
        this.socket = socket;
        this.silenceMax = silenceMax;
        this.dataBytesMax = dataBytesMax;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /// No PDU has begun in time; one may still come.
    static final class SilenceException extends SocketTimeoutException {
        private static final long serialVersionUID = 1;

        SilenceException(String message) {
            super(message);
        }
    }

    /// @param body from position to limit; good until the next PDU is read
    record Pdu(int type, ByteBuffer body) {}

    /// Waits for a PDU to begin, and then for all of it.
    ///
    /// @throws IOException with a sentence when it does not come, not in time, or is none
    Pdu read(Duration patience) throws IOException {
        if (!(socket instanceof SSLSocket)) {
            return readPlain(patience);
        }
        // Under TLS a socket's limit holds for each piece of a record, not for the read that waits for all of it.
        try (Watch watch = Watch.over(connection, patience.plus(silenceMax))) {
            return readWatched(patience, watch);
        }
    }

    private Pdu readWatched(Duration patience, Watch watch) throws IOException {
        try {
            return readPlain(patience);
        } catch (IOException e) {
            throw watch.late() ? late("a PDU did not come to its end in time", e) : e;
        }
    }

    private static SocketTimeoutException late(String what, IOException cause) {
        SocketTimeoutException late = new SocketTimeoutException(what);
        late.initCause(cause);
        return late;
    }

    private Pdu readPlain(Duration patience) throws IOException {
        long begun = System.nanoTime();
        fill(header, 1, begun + patience.toNanos(), "nothing came");
        long until = System.nanoTime() + silenceMax.toNanos();
        fillRest(header, 1, HEADER, until);
        int type = header[0];
        long length = ByteBuffer.wrap(header).getInt(2) & 0xffffffffL;
        long most = switch (type) {
            case ASSOCIATE_REQUEST, ASSOCIATE_ACCEPT -> REQUEST_BYTES_MAX;
            case DATA -> dataBytesMax;
            case ASSOCIATE_REJECT, RELEASE_REQUEST, RELEASE_REPLY, ABORT -> 4;
            default -> throw new IOException("a PDU of type " + type + " is none that anybody may send");
        };
        if (length > most) {
            throw new IOException("a PDU of type " + type + " claims " + length + " bytes, may have " + most);
        }
        if (body.length < length) {
            body = new byte[(int) Math.min(most, Math.max(length, 2L * body.length))];
        }
        fillRest(body, 0, (int) length, until);
        return new Pdu(type, ByteBuffer.wrap(body, 0, (int) length).slice());
    }

    private void fill(byte[] into, int count, long until, String missing) throws IOException {
        try {
            fillRest(into, 0, count, until);
        } catch (SocketTimeoutException e) {
            throw new SilenceException(missing + " in time");
        }
    }

    private void fillRest(byte[] into, int from, int to, long until) throws IOException {
        int at = from;
        while (at < to) {
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new SocketTimeoutException("a PDU did not come to its end in time");
            }
            socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
            int count = read(into, at, to - at);
            if (count < 0) {
                throw new EOFException("the connection ended in the middle");
            }
            at += count;
        }
    }

    private int read(byte[] into, int at, int count) throws IOException {
        try {
            return in.read(into, at, count);
        } catch (SocketTimeoutException e) {
            throw new SocketTimeoutException("a PDU did not come to its end in time");
        }
    }

    /// @throws SocketTimeoutException when it is not taken in time; then the connection is closed
    void write(int type, byte[] bytes) throws IOException {
        ByteBuffer pdu = ByteBuffer.allocate(HEADER + bytes.length);
        pdu.put((byte) type).put((byte) 0).putInt(bytes.length).put(bytes);
        try (Watch watch = Watch.over(connection, silenceMax)) {
            write(pdu.array(), watch);
        }
    }

    private void write(byte[] pdu, Watch watch) throws IOException {
        try {
            out.write(pdu);
            out.flush();
        } catch (IOException e) {
            throw watch.late() ? late("the other side did not take a PDU in time", e) : e;
        }
    }

    /// Closes the connection; what TLS has to say before that is bounded in time, too.
    @Override
    public void close() throws IOException {
        try (Watch _ = Watch.over(connection, silenceMax)) {
            socket.close();
        }
    }
}

package dev.fovea.http;

import io.helidon.http.RequestException;
import io.helidon.http.Status;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/// A request's body that never ends early without saying so: a body cut short, too long or broken off fails the read,
/// so that half a photograph is never taken for a whole one. Read by one thread.
public final class BodyStream extends FilterInputStream {
    private final long bytesMax;
    private final OptionalLong announced;
    private long count;
    private Optional<Refusal> refusal = Optional.empty();

    /// @param bytesMax more than this fails the read
    /// @param announced the Content-Length, when there is one
    public BodyStream(InputStream body, long bytesMax, OptionalLong announced) {
        super(body);
        this.bytesMax = bytesMax;
        this.announced = announced;
    }

    /// The Content-Length, when there is one.
    public OptionalLong announced() {
        return announced;
    }

    /// Why a read failed, in the sender's words; empty when none failed.
    public Optional<Refusal> refusal() {
        return refusal;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int length = read(one, 0, 1);
        return length < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int got = fill(into, from, length);
        count += Math.max(got, 0);
        if (count > bytesMax) {
            throw failed(Refusal.tooLarge("the body is over the limit of " + bytesMax + " bytes"));
        }
        if (got < 0 && announced.isPresent() && announced.getAsLong() != count) {
            throw failed(
                    Refusal.badRequest("the body ended after " + count + " of " + announced.getAsLong() + " bytes"));
        }
        return got;
    }

    private int fill(byte[] into, int from, int length) throws IOException {
        try {
            return in.read(into, from, length);
        } catch (RequestException e) {
            Status status = e.status();
            throw failed(
                    status.code() == Status.REQUEST_ENTITY_TOO_LARGE_413.code()
                            ? Refusal.tooLarge("the body is over the limit of " + bytesMax + " bytes")
                            : Refusal.badRequest("the body is not well formed"));
        } catch (IOException | RuntimeException e) {
            throw failed(Refusal.badRequest("the body broke off after " + count + " bytes: " + e.getMessage()));
        }
    }

    private IOException failed(Refusal why) {
        refusal = Optional.of(why);
        return new IOException(why.sentence());
    }

    /// Left open: the server reads on from here.
    @Override
    public void close() {}
}

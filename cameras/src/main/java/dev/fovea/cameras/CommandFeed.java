package dev.fovea.cameras;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fovea.cameras.CameraException.Fault;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A program that writes JPEGs to its standard output. It is ended with everything it started.
final class CommandFeed implements Feed {
    private static final System.Logger LOG = System.getLogger(CommandFeed.class.getName());
    private static final Duration STOP_MAX = Duration.ofSeconds(1);
    private static final Pattern UNAUTHORISED = Pattern.compile("\\b(401 Unauthorized|403 Forbidden)\\b");

    private final Supplier<Recipe> recipes;
    private final int bytesMax;
    private final LastWords words = new LastWords();
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private @Nullable Family process;

    @GuardedBy("lock")
    private Asked asked = Asked.NOTHING;

    private @Nullable PieceReader reader;
    private @Nullable Thread listener;

    /// What was asked of the program. Each is asked once, because each takes a shell.
    private enum Asked {
        NOTHING,
        TO_END,
        KILLED
    }

    /// @param recipes asked once, when the program is started
    CommandFeed(Supplier<Recipe> recipes, int bytesMax) {
        this.recipes = recipes;
        this.bytesMax = bytesMax;
    }

    @Override
    public Piece next() {
        PieceReader started = reader == null ? start() : reader;
        reader = started;
        try {
            return started.next();
        } catch (IOException e) {
            throw end(e);
        }
    }

    private PieceReader start() {
        lock.lock();
        try {
            if (asked != Asked.NOTHING) {
                throw new CameraException(Fault.ENDED, "it was ended before it began");
            }
            Family started = Family.start(recipes.get());
            process = started;
            Process first = started.first();
            listener = Thread.ofVirtual().start(() -> words.listen(first.getErrorStream()));
            return new JpegPipe(new BufferedInputStream(first.getInputStream(), 1 << 16), bytesMax);
        } catch (IOException e) {
            throw new CameraException(Fault.REFUSED, "its program cannot be started: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    /// Why no more comes. A program that ends well ended; one that fails did not get through to its camera.
    private CameraException end(IOException cause) {
        Process gone = running();
        try {
            Thread listening = listener;
            if (listening != null) {
                listening.join(STOP_MAX);
            }
            if (gone == null || !gone.waitFor(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                return new CameraException(Fault.ENDED, "its program stopped writing", cause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new CameraException(Fault.ENDED, "interrupted", e);
        }
        List<String> said = words.lines();
        LOG.log(System.Logger.Level.DEBUG, "a program ended and had said {0}", said);
        String last = said.isEmpty() ? "" : ": " + said.getLast();
        if (gone.exitValue() != 0
                && said.stream().anyMatch(line -> UNAUTHORISED.matcher(line).find())) {
            return new CameraException(Fault.UNAUTHORISED, "user or password are not right" + last, cause);
        }
        return gone.exitValue() == 0
                ? new CameraException(Fault.ENDED, "its program ended" + last, cause)
                : new CameraException(Fault.REFUSED, "its program failed with " + gone.exitValue() + last, cause);
    }

    private @Nullable Process running() {
        lock.lock();
        try {
            return process == null ? null : process.first();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void end() {
        stop(Asked.TO_END, Family::end);
    }

    @Override
    public void kill() {
        stop(Asked.KILLED, Family::kill);
    }

    private void stop(Asked what, Consumer<Family> how) {
        lock.lock();
        try {
            boolean anew = what.compareTo(asked) > 0;
            asked = anew ? what : asked;
            if (anew && process != null) {
                how.accept(process);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        end();
        awaitEnd();
        // Also when it has ended: what it started may not have.
        kill();
        awaitEnd();
    }

    private void awaitEnd() {
        Process stopping = running();
        try {
            if (stopping != null) {
                stopping.waitFor(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

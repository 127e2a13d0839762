package dev.fovea.ingest.folder;

import dev.fovea.ingest.folder.FolderDesk.Fate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Takes the photographs that appear in a folder. A file counts as whole when its size and time stand still; it is
/// moved to `done` only once it is durable in the spool, and to `failed`, with the reason in a text file beside
/// it, when it can never be taken. What cannot be taken now stays and is tried again. Killed in between, it hands
/// the file in again, and the spool knows it.
///
/// Owns one thread. Hidden files, links and folders are left alone.
public final class WatchFolder implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(WatchFolder.class.getName());

    /// Files looked at in one round; the others wait their turn.
    private static final int FILES_MAX = 1_000;

    private static final Duration RETRY = Duration.ofSeconds(30);
    private static final Duration STOP_MAX = Duration.ofSeconds(2);

    private final FolderSettings settings;
    private final FolderDesk desk;
    private final LongSupplier nanos;
    private final Path done;
    private final Path failed;
    private final Stillness stillness;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("folder-watch").factory());

    WatchFolder(FolderSettings settings, FolderDesk desk, LongSupplier nanos) {
        this.settings = settings;
        this.desk = desk;
        this.nanos = nanos;
        this.done = settings.folder().resolve("done");
        this.failed = settings.folder().resolve("failed");
        this.stillness = new Stillness(settings.stillMin().toNanos());
    }

    /// Watches when it returns. Both folders are made; the folder itself must be there.
    ///
    /// @throws UncheckedIOException when it is not, or cannot be written
    public static WatchFolder start(FolderSettings settings, FolderDesk desk, LongSupplier nanos) {
        WatchFolder watch = new WatchFolder(settings, desk, nanos);
        try {
            if (!Files.isDirectory(settings.folder())) {
                throw new IOException("there is no such folder");
            }
            Files.createDirectories(watch.done);
            Files.createDirectories(watch.failed);
        } catch (IOException e) {
            watch.close();
            throw new UncheckedIOException("folder.path " + settings.folder() + " cannot be watched: " + e, e);
        }
        long period = settings.period().toNanos();
        var _ = watch.thread.scheduleWithFixedDelay(watch::round, 0, period, TimeUnit.NANOSECONDS);
        return watch;
    }

    /// One look at the folder. What goes wrong with one file is that file's affair.
    void round() {
        try {
            for (Path file : stillness.whole(found(), nanos.getAsLong())) {
                hand(file);
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "folder.path {0} cannot be read: {1}", settings.folder(), e);
        }
    }

    private List<Stillness.Look> found() throws IOException {
        List<Stillness.Look> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(settings.folder())) {
            for (Path file : files) {
                if (found.size() == FILES_MAX) {
                    break;
                }
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && !file.getFileName().toString().startsWith(".")) {
                    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                    found.add(new Stillness.Look(file, now.size(), now.lastModifiedTime()));
                }
            }
        }
        found.sort(Comparator.comparing(Stillness.Look::changed).thenComparing(Stillness.Look::file));
        return found;
    }

    private void hand(Path file) {
        try {
            switch (desk.take(file)) {
                case Fate.Taken() -> move(file, done);
                case Fate.Never(String reason) -> {
                    LOG.log(System.Logger.Level.WARNING, "file {0} was not taken: {1}", file, reason);
                    Files.writeString(free(failed, file.getFileName() + ".txt"), reason + "\n");
                    move(file, failed);
                }
                case Fate.Later(String reason) -> {
                    LOG.log(System.Logger.Level.WARNING, "file {0} is tried again later: {1}", file, reason);
                    stillness.rest(file, nanos.getAsLong() + RETRY.toNanos());
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "file " + file + " cannot be taken or moved", e);
            stillness.rest(file, nanos.getAsLong() + RETRY.toNanos());
        }
    }

    private static void move(Path file, Path folder) throws IOException {
        Files.move(file, free(folder, file.getFileName().toString()), StandardCopyOption.ATOMIC_MOVE);
    }

    /// A name that nothing has yet: cameras begin their numbers anew, and nothing is written over.
    private static Path free(Path folder, String name) {
        Path path = folder.resolve(name);
        for (int i = 2; Files.exists(path, LinkOption.NOFOLLOW_LINKS); i++) {
            path = folder.resolve(i + "-" + name);
        }
        return path;
    }

    /// Lets the file at hand be finished, for a while. Idempotent.
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}

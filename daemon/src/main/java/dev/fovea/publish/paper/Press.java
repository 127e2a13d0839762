package dev.fovea.publish.paper;

import dev.fovea.exams.FrozenExam;
import dev.fovea.exams.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Prints finished exams, one at a time: a sheet as a picture, with what it is made from, takes some 30 MB of
/// the heap, and the box has room for that once. Thread-safe; the caller's thread does the work.
public final class Press {
    /// Longer than those before it take.
    private static final Duration TURN_WAIT_MAX = Duration.ofSeconds(30);

    private final PaperSettings settings;
    private final Album album;
    private final String version;
    private final Duration turnWaitMax;
    private final ReentrantLock turn = new ReentrantLock(true);

    /// @param version of this program, printed on the report
    public Press(PaperSettings settings, Album album, String version) {
        this(settings, album, version, TURN_WAIT_MAX);
    }

    Press(PaperSettings settings, Album album, String version, Duration turnWaitMax) {
        this.settings = settings;
        this.album = album;
        this.version = version;
        this.turnWaitMax = turnWaitMax;
    }

    /// In the language set.
    ///
    /// @throws BusyException when others print for too long
    /// @throws dev.fovea.store.StoreException when a photograph cannot be read for now; when its `lost()` says
    ///     so, the report is damaged
    /// @throws IllegalArgumentException when it takes more sheets than any exam should
    public byte[] pdf(Report report) {
        return pdf(report, settings.language());
    }

    /// The same in another language.
    public byte[] pdf(Report report, Language language) {
        return inTurn(() -> printed(report, language));
    }

    /// The first sheet as a baseline JPEG, 1200 by 1697 pixels; throws as [#pdf(Report)].
    public byte[] jpeg(Report report) {
        return inTurn(() -> SummaryPicture.of(printed(report, settings.language())));
    }

    private byte[] printed(Report report, Language language) throws IOException {
        Exam exam = new Exam(FrozenExam.read(report), Words.of(language), settings.zone());
        List<Block> story = Story.of(exam, album, settings.clinic(), version);
        return PdfReport.of(exam, story);
    }

    @FunctionalInterface
    private interface Printing {
        byte[] run() throws IOException;
    }

    private byte[] inTurn(Printing printing) {
        try {
            if (!turn.tryLock(turnWaitMax.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BusyException("other reports are being printed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException("the daemon is stopping");
        }
        try {
            return printing.run();
        } catch (IOException e) {
            throw new UncheckedIOException("a report cannot be printed", e);
        } finally {
            turn.unlock();
        }
    }

    /// It was not this report's turn in time; trying again will do.
    public static final class BusyException extends RejectedExecutionException {
        BusyException(String message) {
            super(message);
        }
    }
}

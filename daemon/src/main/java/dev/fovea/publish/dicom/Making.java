package dev.fovea.publish.dicom;

import dev.fovea.exams.Report;
import dev.fovea.outbox.Courier.Answer;
import dev.fovea.store.StoreException;
import java.io.UncheckedIOException;
import java.util.concurrent.RejectedExecutionException;

/// What every courier does before it goes: make the object, or say why there is none.
final class Making {
    private Making() {}

    /// Whoever takes the object from here.
    @FunctionalInterface
    interface Next {
        Answer carry(DicomObject object) throws InterruptedException;
    }

    /// @throws InterruptedException when the daemon stops
    static Answer of(Report report, ObjectSource source, Next next) throws InterruptedException {
        Answer answer = made(report, source, next);
        if (Thread.interrupted()) {
            throw new InterruptedException("the daemon stops");
        }
        return answer;
    }

    private static Answer made(Report report, ObjectSource source, Next next) throws InterruptedException {
        DicomObject object;
        try {
            object = source.of(report);
        } catch (UnfitReportException e) {
            return new Answer.Refused(e.reason());
        } catch (StoreException e) {
            String reason = String.valueOf(e.getMessage());
            return e.lost() ? new Answer.Refused(reason) : new Answer.Later(reason);
        } catch (UncheckedIOException | RejectedExecutionException e) {
            return new Answer.Later(String.valueOf(e.getMessage()));
        }
        return next.carry(object);
    }
}

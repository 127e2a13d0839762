package dev.fovea.publish.dicom;

import dev.fovea.dicom.net.Peer;
import dev.fovea.dicom.net.StoreClient;
import dev.fovea.dicom.net.StoreClient.Outcome;
import dev.fovea.exams.Report;
import dev.fovea.outbox.Courier;
import java.io.UncheckedIOException;

/// Sends the object of one kind that a report becomes to an archive by C-STORE. Delivered means that the archive
/// answered 0000, or that it has an object of this identity already, which only can be ours.
public final class StoreCourier implements Courier {
    private final Peer peer;
    private final ObjectSource source;

    public StoreCourier(Peer peer, ObjectSource source) {
        this.peer = peer;
        this.source = source;
    }

    @Override
    public Answer carry(Report report) throws InterruptedException {
        Answer answer = attempt(report);
        if (Thread.interrupted()) {
            throw new InterruptedException("the daemon stops");
        }
        return answer;
    }

    private Answer attempt(Report report) {
        DicomObject object;
        try {
            object = source.of(report);
        } catch (UnfitReportException e) {
            return new Answer.Refused(e.reason());
        } catch (UncheckedIOException e) {
            return new Answer.Later(String.valueOf(e.getMessage()));
        }
        Outcome outcome = StoreClient.store(
                peer,
                new StoreClient.Parcel(
                        object.sopClass(), object.sopInstance(), object.transferSyntax(), object.dataSet()));
        return answer(outcome);
    }

    static Answer answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Stored _ -> new Answer.Delivered();
            case Outcome.Refused(String reason) -> new Answer.Refused(reason);
            case Outcome.Later(String reason) -> new Answer.Later(reason);
        };
    }
}

package dev.fovea.publish.dicom;

import dev.fovea.dicom.net.CommitClient;
import dev.fovea.dicom.net.Commitments;
import dev.fovea.dicom.net.Peer;
import dev.fovea.dicom.net.StoreClient;
import dev.fovea.dicom.net.StoreClient.Outcome;
import dev.fovea.dicom.net.StoreClient.Parcel;
import dev.fovea.exams.Report;
import dev.fovea.outbox.Courier;
import java.util.Optional;

/// Sends the object of one kind that a report becomes to an archive by C-STORE. Delivered means that the archive
/// answered 0000, or that it has an object of this identity already, which only can be ours; where it is asked to
/// commit itself, that it also did.
public final class StoreCourier implements Courier {
    private final Peer peer;
    private final ObjectSource source;
    private final Optional<Commitments> commitments;

    public StoreCourier(Peer peer, ObjectSource source) {
        this(peer, source, Optional.empty());
    }

    private StoreCourier(Peer peer, ObjectSource source, Optional<Commitments> commitments) {
        this.peer = peer;
        this.source = source;
        this.commitments = commitments;
    }

    /// One to whom an object is delivered when the archive has committed itself to keep it.
    ///
    /// @param heard those that our listener has, too
    public StoreCourier untilKept(Commitments heard) {
        return new StoreCourier(peer, source, Optional.of(heard));
    }

    @Override
    public Answer carry(Report report) throws InterruptedException {
        return Making.of(report, source, this::send);
    }

    private Answer send(DicomObject object) throws InterruptedException {
        Parcel parcel = new Parcel(object.sopClass(), object.sopInstance(), object.encodings());
        return answer(commitments.isEmpty() ? StoreClient.store(peer, parcel) : kept(parcel, commitments.get()));
    }

    /// What it said since the last attempt counts; while it has said nothing, it is asked again and not sent again.
    private Outcome kept(Parcel parcel, Commitments heard) throws InterruptedException {
        return switch (heard.take(peer, parcel.sopInstance())) {
            case Commitments.Word.Kept _ -> new Outcome.Stored();
            case Commitments.Word.Failed failed -> CommitClient.failed(peer, failed.reason());
            case Commitments.Word.Awaited _ -> CommitClient.commit(peer, parcel, heard);
            case Commitments.Word.Unasked _ -> {
                Outcome stored = StoreClient.store(peer, parcel);
                yield stored instanceof Outcome.Stored ? CommitClient.commit(peer, parcel, heard) : stored;
            }
        };
    }

    static Answer answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Stored _ -> new Answer.Delivered();
            case Outcome.Refused(String reason) -> new Answer.Refused(reason);
            case Outcome.Awaited(String reason) -> new Answer.Awaited(reason);
            case Outcome.Later(String reason) -> new Answer.Later(reason);
        };
    }
}

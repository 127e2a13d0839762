package dev.fovea.ingest.dicom;

import dev.fovea.dicom.Acquisition;
import dev.fovea.dicom.DicomException;
import dev.fovea.dicom.DicomFile;
import dev.fovea.dicom.DicomFile.MediaStorage;
import dev.fovea.dicom.DicomUnwrapper;
import dev.fovea.dicom.net.Storage.Answer;
import dev.fovea.dicom.net.Storage.Status;
import dev.fovea.ingest.upload.Intake;
import dev.fovea.model.MediaType;
import dev.fovea.model.Priority;
import dev.fovea.spool.Acceptance;
import dev.fovea.spool.StageException;
import dev.fovea.spool.Staged;
import dev.fovea.spool.Submission;
import dev.fovea.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Takes one DICOM file into the spool, whoever brings it, and answers in the statuses of C-STORE. Any thread.
public final class FrontDesk {
    private static final System.Logger LOG = System.getLogger(FrontDesk.class.getName());

    private final Intake intake;
    private final String task;
    private final long bytesMax;

    /// @param task the model that answers what comes by DICOM
    /// @param bytesMax the largest photograph
    public FrontDesk(Intake intake, String task, long bytesMax) {
        this.intake = intake;
        this.task = task;
        this.bytesMax = bytesMax;
    }

    /// Who brings a file, and what it must be.
    ///
    /// @param source the calling title, or the way it came
    /// @param sopInstance the SOP Instance UID announced, when one was
    /// @param study the only Study Instance UID taken, when there is one
    record Bearer(String source, Priority priority, Optional<String> sopInstance, Optional<String> study) {}

    /// What became of a file.
    ///
    /// @param name what it is called, as far as its file meta information can be read
    record Taken(Optional<MediaStorage> name, Answer answer) {
        boolean stored() {
            return answer.status() == Status.SUCCESS;
        }
    }

    /// @param file read to its end, or to where it is refused
    /// @return success only when it is durable
    /// @throws IOException when the sender broke off: nobody is left to hear anything
    Taken take(InputStream file, Bearer bearer) throws IOException {
        try {
            // No key: of a body known by its key nothing would be kept, and the header must be read.
            return take(intake.stage(file, Optional.empty(), bytesMax), bearer);
        } catch (StageException e) {
            String sentence = String.valueOf(e.getMessage());
            return switch (e.reason()) {
                case INTERRUPTED -> throw new IOException(sentence, e);
                case DISK_FULL -> refused(Optional.empty(), bearer, Status.OUT_OF_RESOURCES, sentence);
                case EMPTY, TOO_LARGE, UNSUPPORTED_FORMAT ->
                    refused(Optional.empty(), bearer, Status.CANNOT_UNDERSTAND, sentence);
            };
        }
    }

    private Taken take(Staged staged, Bearer bearer) {
        Optional<MediaStorage> name = Optional.empty();
        try {
            if (staged.mediaType() != MediaType.DICOM) {
                return refused(
                        name, bearer, Status.CANNOT_UNDERSTAND, "it is " + staged.mediaType() + " and no DICOM file");
            }
            ByteBuffer file = map(staged);
            name = DicomFile.mediaStorage(file);
            Acquisition acquisition = read(file, bearer);
            return answer(name, bearer, intake.accept(staged, submission(acquisition, bearer)));
        } catch (DicomException e) {
            return refused(name, bearer, Status.DOES_NOT_MATCH, e.reason());
        } catch (IllegalArgumentException e) {
            return refused(name, bearer, Status.CANNOT_UNDERSTAND, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return refused(
                    name, bearer, Status.OUT_OF_RESOURCES, "the received file cannot be read: " + e.getMessage());
        } catch (StoreException e) {
            LOG.log(System.Logger.Level.ERROR, "an object from " + bearer.source() + " could not be stored", e);
            return new Taken(name, new Answer(Status.OUT_OF_RESOURCES, "the store failed, nothing was stored"));
        } finally {
            intake.discard(staged);
        }
    }

    /// The file is mapped: only its header is looked at, and the heap does not grow with the photograph.
    static ByteBuffer map(Staged staged) throws IOException {
        try (FileChannel channel = FileChannel.open(staged.file(), StandardOpenOption.READ)) {
            return channel.map(MapMode.READ_ONLY, 0, channel.size());
        }
    }

    private static Acquisition read(ByteBuffer file, Bearer bearer) throws DicomException {
        Acquisition acquisition = Acquisition.read(file);
        must("SOP Instance UID", bearer.sopInstance(), acquisition.sopInstance());
        must("Study Instance UID", bearer.study(), acquisition.study());
        DicomUnwrapper.gradable(file);
        return acquisition;
    }

    private static void must(String name, Optional<String> announced, String is) throws DicomException {
        if (announced.isPresent() && !announced.get().equals(is)) {
            throw new DicomException(name + " must be the one announced, was " + is);
        }
    }

    private Submission submission(Acquisition acquisition, Bearer bearer) {
        return new Submission(
                Inscribed.identity(acquisition, bearer.source()),
                task,
                bearer.priority(),
                Optional.of(Inscribed.key(acquisition)),
                Optional.of(acquisition.sopInstance() + ".dcm"));
    }

    private static Taken answer(Optional<MediaStorage> name, Bearer bearer, Acceptance acceptance) {
        return switch (acceptance) {
            case Acceptance.Accepted _, Acceptance.Duplicate _ -> new Taken(name, Answer.STORED);
            case Acceptance.Refused(var _, String detail, var _) ->
                refused(name, bearer, Status.OUT_OF_RESOURCES, detail);
            case Acceptance.Conflict(var _, String detail) -> refused(name, bearer, Status.CANNOT_UNDERSTAND, detail);
        };
    }

    private static Taken refused(Optional<MediaStorage> name, Bearer bearer, Status status, String reason) {
        LOG.log(
                System.Logger.Level.WARNING,
                "object {0} from {1} was not taken: {2}",
                name.map(MediaStorage::sopInstance).or(bearer::sopInstance).orElse("without a name"),
                bearer.source(),
                reason);
        return new Taken(name, new Answer(status, reason));
    }
}

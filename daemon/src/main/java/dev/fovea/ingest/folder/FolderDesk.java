package dev.fovea.ingest.folder;

import dev.fovea.http.Refusal;
import dev.fovea.ingest.upload.Inscription;
import dev.fovea.ingest.upload.Intake;
import dev.fovea.model.Identity;
import dev.fovea.model.Laterality;
import dev.fovea.model.MediaType;
import dev.fovea.model.Priority;
import dev.fovea.spool.Acceptance;
import dev.fovea.spool.StageException;
import dev.fovea.spool.Staged;
import dev.fovea.spool.Submission;
import dev.fovea.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// Hands a file of a folder to the spool. A DICOM file says itself whose eye it is; any other photograph gets an
/// exam of its own, of nobody's and of neither eye, because a file name is no identity.
public final class FolderDesk {
    private static final String SOURCE = "folder";

    private final Intake intake;
    private final Inscription inscription;
    private final String task;
    private final long bytesMax;

    /// @param task the model that answers
    /// @param bytesMax the largest photograph
    public FolderDesk(Intake intake, Inscription inscription, String task, long bytesMax) {
        this.intake = intake;
        this.inscription = inscription;
        this.task = task;
        this.bytesMax = bytesMax;
    }

    /// What becomes of a file.
    sealed interface Fate {
        /// It is durable, or was already.
        record Taken() implements Fate {}

        /// Trying again does not help.
        record Never(String reason) implements Fate {}

        /// Not now.
        record Later(String reason) implements Fate {}
    }

    /// @throws IOException when the file cannot be read
    Fate take(Path file) throws IOException {
        try (InputStream body = Files.newInputStream(file)) {
            Staged staged = intake.stage(body, Optional.empty(), bytesMax);
            try {
                return fate(intake.accept(staged, submission(staged, file)));
            } finally {
                intake.discard(staged);
            }
        } catch (StageException e) {
            String sentence = String.valueOf(e.getMessage());
            return switch (e.reason()) {
                case EMPTY, TOO_LARGE, UNSUPPORTED_FORMAT -> new Fate.Never(sentence);
                case INTERRUPTED, DISK_FULL -> new Fate.Later(sentence);
            };
        } catch (Refusal refusal) {
            return refusal.status().code() < 500
                    ? new Fate.Never(refusal.sentence())
                    : new Fate.Later(refusal.sentence());
        } catch (StoreException e) {
            return new Fate.Later("the store failed: " + e.getMessage());
        }
    }

    private Submission submission(Staged staged, Path file) {
        // By content, so that a file that is handed in again is known again.
        String own = SOURCE + "-" + staged.content().hex().substring(0, 16);
        Identity nobody = new Identity(own, Optional.empty(), Laterality.UNKNOWN, SOURCE, Optional.empty());
        boolean dicom = staged.mediaType() == MediaType.DICOM;
        Submission said = new Submission(
                nobody,
                task,
                Priority.BACKLOG,
                dicom ? Optional.empty() : Optional.of(own),
                Optional.of(file.getFileName().toString()));
        return dicom ? inscription.read(staged, said, Set.of()) : said;
    }

    private static Fate fate(Acceptance acceptance) {
        return switch (acceptance) {
            case Acceptance.Accepted _, Acceptance.Duplicate _ -> new Fate.Taken();
            case Acceptance.Refused(var _, String detail, var _) -> new Fate.Later(detail);
            case Acceptance.Conflict(var _, String detail) -> new Fate.Never(detail);
        };
    }
}

package dev.fovea.ingest.upload;

import dev.fovea.model.Capture;
import dev.fovea.model.CaptureId;
import dev.fovea.model.MediaType;
import dev.fovea.model.Sha256;
import dev.fovea.publish.rest.Samples;
import dev.fovea.spool.Acceptance;
import dev.fovea.spool.StageException;
import dev.fovea.spool.Staged;
import dev.fovea.spool.Submission;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A spool in memory that keeps the contract of the real one, and counts what it holds. Thread-safe.
final class FakeIntake implements Intake {
    final List<Submission> accepted = new CopyOnWriteArrayList<>();
    final List<Capture> captures = new CopyOnWriteArrayList<>();
    final Map<Path, byte[]> temporary = new ConcurrentHashMap<>();
    final Map<String, Capture> byKey = new ConcurrentHashMap<>();
    private final int bytesMax;
    volatile Optional<Acceptance> next = Optional.empty();
    volatile Optional<Acceptance.Refused> refusal = Optional.empty();
    final AtomicInteger staged = new AtomicInteger();
    final List<Long> promised = new CopyOnWriteArrayList<>();

    FakeIntake(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    @Override
    public Optional<Acceptance.Refused> refusal(Submission submission) {
        return submission.idempotencyKey().filter(byKey::containsKey).isPresent() ? Optional.empty() : refusal;
    }

    @Override
    public Staged stage(InputStream body, Optional<String> key, long most) throws StageException {
        staged.incrementAndGet();
        promised.add(most);
        Path file =
                Path.of("tmp" + temporary.size() + "-" + Thread.currentThread().threadId());
        temporary.put(file, new byte[0]);
        try {
            byte[] bytes = body.readNBytes(bytesMax + 1);
            if (bytes.length > bytesMax) {
                throw new StageException(StageException.Reason.TOO_LARGE, "over " + bytesMax + " bytes");
            }
            if (bytes.length == 0) {
                throw new StageException(StageException.Reason.EMPTY, "the body is empty");
            }
            if (bytes.length < 3 || bytes[0] != (byte) 0xFF || bytes[1] != (byte) 0xD8) {
                throw new StageException(StageException.Reason.UNSUPPORTED_FORMAT, "neither JPEG nor PNG nor TIFF");
            }
            temporary.put(file, bytes);
            return new Staged(file, Sha256.of(bytes), bytes.length, MediaType.JPEG, 0);
        } catch (IOException e) {
            temporary.remove(file);
            throw new StageException(StageException.Reason.INTERRUPTED, "the sender broke off: " + e.getMessage());
        } catch (StageException e) {
            temporary.remove(file);
            throw e;
        }
    }

    @Override
    public Acceptance accept(Staged staged, Submission submission) {
        discard(staged);
        if (next.isPresent()) {
            return next.get();
        }
        Optional<Capture> before = submission.idempotencyKey().map(byKey::get);
        if (before.isPresent()) {
            return before.get().content().equals(staged.content())
                    ? new Acceptance.Duplicate(before.get())
                    : new Acceptance.Conflict(before.get(), "the key was used for other bytes");
        }
        Capture capture = new Capture(
                CaptureId.at(Samples.MORNING, new Random(captures.size())),
                submission.identity(),
                submission.task(),
                submission.priority(),
                Samples.MORNING,
                staged.content(),
                staged.size(),
                staged.mediaType(),
                submission.fileName());
        accepted.add(submission);
        captures.add(capture);
        submission.idempotencyKey().ifPresent(key -> byKey.put(key, capture));
        return new Acceptance.Accepted(capture);
    }

    @Override
    public void discard(Staged staged) {
        temporary.remove(staged.file());
    }
}

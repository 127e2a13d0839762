package dev.fovea.bench.crash;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fovea.bench.client.CaptureSeen;
import dev.fovea.bench.client.CaptureSeen.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/// What the outside world saw: every acknowledgement and every answer, noted as they came. Thread-safe.
public final class Ledger {
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final List<Upload> uploads = new ArrayList<>();

    @GuardedBy("lock")
    private final Map<Upload, Set<String>> acknowledged = new LinkedHashMap<>();

    @GuardedBy("lock")
    private final List<Upload> known = new ArrayList<>();

    @GuardedBy("lock")
    private final Map<String, List<Answer>> answers = new LinkedHashMap<>();

    @GuardedBy("lock")
    private final List<String> oddities = new ArrayList<>();

    /// Everything noted so far.
    ///
    /// @param acknowledged the capture ids each upload was told; one is right
    /// @param answers the different answers seen of each capture id; one is right
    /// @param oddities what should not happen at all
    public record Notes(
            List<Upload> uploads,
            Map<Upload, Set<String>> acknowledged,
            Map<String, List<Answer>> answers,
            List<String> oddities) {}

    /// Before it is sent for the first time.
    public void sending(Upload upload) {
        lock.lock();
        try {
            uploads.add(upload);
        } finally {
            lock.unlock();
        }
    }

    /// The daemon said that it has this one, and perhaps what the answer is.
    public void acknowledged(Upload upload, CaptureSeen seen) {
        lock.lock();
        try {
            Set<String> ids = acknowledged.computeIfAbsent(upload, _ -> new LinkedHashSet<>());
            if (ids.isEmpty()) {
                known.add(upload);
            }
            ids.add(seen.id());
            seen.answer().ifPresent(answer -> note(seen.id(), answer));
        } finally {
            lock.unlock();
        }
    }

    /// Someone looked a capture up and saw its answer.
    public void answered(String id, Answer answer) {
        lock.lock();
        try {
            note(id, answer);
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void note(String id, Answer answer) {
        List<Answer> seen = answers.computeIfAbsent(id, _ -> new ArrayList<>());
        if (seen.stream().noneMatch(answer::isSame)) {
            seen.add(answer);
        }
    }

    public void odd(String what) {
        lock.lock();
        try {
            oddities.add(what);
        } finally {
            lock.unlock();
        }
    }

    /// Any one acknowledged upload.
    public Optional<Upload> anyAcknowledged(RandomGenerator random) {
        lock.lock();
        try {
            return known.isEmpty() ? Optional.empty() : Optional.of(known.get(random.nextInt(known.size())));
        } finally {
            lock.unlock();
        }
    }

    /// The id an acknowledged upload was told first.
    public String id(Upload upload) {
        lock.lock();
        try {
            Set<String> ids = acknowledged.get(upload);
            if (ids == null) {
                throw new IllegalArgumentException("upload " + upload.number() + " was never acknowledged");
            }
            return ids.iterator().next();
        } finally {
            lock.unlock();
        }
    }

    public Notes notes() {
        lock.lock();
        try {
            Map<Upload, Set<String>> ids = new LinkedHashMap<>();
            acknowledged.forEach((upload, seen) -> ids.put(upload, Set.copyOf(seen)));
            Map<String, List<Answer>> seen = new LinkedHashMap<>();
            answers.forEach((id, list) -> seen.put(id, List.copyOf(list)));
            return new Notes(List.copyOf(uploads), ids, seen, List.copyOf(oddities));
        } finally {
            lock.unlock();
        }
    }
}

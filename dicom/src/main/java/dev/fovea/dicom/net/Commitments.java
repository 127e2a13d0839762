package dev.fovea.dicom.net;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fovea.dicom.CommitmentReport;
import java.math.BigInteger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Objects that archives were asked to keep for good, and what they said. An archive may say it in our association,
/// or minutes later in one of its own: the listener and those who ask share one of these. What was said before a
/// restart is forgotten, and asked again. Any thread.
public final class Commitments {
    /// Storage Commitment Push Model.
    static final String SOP_CLASS = "1.2.840.10008.1.20.1";

    /// Its well-known instance.
    static final String SOP_INSTANCE = "1.2.840.10008.1.20.1.1";

    /// So many requests and so many objects are remembered; the oldest go first.
    private static final int REMEMBERED_MAX = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition said = lock.newCondition();

    /// What was asked, by transaction.
    @GuardedBy("lock")
    private final Map<String, Asked> asked = bounded();

    @GuardedBy("lock")
    private final Map<Asked, Word> words = bounded();

    private record Asked(String peer, String instance) {}

    /// What is known of a peer and an object.
    public sealed interface Word {
        /// Nobody asked.
        record Unasked() implements Word {}

        /// It was asked and has said nothing yet.
        record Awaited() implements Word {}

        /// It will keep the object.
        record Kept() implements Word {}

        /// It will not.
        ///
        /// @param reason as in PS3.3 C.14.1.1, -1 where it gave none
        record Failed(int reason) implements Word {}
    }

    private static <K, V> Map<K, V> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > REMEMBERED_MAX;
            }
        };
    }

    /// What is known now.
    Word word(Peer peer, String instance) {
        lock.lock();
        try {
            return words.getOrDefault(new Asked(peer.toString(), instance), new Word.Unasked());
        } finally {
            lock.unlock();
        }
    }

    /// What is known now; what the peer said is handed over once, and then it is as if nobody had asked: what it may
    /// still say to earlier questions is of a time before.
    public Word take(Peer peer, String instance) {
        Asked about = new Asked(peer.toString(), instance);
        lock.lock();
        try {
            Word word = words.getOrDefault(about, new Word.Unasked());
            if (word instanceof Word.Kept || word instanceof Word.Failed) {
                words.remove(about);
                asked.values().removeIf(about::equals);
            }
            return word;
        } finally {
            lock.unlock();
        }
    }

    /// From here on it is as if nobody had asked, but for what was said meanwhile.
    void forget(Peer peer, String instance) {
        lock.lock();
        try {
            words.remove(new Asked(peer.toString(), instance), new Word.Awaited());
        } finally {
            lock.unlock();
        }
    }

    /// Notes that a peer is being asked. What it has said to an earlier question meanwhile stays.
    ///
    /// @return the UID of the transaction, which nobody can guess
    String ask(Peer peer, String instance) {
        String transaction =
                "2.25." + new BigInteger(UUID.randomUUID().toString().replace("-", ""), 16);
        Asked about = new Asked(peer.toString(), instance);
        lock.lock();
        try {
            asked.put(transaction, about);
            words.putIfAbsent(about, new Word.Awaited());
            return transaction;
        } finally {
            lock.unlock();
        }
    }

    /// Notes what an archive says. What answers no request of ours is passed over.
    void hear(CommitmentReport report) {
        lock.lock();
        try {
            Asked about = asked.remove(report.transaction());
            if (about == null) {
                return;
            }
            if (report.kept().contains(about.instance())) {
                words.put(about, new Word.Kept());
            } else {
                Integer reason = report.failed().getOrDefault(about.instance(), -1);
                words.put(about, new Word.Failed(reason));
            }
            said.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until the peer has said something.
    ///
    /// @return what is known then, or when the time is over, as [#take]
    Word await(Peer peer, String instance, Duration patience) throws InterruptedException {
        Asked about = new Asked(peer.toString(), instance);
        long left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (left > 0 && words.get(about) instanceof Word.Awaited) {
                left = said.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
        return take(peer, instance);
    }
}

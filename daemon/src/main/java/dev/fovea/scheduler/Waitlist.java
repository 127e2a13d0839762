package dev.fovea.scheduler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Who waits, in the order they go: level by level, in each level those in time by age, then those late by age.
/// Bounds are its owner's affair; guarded by its owner's lock.
///
/// ```
/// level 1   in time  #4 #7 #9    late  #2
/// level 2   in time  #1 #3       late
/// ```
///
/// Trees by arrival number, so that a withdrawn item leaves from the middle and one that is tried again returns to its
/// old place.
final class Waitlist<T> {
    private final TimeoutAction action;

    /// In the order they are served: in time and late of level 1, in time and late of level 2, ...
    private final List<NavigableMap<Long, Entry<T>>> lanes = new ArrayList<>();

    private int count;
    private int alone;
    /// By level, from 1.
    private final long[] bytes;
    /// May be too early after a withdrawal, which costs one idle sweep; never too late.
    private Optional<Long> nextDueNanos = Optional.empty();

    Waitlist(int levels, TimeoutAction action) {
        this.action = action;
        this.bytes = new long[levels + 1];
        for (int i = 0; i < 2 * levels; i++) {
            lanes.add(new TreeMap<>());
        }
    }

    void add(Entry<T> entry, long nowNanos) {
        assert !entry.waiting : "an entry waits once";
        entry.waiting = true;
        lane(entry).put(entry.sequence, entry);
        count++;
        bytes[entry.terms().level()] += entry.terms().bytes();
        alone += entry.alone ? 1 : 0;
        if (!entry.late) {
            expect(entry, nowNanos);
        }
    }

    /// False when it does not wait (any more).
    boolean remove(Entry<T> entry) {
        if (!entry.waiting) {
            return false;
        }
        lane(entry).remove(entry.sequence);
        left(entry);
        return true;
    }

    /// Takes out whoever is due, or puts them behind the others of their level, as the action says.
    List<Entry<T>> sweep(long nowNanos) {
        if (nextDueNanos.isEmpty() || nextDueNanos.get() - nowNanos > 0) {
            return List.of();
        }
        nextDueNanos = Optional.empty();
        List<Entry<T>> due = new ArrayList<>();
        for (int i = 0; i < lanes.size(); i += 2) {
            for (Entry<T> entry : lanes.get(i).values()) {
                if (entry.nanosLeft(nowNanos) <= 0) {
                    due.add(entry);
                } else {
                    expect(entry, nowNanos);
                }
            }
        }
        due.forEach(this::remove);
        return switch (action) {
            case REJECT -> due;
            case DELAY -> {
                for (Entry<T> entry : due) {
                    entry.late = true;
                    add(entry, nowNanos);
                }
                yield List.of();
            }
        };
    }

    Optional<Long> nextDueNanos() {
        return nextDueNanos;
    }

    /// The next up to `most` in order, fewer when one that must run alone stands before; that one comes alone.
    List<Entry<T>> poll(int most) {
        List<Entry<T>> batch = new ArrayList<>(most);
        for (NavigableMap<Long, Entry<T>> lane : lanes) {
            for (Iterator<Entry<T>> each = lane.values().iterator(); each.hasNext(); ) {
                Entry<T> entry = each.next();
                if (batch.size() >= most || (entry.alone && !batch.isEmpty())) {
                    return batch;
                }
                each.remove();
                left(entry);
                batch.add(entry);
                if (entry.alone) {
                    return batch;
                }
            }
        }
        return batch;
    }

    List<Entry<T>> pollAll() {
        List<Entry<T>> all = new ArrayList<>(count);
        while (count > 0) {
            all.addAll(poll(count));
        }
        return all;
    }

    /// Whether the first in order must run alone.
    boolean firstIsAlone() {
        for (NavigableMap<Long, Entry<T>> lane : lanes) {
            Map.Entry<Long, Entry<T>> first = lane.firstEntry();
            if (first != null) {
                return first.getValue().alone;
            }
        }
        return false;
    }

    /// The longest that any of them has waited.
    long oldestAgeNanos(long nowNanos) {
        long oldest = 0;
        for (NavigableMap<Long, Entry<T>> lane : lanes) {
            Map.Entry<Long, Entry<T>> first = lane.firstEntry();
            if (first != null) {
                oldest = Math.max(oldest, nowNanos - first.getValue().enqueuedNanos);
            }
        }
        return oldest;
    }

    int count() {
        return count;
    }

    int count(int level) {
        return lanes.get(2 * (level - 1)).size()
                + lanes.get(2 * (level - 1) + 1).size();
    }

    /// Those that may run with others.
    int companionable() {
        return count - alone;
    }

    long bytes() {
        return Arrays.stream(bytes).sum();
    }

    /// How many wait at this level and the higher ones.
    int countDownTo(int level) {
        int sum = 0;
        for (int each = 1; each <= level; each++) {
            sum += count(each);
        }
        return sum;
    }

    /// What waits at this level and the higher ones holds so many bytes.
    long bytesDownTo(int level) {
        return Arrays.stream(bytes, 1, level + 1).sum();
    }

    private void expect(Entry<T> entry, long nowNanos) {
        long left = entry.nanosLeft(nowNanos);
        if (left == Long.MAX_VALUE) {
            return;
        }
        long due = nowNanos + left;
        if (nextDueNanos.isEmpty() || due - nextDueNanos.get() < 0) {
            nextDueNanos = Optional.of(due);
        }
    }

    private void left(Entry<T> entry) {
        entry.waiting = false;
        count--;
        bytes[entry.terms().level()] -= entry.terms().bytes();
        alone -= entry.alone ? 1 : 0;
    }

    private NavigableMap<Long, Entry<T>> lane(Entry<T> entry) {
        return lanes.get(2 * (entry.terms().level() - 1) + (entry.late ? 1 : 0));
    }
}

package dev.fovea.ingest.folder;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which files stand still: a camera that writes across a network says no word when it is done. Not for more than
/// one thread; knows neither clock nor disk.
final class Stillness {
    private final long stillNanos;
    private Map<Path, Seen> files = new HashMap<>();

    Stillness(long stillNanos) {
        this.stillNanos = stillNanos;
    }

    /// A file as it was found.
    record Look(Path file, long bytes, FileTime changed) {}

    private record Seen(Look look, long since) {}

    /// @param found all files there are now
    /// @return those that are whole, in the order given
    List<Path> whole(List<Look> found, long now) {
        Map<Path, Seen> next = new HashMap<>();
        List<Path> whole = new ArrayList<>();
        for (Look look : found) {
            Seen before = files.get(look.file());
            Seen seen = before != null && before.look().equals(look) ? before : new Seen(look, now);
            next.put(look.file(), seen);
            // An empty file has been created and not yet written.
            if (look.bytes() > 0 && now - seen.since() >= stillNanos) {
                whole.add(look.file());
            }
        }
        files = next;
        return whole;
    }

    /// Not to be looked at again before this time.
    void rest(Path file, long until) {
        files.computeIfPresent(file, (_, seen) -> new Seen(seen.look(), until - stillNanos));
    }
}

package dev.fovea.spool;

import dev.fovea.model.Priority;
import java.util.Map;

/// How full the spool is, at one moment.
///
/// @param waiting captures that wait, per priority; a priority that is absent has none
/// @param waitingBytes their bytes
/// @param freeBytes of the disk
/// @param secondsPerImage what one image takes at the present rate, as learned; 0 when nothing is learned yet
public record Load(Map<Priority, Integer> waiting, long waitingBytes, long freeBytes, double secondsPerImage) {
    public Load {
        waiting = Map.copyOf(waiting);
    }

    public int waiting(Priority priority) {
        return waiting.getOrDefault(priority, 0);
    }
}

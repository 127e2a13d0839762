package dev.fovea.cameras;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Follows a JPEG byte by byte, so that its end is known for certain: a preview inside its first segments has markers
/// of its own. A picture inside a segment is a preview only if it ends there; else the segment was torn, and what
/// follows is the next picture. For one thread.
final class JpegWalk {
    /// No picture has that many previews in previews: if there are more, the outermost was torn.
    private static final int LEVELS_MAX = 16;

    /// Each picture began inside a segment of the one before it, and neither has ended.
    private final List<SegmentWalk> levels = new ArrayList<>(List.of(new SegmentWalk()));

    /// What a byte makes of it.
    enum Step {
        MORE,
        /// This byte was its last one.
        WHOLE,
        /// This is no JPEG, or half of one.
        BROKEN,
        /// It broke off, and in it another one had begun: the last [JpegWalk#count] bytes are its own.
        ANEW
    }

    /// To the beginning of another one.
    void begin() {
        above(0);
        levels.getFirst().begin();
    }

    /// The bytes of the picture until here.
    int count() {
        return levels.getFirst().count();
    }

    /// Known once the frame's header went by.
    Optional<PictureSize> size() {
        return levels.getFirst().size();
    }

    /// @param value 0 to 255
    Step step(int value) {
        Step outermost = Step.MORE;
        for (int i = levels.size() - 1; i >= 0; i--) {
            SegmentWalk level = levels.get(i);
            boolean opaque = level.inOpaque();
            boolean nested = opaque && i == levels.size() - 1 && level.begins(value);
            Step step = level.step(value);
            if (nested) {
                levels.add(new SegmentWalk().begun());
            }
            if (opaque && !level.inOpaque() && i < levels.size() - 1) {
                levels.remove(i);
                step = Step.ANEW;
            } else if (i > 0 && (step == Step.WHOLE || step == Step.BROKEN)) {
                above(i - 1);
            }
            outermost = step;
        }
        if (levels.size() > LEVELS_MAX) {
            levels.removeFirst();
            return Step.ANEW;
        }
        return outermost;
    }

    /// Forgets the pictures inside that one.
    private void above(int level) {
        levels.subList(level + 1, levels.size()).clear();
    }
}

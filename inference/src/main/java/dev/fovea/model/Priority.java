package dev.fovea.model;

/// Who goes first. Strict: a lower level never passes a waiting higher one. Level 1 is the highest, as in Triton.
public enum Priority {
    /// The patient is in the chair.
    LIVE(1),
    /// Imported folders and what a restart found unanswered.
    BACKLOG(2),
    /// Programs at the stateless KServe door.
    STATELESS(3);

    private final int level;

    Priority(int level) {
        this.level = level;
    }

    /// 1, 2 or 3.
    public int level() {
        return level;
    }
}

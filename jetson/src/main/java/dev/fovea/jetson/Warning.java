package dev.fovea.jetson;

/// Something a technician should know about the box.
///
/// @param words one sentence, as one would say it
/// @param advice what to do, one or two sentences
public record Warning(Kind kind, String words, String advice) {
    /// What it is about.
    public enum Kind {
        /// So hot that it runs slower.
        TOO_HOT(true),
        /// Nearly so.
        HOT(false),
        /// Told to turn, and does not.
        FAN_STOPPED(true),
        /// The supply's voltage is too low.
        POWER_WEAK(true),
        /// More current than allowed.
        POWER_LIMIT(false),
        MEMORY_SHORT(true),
        /// Memory overflows onto a disk.
        SWAPPING(false);

        private final boolean grave;

        Kind(boolean grave) {
            this.grave = grave;
        }

        /// Whether it shows at the top of the page, and not in the panel alone.
        public boolean grave() {
            return grave;
        }
    }
}

package dev.fovea.drawing;

/// How many spots of each kind a drawn retina carries.
///
/// @param dots small round red ones, like microaneurysms
/// @param haemorrhages larger dark red blots
/// @param exudates clusters of bright yellow flecks with hard edges
public record Lesions(int dots, int haemorrhages, int exudates) {
    public static final Lesions NONE = new Lesions(0, 0, 0);

    /// The most of one kind.
    public static final int COUNT_MAX = 500;

    public Lesions {
        check("dots", dots);
        check("haemorrhages", haemorrhages);
        check("exudates", exudates);
    }

    private static void check(String field, int count) {
        if (count < 0 || count > COUNT_MAX) {
            throw new IllegalArgumentException(field + " must be 0 to " + COUNT_MAX + ", was " + count);
        }
    }

    /// Whether there is any spot at all.
    public boolean any() {
        return dots + haemorrhages + exudates > 0;
    }
}

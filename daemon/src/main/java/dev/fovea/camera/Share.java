package dev.fovea.camera;

/// So many of so many, with what that says about the rest of the world.
///
/// The interval is Wilson's score interval of 95 % (E. B. Wilson, J. Am. Stat. Assoc. 22, 1927, 209-212), as Brown, Cai
/// and DasGupta advise for small numbers (Statistical Science 16, 2001, 101-133): unlike the textbook one it stays
/// within
/// 0 and 1 and does not shrink to nothing when all or none are hits.
///
/// @param hits 0 to `of`
/// @param of at least 1
public record Share(int hits, int of) {
    /// The normal distribution's 97.5 % point.
    private static final double Z = 1.959963984540054;

    public Share {
        if (of < 1 || hits < 0 || hits > of) {
            throw new IllegalArgumentException("a share must be 0 to n of at least 1, was " + hits + " of " + of);
        }
    }

    public double value() {
        return (double) hits / of;
    }

    /// The interval's lower end.
    public double low() {
        return hits == 0 ? 0 : centre() - half();
    }

    /// The interval's upper end.
    public double high() {
        return hits == of ? 1 : centre() + half();
    }

    private double centre() {
        return (value() + Z * Z / (2 * of)) / (1 + Z * Z / of);
    }

    private double half() {
        return Z * Math.sqrt(value() * (1 - value()) / of + Z * Z / (4.0 * of * of)) / (1 + Z * Z / of);
    }
}

package dev.fovea.drawing;

/// How well the drawn photographer did his work. All but [#GOOD] are meant to be refused by a quality gate.
public enum Shot {
    GOOD,
    /// The flash hardly fired.
    DARK,
    /// The flash was far too strong.
    OVEREXPOSED,
    /// Out of focus.
    BLURRED,
    /// The camera looked past the pupil: a large part of the field lies outside the picture.
    CUT_OFF
}

package dev.fovea.camera;

/// How well a model told one class from the others on one camera's pictures.
///
/// A picture is *called* a finding when that reached its operating point, and called a class that is no finding when
/// the
/// answer was "no sign": an uncertain answer calls neither. Pictures that could not be graded are counted and left out
/// of
/// the figures.
///
/// @param name of the class
/// @param pictures of it that were graded
/// @param uncertain of these, those whose answer was uncertain
/// @param ungradable pictures of it that were not
/// @param sensitivity of its pictures those that were called so
/// @param specificity of the others those that were not
/// @param auroc the probability that a picture of it has a higher score than another, ties half
public record ClassFigures(
        String name, int pictures, int uncertain, int ungradable, Share sensitivity, Share specificity, double auroc) {}

package dev.fovea.statistics;

import dev.fovea.model.QualityFault;
import java.util.Map;
import java.util.Optional;

/// The figures of one row. What must hold: photographs = waiting + failed + damaged + ungradable + graded.
///
/// @param key the camera, operator or day; empty for photographs whose operator nobody named
/// @param task whose photographs these are: classes differ from task to task
/// @param photographs accepted
/// @param waiting without an answer yet
/// @param failed in the dead letter
/// @param damaged whose stored answer cannot be read
/// @param ungradable by what is wrong; reasons that did not occur are left out
/// @param retakes that followed an ungradable photograph of the same exam, eye and task
/// @param graded answered by the network
/// @param uncertain of the graded, with that verdict
/// @param refer of the graded, with that verdict
/// @param unlike of the graded, those unlike what the model learned from
/// @param classes of the graded, by the class with the largest probability, in the order of the names
/// @param confidence of the graded; empty without any
public record Figures(
        Optional<String> key,
        String task,
        int photographs,
        int waiting,
        int failed,
        int damaged,
        Map<QualityFault, Integer> ungradable,
        int retakes,
        int graded,
        int uncertain,
        int refer,
        int unlike,
        Map<String, Integer> classes,
        Optional<Confidence> confidence) {

    /// All that could not be graded.
    public int ungradableInAll() {
        return ungradable.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// The largest probability of each graded photograph. Percentiles are values that occurred (the nearest rank;
    /// definition 1 of R. J. Hyndman and Y. Fan, The American Statistician 50, 1996, 361-365).
    public record Confidence(double mean, double p10, double p50, double p90) {}
}

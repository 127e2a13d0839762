package dev.fovea.distill.data;

import dev.fovea.model.Sha256;
import java.nio.file.Path;

/// One photograph with its label.
///
/// @param name its path inside the collection, with `/`; what split files hold
/// @param file where it lies on this machine
/// @param label the class's index; [#UNCERTAIN] for a folder whose name starts with `_`
/// @param className the folder's or the manifest's word
/// @param source the camera or collection
/// @param group who must stay on its side of a split; merged by [Grouping]
/// @param sha256 of the file's bytes
public record Sample(String name, Path file, int label, String className, String source, String group, Sha256 sha256) {
    /// The label of samples that belong to no class: for abstention and the quality gate, never for training.
    public static final int UNCERTAIN = -1;

    public Sample {
        if (label < UNCERTAIN) {
            throw new IllegalArgumentException("label of " + name + " must be at least -1, was " + label);
        }
        if (name.isBlank() || source.isBlank() || group.isBlank()) {
            throw new IllegalArgumentException("a sample needs a name, a source and a group: " + file);
        }
    }

    Sample inGroup(String merged) {
        return new Sample(name, file, label, className, source, merged, sha256);
    }

    /// Class and source: what a split is stratified by and what sampling balances.
    String stratum() {
        return className + "@" + source;
    }
}

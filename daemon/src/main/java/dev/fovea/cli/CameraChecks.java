package dev.fovea.cli;

import dev.fovea.bundle.Bundle;
import dev.fovea.bundle.BundleException;
import dev.fovea.camera.CameraProfile;
import dev.fovea.camera.CameraProfiles;
import dev.fovea.camera.CameraProfiles.Found;
import dev.fovea.cli.Diagnosis.Ill;
import dev.fovea.cli.Diagnosis.Note;
import dev.fovea.cli.Diagnosis.Well;
import dev.fovea.model.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What the doctor says of the cameras: which were tried out, and whether that holds for the models in use.
final class CameraChecks {
    private CameraChecks() {}

    /// @param folder of the profiles
    /// @param tasks that are served
    /// @param bundle opens the model in use for a task
    static List<Diagnosis> of(Path folder, List<String> tasks, Function<String, Bundle> bundle) {
        List<Found> profiles;
        try {
            profiles = new CameraProfiles(folder).all();
        } catch (IOException e) {
            return List.of(new Ill("cameras", "their profiles cannot be read: " + e, "Check the disk."));
        }
        if (profiles.isEmpty()) {
            return List.of(
                    new Note("cameras", "none was validated, and every answer says so; ./fovea validate does it"));
        }
        Set<Sha256> inUse =
                tasks.stream().flatMap(task -> manifest(task, bundle).stream()).collect(Collectors.toSet());
        List<Diagnosis> lines = new ArrayList<>();
        for (Found found : profiles) {
            lines.add(
                    switch (found) {
                        case Found.Whole(var profile) -> line(profile, inUse);
                        case Found.Damaged(var file, var reason) ->
                            new Ill(
                                    "cameras",
                                    file + " is no camera profile (" + reason
                                            + "), and its camera counts as not validated",
                                    "Delete it and validate the camera again.");
                    });
        }
        return lines;
    }

    /// None for a model that is refused: its own line says why.
    private static List<Sha256> manifest(String task, Function<String, Bundle> bundle) {
        try {
            return List.of(bundle.apply(task).hash());
        } catch (BundleException refused) {
            return List.of();
        }
    }

    private static Diagnosis line(CameraProfile profile, Set<Sha256> inUse) {
        String subject = "camera " + profile.camera();
        String model = profile.model().task() + " " + profile.model().name() + " "
                + profile.model().version();
        String when = "validated at " + profile.validatedAt() + " for " + model;
        return inUse.contains(profile.model().manifest())
                ? new Well(subject, when + ", which is in use")
                : new Note(
                        subject,
                        when + " (manifest "
                                + profile.model().manifest().hex().substring(0, 12)
                                + "), which is not in use: it counts for nothing else");
    }
}

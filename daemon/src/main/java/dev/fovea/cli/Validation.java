package dev.fovea.cli;

import static dev.fovea.cli.TextTable.number;
import static dev.fovea.cli.TextTable.words;

import dev.fovea.bundle.Bundle;
import dev.fovea.bundle.Manifest;
import dev.fovea.bundle.ModelClass;
import dev.fovea.camera.CameraFigures;
import dev.fovea.camera.CameraProfile;
import dev.fovea.camera.ClassFigures;
import dev.fovea.camera.Reading;
import dev.fovea.camera.Share;
import dev.fovea.camera.ValidatedModel;
import dev.fovea.camera.ValidationSettings;
import dev.fovea.engine.onnx.OnnxEngines;
import dev.fovea.model.Outcome;
import dev.fovea.model.QualityFault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One camera's pictures through one model, by the path of `grade`, held against the truth.
///
/// @param bundle the model
/// @param camera what captures call their source
/// @param settings how many pictures are enough
/// @param clock for the profile's date
record Validation(Bundle bundle, String camera, ValidationSettings settings, InstantSource clock) {
    Validation {
        CameraProfile.checkName(camera);
    }

    /// @throws IllegalArgumentException when the folder is not in order or a picture cannot be read; nothing is stored
    CameraProfile run(Path folder, int threads) throws IOException, InterruptedException {
        Manifest manifest = bundle.manifest();
        List<String> classes = manifest.classes().stream().map(ModelClass::name).toList();
        Truth truth = Truth.in(folder, classes, settings.imagesMin());
        Progress progress = Progress.of(truth.pictures().files().size());
        Grading grading = new GradeRun(bundle, threads).grade(truth.pictures(), progress);
        List<ClassFigures> figures =
                CameraFigures.of(classes, readings(grading.pictures(), truth), settings.imagesMin());
        ValidatedModel model = new ValidatedModel(
                manifest.task(),
                manifest.name(),
                manifest.version(),
                bundle.hash(),
                bundle.networkHash(OnnxEngines.NAME),
                bundle.network(OnnxEngines.NAME).precision());
        return new CameraProfile(camera, model, clock.instant(), figures);
    }

    private static List<Reading> readings(List<GradedPicture> pictures, Truth truth) {
        List<Reading> readings = new ArrayList<>();
        for (GradedPicture picture : pictures) {
            String name = truth.of(picture.file());
            switch (picture.outcome()) {
                case Outcome.Findings findings -> readings.add(new Reading(name, Optional.of(findings)));
                case Outcome.Ungradable(var fault)
                when fault == QualityFault.UNREADABLE -> throw unreadable(picture.file(), fault.reason());
                case Outcome.Ungradable _ -> readings.add(new Reading(name, Optional.empty()));
                case Outcome.Failed failed -> throw unreadable(picture.file(), failed.reason());
            }
        }
        return readings;
    }

    private static IllegalArgumentException unreadable(Path file, String reason) {
        return new IllegalArgumentException(
                file + " could not be graded: " + reason + "; mend it or take it out, nothing was stored");
    }

    /// For a person.
    static List<String> lines(CameraProfile profile) {
        TextTable table = new TextTable(
                words("class"),
                number("pictures"),
                number("uncertain"),
                number("ungradable"),
                number("sensitivity"),
                words("95 %"),
                number("specificity"),
                words("95 %"),
                number("AUROC"));
        for (ClassFigures figures : profile.classes()) {
            table.row(
                    figures.name(),
                    Integer.toString(figures.pictures()),
                    Integer.toString(figures.uncertain()),
                    Integer.toString(figures.ungradable()),
                    decimal(figures.sensitivity().value()),
                    interval(figures.sensitivity()),
                    decimal(figures.specificity().value()),
                    interval(figures.specificity()),
                    decimal(figures.auroc()));
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add("Camera: " + profile.camera() + ". Model: " + profile.model().name() + " "
                + profile.model().version() + ", " + profile.model().precision() + ".");
        lines.add(
                "Intervals: Wilson's score, 95 % (J. Am. Stat. Assoc. 22, 1927, 209-212). Ungradable pictures are left"
                        + " out of the figures.");
        lines.add(
                "A class that is no finding counts as called when the answer is \"no sign\"; an uncertain answer calls"
                        + " neither. The folders' names were taken for the truth.");
        return lines;
    }

    private static String interval(Share share) {
        return decimal(share.low()) + "-" + decimal(share.high());
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}

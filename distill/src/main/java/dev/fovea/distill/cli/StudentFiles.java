package dev.fovea.distill.cli;

import dev.fovea.distill.data.Sample;
import dev.fovea.distill.data.Sampler;
import dev.fovea.distill.data.Split;
import dev.fovea.distill.data.Views;
import dev.fovea.distill.export.Calibrator;
import dev.fovea.distill.export.ExportException;
import dev.fovea.distill.export.Form;
import dev.fovea.distill.export.Ranges;
import dev.fovea.distill.export.StudentExport;
import dev.fovea.distill.measure.Predictions;
import dev.fovea.distill.measure.Scores;
import dev.fovea.distill.net.ConvNetwork;
import dev.fovea.distill.train.Grading;
import dev.fovea.distill.train.Lessons;
import dev.fovea.distill.train.Progress;
import dev.fovea.distill.train.Recipe;
import dev.fovea.distill.train.Run;
import dev.fovea.image.InputSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A trained student as files for engines, each held against the network it came from before anyone gets it.
///
/// @param network the student, in inference
/// @param export of it
/// @param familiar what is known of the training pictures
/// @param files by form: `fp32`, `fp16`, `int8`, `int8-symmetric`
/// @param notes what was found, a sentence each
@SuppressWarnings("ArrayRecordComponent") // Files; never compared.
record StudentFiles(
        ConvNetwork network, StudentExport export, Familiar familiar, Map<String, byte[]> files, List<String> notes) {
    /// Of the logits of PyTorch and ONNX Runtime in single precision, relative to the largest (or 1).
    private static final double PARITY = 1e-4;

    /// Pictures on which that is looked at.
    private static final int COMPARED = 16;

    /// Pictures that choose the steps of whole numbers.
    private static final int CALIBRATED = 200;

    /// Of balanced accuracy on validation.
    private static final double LOSS_MAX = 0.01;

    /// @param wanted forms, `fp32` is always made
    /// @throws ExportException when a form answers otherwise than the network
    static StudentFiles make(Run run, Lessons lessons, List<String> wanted, Progress progress)
            throws InterruptedException {
        Recipe.Model model = run.recipe().model();
        if (!(run.student() instanceof ConvNetwork student)) {
            throw new ExportException(model.network() + " cannot be exported: mobilenet_v2 and resnet18 can");
        }
        Familiar familiar = Familiar.with(student, model, lessons, progress);
        StudentExport export =
                new StudentExport(student, model.classes(), model.input().width(), Optional.of(familiar.novelty()));
        Map<String, String> metadata = Map.of("weights", run.hash().hex());
        Map<String, byte[]> files = new LinkedHashMap<>();
        List<String> notes = new ArrayList<>();
        byte[] single = export.write(new Form.Single(), metadata);
        files.put("fp32", single);
        List<Sample> validation = lessons.samples(Split.Part.VALIDATION);
        if (validation.isEmpty()) {
            throw new ExportException("the split has no validation picture to hold the export against");
        }
        Grading grading = new Grading(student, model, lessons.exact(), false);
        Predictions wantedAnswers = grading.predictions(validation, progress);
        Comparison comparison = new Comparison(model, lessons, validation, wantedAnswers);
        notes.add(comparison.parity(single));
        if (wanted.contains("fp16")) {
            byte[] half = export.write(new Form.Half(), metadata);
            files.put("fp16", half);
            notes.add(comparison.worth("fp16", half, progress));
        }
        if (wanted.contains("int8") || wanted.contains("int8-symmetric")) {
            Ranges ranges = Calibrator.measure(export, calibration(run.recipe(), lessons));
            for (Form form : List.of(new Form.Int8(ranges), new Form.SymmetricInt8(ranges))) {
                if (wanted.contains(form.precision())) {
                    byte[] whole = export.write(form, metadata);
                    notes.add(comparison.worth(form.precision(), whole, progress));
                    files.put(form.precision(), whole);
                }
            }
        }
        files.forEach((form, file) -> notes.add(form + ": " + file.length + " bytes"));
        return new StudentFiles(student, export, familiar, files, notes);
    }

    /// @throws ExportException when the form was not made
    byte[] file(String form) {
        byte[] file = files.get(form);
        if (file == null) {
            throw new ExportException("there is no form " + form + ", only " + files.keySet());
        }
        return file;
    }

    private static Iterable<float[]> calibration(Recipe recipe, Lessons lessons) {
        List<Sample> train = lessons.samples(Split.Part.TRAIN);
        int count = Math.min(CALIBRATED, train.size());
        int[] order =
                Sampler.BY_CLASS_AND_SOURCE.order(train, count, recipe.course().seed());
        return () -> Arrays.stream(order)
                .mapToObj(i -> image(lessons, train.get(i), recipe.model().input()))
                .iterator();
    }

    static float[] image(Lessons lessons, Sample sample, InputSpec spec) {
        return image(lessons.exact(), sample, spec);
    }

    /// As the network takes it.
    static float[] image(Views exact, Sample sample, InputSpec spec) {
        float[] planes = exact.of(sample, 0).planes().clone();
        int plane = planes.length / 3;
        for (int i = 0; i < planes.length; i++) {
            planes[i] = (planes[i] - spec.mean().get(i / plane).floatValue())
                    / spec.std().get(i / plane).floatValue();
        }
        return planes;
    }

    /// Files against what the network said.
    private record Comparison(Recipe.Model model, Lessons lessons, List<Sample> samples, Predictions expected) {
        String parity(byte[] file) {
            double off = 0;
            double largest = 1;
            int count = Math.min(COMPARED, samples.size());
            try (OnnxGrader grader = new OnnxGrader(file, model.input().width())) {
                for (int i = 0; i < count; i++) {
                    float[] logits = grader.answer(image(lessons, samples.get(i), model.input()))
                            .logits();
                    for (int c = 0; c < logits.length; c++) {
                        double wanted = expected.all().get(i).logits().get(c);
                        off = Math.max(off, Math.abs(wanted - logits[c]));
                        largest = Math.max(largest, Math.abs(wanted));
                    }
                }
            }
            String found = String.format(
                    Locale.ROOT, "fp32: logits within %.1e of PyTorch on %d validation pictures", off, count);
            if (!(off <= PARITY * largest)) {
                throw new ExportException(found + ", which is more than " + PARITY * largest);
            }
            return found;
        }

        /// The whole validation set, graded by the file.
        String worth(String form, byte[] file, Progress progress) {
            List<Grading.Answer> answers = new ArrayList<>();
            progress.begin("grading with " + form, samples.size());
            try (OnnxGrader grader = new OnnxGrader(file, model.input().width())) {
                for (Sample sample : samples) {
                    OnnxGrader.Answer answer = grader.answer(image(lessons, sample, model.input()));
                    answers.add(new Grading.Answer(sample, answer.logits(), new float[0]));
                    progress.step();
                }
            }
            double before = Scores.of(expected, 1).balancedAccuracy();
            double after = Scores.of(Grading.predictions(model, answers), 1).balancedAccuracy();
            String found = String.format(
                    Locale.ROOT, "%s: balanced accuracy %.4f on validation, %.4f in fp32", form, after, before);
            if (!(before - after <= LOSS_MAX)) {
                throw new ExportException(found + ": it loses more than one point, so it is refused");
            }
            return found;
        }
    }
}

package dev.fovea.distill.cli;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.distill.cli.Goldens.Golden;
import dev.fovea.distill.export.StudentExport;
import dev.fovea.distill.measure.OperatingPoint;
import dev.fovea.distill.train.Judgement;
import dev.fovea.distill.train.Recipe;
import dev.fovea.distill.train.TrainException;
import dev.fovea.engine.onnx.OnnxEngines;
import dev.fovea.engine.tensorrt.TensorRtEngines;
import dev.fovea.image.InputSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The draft of a bundle: all that [dev.fovea.bundle.BundleWriter] needs.
///
/// @param model that was trained
/// @param options what the bundle says about itself
/// @param judgement what validation decided
/// @param licences by source
record Draft(Recipe.Model model, BundleOptions options, Judgement judgement, Map<String, String> licences) {
    private static final String CARD = "model-card.md";

    /// The form that TensorRT takes.
    private static final String SYMMETRIC = "int8-symmetric";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    void write(Path folder, StudentFiles student, String card) throws IOException {
        List<Golden> goldens = Goldens.make(student.network(), student.familiar(), model.input());
        if (goldens.isEmpty()) {
            throw new TrainException("no drawing passes the quality gate, so the bundle would have no golden picture");
        }
        ObjectNode manifest = JSON.createObjectNode();
        manifest.put("format", 1)
                .put("task", options.task())
                .put("name", options.name())
                .put("version", options.version())
                .put("title", options.title())
                .put("licence", options.licence());
        classes(manifest);
        input(manifest.putObject("input"));
        manifest.putObject("outputs")
                .put("logits", StudentExport.LOGITS)
                .put("map", StudentExport.MAP)
                .put("mapHeight", student.export().mapSide())
                .put("mapWidth", student.export().mapSide())
                .put("distance", StudentExport.DISTANCE);
        for (float bias : student.export().bias()) {
            manifest.withArray("/bias").add((double) bias);
        }
        manifest.put("temperature", judgement.temperature());
        manifest.putObject("outOfDistribution")
                .put("threshold", judgement.strange())
                .put(
                        "basis",
                        String.format(
                                Locale.ROOT,
                                "%.0f %% of the validation photographs are nearer to the training photographs",
                                100 * Judgement.FAMILIAR));
        networks(folder, manifest, student, goldens);
        ObjectNode engines = manifest.putObject("engines").put(OnnxEngines.NAME, options.served());
        if (options.forms().contains(SYMMETRIC)) {
            engines.put(TensorRtEngines.INT8_FORM, SYMMETRIC);
        }
        manifest.put("goldenBasis", Goldens.BASIS);
        Goldens.write(goldens, folder, manifest.putArray("goldens"));
        var sources = manifest.putArray("trainingData");
        licences.forEach(
                (source, licence) -> sources.addObject().put("name", source).put("licence", licence));
        manifest.put("modelCard", CARD);
        Files.writeString(folder.resolve(CARD), card);
        Files.write(folder.resolve("manifest.json"), JSON.writeValueAsBytes(manifest));
    }

    private void classes(ObjectNode manifest) {
        var list = manifest.putArray("classes");
        for (String name : model.classes()) {
            boolean finding = !name.equals(model.healthy());
            Optional<OperatingPoint> point =
                    Optional.ofNullable(judgement.points().get(name));
            var entry = list.addObject()
                    .put("name", name)
                    .put("label", options.label(name))
                    .put("finding", finding)
                    .put("threshold", point.map(OperatingPoint::threshold).orElse(0.5))
                    .put(
                            "thresholdBasis",
                            point.map(OperatingPoint::basis)
                                    .orElse(finding ? "plain 0.5: validation shows none of it" : "no finding"));
            point.filter(one -> one.low() < one.high())
                    .ifPresent(
                            one -> entry.putObject("band").put("low", one.low()).put("high", one.high()));
        }
    }

    private void input(ObjectNode input) {
        InputSpec spec = model.input();
        input.put("name", StudentExport.INPUT).put("layout", "NCHW").put("colourOrder", "RGB");
        input.put("width", spec.width()).put("height", spec.height());
        spec.mean().forEach(input.putArray("mean")::add);
        spec.std().forEach(input.putArray("std")::add);
        input.put("crop", word(spec.crop())).put("resize", word(spec.resize()));
        input.put("modality", word(spec.modality()));
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void networks(Path folder, ObjectNode manifest, StudentFiles student, List<Golden> goldens)
            throws IOException {
        ObjectNode networks = manifest.putObject("networks");
        for (Map.Entry<String, byte[]> file : student.files().entrySet()) {
            String form = file.getKey();
            String name = "student-" + form + ".onnx";
            Files.write(folder.resolve(name), file.getValue());
            double floor = form.equals("fp32") ? 0.01 : 0.05;
            double off = Goldens.worst(goldens, file.getValue(), model.input().width());
            networks.putObject(form)
                    .put("file", name)
                    .put("precision", form.replaceFirst("-.*", ""))
                    // Another processor rounds otherwise: twice what this one is off.
                    .put("tolerance", Math.max(floor, 2 * off))
                    .put("identityTolerance", form.equals("fp16") ? 0.05 : 1e-3);
        }
    }
}

package dev.fovea.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.engine.NetworkShape;
import dev.fovea.image.InputSpec;
import dev.fovea.image.InputSpec.Crop;
import dev.fovea.image.InputSpec.Modality;
import dev.fovea.image.InputSpec.Resize;
import dev.fovea.model.Band;
import dev.fovea.model.Sha256;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads `manifest.json`, format 1. Everything is checked: each complaint names its key.
final class ManifestReader {
    private static final String FILE = "manifest.json";
    private static final int FORMAT = 1;
    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final Pattern CLASS = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
    private static final Pattern TENSOR = Pattern.compile("[A-Za-z0-9._/:-]{1,100}");
    private static final Set<String> PRECISIONS = Set.of("fp32", "fp16", "int8");
    private static final Map<String, Crop> CROPS = Map.of("none", Crop.NONE, "field-of-view", Crop.FIELD_OF_VIEW);
    private static final Map<String, Resize> RESIZES =
            Map.of("area", Resize.AREA, "bilinear-antialiased", Resize.BILINEAR_ANTIALIASED);
    private static final Map<String, Modality> MODALITIES = Map.of("fundus", Modality.FUNDUS, "oct", Modality.OCT);
    private static final int CLASSES_MAX = 64;
    private static final int MAP_SIDE_MAX = 256;
    private static final double LOGIT_MAX = 1e6;
    private static final double DISTANCE_MIN = 1e-6;
    private static final double DISTANCE_MAX = 1e6;

    private ManifestReader() {}

    /// @throws BundleException naming the key at fault
    static Manifest read(byte[] json) {
        JsonNode tree = Json.read(FILE, json);
        Fields top = Fields.of(FILE + ":", tree);
        // Before anything else: another format has other keys, and complaining about those would mislead.
        top.whole("format", FORMAT, FORMAT);
        List<ModelClass> classes = classes(top);
        Fields input = top.object("input");
        Fields outputs = top.object("outputs");
        Manifest manifest = new Manifest(
                top.text("task", KEY),
                top.text("name", KEY),
                top.text("version", KEY),
                top.text("title"),
                top.text("licence"),
                classes,
                input(input),
                shape(input, outputs, classes.size()),
                outOfDistribution(top),
                top.numbers("bias", -LOGIT_MAX, LOGIT_MAX),
                top.number("temperature", 1e-3, 1e3),
                Collections.unmodifiableMap(top.map("networks", ManifestReader::network)),
                Collections.unmodifiableMap(top.map("engines", Fields::text)),
                top.text("goldenBasis"),
                top.list("goldens", ManifestReader::golden),
                top.list("trainingData", source -> new TrainingSource(source.text("name"), source.text("licence"))),
                top.text("modelCard", BundleFiles.NAME),
                Collections.unmodifiableMap(top.map("files", ManifestReader::hash)));
        input.end();
        outputs.end();
        top.end();
        checkTogether(manifest);
        return manifest;
    }

    private static List<ModelClass> classes(Fields top) {
        List<ModelClass> classes = top.list("classes", ManifestReader::modelClass);
        if (classes.size() < 2 || classes.size() > CLASSES_MAX) {
            throw new BundleException(
                    top.under("classes") + " must be 2 to " + CLASSES_MAX + " classes, were " + classes.size());
        }
        Set<String> names = new HashSet<>();
        for (ModelClass one : classes) {
            if (!names.add(one.name())) {
                throw new BundleException(top.under("classes") + " has the name " + one.name() + " twice");
            }
        }
        return classes;
    }

    private static ModelClass modelClass(Fields item) {
        boolean finding = item.flag("finding");
        double threshold = item.number("threshold", 0, 1);
        if (item.has("band") && !finding) {
            throw new BundleException(item.under("band") + " is only for a class that is a finding");
        }
        return new ModelClass(
                item.text("name", CLASS),
                item.text("label"),
                finding,
                threshold,
                item.text("thresholdBasis"),
                item.has("band") ? Optional.of(band(item.object("band"), threshold)) : Optional.empty());
    }

    private static Band band(Fields fields, double threshold) {
        double low = fields.number("low", 0, 1);
        double high = fields.number("high", 0, 1);
        fields.end();
        if (!(low <= threshold && threshold <= high)) {
            throw new BundleException(
                    fields.under("low") + " to high must hold the threshold, low <= threshold <= high," + " were low "
                            + low + ", threshold " + threshold + ", high " + high);
        }
        return new Band(low, high);
    }

    private static Optional<OutOfDistribution> outOfDistribution(Fields top) {
        if (!top.has("outOfDistribution")) {
            return Optional.empty();
        }
        Fields fields = top.object("outOfDistribution");
        OutOfDistribution read =
                new OutOfDistribution(fields.number("threshold", DISTANCE_MIN, DISTANCE_MAX), fields.text("basis"));
        fields.end();
        return Optional.of(read);
    }

    private static InputSpec input(Fields input) {
        input.oneOf("colourOrder", Set.of("RGB"));
        input.oneOf("layout", Set.of("NCHW"));
        try {
            return new InputSpec(
                    input.whole("width", 1, InputSpec.SIDE_MAX),
                    input.whole("height", 1, InputSpec.SIDE_MAX),
                    input.numbers("mean", 0, 1),
                    input.numbers("std", 1e-6, 1e3),
                    input.choice("crop", CROPS),
                    input.choice("resize", RESIZES),
                    input.choice("modality", MODALITIES));
        } catch (IllegalArgumentException e) {
            throw new BundleException(FILE + ": " + e.getMessage(), e);
        }
    }

    private static NetworkShape shape(Fields input, Fields outputs, int classes) {
        return new NetworkShape(
                input.text("name", TENSOR),
                3,
                input.whole("height", 1, InputSpec.SIDE_MAX),
                input.whole("width", 1, InputSpec.SIDE_MAX),
                outputs.text("logits", TENSOR),
                outputs.text("map", TENSOR),
                classes,
                outputs.whole("mapHeight", 1, MAP_SIDE_MAX),
                outputs.whole("mapWidth", 1, MAP_SIDE_MAX),
                outputs.has("distance") ? Optional.of(outputs.text("distance", TENSOR)) : Optional.empty());
    }

    private static NetworkFile network(Fields networks, String key) {
        Fields network = networks.object(key);
        NetworkFile read = new NetworkFile(
                network.text("file", BundleFiles.NAME),
                network.oneOf("precision", PRECISIONS),
                network.number("tolerance", 1e-6, 10),
                network.number("identityTolerance", 1e-6, 10));
        network.end();
        return read;
    }

    private static GoldenFile golden(Fields golden) {
        return new GoldenFile(
                golden.text("name", KEY),
                golden.text("image", BundleFiles.NAME),
                golden.text("expected", BundleFiles.NAME));
    }

    private static Sha256 hash(Fields files, String name) {
        BundleFiles.checkName(name);
        try {
            return new Sha256(files.text(name));
        } catch (IllegalArgumentException e) {
            throw new BundleException(files.under(name) + ": " + e.getMessage(), e);
        }
    }

    /// What one key promises about another.
    private static void checkTogether(Manifest manifest) {
        Optional<String> distance = manifest.shape().distance();
        if (distance.isPresent() != manifest.outOfDistribution().isPresent()) {
            throw new BundleException(FILE + ": outputs.distance and outOfDistribution belong together, but "
                    + (distance.isPresent() ? "outOfDistribution" : "outputs.distance") + " is missing");
        }
        if (manifest.bias().size() != manifest.classes().size()) {
            throw new BundleException(FILE + ": bias must have one number per class, "
                    + manifest.classes().size() + ", had " + manifest.bias().size());
        }
        if (manifest.networks().isEmpty()) {
            throw new BundleException(FILE + ": networks must name at least one network");
        }
        manifest.engines().forEach((engine, network) -> {
            if (!manifest.networks().containsKey(network)) {
                throw new BundleException(FILE + ": engines." + engine + " names the network " + network
                        + ", which is not one of " + manifest.networks().keySet());
            }
        });
        manifest.networks().forEach((key, network) -> listed(manifest, "networks." + key + ".file", network.file()));
        for (GoldenFile golden : manifest.goldens()) {
            listed(manifest, "goldens (" + golden.name() + ") image", golden.image());
            listed(manifest, "goldens (" + golden.name() + ") expected", golden.expected());
        }
        listed(manifest, "modelCard", manifest.modelCard());
    }

    private static void listed(Manifest manifest, String key, String file) {
        if (!manifest.files().containsKey(file)) {
            throw new BundleException(FILE + ": " + key + " names " + file + ", which files does not list");
        }
    }
}

package dev.fovea.distill.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.distill.measure.Curve;
import dev.fovea.distill.net.Classifier;
import dev.fovea.model.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The folder that remembers a run: `config.json` (the recipe, what it was made of and by which version),
/// `curves.csv` (one line an epoch), `best.safetensors`, and the newest checkpoint to go on from. Files get their
/// names when whole.
public final class Run {
    private static final String CONFIG = "config.json";
    private static final String CURVES = "curves.csv";
    private static final String STATE = "state.json";
    private static final String BEST = "best.safetensors";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final Path folder;
    private final Recipe recipe;
    private final Map<String, String> provenance;

    private Run(Path folder, Recipe recipe, Map<String, String> provenance) {
        this.folder = folder;
        this.recipe = recipe;
        this.provenance = Map.copyOf(provenance);
    }

    /// How far a run is.
    ///
    /// @param epochs finished
    /// @param figure of the best epoch; not a number before the first
    /// @param best which one it was, from 0
    record State(int epochs, double figure, int best) {
        static final State NEW = new State(0, Double.NEGATIVE_INFINITY, -1);
    }

    /// A new run, or the same one again: then its recipe must be the same too.
    ///
    /// @param provenance hashes and versions, for people
    /// @throws TrainException when the folder holds a run of another recipe
    public static Run begin(Path folder, Recipe recipe, Map<String, String> provenance) {
        if (Files.exists(folder.resolve(CONFIG))) {
            Run run = open(folder);
            if (!run.recipe.equals(recipe)) {
                throw new TrainException(folder + " holds a run with another recipe; give a new folder, or the same"
                        + " settings to go on with it");
            }
            return run;
        }
        Run run = new Run(folder, recipe, provenance);
        ObjectNode tree = JSON.createObjectNode();
        tree.set("recipe", JSON.valueToTree(recipe));
        ObjectNode made = tree.putObject("provenance");
        new TreeMap<>(provenance).forEach(made::put);
        try {
            Files.createDirectories(folder);
            run.write(CONFIG, JSON.writeValueAsBytes(tree));
        } catch (IOException e) {
            throw new TrainException("the run folder " + folder + " cannot be made", e);
        }
        return run;
    }

    /// @throws TrainException when there is no run
    public static Run open(Path folder) {
        try {
            JsonNode tree = JSON.readTree(Files.readAllBytes(folder.resolve(CONFIG)));
            Map<String, String> provenance = new TreeMap<>();
            tree.path("provenance")
                    .properties()
                    .forEach(p -> provenance.put(p.getKey(), p.getValue().asText()));
            return new Run(folder, JSON.treeToValue(whole(tree.path("recipe")), Recipe.class), provenance);
        } catch (NoSuchFileException e) {
            throw new TrainException(folder + " holds no run: there is no " + CONFIG, e);
        } catch (JsonProcessingException e) {
            throw new TrainException(folder + "/" + CONFIG + " is no recipe: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new TrainException(folder + "/" + CONFIG + " cannot be read", e);
        }
    }

    /// Runs from before a setting existed had what is its "none" now.
    private static JsonNode whole(JsonNode recipe) {
        if (recipe instanceof ObjectNode all
                && all.path("teaching") instanceof ObjectNode teaching
                && all.path("course") instanceof ObjectNode course) {
            teaching.putIfAbsent("mixup", teaching.numberNode(0.0));
            course.putIfAbsent("place", JSON.valueToTree(Place.CPU));
            all.putIfAbsent("sources", JSON.valueToTree(Recipe.Sources.PLAIN));
        }
        return recipe;
    }

    public Recipe recipe() {
        return recipe;
    }

    /// Hashes and versions.
    public Map<String, String> provenance() {
        return provenance;
    }

    public Path folder() {
        return folder;
    }

    /// The weights of the best epoch.
    public Path best() {
        return folder.resolve(BEST);
    }

    /// The network of the best epoch, in inference. Call it outside any `PointerScope`.
    ///
    /// @throws TrainException when no epoch is finished yet
    public Classifier student() {
        if (!Files.exists(best())) {
            throw new TrainException(folder + " has no finished epoch yet");
        }
        Classifier network = Networks.create(recipe.model());
        Networks.load(network, best());
        network.eval();
        return network;
    }

    /// Of the best weights' bytes.
    public Sha256 hash() {
        try {
            return Sha256.of(Files.readAllBytes(best()));
        } catch (IOException e) {
            throw new TrainException(best() + " cannot be read", e);
        }
    }

    State state() {
        try {
            return JSON.readValue(Files.readAllBytes(folder.resolve(STATE)), State.class);
        } catch (NoSuchFileException e) {
            return State.NEW;
        } catch (IOException e) {
            throw new TrainException(folder + "/" + STATE + " cannot be read", e);
        }
    }

    /// Where the checkpoint after this many epochs lies.
    Path checkpoint(int epochs) {
        return folder.resolve("checkpoint-" + epochs);
    }

    /// Makes the checkpoint the one to go on from, and only then drops the one before.
    void finish(State state) {
        try {
            write(STATE, JSON.writeValueAsBytes(state));
            drop(checkpoint(state.epochs - 1));
        } catch (IOException e) {
            throw new TrainException("the state of the run cannot be kept in " + folder, e);
        }
    }

    private static void drop(Path checkpoint) throws IOException {
        if (Files.isDirectory(checkpoint)) {
            try (var files = Files.list(checkpoint)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(checkpoint);
        }
    }

    /// Writes the curves up to and with this epoch: what an interrupted run wrote beyond its checkpoint is written
    /// anew.
    ///
    /// @param values by the names of the columns, the same in every epoch
    void curve(int epoch, Map<String, Double> values) {
        try {
            List<String> lines = new ArrayList<>(Files.exists(folder.resolve(CURVES)) ? lines() : List.of());
            String header = "epoch," + String.join(",", values.keySet());
            List<String> kept = new ArrayList<>(List.of(header));
            lines.stream().skip(1).limit(epoch).forEach(kept::add);
            kept.add(epoch + ","
                    + String.join(
                            ",", values.values().stream().map(String::valueOf).toList()));
            write(CURVES, (String.join("\n", kept) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new TrainException("the curves cannot be kept in " + folder, e);
        }
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(folder.resolve(CURVES));
    }

    /// The columns over the epochs, for a report; empty before the first epoch.
    public List<Curve> curves() {
        if (!Files.exists(folder.resolve(CURVES))) {
            return List.of();
        }
        try {
            List<String[]> rows =
                    lines().stream().map(line -> line.split(",", -1)).toList();
            List<Curve> curves = new ArrayList<>();
            for (int column = 1; column < rows.getFirst().length; column++) {
                List<Double> x = new ArrayList<>();
                List<Double> y = new ArrayList<>();
                for (String[] row : rows.subList(1, rows.size())) {
                    double value = Double.parseDouble(row[column]);
                    if (Double.isFinite(value)) {
                        x.add(Double.valueOf(row[0]));
                        y.add(value);
                    }
                }
                curves.add(new Curve(rows.getFirst()[column], x, y));
            }
            return curves.stream()
                    .filter(curve -> !curve.x().isEmpty() && !curve.name().equals("rate"))
                    .toList();
        } catch (IOException e) {
            throw new TrainException("the curves of " + folder + " cannot be read", e);
        }
    }

    private void write(String name, byte[] content) throws IOException {
        Path unfinished = folder.resolve(name + ".part");
        Files.write(unfinished, content);
        Files.move(
                unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public String toString() {
        return folder + " "
                + Arrays.asList(recipe.model().network(), recipe.teaching().method());
    }
}

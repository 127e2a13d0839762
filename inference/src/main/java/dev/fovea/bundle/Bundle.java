package dev.fovea.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.engine.Network;
import dev.fovea.engine.Scores;
import dev.fovea.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

/// One model bundle, every file checked against its hash. Immutable and wholly in memory: what happens to its
/// folder later does not matter.
///
/// That a bundle opens says that it is whole and well-formed; [BundleCheck] says whether its network answers as
/// promised.
public final class Bundle {
    private static final String EMBEDDED = "/dev/fovea/bundle/";
    private static final double DISTANCE_MAX = 1e6;

    private final Manifest manifest;
    private final Sha256 hash;
    private final Optional<String> signer;
    private final Contents files;
    private final List<GoldenFile> goldens;
    private final List<Scores> answers;

    /// The form that one engine runs in place of the one the manifest names for it.
    private final Optional<Form> form;

    private record Form(String engine, NetworkFile network) {}

    private Bundle(Manifest manifest, Sha256 hash, Optional<String> signer, Contents files, Optional<Form> form) {
        this.form = form;
        this.manifest = manifest;
        this.hash = hash;
        this.signer = signer;
        this.files = files;
        goldens = manifest.goldens();
        answers = goldens.stream().map(this::answer).toList();
    }

    /// A folder or a zip, whoever made it: for who makes bundles, or looks at one by hand. Its signature is not
    /// looked at, and it has no signer.
    ///
    /// @throws BundleException with the reason, naming the file or key
    public static Bundle open(Path folderOrZip) {
        return of(folderOrZip.toString(), BundleFiles.read(folderOrZip), (_, _) -> Optional.empty());
    }

    /// A folder or a zip that is to answer for patients: nothing in it is believed before its signature is.
    ///
    /// @throws BundleException with the reason, naming the file or key
    public static Bundle open(Path folderOrZip, Trust trust) {
        return of(folderOrZip.toString(), BundleFiles.read(folderOrZip), trust::signer);
    }

    /// The default bundle for a task, packed into this program and signed by one of its own keys.
    ///
    /// @throws BundleException when there is none for it
    public static Bundle embedded(String task) {
        if (!embeddedTasks().contains(task)) {
            throw new BundleException("no model is built in for the task " + task + ", only for " + embeddedTasks());
        }
        String folder = EMBEDDED + task;
        return of(
                "the built-in bundle " + task,
                BundleFiles.readClassPath(folder),
                Trust.builtIn()::signer,
                (manifest, files) -> new Contents.Packed(
                        files, networks(manifest), name -> BundleFiles.readClassPath(folder, name)));
    }

    /// The tasks for which a default bundle is built in.
    public static List<String> embeddedTasks() {
        try (InputStream index = Bundle.class.getResourceAsStream(EMBEDDED + "tasks.txt")) {
            return index == null
                    ? List.of()
                    : new String(index.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList();
        } catch (IOException e) {
            throw new BundleException("the list of built-in bundles cannot be read: " + e, e);
        }
    }

    /// Says who signed a manifest, or refuses it.
    private interface Judge {
        Optional<String> signer(byte[] manifest, Map<String, byte[]> files);
    }

    private static Bundle of(String where, Map<String, byte[]> files, Judge judge) {
        return of(where, files, judge, (_, all) -> new Contents.Kept(all));
    }

    /// The networks' files with their hashes.
    private static Map<String, Sha256> networks(Manifest manifest) {
        Map<String, Sha256> files = new HashMap<>(manifest.files());
        files.keySet()
                .retainAll(manifest.networks().values().stream()
                        .map(NetworkFile::file)
                        .toList());
        return files;
    }

    private static Bundle of(
            String where,
            Map<String, byte[]> files,
            Judge judge,
            BiFunction<Manifest, Map<String, byte[]>, Contents> keeping) {
        byte[] json = BundleFiles.manifest(where, files);
        try {
            Optional<String> signer = judge.signer(json, files);
            files.remove(BundleFiles.MANIFEST);
            files.remove(ManifestSignature.FILE);
            Manifest manifest = ManifestReader.read(json);
            checkFiles(manifest, files);
            return new Bundle(manifest, Sha256.of(json), signer, keeping.apply(manifest, files), Optional.empty());
        } catch (BundleException e) {
            throw new BundleException(where + ": " + e.getMessage(), e);
        }
    }

    private static void checkFiles(Manifest manifest, Map<String, byte[]> files) {
        manifest.files().forEach((name, hash) -> {
            byte[] content = files.get(name);
            if (content == null) {
                throw new BundleException(name + " is missing");
            }
            Sha256 found = Sha256.of(content);
            if (!found.equals(hash)) {
                throw new BundleException(
                        name + " is not the file that was bundled: its SHA-256 is " + found + ", not " + hash);
            }
        });
        for (String name : files.keySet()) {
            if (!manifest.files().containsKey(name)) {
                throw new BundleException(name + " is in the bundle but not in the manifest's files");
            }
        }
    }

    public Manifest manifest() {
        return manifest;
    }

    /// The SHA-256 of `manifest.json`, and through the hashes in it of everything: networks, operating points,
    /// goldens.
    public Sha256 hash() {
        return hash;
    }

    /// The id of the key that signed it; empty when it is not signed, or nobody asked.
    public Optional<String> signer() {
        return signer;
    }

    /// The same bundle, whose network this engine runs in this precision. It stays as it is when it has no such
    /// form but what it made for other engines.
    public Bundle inPrecision(String engine, String precision) {
        Map<String, String> engines = manifest.engines();
        Optional<Form> wanted = manifest.networks().entrySet().stream()
                .filter(network -> network.getValue().precision().equals(precision))
                .filter(network ->
                        network.getKey().equals(engines.get(engine)) || !engines.containsValue(network.getKey()))
                .findFirst()
                .map(network -> new Form(engine, network.getValue()));
        return wanted.isEmpty() ? this : new Bundle(manifest, hash, signer, files, wanted);
    }

    private NetworkFile chosen(String engine) {
        return form.filter(one -> one.engine().equals(engine))
                .map(Form::network)
                .orElseGet(() -> manifest.networkFor(engine));
    }

    /// The form of the network that an engine should run.
    ///
    /// @param engine `onnxruntime-cpu`, ...
    public Network network(String engine) {
        NetworkFile chosen = chosen(engine);
        return new Network(() -> file(chosen.file()), chosen.precision(), manifest.shape(), manifest.bias(), (float)
                chosen.identityTolerance());
    }

    /// The SHA-256 of that network's file: which model answered, to the bit.
    public Sha256 networkHash(String engine) {
        String file = chosen(engine).file();
        return Objects.requireNonNull(manifest.files().get(file), file);
    }

    /// The golden pictures, with the tolerance that goes with the form of the network that this engine runs.
    public List<GoldenImage> goldens(String engine) {
        float tolerance = (float) chosen(engine).tolerance();
        List<GoldenImage> images = new ArrayList<>();
        for (int i = 0; i < goldens.size(); i++) {
            GoldenFile golden = goldens.get(i);
            images.add(new GoldenImage(golden.name(), file(golden.image()), answers.get(i), tolerance));
        }
        return List.copyOf(images);
    }

    /// Call when the network is loaded: its file is kept no longer, if it can be read again.
    public void release() {
        files.release();
    }

    /// The model card, Markdown.
    public String modelCard() {
        return new String(file(manifest.modelCard()), StandardCharsets.UTF_8);
    }

    private Scores answer(GoldenFile golden) {
        JsonNode tree = Json.read(golden.expected(), file(golden.expected()));
        Fields fields = Fields.of(golden.expected() + ":", tree);
        float[] logits = floats(fields, "logits", manifest.shape().classes());
        float[] map = floats(fields, "map", manifest.shape().mapSize());
        boolean distant = manifest.shape().distance().isPresent();
        Scores answer = distant
                ? new Scores(logits, map, (float) fields.number("distance", 0, DISTANCE_MAX))
                : new Scores(logits, map);
        fields.end();
        return answer;
    }

    private static float[] floats(Fields fields, String key, int count) {
        List<Double> numbers = fields.numbers(key, count, -1e6, 1e6);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = numbers.get(i).floatValue();
        }
        return values;
    }

    /// The reader made sure that every file the manifest names is listed, and the constructor's caller that it is
    /// here.
    private byte[] file(String name) {
        return files.file(name);
    }
}

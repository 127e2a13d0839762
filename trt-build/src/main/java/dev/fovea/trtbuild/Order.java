package dev.fovea.trtbuild;

import dev.fovea.engine.GoldenTensor;
import dev.fovea.engine.Network;
import dev.fovea.engine.NetworkShape;
import dev.fovea.engine.tensorrt.BatchProfile;
import dev.fovea.engine.tensorrt.Precision;
import dev.fovea.engine.tensorrt.TensorRtVersion;
import dev.fovea.model.Sha256;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/// What the child is told, as files in a folder of its own: `order.properties`, `network.onnx`, `golden-N.bin`.
/// It
/// puts `made.engine` and `timings.cache` beside them.
record Order(Path folder, Properties words) {
    static final String TIMINGS_OUT = "timings.cache";

    /// Writes it down.
    static Order write(Path folder, EngineWish wish, EngineKey key, BuildSettings settings, Places places)
            throws IOException {
        Properties words = new Properties();
        NetworkShape shape = wish.network().shape();
        words.setProperty("shape.input", shape.input());
        words.setProperty("shape.sizes", numbers(shape.channels(), shape.height(), shape.width()));
        words.setProperty("shape.logits", shape.logits());
        words.setProperty("shape.map", shape.map());
        words.setProperty("shape.map.sizes", numbers(shape.classes(), shape.mapHeight(), shape.mapWidth()));
        shape.distance().ifPresent(name -> words.setProperty("shape.distance", name));
        words.setProperty(
                "bias", wish.network().bias().stream().map(String::valueOf).collect(Collectors.joining(" ")));
        words.setProperty("drift", Float.toString(wish.network().driftMax()));
        words.setProperty("temperature", Double.toString(wish.temperature()));
        words.setProperty("goldens", Integer.toString(wish.goldens().size()));
        words.setProperty("workspace", Long.toString(settings.workspaceBytes()));
        words.setProperty("timings", places.timings().toString());
        words.setProperty(
                "libraries", places.libraries().stream().map(Path::toString).collect(Collectors.joining(":")));
        for (String line : key.lines()) {
            words.setProperty("key." + line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1));
        }
        try (Writer writer = Files.newBufferedWriter(folder.resolve("order.properties"))) {
            words.store(writer, null);
        }
        Files.write(folder.resolve("network.onnx"), wish.network().file());
        for (int i = 0; i < wish.goldens().size(); i++) {
            GoldenTensor golden = wish.goldens().get(i);
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * golden.image().remaining())
                    .order(ByteOrder.nativeOrder());
            bytes.asFloatBuffer().put(golden.image().duplicate());
            Files.write(folder.resolve("golden-" + i + ".bin"), bytes.array());
        }
        return new Order(folder, words);
    }

    /// @param timings what earlier builds have learned; need not exist
    /// @param libraries folders where NVIDIA's libraries are looked for first
    record Places(Path timings, List<Path> libraries) {}

    static Order read(Path folder) throws IOException {
        Properties words = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve("order.properties"))) {
            words.load(reader);
        }
        return new Order(folder, words);
    }

    EngineKey key() {
        String[] version = word("key.tensorrt").split("\\.", -1);
        return new EngineKey(
                new Sha256(word("key.network")),
                new TensorRtVersion(
                        Integer.parseInt(version[0]), Integer.parseInt(version[1]), Integer.parseInt(version[2])),
                Integer.parseInt(word("key.sm")),
                word("key.l4t"),
                Precision.of(word("key.precision")),
                Arrays.stream(word("key.profiles").split(" ", -1))
                        .map(Order::profile)
                        .toList());
    }

    Network network() throws IOException {
        int[] in = ints("shape.sizes");
        int[] map = ints("shape.map.sizes");
        NetworkShape shape = new NetworkShape(
                word("shape.input"),
                in[0],
                in[1],
                in[2],
                word("shape.logits"),
                word("shape.map"),
                map[0],
                map[1],
                map[2],
                Optional.ofNullable(words.getProperty("shape.distance")));
        return new Network(
                Files.readAllBytes(onnx()),
                "fp32",
                shape,
                Arrays.stream(word("bias").split(" ", -1)).map(Double::valueOf).toList(),
                Float.parseFloat(word("drift")));
    }

    /// The golden pictures; their answers are not among them, because ONNX Runtime gives those.
    List<FloatBuffer> pictures() throws IOException {
        List<FloatBuffer> pictures = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(word("goldens")); i++) {
            byte[] bytes = Files.readAllBytes(folder.resolve("golden-" + i + ".bin"));
            pictures.add(ByteBuffer.allocateDirect(bytes.length)
                    .order(ByteOrder.nativeOrder())
                    .put(bytes)
                    .flip()
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer());
        }
        return pictures;
    }

    double temperature() {
        return Double.parseDouble(word("temperature"));
    }

    long workspaceBytes() {
        return Long.parseLong(word("workspace"));
    }

    List<Path> libraries() {
        return Arrays.stream(word("libraries").split(":", -1))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .toList();
    }

    Path onnx() {
        return folder.resolve("network.onnx");
    }

    Path timingsBefore() {
        return Path.of(word("timings"));
    }

    Path timingsAfter() {
        return folder.resolve(TIMINGS_OUT);
    }

    Path made() {
        return folder.resolve("made.engine");
    }

    /// What another builder has made, if one has: the bare plan.
    Path foreignPlan() {
        return folder.resolve("trtexec.plan");
    }

    private String word(String name) {
        return Optional.ofNullable(words.getProperty(name))
                .orElseThrow(() -> new IllegalArgumentException("the order has no " + name));
    }

    private int[] ints(String name) {
        return Arrays.stream(word(name).split(" ", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private static BatchProfile profile(String text) {
        String[] sizes = text.split("-", -1);
        return new BatchProfile(Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1]), Integer.parseInt(sizes[2]));
    }

    private static String numbers(int... numbers) {
        return Arrays.stream(numbers).mapToObj(String::valueOf).collect(Collectors.joining(" "));
    }
}

package dev.fovea.distill.net;

import dev.fovea.distill.net.Safetensors.Stored;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.StringTensorDict;
import org.bytedeco.pytorch.Tensor;

/// Weights by their published names, strictly: a name too few, a name too many or another shape is an error that
/// lists them all.
public final class StateNames {
    /// Batch norms count their batches in whole numbers; only the running means depend on it, and those are loaded.
    private static final String COUNTER = "num_batches_tracked";

    private StateNames() {}

    /// Parameters in order, then buffers; without the batch counters. The tensors are the network's own.
    public static Map<String, Tensor> state(Module network) {
        Map<String, Tensor> state = new LinkedHashMap<>();
        collect(network.named_parameters(), state);
        collect(network.named_buffers(), state);
        return state;
    }

    private static void collect(StringTensorDict from, Map<String, Tensor> into) {
        for (long i = 0; i < from.size(); i++) {
            String name = from.get(i).pair().first().getString();
            if (!name.endsWith(COUNTER)) {
                // A handle of our own: the dictionary's go with it.
                into.put(name, new Tensor(from.get(i).value()));
            }
        }
    }

    /// The names of the last layer: what stays as it is when weights for other classes are loaded.
    public static Set<String> head(Classifier network) {
        return state(network).entrySet().stream()
                .filter(named -> named.getValue().is_same(network.head().weight())
                        || named.getValue().is_same(network.head().bias()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Trainable numbers.
    public static long parameters(Module network) {
        StringTensorDict named = network.named_parameters();
        long count = 0;
        for (long i = 0; i < named.size(); i++) {
            count += named.get(i).value().numel();
        }
        return count;
    }

    /// Fills the network from the file.
    ///
    /// @param left names of the network that stay as they are, in the file or not: a head for other classes
    /// @return how many tensors were filled
    /// @throws StateException when a tensor is missing, unexpected or of another shape, before anything is changed
    public static int load(Module network, Safetensors weights, Set<String> left) {
        Map<String, Tensor> state = state(network);
        List<String> faults = new ArrayList<>();
        for (String name : left) {
            if (!state.containsKey(name)) {
                faults.add("to be left, but not in the network: " + name);
            }
        }
        SortedSet<String> missing = new TreeSet<>(state.keySet());
        missing.removeAll(weights.names());
        missing.removeAll(left);
        missing.forEach(name -> faults.add("missing: " + name));
        for (String name : weights.names()) {
            Tensor mine = state.get(name);
            if (mine == null && !name.endsWith(COUNTER)) {
                faults.add("unexpected: " + name);
            } else if (mine != null && !left.contains(name)) {
                checkShape(name, weights.shape(name), Floats.shape(mine), faults);
            }
        }
        if (!faults.isEmpty()) {
            throw new StateException("the weights do not fit the network: " + String.join("; ", faults));
        }
        return fill(state, weights, left);
    }

    private static void checkShape(String name, long[] theirs, long[] mine, List<String> faults) {
        if (!Arrays.equals(theirs, mine)) {
            faults.add("shape of " + name + ": " + Arrays.toString(theirs) + " in the file, " + Arrays.toString(mine)
                    + " in the network");
        }
    }

    private static int fill(Map<String, Tensor> state, Safetensors weights, Set<String> left) {
        int filled = 0;
        for (Map.Entry<String, Tensor> named : state.entrySet()) {
            if (!left.contains(named.getKey())) {
                set(named.getValue(), weights.floats(named.getKey()));
                filled++;
            }
        }
        return filled;
    }

    /// Overwrites a tensor of a network.
    static void set(Tensor mine, float[] values) {
        try (NoGradGuard _ = new NoGradGuard();
                Tensor theirs = Floats.tensor(values, Floats.shape(mine))) {
            mine.copy_(theirs);
        }
    }

    /// Writes the whole state under the same names.
    public static void save(Module network, Path file, Map<String, String> metadata) {
        Map<String, Stored> tensors = new LinkedHashMap<>();
        state(network)
                .forEach((name, tensor) -> tensors.put(name, new Stored(Floats.of(tensor), Floats.shape(tensor))));
        Safetensors.write(file, tensors, metadata);
    }
}

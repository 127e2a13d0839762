package dev.fovea.distill.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.pytorch.BatchNorm2dImpl;

/// Loads weights whose batch norms have been folded into the convolutions, as in the ImageNet MobileNetV2 of
/// data.md 7: each norm becomes one that adds the bias and changes nothing else. The head stays as it is.
public final class FoldedWeights {
    private FoldedWeights() {}

    /// @return how many convolutions were filled
    /// @throws StateException when a tensor is missing, unexpected or of another shape, before anything is changed
    public static int load(ConvNetwork network, Safetensors weights, Set<String> head) {
        List<Step.Conv> convs = network.steps().stream()
                .filter(Step.Conv.class::isInstance)
                .map(Step.Conv.class::cast)
                .toList();
        List<String> faults = new ArrayList<>();
        Set<String> unexpected = new HashSet<>(weights.names());
        unexpected.removeAll(head);
        for (Step.Conv conv : convs) {
            check(
                    weights,
                    conv.name() + ".weight",
                    Floats.shape(conv.unit().conv().weight()),
                    faults);
            check(
                    weights,
                    conv.name() + ".bias",
                    Floats.shape(conv.unit().norm().bias()),
                    faults);
            unexpected.remove(conv.name() + ".weight");
            unexpected.remove(conv.name() + ".bias");
        }
        unexpected.stream().sorted().forEach(name -> faults.add("unexpected: " + name));
        if (!faults.isEmpty()) {
            throw new StateException("the folded weights do not fit the network: " + String.join("; ", faults));
        }
        for (Step.Conv conv : convs) {
            StateNames.set(conv.unit().conv().weight(), weights.floats(conv.name() + ".weight"));
            onlyAdd(conv.unit().norm(), weights.floats(conv.name() + ".bias"));
        }
        return convs.size();
    }

    private static void check(Safetensors weights, String name, long[] mine, List<String> faults) {
        if (!weights.names().contains(name)) {
            faults.add("missing: " + name);
        } else if (!Arrays.equals(weights.shape(name), mine)) {
            faults.add("shape of " + name + ": " + Arrays.toString(weights.shape(name)) + " in the file, "
                    + Arrays.toString(mine) + " in the network");
        }
    }

    private static void onlyAdd(BatchNorm2dImpl norm, float[] bias) {
        int channels = bias.length;
        StateNames.set(norm.weight(), filled(channels, 1));
        StateNames.set(norm.bias(), bias);
        StateNames.set(norm.running_mean(), filled(channels, 0));
        StateNames.set(norm.running_var(), filled(channels, (float)
                (1 - norm.options().eps().get())));
    }

    private static float[] filled(int count, float value) {
        float[] values = new float[count];
        Arrays.fill(values, value);
        return values;
    }
}

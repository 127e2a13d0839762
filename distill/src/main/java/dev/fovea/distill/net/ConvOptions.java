package dev.fovea.distill.net;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What may be chosen about a convolutional network beyond its kind.
///
/// @param padding of every convolution; weights trained with one mean something else under the other
/// @param normalisation of the input inside the network, if any
/// @param dropout before the last layer while training, 0 to below 1
public record ConvOptions(Padding padding, Optional<LocalNormalisation> normalisation, double dropout) {
    /// As torchvision builds it.
    public static final ConvOptions TORCHVISION = new ConvOptions(Padding.SYMMETRIC, Optional.empty(), 0.2);

    /// As Google's MobileNetV2 weights need it.
    public static final ConvOptions TENSORFLOW = new ConvOptions(Padding.SAME, Optional.empty(), 0.2);

    public ConvOptions {
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("dropout must be at least 0 and below 1, was " + dropout);
        }
    }

    /// The same with this stage in front.
    public ConvOptions normalised(LocalNormalisation stage) {
        return new ConvOptions(padding, Optional.of(stage), dropout);
    }

    /// For the record of a run and the metadata of a file.
    public Map<String, String> described() {
        Map<String, String> described = new TreeMap<>();
        described.put("padding", padding == Padding.SAME ? "same" : "torchvision");
        described.put("dropout", Double.toString(dropout));
        described.put(
                "local_normalisation",
                normalisation
                        .map(n -> "kernel " + n.kernel() + ", floor " + n.floor())
                        .orElse("none"));
        return described;
    }
}

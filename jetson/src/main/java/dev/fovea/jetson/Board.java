package dev.fovea.jetson;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which Jetson this is, out of the device tree.
///
/// @param model as its maker calls it
/// @param module the part number of the module, such as p3448-0000
/// @param computeCapability of its graphics processor, such as 5.3: what TensorRT engines are built for
public record Board(String model, Family family, Optional<String> module, Optional<String> computeCapability) {
    /// The boards whose ways are known.
    public enum Family {
        /// Tegra X1: no INT8 in its graphics processor, JetPack 4 at most.
        NANO,
        ORIN_NANO,
        OTHER_JETSON
    }

    /// Part numbers of modules; the board that a module sits on has one of the same form.
    private static final Pattern MODULE = Pattern.compile("p(?:2180|3310|3489|2888|3668|3448|3701|3767|3834)-\\d{4}");

    static Optional<Board> read(Tree tree) {
        Optional<String> model = first(tree, "sys/firmware/devicetree/base/model", "proc/device-tree/model");
        String compatible = first(tree, "sys/firmware/devicetree/base/compatible", "proc/device-tree/compatible")
                .orElse("")
                .toLowerCase(Locale.ROOT);
        boolean jetson = compatible.contains("tegra")
                || model.filter(name -> name.toLowerCase(Locale.ROOT).contains("jetson"))
                        .isPresent();
        if (!jetson) {
            return Optional.empty();
        }
        String name = model.orElse("a Jetson without a name");
        String ids = compatible + " "
                + first(tree, "proc/device-tree/nvidia,dtsfilename", "proc/device-tree/nvidia,boardids")
                        .orElse("");
        return Optional.of(new Board(name, family(name, compatible), module(ids), capability(compatible)));
    }

    private static Family family(String model, String compatible) {
        String name = model.toLowerCase(Locale.ROOT);
        if (name.contains("orin nano")) {
            return Family.ORIN_NANO;
        }
        return name.contains("nano") && compatible.contains("tegra210") ? Family.NANO : Family.OTHER_JETSON;
    }

    private static Optional<String> module(String ids) {
        Matcher matcher = MODULE.matcher(ids);
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    /// NVIDIA's table of CUDA devices.
    private static Optional<String> capability(String compatible) {
        if (compatible.contains("tegra210")) {
            return Optional.of("5.3");
        }
        if (compatible.contains("tegra186")) {
            return Optional.of("6.2");
        }
        if (compatible.contains("tegra194")) {
            return Optional.of("7.2");
        }
        return compatible.contains("tegra234") ? Optional.of("8.7") : Optional.empty();
    }

    private static Optional<String> first(Tree tree, String one, String other) {
        return tree.text(one).or(() -> tree.text(other));
    }
}

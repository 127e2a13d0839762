package dev.fovea.jetson;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// NVIDIA's Linux for Tegra, which says which JetPack this is.
///
/// @param major such as 32
/// @param revision such as 7.4
public record Release(int major, String revision) {
    private static final Pattern FILE = Pattern.compile("R(\\d{1,3})\\b.*?REVISION:\\s*(\\d{1,3}(?:\\.\\d{1,3})*)");
    private static final Pattern PACKAGE = Pattern.compile("Version: (\\d{1,3})\\.(\\d{1,3}(?:\\.\\d{1,3})*)");

    /// NVIDIA's release notes.
    private static final Map<String, String> JETPACKS = Map.ofEntries(
            Map.entry("32.6.1", "4.6"),
            Map.entry("32.7.1", "4.6.1"),
            Map.entry("32.7.2", "4.6.2"),
            Map.entry("32.7.3", "4.6.3"),
            Map.entry("32.7.4", "4.6.4"),
            Map.entry("32.7.5", "4.6.5"),
            Map.entry("32.7.6", "4.6.6"),
            Map.entry("35.1", "5.0.2"),
            Map.entry("35.2.1", "5.1"),
            Map.entry("35.3.1", "5.1.1"),
            Map.entry("35.4.1", "5.1.2"),
            Map.entry("35.5", "5.1.3"),
            Map.entry("35.6", "5.1.4"),
            Map.entry("35.6.1", "5.1.5"),
            Map.entry("35.6.4", "5.1.6"),
            Map.entry("36.3", "6.0"),
            Map.entry("36.4", "6.1"),
            Map.entry("36.4.3", "6.2"),
            Map.entry("36.4.4", "6.2.1"),
            Map.entry("36.5", "6.2.2"),
            Map.entry("38.2", "7.0"),
            Map.entry("38.4", "7.1"),
            Map.entry("39.2", "7.2"),
            Map.entry("39.2.1", "7.2.1"));

    private static final Map<Integer, String> GENERATIONS =
            Map.of(32, "4", 34, "5", 35, "5", 36, "6", 38, "7", 39, "7");

    /// Out of NVIDIA's own file, else out of the list of installed packages.
    static Optional<Release> read(Tree tree) {
        return tree.text("etc/nv_tegra_release")
                .flatMap(text -> found(FILE, text))
                .or(() -> installed(tree));
    }

    private static Optional<Release> installed(Tree tree) {
        return tree.paragraph("var/lib/dpkg/status", "Package: nvidia-l4t-core").stream()
                .flatMap(line -> found(PACKAGE, line).stream())
                .findFirst();
    }

    private static Optional<Release> found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find()
                ? Optional.of(new Release(Integer.parseInt(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    /// `32.7.4`.
    public String l4t() {
        return major + "." + revision;
    }

    /// `4.6.4`; the first number alone for a release that is not in the table, and empty for one of unknown kind.
    public Optional<String> jetPack() {
        String exact = l4t().endsWith(".0") ? l4t().substring(0, l4t().length() - 2) : l4t();
        return Optional.ofNullable(JETPACKS.get(exact)).or(() -> Optional.ofNullable(GENERATIONS.get(major)));
    }
}

package dev.fovea.trtbuild;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which Linux for Tegra a board runs: its driver is part of what an engine is made for.
public final class L4t {
    /// `# R32 (release), REVISION: 7.1, GCID: ...`
    private static final Pattern RELEASE =
            Pattern.compile("# R(\\d+) \\(release\\), REVISION: ([\\d.]+).*", Pattern.DOTALL);

    private L4t() {}

    /// @param root `/`, or a copy of another machine's
    /// @return `32.7.1`, or `none` where there is none
    public static String release(Path root) {
        try {
            Matcher matcher = RELEASE.matcher(Files.readString(root.resolve("etc/nv_tegra_release")));
            return matcher.matches() ? matcher.group(1) + "." + matcher.group(2) : "none";
        } catch (IOException none) {
            return "none";
        }
    }
}

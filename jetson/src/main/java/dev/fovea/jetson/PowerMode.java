package dev.fovea.jetson;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The board's power mode, which says how many cores run and how fast anything may go (`nvpmodel`).
///
/// @param name such as MAXN, 5W or 15W; empty when the list of modes cannot be read
public record PowerMode(int id, Optional<String> name) {
    private static final Pattern STATUS = Pattern.compile("pmode:(\\d{1,4})");
    private static final Pattern MODE = Pattern.compile("<\\s*POWER_MODEL\\s+ID=(\\d{1,4})\\s+NAME=(\\S+)\\s*>");

    private static final Pattern SAID = Pattern.compile("NV Power Mode: *(\\S+)");

    /// Out of the file in which `nvpmodel` keeps the mode over a restart, and its list of modes.
    static Optional<PowerMode> read(Tree tree) {
        return tree.text("var/lib/nvpmodel/status").flatMap(status -> {
            Matcher matcher = STATUS.matcher(status);
            return matcher.find() ? Optional.of(of(tree, Integer.parseInt(matcher.group(1)))) : Optional.empty();
        });
    }

    private static PowerMode of(Tree tree, int id) {
        Matcher modes = MODE.matcher(tree.text("etc/nvpmodel.conf").orElse(""));
        while (modes.find()) {
            if (Integer.parseInt(modes.group(1)) == id) {
                return new PowerMode(id, Optional.of(modes.group(2)));
            }
        }
        return new PowerMode(id, Optional.empty());
    }

    /// Out of what `nvpmodel -q` says: `NV Power Mode: MAXN`, then its number alone.
    static Optional<PowerMode> parse(List<String> said) {
        Optional<String> name = said.stream()
                .map(SAID::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .findFirst();
        return said.stream()
                .flatMap(line -> Tree.parsed(line).stream())
                .filter(id -> id >= 0 && id < 10_000)
                .findFirst()
                .map(id -> new PowerMode(id.intValue(), name));
    }

    /// `MAXN`, or `mode 2` when its name is not known.
    public String text() {
        return name.orElse("mode " + id);
    }
}

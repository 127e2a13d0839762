package dev.fovea.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The names in `docs/metrics.md`, which another test compares with what the daemon serves.
final class MetricNames {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\|");
    private static final Pattern USED = Pattern.compile("\\b(?:fovea|jetson|nv)_[a-z0-9_]+");

    private MetricNames() {}

    static Set<String> documented() throws IOException {
        Set<String> names = ROW.matcher(Files.readString(Tool.ROOT.resolve("docs/metrics.md")))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(names).as("the names in docs/metrics.md").hasSizeGreaterThan(20);
        return names;
    }

    /// The names in an expression, those of a histogram's parts as the histogram's.
    static Set<String> in(String expression) throws IOException {
        Set<String> documented = documented();
        return USED.matcher(expression)
                .results()
                .map(name -> name.group())
                .map(name -> documented.contains(name) ? name : name.replaceFirst("_(bucket|sum|count)$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

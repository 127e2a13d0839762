package dev.fovea.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text of a configuration, key by key, turned into typed values. It remembers which keys were asked for, so
/// that a key nobody knows is an error and not a silent typing mistake.
final class Settings {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|min|h)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})(B|KiB|MiB|GiB|TiB)");

    private final Properties texts;
    private final Set<String> known = new HashSet<>();

    Settings(Properties texts) {
        this.texts = texts;
    }

    /// @throws IllegalArgumentException when the file cannot be read
    static Settings read(Path file) {
        Properties texts = new Properties(profile());
        try (Reader reader = Files.newBufferedReader(file)) {
            texts.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException("the configuration file " + file + " cannot be read: " + e, e);
        }
        return new Settings(texts);
    }

    /// What `./fovea --small` sets in place of the defaults; a file's own settings go before.
    static Properties profile() {
        Properties texts = new Properties();
        if (Boolean.getBoolean("fovea.small")) {
            try (InputStream in = Objects.requireNonNull(Settings.class.getResourceAsStream("small.properties"))) {
                texts.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException("small.properties cannot be read", e);
            }
        }
        return texts;
    }

    String text(String key, String fallback) {
        known.add(key);
        return texts.getProperty(key, fallback).strip();
    }

    int number(String key, int fallback) {
        return parsed(key, Integer.toString(fallback), "a whole number", Integer::valueOf);
    }

    /// `true` or `false`, nothing else: a mistyped word must not switch a safeguard off.
    boolean flag(String key, boolean fallback) {
        return parsed(key, Boolean.toString(fallback), "true or false", text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        });
    }

    /// `250ms`, `3s`, `2min`, `1h`.
    Duration duration(String key, String fallback) {
        return parsed(key, fallback, "a time such as 250ms, 3s, 2min or 1h", Settings::durationOf);
    }

    /// `512B`, `64KiB`, `64MiB`, `2GiB`.
    long bytes(String key, String fallback) {
        return parsed(key, fallback, "a size such as 64MiB or 2GiB", Settings::bytesOf);
    }

    /// Comma-separated; empty text is an empty list.
    List<String> list(String key, String fallback) {
        return Arrays.stream(text(key, fallback).split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    <E extends Enum<E>> E choice(String key, Class<E> type, E fallback) {
        String choices = Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT);
        String word = fallback.name().toLowerCase(Locale.ROOT);
        return parsed(key, word, "one of " + choices, text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)));
    }

    /// Call last.
    ///
    /// @throws IllegalArgumentException when the text holds a key that nobody asked for
    void nothingElse() {
        Set<String> unknown = new TreeSet<>(texts.stringPropertyNames());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("unknown setting " + String.join(", ", unknown) + "; the known ones are "
                    + String.join(", ", new TreeSet<>(known)));
        }
    }

    private <T> T parsed(String key, String fallback, String wanted, Function<String, T> parser) {
        String text = text(key, fallback);
        try {
            return parser.apply(text);
        } catch (RuntimeException notParsable) {
            throw new IllegalArgumentException(key + " must be " + wanted + ", was \"" + text + "\"", notParsable);
        }
    }

    private static Duration durationOf(String text) {
        Matcher matcher = match(DURATION, text);
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "min" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
    }

    private static long bytesOf(String text) {
        Matcher matcher = match(SIZE, text);
        int power = List.of("B", "KiB", "MiB", "GiB", "TiB").indexOf(matcher.group(2));
        return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << (10 * power));
    }

    private static Matcher match(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        return matcher;
    }
}

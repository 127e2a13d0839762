package dev.fovea.publish.paper;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/// The words of one language. Immutable; any thread.
final class Words {
    private final Language language;
    private final Properties table;

    private Words(Language language, Properties table) {
        this.language = language;
        this.table = table;
    }

    static Words of(Language language) {
        String file = "words/" + language.code() + ".properties";
        Properties table = new Properties();
        try (InputStream in = Objects.requireNonNull(Words.class.getResourceAsStream(file), file)) {
            table.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
        return new Words(language, table);
    }

    Language language() {
        return language;
    }

    String say(String id) {
        return Objects.requireNonNull(table.getProperty(id), id);
    }

    /// @param places what stands for each `{name}`; what is put in is not looked through again
    String say(String id, Map<String, String> places) {
        String words = say(id);
        StringBuilder said = new StringBuilder();
        int at = 0;
        for (int open = words.indexOf('{'); open >= 0; open = words.indexOf('{', at)) {
            int close = words.indexOf('}', open);
            String name = words.substring(open + 1, close);
            said.append(words, at, open).append(Objects.requireNonNull(places.get(name), name));
            at = close + 1;
        }
        return said.append(words, at, words.length()).toString();
    }

    /// The words of an id, if this language has some.
    Optional<String> find(String id) {
        return Optional.ofNullable(table.getProperty(id));
    }

    /// To one decimal. Never rounds a small chance to none or a large one to certainty.
    String percent(double share) {
        if (share > 0 && share < 0.001) {
            return "< " + percent(0.001);
        }
        if (share > 0.999 && share < 1) {
            return "> " + percent(0.999);
        }
        return figure(100 * share, 1) + " %";
    }

    String figure(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value).replace(".", say("paper.decimal"));
    }
}

package dev.fovea.publish.paper;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// In which a report can be printed: those of the technician's page.
public enum Language {
    EN,
    ES,
    FR,
    HI,
    SW;

    /// `en`, `es`, ...: BCP 47.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Language> parse(String code) {
        return Arrays.stream(values())
                .filter(language -> language.code().equals(code))
                .findFirst();
    }

    /// The codes, for a sentence.
    public static String all() {
        return Arrays.stream(values()).map(Language::code).collect(Collectors.joining(", "));
    }
}

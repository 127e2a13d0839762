package dev.fovea.dicom;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// Names of people (VR PN, PS3.5 6.2.1): up to three writings separated by `=`, each of five parts separated by `^`.
public final class PersonName {
    private PersonName() {}

    /// As people read it: `Family, Given Middle`. The first writing that says anything counts.
    ///
    /// @param text as it stands in a data set
    /// @return empty when it names nobody
    public static Optional<String> readable(String text) {
        return Arrays.stream(text.split("="))
                .map(PersonName::writing)
                .filter(name -> !name.isEmpty())
                .findFirst();
    }

    private static String writing(String text) {
        String[] parts = text.split("\\^", -1);
        String family = parts[0].strip();
        String others = Arrays.stream(parts)
                .skip(1)
                .limit(2)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        return family.isEmpty() || others.isEmpty() ? family + others : family + ", " + others;
    }
}

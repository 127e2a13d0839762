package dev.fovea.cli;

import java.util.List;

/// One line of the doctor.
sealed interface Diagnosis {
    /// What was looked at, one or two words.
    String subject();

    /// As it should be; the detail is for the curious.
    record Well(String subject, String detail) implements Diagnosis {}

    /// It works, but a person should know.
    record Note(String subject, String detail) implements Diagnosis {}

    /// Not as it should be.
    ///
    /// @param why one sentence
    /// @param fix what to do about it, one sentence
    record Ill(String subject, String why, String fix) implements Diagnosis {}

    /// Fixed-width label first, so that `grep ^FAULT` finds what matters.
    default List<String> lines() {
        return switch (this) {
            case Well(var subject, var detail) -> List.of("ok     " + subject + ": " + detail);
            case Note(var subject, var detail) -> List.of("note   " + subject + ": " + detail);
            case Ill(var subject, var why, var fix) -> List.of("FAULT  " + subject + ": " + why, "       -> " + fix);
        };
    }
}

package dev.fovea.worklist;

import java.time.LocalDate;
import java.util.Optional;

/// Who is expected.
///
/// @param id the clinic's key, 1 to 64 characters: what photographs carry as their patient
/// @param name as people read it, at most 200 characters
/// @param sex M, F or O
/// @param personName the name as DICOM has it (VR PN), where it came so
public record Patient(
        String id,
        Optional<String> name,
        Optional<LocalDate> birthDate,
        Optional<String> sex,
        Optional<String> personName) {
    /// As long as DICOM has it (VR LO).
    private static final int ID_MAX = 64;

    private static final int NAME_MAX = 200;

    public Patient {
        Wording.check("patient", id, ID_MAX);
        name.ifPresent(text -> Wording.check("name", text, NAME_MAX));
        personName.ifPresent(text -> Wording.check("name", text, NAME_MAX));
        if (sex.filter(word -> !word.matches("[MFO]")).isPresent()) {
            throw new IllegalArgumentException("sex must be M, F, O or nothing, was \"" + sex.get() + "\"");
        }
    }

    /// As a person entered it.
    public Patient(String id, Optional<String> name, Optional<LocalDate> birthDate, Optional<String> sex) {
        this(id, name, birthDate, sex, Optional.empty());
    }
}

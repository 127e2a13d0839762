package dev.fovea.exams;

import java.time.Instant;
import java.util.Optional;

/// What an exam said when a person called it finished. Frozen.
///
/// @param edition 1, 2, ... of the exam
/// @param author who finished it
/// @param remark why an eye has no answer, or anything else, in the person's words
/// @param madeAt when
/// @param basis SHA-256 over all that it rests on, hexadecimal: another basis, another edition
/// @param exam the exam as it was shown then, JSON
public record Report(
        String name, int edition, String author, Optional<String> remark, Instant madeAt, String basis, String exam) {}

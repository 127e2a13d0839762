package dev.fovea.exams;

import dev.fovea.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
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
        String name, int edition, String author, Optional<String> remark, Instant madeAt, String basis, String exam) {
    /// SHA-256 over all of it, hexadecimal: always the same for the same report, and never for another, not even where
    /// an index that was lost and made anew gives the same edition of the same exam again.
    public String fingerprint() {
        StringBuilder all = new StringBuilder();
        for (String part :
                List.of(name, Integer.toString(edition), author, remark.orElse(""), madeAt.toString(), basis, exam)) {
            all.append(part.length()).append(' ').append(part).append('\n');
        }
        return Sha256.of(all.toString().getBytes(StandardCharsets.UTF_8)).hex();
    }
}

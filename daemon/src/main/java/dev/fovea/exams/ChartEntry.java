package dev.fovea.exams;

import dev.fovea.model.CaptureId;
import dev.fovea.model.Laterality;
import java.time.Instant;
import java.util.Optional;

/// What a person wrote on an exam. Never changed and never deleted: a later entry stands beside an earlier one.
public sealed interface ChartEntry {
    String author();

    Instant madeAt();

    /// The same, written at another time.
    ChartEntry at(Instant time);

    /// Whether a person's reading is the machine's.
    enum Agreement {
        AGREE,
        DISAGREE
    }

    /// A person's reading of one eye.
    ///
    /// @param capture the photograph whose answer was judged
    /// @param grade the person's final grade, in their words; required when they disagree
    record Reading(
            Laterality eye,
            CaptureId capture,
            Agreement agreement,
            Optional<String> grade,
            String author,
            Instant madeAt)
            implements ChartEntry {
        public Reading {
            Handwriting.author(author);
            grade.ifPresent(text -> Handwriting.text("grade", text));
            if (agreement == Agreement.DISAGREE && grade.isEmpty()) {
                throw new IllegalArgumentException("grade must say what the reader found who disagrees, was empty");
            }
        }

        @Override
        public ChartEntry at(Instant time) {
            return new Reading(eye, capture, agreement, grade, author, time);
        }
    }

    /// Anything else worth keeping.
    record Note(String text, String author, Instant madeAt) implements ChartEntry {
        public Note {
            Handwriting.author(author);
            Handwriting.text("text", text);
        }

        @Override
        public ChartEntry at(Instant time) {
            return new Note(text, author, time);
        }
    }
}

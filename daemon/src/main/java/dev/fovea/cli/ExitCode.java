package dev.fovea.cli;

import dev.fovea.model.Outcome;
import dev.fovea.model.Outcome.Failed;
import dev.fovea.model.Outcome.Findings;
import dev.fovea.model.Outcome.Ungradable;
import java.util.Collection;

/// What a command tells the shell. For `grade`, of all that applies, the highest: a script that only knows 0 never
/// takes
/// an unfinished job for a finished one.
enum ExitCode {
    /// All went well; for `grade`: every picture was graded, none shows a sign, none is uncertain.
    OK(0),
    /// At least one picture shows a sign, or is uncertain, which asks for the same: a person should look.
    REFER(1),
    /// At least one picture cannot be graded: it should be taken again.
    UNGRADABLE(2),
    /// At least one picture, or one check of the doctor, failed.
    FAILED(3),
    /// The command line was not understood (EX_USAGE of sysexits.h).
    USAGE(64),
    /// A bug of ours (EX_SOFTWARE).
    SOFTWARE(70);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static ExitCode of(Outcome outcome) {
        return switch (outcome) {
            case Findings findings ->
                switch (findings.verdict()) {
                    case NO_SIGN -> OK;
                    case UNCERTAIN, REFER -> REFER;
                };
            case Ungradable _ -> UNGRADABLE;
            case Failed _ -> FAILED;
        };
    }

    static ExitCode worst(Collection<Outcome> outcomes) {
        return outcomes.stream().map(ExitCode::of).max(ExitCode::compareTo).orElse(OK);
    }
}

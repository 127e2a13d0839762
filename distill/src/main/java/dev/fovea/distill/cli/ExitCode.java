package dev.fovea.distill.cli;

/// What a command tells the shell; the same numbers as the daemon's commands.
enum ExitCode {
    OK(0),
    /// Something needed is missing or does not fit; the sentence says what.
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
}

-- Schema 4: whom the clinic expects. Times are UTC, in microseconds since 1970; days are the clinic's own, YYYY-MM-DD.
-- Never edit a released script.

-- A copy of what the modality worklist said, and what was entered by hand. What was here may be gone tomorrow: an exam
-- and its report do not need it. AUTOINCREMENT, so that a page left open never means another patient by an old number.
CREATE TABLE worklist (
    seq      INTEGER PRIMARY KEY AUTOINCREMENT,
    origin   TEXT    NOT NULL CHECK (origin IN ('asked', 'entered')),
    study    TEXT    NOT NULL,                          -- Study Instance UID: the name of the exam
    step     TEXT    NOT NULL,                          -- Scheduled Procedure Step ID, may be empty
    patient  TEXT    NOT NULL,
    day      TEXT    NOT NULL CHECK (length(day) = 10), -- for which it is scheduled
    document TEXT    NOT NULL,                          -- JSON: name, sex, order, time
    made_us  INTEGER NOT NULL,                          -- first heard of
    done_us  INTEGER,                                   -- a person said that nothing more comes
    UNIQUE (study, step)
) STRICT;
CREATE INDEX worklist_day ON worklist (day);

-- When the worklist last answered about a day, and whether it was all that it had.
CREATE TABLE worklist_answer (
    day      TEXT    PRIMARY KEY CHECK (length(day) = 10),
    heard_us INTEGER NOT NULL,
    whole    INTEGER NOT NULL CHECK (whole IN (0, 1))
) STRICT, WITHOUT ROWID;

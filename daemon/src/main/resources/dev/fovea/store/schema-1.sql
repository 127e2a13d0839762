-- Schema 1. Times are UTC, in microseconds since 1970. Later changes are migrations: never edit a released script.

-- One row per accepted photograph, for ever. All columns up to idempotency_key are written once.
CREATE TABLE capture (
    seq             INTEGER PRIMARY KEY,                -- order of acceptance
    id              TEXT    NOT NULL UNIQUE,
    exam            TEXT    NOT NULL,
    patient         TEXT,
    laterality      TEXT    NOT NULL CHECK (laterality IN ('OD', 'OS', '')),
    source          TEXT    NOT NULL,
    operator        TEXT,
    task            TEXT    NOT NULL,
    priority        INTEGER NOT NULL CHECK (priority BETWEEN 1 AND 3),
    arrived_us      INTEGER NOT NULL,
    content         TEXT    NOT NULL CHECK (length(content) = 64),
    size            INTEGER NOT NULL CHECK (size > 0),
    media_type      TEXT    NOT NULL,
    file_name       TEXT,
    idempotency_key TEXT    UNIQUE,
    state           TEXT    NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'answered', 'dead')),
    attempt         INTEGER NOT NULL DEFAULT 1,         -- rises when a dead letter is put back to work
    suspect         INTEGER NOT NULL DEFAULT 0,         -- 1: was in native code when a process died
    solo_starts     INTEGER NOT NULL DEFAULT 0          -- of them, deaths in a row while it ran alone
) STRICT;

-- The same bytes for the same question about the same exam are one capture.
CREATE UNIQUE INDEX capture_once ON capture (exam, content, task);
CREATE INDEX capture_waiting ON capture (priority, seq) WHERE state = 'waiting';
CREATE INDEX capture_dead ON capture (seq) WHERE state = 'dead';
CREATE INDEX capture_suspect ON capture (seq) WHERE suspect = 1;
CREATE INDEX capture_patient ON capture (patient, seq) WHERE patient IS NOT NULL;
CREATE INDEX capture_arrived ON capture (arrived_us);

-- The one answer to a capture.
CREATE TABLE result (
    seq         INTEGER PRIMARY KEY,
    capture     TEXT    NOT NULL UNIQUE REFERENCES capture (id),
    content     TEXT    NOT NULL,                       -- SHA-256 of the bytes that were decoded
    outcome     TEXT    NOT NULL CHECK (outcome IN ('findings', 'ungradable')),
    document    TEXT    NOT NULL,                       -- JSON: scores, fault, quality, model, times
    map         BLOB,                                   -- class activation map
    answered_us INTEGER NOT NULL,
    seal        BLOB    NOT NULL                        -- SHA-256 of this row, so that a damaged one shows
) STRICT;

-- Each failure, one per attempt; the open one is that of the capture's present attempt.
CREATE TABLE dead_letter (
    seq         INTEGER PRIMARY KEY,
    capture     TEXT    NOT NULL REFERENCES capture (id),
    attempt     INTEGER NOT NULL,
    content     TEXT    NOT NULL,
    document    TEXT    NOT NULL,                       -- JSON: stage, reason, quality, model, times
    answered_us INTEGER NOT NULL,
    seal        BLOB    NOT NULL,
    UNIQUE (capture, attempt)
) STRICT;

-- Answers are append-only.
CREATE TRIGGER result_is_final BEFORE UPDATE ON result BEGIN SELECT RAISE(ABORT, 'a result is never changed'); END;
CREATE TRIGGER result_stays BEFORE DELETE ON result BEGIN SELECT RAISE(ABORT, 'a result is never deleted'); END;
CREATE TRIGGER dead_letter_is_final BEFORE UPDATE ON dead_letter
    BEGIN SELECT RAISE(ABORT, 'a dead letter is never changed'); END;
CREATE TRIGGER dead_letter_stays BEFORE DELETE ON dead_letter
    BEGIN SELECT RAISE(ABORT, 'a dead letter is never deleted'); END;

-- Running counts, kept by the same transactions, so that sums are exact and cost nothing to read.
CREATE TABLE tally (
    state    TEXT    NOT NULL,                          -- accepted (ever), waiting, answered, dead
    priority INTEGER NOT NULL,
    captures INTEGER NOT NULL DEFAULT 0,
    bytes    INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (state, priority)
) STRICT, WITHOUT ROWID;
INSERT INTO tally (state, priority)
    SELECT state.column1, priority.column1
    FROM (VALUES ('accepted'), ('waiting'), ('answered'), ('dead')) AS state, (VALUES (1), (2), (3)) AS priority;
CREATE TRIGGER tally_insert AFTER INSERT ON capture BEGIN
    UPDATE tally SET captures = captures + 1, bytes = bytes + NEW.size
        WHERE priority = NEW.priority AND state IN ('accepted', NEW.state);
END;
CREATE TRIGGER tally_state AFTER UPDATE OF state ON capture WHEN OLD.state <> NEW.state BEGIN
    UPDATE tally SET captures = captures - 1, bytes = bytes - NEW.size
        WHERE priority = NEW.priority AND state = OLD.state;
    UPDATE tally SET captures = captures + 1, bytes = bytes + NEW.size
        WHERE priority = NEW.priority AND state = NEW.state;
END;

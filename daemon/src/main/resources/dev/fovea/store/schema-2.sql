-- Schema 2: what people add to an exam. Times are UTC, in microseconds since 1970. Never edit a released script.

-- Readings by people and notes: append-only, so that a later one stands beside an earlier one.
CREATE TABLE chart (
    seq      INTEGER PRIMARY KEY,
    exam     TEXT    NOT NULL,
    document TEXT    NOT NULL,                          -- JSON: kind, author, and what they wrote
    made_us  INTEGER NOT NULL,
    seal     BLOB    NOT NULL                           -- SHA-256 of this row, so that a damaged one shows
) STRICT;
CREATE INDEX chart_exam ON chart (exam, seq);

-- What an exam said when a person called it finished: frozen, an edition for each time something had changed since.
CREATE TABLE report (
    seq      INTEGER PRIMARY KEY,
    exam     TEXT    NOT NULL,
    edition  INTEGER NOT NULL CHECK (edition > 0),
    basis    TEXT    NOT NULL CHECK (length(basis) = 64), -- SHA-256 over all that it rests on
    document TEXT    NOT NULL,                          -- JSON, as destinations get it
    made_us  INTEGER NOT NULL,
    seal     BLOB    NOT NULL,
    UNIQUE (exam, edition)
) STRICT;

CREATE TRIGGER chart_is_final BEFORE UPDATE ON chart BEGIN SELECT RAISE(ABORT, 'a chart is never changed'); END;
CREATE TRIGGER chart_stays BEFORE DELETE ON chart BEGIN SELECT RAISE(ABORT, 'a chart is never deleted'); END;
CREATE TRIGGER report_is_final BEFORE UPDATE ON report BEGIN SELECT RAISE(ABORT, 'a report is never changed'); END;
CREATE TRIGGER report_stays BEFORE DELETE ON report BEGIN SELECT RAISE(ABORT, 'a report is never deleted'); END;

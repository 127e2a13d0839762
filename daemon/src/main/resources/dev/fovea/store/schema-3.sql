-- Schema 3: what is to be sent where. Times are UTC, in microseconds since 1970. Never edit a released script.

-- One row for each report, destination and kind of object, for ever: written in the transaction that writes the report.
CREATE TABLE delivery (
    seq         INTEGER PRIMARY KEY,                    -- order of finishing
    exam        TEXT    NOT NULL,
    edition     INTEGER NOT NULL CHECK (edition > 0),   -- of the exam's report
    destination TEXT    NOT NULL,                       -- its name in the settings
    kind        TEXT    NOT NULL,                       -- of object
    state       TEXT    NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'dead')),
    attempts    INTEGER NOT NULL DEFAULT 0,             -- begun, counted before each
    due_us      INTEGER NOT NULL,                       -- not before, while pending
    reason      TEXT,                                   -- why the last attempt did not succeed
    made_us     INTEGER NOT NULL,
    ended_us    INTEGER,                                -- delivered, or refused for good
    UNIQUE (exam, edition, destination, kind),
    FOREIGN KEY (exam, edition) REFERENCES report (exam, edition)
) STRICT;
CREATE INDEX delivery_due ON delivery (destination, due_us) WHERE state = 'pending';
CREATE INDEX delivery_state ON delivery (state, made_us);

CREATE TRIGGER delivery_stays BEFORE DELETE ON delivery BEGIN SELECT RAISE(ABORT, 'a delivery is never deleted'); END;
CREATE TRIGGER delivery_is_over BEFORE UPDATE ON delivery WHEN OLD.state = 'delivered'
    BEGIN SELECT RAISE(ABORT, 'what was delivered is not sent again'); END;

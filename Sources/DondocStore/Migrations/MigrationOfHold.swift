/// The hold of the outbox, and dead addresses: part of `Migration006`.
///
/// `hold` and `dead_address` follow the office's clock. `life.at` is the last sign of life by the wall
/// clock, `life.count` how many there were, `life.home` the file and the machine that they came from.
enum MigrationOfHold {
    static let sql = """
        CREATE TABLE hold (
            id       INTEGER PRIMARY KEY,
            cause    TEXT    NOT NULL CHECK (cause IN ('person', 'pause', 'jump', 'back', 'copy')),
            since    INTEGER NOT NULL,
            until    INTEGER,
            reason   TEXT    CHECK (length(reason) > 0),
            change   INTEGER NOT NULL REFERENCES change (id),
            ended_at INTEGER,
            ended_by INTEGER REFERENCES change (id),
            CHECK (until IS NOT NULL OR cause IN ('person', 'copy')),
            CHECK (until > since),
            CHECK ((cause = 'person') = (reason IS NOT NULL)),
            CHECK (ended_by IS NULL OR ended_at IS NOT NULL)
        ) STRICT;
        CREATE UNIQUE INDEX hold_standing ON hold ((ended_at IS NULL)) WHERE ended_at IS NULL;

        CREATE TABLE life (
            one   INTEGER PRIMARY KEY CHECK (one = 1),
            at    INTEGER NOT NULL,
            count INTEGER NOT NULL CHECK (count > 0),
            home  TEXT
        ) STRICT;

        CREATE TABLE dead_address (
            id       INTEGER PRIMARY KEY,
            address  TEXT    NOT NULL CHECK (length(address) > 0),
            until    TEXT    NOT NULL CHECK (date(until, '+0 days') IS until),
            reason   TEXT    NOT NULL CHECK (length(reason) > 0),
            change   INTEGER NOT NULL REFERENCES change (id),
            ended_by INTEGER REFERENCES change (id)
        ) STRICT;
        CREATE UNIQUE INDEX dead_address_standing ON dead_address (lower(address))
            WHERE ended_by IS NULL;
        """
}

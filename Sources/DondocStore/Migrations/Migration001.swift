/// The first schema, never edited once released: what comes later is a migration of its own.
///
/// Moments are seconds since the Unix epoch by the office's clock (civil or training), except
/// `next_try_at` and `tried_at`, which follow the wall clock. Days are ISO 8601.
enum Migration001 {
    static let sql = """
        CREATE TABLE installation (
            one        INTEGER PRIMARY KEY CHECK (one = 1),
            uuid       TEXT    NOT NULL CHECK (length(uuid) = 32),
            kind       TEXT    NOT NULL CHECK (kind IN ('real', 'training')),
            created_at INTEGER NOT NULL,
            moment     INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE change (
            id        INTEGER PRIMARY KEY AUTOINCREMENT,
            at        INTEGER NOT NULL,
            verb      TEXT    NOT NULL,
            uid       INTEGER,
            user      TEXT    NOT NULL,
            person    TEXT,
            on_behalf TEXT
        ) STRICT;

        CREATE TABLE applied_file (
            name   TEXT    PRIMARY KEY,
            sha256 TEXT    NOT NULL CHECK (length(sha256) = 64),
            text   TEXT    NOT NULL,
            change INTEGER NOT NULL REFERENCES change (id)
        ) STRICT;

        CREATE TABLE plan (
            id          TEXT    PRIMARY KEY,
            number      TEXT,
            title       TEXT    NOT NULL,
            territory   TEXT    NOT NULL,
            issuer      TEXT    NOT NULL,
            coordinator TEXT    NOT NULL,
            issued      TEXT    CHECK (issued IS NULL OR date(issued, '+0 days') IS issued),
            starts      TEXT    NOT NULL CHECK (date(starts, '+0 days') IS starts),
            ends        TEXT    NOT NULL CHECK (date(ends, '+0 days') IS ends),
            note        TEXT,
            confirm     TEXT    NOT NULL CHECK (confirm IN ('coordinator', 'none')),
            loaded_at   INTEGER NOT NULL,
            silent      INTEGER NOT NULL CHECK (silent IN (0, 1)),
            file        TEXT    NOT NULL,
            sha256      TEXT    NOT NULL CHECK (length(sha256) = 64),
            text        TEXT    NOT NULL,
            office      TEXT    NOT NULL CHECK (length(office) = 64),
            change      INTEGER NOT NULL REFERENCES change (id),
            wake_at     INTEGER CHECK (wake_at IS NULL OR silent = 0),
            CHECK (starts <= ends)
        ) STRICT;
        CREATE INDEX plan_wake ON plan (wake_at) WHERE wake_at IS NOT NULL;

        CREATE TABLE task (
            plan       TEXT    NOT NULL REFERENCES plan (id),
            id         TEXT    NOT NULL,
            position   INTEGER NOT NULL,
            kind       TEXT    NOT NULL CHECK (kind IN ('task', 'report')),
            ref        TEXT,
            title      TEXT    NOT NULL,
            phrase     TEXT    NOT NULL,
            lead       TEXT    NOT NULL CHECK (lead GLOB '[[]*]'),
            "with"     TEXT    NOT NULL CHECK ("with" GLOB '[[]*]'),
            addressees TEXT    NOT NULL CHECK (addressees GLOB '[[]*]'),
            via        TEXT    NOT NULL CHECK (via GLOB '[[]*]'),
            "after"    TEXT    NOT NULL CHECK ("after" GLOB '[[]*]'),
            product    TEXT,
            proof      TEXT    NOT NULL CHECK (proof IN ('document', 'file', 'note', 'none')),
            is_request INTEGER NOT NULL CHECK (is_request IN (0, 1)),
            is_assumed INTEGER NOT NULL CHECK (is_assumed IN (0, 1)),
            report     TEXT,
            note       TEXT,
            PRIMARY KEY (plan, id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE target (
            plan     TEXT    NOT NULL REFERENCES plan (id),
            id       TEXT    NOT NULL,
            position INTEGER NOT NULL,
            ref      TEXT,
            title    TEXT    NOT NULL,
            goal     TEXT    NOT NULL,
            unit     TEXT,
            owner    TEXT,
            by_label TEXT    NOT NULL,
            PRIMARY KEY (plan, id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE obligation (
            number        INTEGER PRIMARY KEY AUTOINCREMENT,
            key           TEXT    NOT NULL UNIQUE,
            plan          TEXT    NOT NULL REFERENCES plan (id),
            task          TEXT    NOT NULL,
            period        TEXT    NOT NULL,
            starts        TEXT    NOT NULL CHECK (date(starts, '+0 days') IS starts),
            ends          TEXT    NOT NULL CHECK (date(ends, '+0 days') IS ends),
            agency        TEXT,
            agency_part   TEXT    NOT NULL,
            due           TEXT    CHECK (due IS NULL OR date(due, '+0 days') IS due),
            act_by        TEXT    CHECK (act_by IS NULL OR date(act_by, '+0 days') IS act_by),
            original_due  TEXT    CHECK (original_due IS NULL OR date(original_due, '+0 days') IS original_due),
            due_version   INTEGER NOT NULL DEFAULT 1 CHECK (due_version >= 1),
            pressed_until TEXT,
            covers_from   TEXT,
            covers_to     TEXT,
            asks_checkin  INTEGER NOT NULL CHECK (asks_checkin IN (0, 1)),
            silent        INTEGER NOT NULL CHECK (silent IN (0, 1)),
            is_assumed    INTEGER NOT NULL CHECK (is_assumed IN (0, 1)),
            state         TEXT    NOT NULL CHECK (state IN
                ('planned', 'started', 'claimed', 'returned', 'done', 'withdrawn')),
            since         INTEGER NOT NULL,
            decided_to    INTEGER NOT NULL,
            wake_at       INTEGER,
            claimed_at    INTEGER,
            claimed_day   TEXT    CHECK (claimed_day IS NULL OR date(claimed_day, '+0 days') IS claimed_day),
            done_at       INTEGER,
            doc           TEXT,
            doc_dated     TEXT    CHECK (doc_dated IS NULL OR date(doc_dated, '+0 days') IS doc_dated),
            returned      INTEGER NOT NULL DEFAULT 0,
            change        INTEGER NOT NULL REFERENCES change (id),
            FOREIGN KEY (plan, task) REFERENCES task (plan, id),
            UNIQUE (plan, task, period, agency_part),
            CHECK ((due IS NULL) = (act_by IS NULL)),
            CHECK (wake_at IS NULL OR silent = 0),
            CHECK (act_by IS NULL OR act_by <= due),
            CHECK (wake_at IS NULL OR state IN ('planned', 'started', 'returned')),
            CHECK (state NOT IN ('claimed', 'done') OR claimed_at IS NOT NULL),
            CHECK ((claimed_at IS NULL) = (claimed_day IS NULL)),
            CHECK ((state = 'done') = (done_at IS NOT NULL))
        ) STRICT;
        CREATE INDEX obligation_wake ON obligation (wake_at) WHERE wake_at IS NOT NULL;
        CREATE INDEX obligation_due
            ON obligation (silent, coalesce(due, '9999-12-31'), number);
        CREATE INDEX obligation_agency ON obligation (agency_part, coalesce(due, '9999-12-31'));
        CREATE INDEX obligation_open ON obligation (plan, state, act_by);

        CREATE TABLE checkin (
            id         INTEGER PRIMARY KEY,
            obligation INTEGER NOT NULL REFERENCES obligation (number),
            day        TEXT    NOT NULL CHECK (date(day, '+0 days') IS day),
            note       TEXT,
            change     INTEGER NOT NULL REFERENCES change (id)
        ) STRICT;
        CREATE INDEX checkin_of ON checkin (obligation, day);

        CREATE TABLE reminder (
            id          INTEGER PRIMARY KEY,
            about       TEXT    NOT NULL,
            obligation  INTEGER REFERENCES obligation (number),
            plan        TEXT    NOT NULL REFERENCES plan (id),
            due_version INTEGER NOT NULL,
            step        TEXT    NOT NULL,
            kind        TEXT    NOT NULL CHECK (kind IN
                ('upcoming', 'due', 'overdue', 'quiet', 'digest')),
            step_at     INTEGER NOT NULL,
            decided_at  INTEGER NOT NULL,
            merged      TEXT    NOT NULL CHECK (merged GLOB '[[]*]'),
            is_late     INTEGER NOT NULL CHECK (is_late IN (0, 1)),
            UNIQUE (about, due_version, step),
            CHECK ((obligation IS NULL) = (kind = 'digest'))
        ) STRICT;
        CREATE INDEX reminder_of ON reminder (obligation) WHERE obligation IS NOT NULL;

        CREATE TABLE letter (
            id          INTEGER PRIMARY KEY,
            reminder    INTEGER NOT NULL REFERENCES reminder (id),
            channel     TEXT    NOT NULL CHECK (channel IN ('mail')),
            recipient   TEXT    NOT NULL,
            message_id  TEXT    NOT NULL UNIQUE,
            subject     TEXT    NOT NULL,
            message     BLOB    NOT NULL,
            state       TEXT    NOT NULL CHECK (state IN
                ('queued', 'sending', 'sent', 'failed', 'unsure', 'withdrawn')),
            attempts    INTEGER NOT NULL DEFAULT 0,
            unsure      INTEGER NOT NULL DEFAULT 0 CHECK (unsure BETWEEN 0 AND 2),
            next_try_at INTEGER CHECK (next_try_at IS NULL OR state IN ('queued', 'unsure')),
            tried_at    INTEGER,
            sent_at     INTEGER,
            error       TEXT,
            UNIQUE (reminder, recipient, channel),
            CHECK ((state IN ('queued', 'unsure')) = (next_try_at IS NOT NULL)),
            CHECK ((state = 'sent') = (sent_at IS NOT NULL))
        ) STRICT;
        CREATE INDEX letter_waiting ON letter (next_try_at) WHERE next_try_at IS NOT NULL;
        CREATE INDEX letter_open ON letter (state) WHERE state <> 'sent';
        CREATE INDEX letter_sent ON letter (sent_at) WHERE sent_at IS NOT NULL;

        CREATE TABLE journal_entry (
            id     INTEGER PRIMARY KEY,
            fields TEXT NOT NULL CHECK (fields GLOB '[[]*]')
        ) STRICT;

        CREATE TABLE trail (
            id         INTEGER PRIMARY KEY AUTOINCREMENT,
            change     INTEGER NOT NULL REFERENCES change (id),
            obligation INTEGER REFERENCES obligation (number),
            plan       TEXT,
            verb       TEXT    NOT NULL,
            "before"   TEXT,
            "after"    TEXT,
            reason     TEXT
        ) STRICT;
        CREATE INDEX trail_of ON trail (obligation) WHERE obligation IS NOT NULL;
        CREATE INDEX trail_change ON trail (change);
        CREATE TRIGGER trail_stays BEFORE UPDATE ON trail BEGIN
            SELECT RAISE (ABORT, 'the trail is append-only');
        END;
        CREATE TRIGGER trail_is_kept BEFORE DELETE ON trail BEGIN
            SELECT RAISE (ABORT, 'the trail is append-only');
        END;

        CREATE TABLE idempotency (
            uid     INTEGER NOT NULL,
            key     TEXT    NOT NULL CHECK (length(key) BETWEEN 8 AND 128),
            request TEXT    NOT NULL CHECK (length(request) = 64),
            status  INTEGER NOT NULL,
            body    TEXT    NOT NULL,
            change  INTEGER REFERENCES change (id),
            PRIMARY KEY (uid, key)
        ) STRICT, WITHOUT ROWID;
        """
}

/// One letter a day: reminders have notices, one for each recipient, and letters carry them.
///
/// A letter of before carries the one notice of its reminder. `told_by` is the reminder that told a
/// lead or a partner of its work, NULL until then, 0 for work that was there before.
enum Migration005 {
    static let sql = """
        ALTER TABLE plan ADD COLUMN tell_at INTEGER;
        UPDATE plan SET tell_at = wake_at WHERE EXISTS (SELECT 1 FROM partner n
            WHERE n.plan = plan.id AND n.told_at IS NULL);
        ALTER TABLE partner ADD COLUMN told_by INTEGER;
        ALTER TABLE partner ADD COLUMN part TEXT NOT NULL DEFAULT 'with'
            CHECK (part IN ('with', 'advises', 'decides'));
        ALTER TABLE obligation ADD COLUMN told_by INTEGER;
        UPDATE obligation SET told_by = 0;
        CREATE INDEX obligation_untold ON obligation (plan, agency)
            WHERE told_by IS NULL AND silent = 0 AND agency IS NOT NULL;

        ALTER TABLE reminder ADD COLUMN side TEXT AS (CASE
            WHEN step LIKE 'checkin-%' OR step LIKE 'quiet-%' THEN 'checkin'
            WHEN step LIKE 'returned-%' THEN 'returned' ELSE 'dated' END) VIRTUAL;

        ALTER TABLE letter RENAME TO old_letter;
        DROP INDEX letter_waiting;
        DROP INDEX letter_open;
        DROP INDEX letter_sent;
        DROP INDEX letter_retried;
        DROP INDEX letter_withdrawn_by;
        CREATE TABLE letter (
            id           INTEGER PRIMARY KEY,
            channel      TEXT    NOT NULL CHECK (channel = 'mail' OR channel GLOB 'hook:?*'),
            recipient    TEXT    NOT NULL CHECK (length(recipient) > 0),
            slot         TEXT    NOT NULL CHECK (length(slot) > 0),
            day          TEXT    NOT NULL CHECK (date(day, '+0 days') IS day),
            daily        INTEGER NOT NULL CHECK (daily IN (0, 1)),
            state        TEXT    NOT NULL CHECK (state IN
                ('queued', 'sending', 'sent', 'failed', 'unsure', 'withdrawn')),
            stale        INTEGER NOT NULL DEFAULT 0 CHECK (stale IN (0, 1)),
            replaces     INTEGER NOT NULL DEFAULT 0 CHECK (replaces >= 0),
            since        INTEGER NOT NULL,
            composed_at  INTEGER NOT NULL,
            queued_at    INTEGER NOT NULL,
            attempts     INTEGER NOT NULL DEFAULT 0,
            unsure       INTEGER NOT NULL DEFAULT 0 CHECK (unsure BETWEEN 0 AND 2),
            next_try_at  INTEGER CHECK (next_try_at IS NULL OR state IN ('queued', 'unsure')),
            tried_at     INTEGER,
            sent_at      INTEGER,
            error        TEXT,
            withdrawn_by INTEGER REFERENCES change (id),
            message_id   TEXT    NOT NULL UNIQUE,
            subject      TEXT    NOT NULL,
            message      BLOB    NOT NULL,
            UNIQUE (recipient, channel, slot),
            CHECK ((state IN ('queued', 'unsure')) = (next_try_at IS NOT NULL)),
            CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
            CHECK (stale = 0 OR state IN ('queued', 'unsure'))
        ) STRICT;

        CREATE TABLE notice (
            id           INTEGER PRIMARY KEY,
            reminder     INTEGER NOT NULL REFERENCES reminder (id),
            channel      TEXT    NOT NULL CHECK (channel = 'mail' OR channel GLOB 'hook:?*'),
            recipient    TEXT    NOT NULL CHECK (length(recipient) > 0),
            role         TEXT    NOT NULL CHECK (role IN
                ('lead', 'leader', 'above', 'coordinator', 'partners')),
            release_at   INTEGER NOT NULL,
            at_once      INTEGER NOT NULL CHECK (at_once IN (0, 1)),
            state        TEXT    NOT NULL CHECK (state IN ('waiting', 'carried', 'withdrawn')),
            letter       INTEGER REFERENCES letter (id),
            reason       TEXT    CHECK ((reason IS NULL) = (state <> 'withdrawn')),
            withdrawn_by INTEGER REFERENCES change (id),
            UNIQUE (reminder, recipient, channel),
            CHECK (state <> 'carried' OR letter IS NOT NULL),
            CHECK (state <> 'waiting' OR letter IS NULL),
            CHECK (withdrawn_by IS NULL OR state = 'withdrawn')
        ) STRICT;

        INSERT INTO letter SELECT l.id, l.channel, l.recipient, 'reminder-' || l.reminder,
                date(r.decided_at + 25200, 'unixepoch'), 0, l.state, 0, 0, r.decided_at,
                r.decided_at, coalesce(l.tried_at, l.next_try_at, 0), l.attempts, l.unsure,
                l.next_try_at, l.tried_at, l.sent_at, l.error, l.withdrawn_by, l.message_id,
                l.subject, l.message
            FROM old_letter l JOIN reminder r ON r.id = l.reminder;
        INSERT INTO notice (reminder, channel, recipient, role, release_at, at_once, state, letter,
                reason, withdrawn_by)
            SELECT l.reminder, l.channel, l.recipient, CASE r.kind WHEN 'digest' THEN 'coordinator'
                    WHEN 'assigned' THEN 'partners' ELSE 'lead' END,
                r.decided_at, 0, iif(l.state = 'withdrawn', 'withdrawn', 'carried'), l.id,
                iif(l.state = 'withdrawn', coalesce(l.error, 'no-longer-true'), NULL),
                iif(l.state = 'withdrawn', l.withdrawn_by, NULL)
            FROM old_letter l JOIN reminder r ON r.id = l.reminder;
        DROP TABLE old_letter;

        CREATE UNIQUE INDEX letter_daily ON letter (recipient, channel, day)
            WHERE daily = 1 AND state <> 'withdrawn';
        CREATE INDEX letter_waiting ON letter (next_try_at) WHERE next_try_at IS NOT NULL;
        CREATE INDEX letter_old ON letter (queued_at) WHERE next_try_at IS NOT NULL;
        CREATE INDEX letter_composed ON letter (composed_at) WHERE next_try_at IS NOT NULL;
        CREATE INDEX letter_of ON letter (recipient, channel) WHERE next_try_at IS NOT NULL;
        CREATE INDEX letter_stale ON letter (stale) WHERE stale = 1;
        CREATE INDEX letter_open ON letter (state, since) WHERE state <> 'sent';
        CREATE INDEX letter_sent ON letter (sent_at) WHERE sent_at IS NOT NULL;
        CREATE INDEX letter_retried ON letter (tried_at)
            WHERE next_try_at IS NOT NULL AND attempts > 0;

        CREATE INDEX notice_waiting ON notice (release_at) WHERE state = 'waiting';
        CREATE INDEX notice_of ON notice (channel, recipient, release_at) WHERE state = 'waiting';
        CREATE INDEX notice_letter ON notice (letter) WHERE letter IS NOT NULL;
        """
}

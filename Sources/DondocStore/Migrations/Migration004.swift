import DondocCore
import GRDB

/// What work needs beside its state: extensions, waivers, attachments; and the trail as a chain.
///
/// Rows of the trail that are there already are chained as they stand, then every obligation gets a
/// row `baseline`, from which its past can be told.
enum Migration004 {
    static let sql = """
        ALTER TABLE change ADD COLUMN deputy_for TEXT;
        ALTER TABLE change ADD COLUMN undoes INTEGER REFERENCES change (id);
        ALTER TABLE change ADD COLUMN undone_by INTEGER REFERENCES change (id);
        CREATE INDEX change_at ON change (at);
        CREATE INDEX change_of ON change (uid, id);

        CREATE INDEX change_undoes ON change (undoes) WHERE undoes IS NOT NULL;

        ALTER TABLE letter ADD COLUMN withdrawn_by INTEGER REFERENCES change (id);
        CREATE INDEX letter_withdrawn_by ON letter (withdrawn_by) WHERE withdrawn_by IS NOT NULL;

        ALTER TABLE plan ADD COLUMN unloaded INTEGER NOT NULL DEFAULT 0 CHECK (unloaded IN (0, 1));
        CREATE TABLE plan_text (
            sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
            file   TEXT NOT NULL,
            text   TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        INSERT OR IGNORE INTO plan_text SELECT sha256, file, text FROM plan;

        ALTER TABLE task ADD COLUMN remind TEXT;
        CREATE TABLE task_version (
            plan       TEXT    NOT NULL,
            id         TEXT    NOT NULL,
            change     INTEGER NOT NULL,
            kind       TEXT    NOT NULL,
            ref        TEXT,
            title      TEXT    NOT NULL,
            phrase     TEXT    NOT NULL,
            lead       TEXT    NOT NULL,
            "with"     TEXT    NOT NULL,
            addressees TEXT    NOT NULL,
            via        TEXT    NOT NULL,
            "after"    TEXT    NOT NULL,
            product    TEXT,
            proof      TEXT    NOT NULL,
            is_request INTEGER NOT NULL,
            remind     TEXT,
            PRIMARY KEY (plan, id, change)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX task_version_change ON task_version (change);
        INSERT INTO task_version SELECT plan, id, 0, kind, ref, title, phrase, lead, "with",
            addressees, via, "after", product, proof, is_request, remind FROM task;

        ALTER TABLE obligation ADD COLUMN plan_due TEXT
            CHECK (plan_due IS NULL OR date(plan_due, '+0 days') IS plan_due);
        ALTER TABLE obligation ADD COLUMN plan_act_by TEXT
            CHECK (plan_act_by IS NULL OR date(plan_act_by, '+0 days') IS plan_act_by);
        ALTER TABLE obligation ADD COLUMN left_plan INTEGER NOT NULL DEFAULT 0
            CHECK (left_plan IN (0, 1));
        ALTER TABLE obligation ADD COLUMN received TEXT
            CHECK (received IS NULL OR received IS claimed_day);
        ALTER TABLE obligation ADD COLUMN file TEXT CHECK (file IS NULL OR length(file) = 64);
        ALTER TABLE obligation ADD COLUMN asked_to TEXT
            CHECK (asked_to IS NULL OR date(asked_to, '+0 days') IS asked_to);
        ALTER TABLE obligation ADD COLUMN asked_reason TEXT
            CHECK ((asked_to IS NULL) = (asked_reason IS NULL));
        ALTER TABLE obligation ADD COLUMN extended_to TEXT
            CHECK (extended_to IS NULL OR extended_to IS due);
        ALTER TABLE obligation ADD COLUMN extension_doc TEXT;
        ALTER TABLE obligation ADD COLUMN extension_dated TEXT
            CHECK (extension_dated IS NULL OR date(extension_dated, '+0 days') IS extension_dated);
        ALTER TABLE obligation ADD COLUMN is_request INTEGER NOT NULL DEFAULT 0
            CHECK (is_request IN (0, 1));
        UPDATE obligation SET plan_due = due, plan_act_by = act_by,
            left_plan = (state = 'withdrawn'),
            is_request = coalesce((SELECT t.is_request FROM task t
                WHERE t.plan = obligation.plan AND t.id = obligation.task), 0);

        ALTER TABLE checkin ADD COLUMN undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1));
        CREATE INDEX checkin_change ON checkin (change);

        CREATE TABLE waiver (
            obligation INTEGER NOT NULL REFERENCES obligation (number),
            input      INTEGER NOT NULL REFERENCES obligation (number),
            change     INTEGER NOT NULL REFERENCES change (id),
            reason     TEXT    NOT NULL CHECK (length(reason) > 0),
            undone     INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
            PRIMARY KEY (obligation, input, change),
            CHECK (obligation <> input)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX waiver_change ON waiver (change);

        CREATE TABLE attachment (
            id         INTEGER PRIMARY KEY,
            obligation INTEGER NOT NULL REFERENCES obligation (number),
            name       TEXT    NOT NULL CHECK (length(name) > 0),
            sha256     TEXT    NOT NULL CHECK (length(sha256) = 64),
            note       TEXT,
            change     INTEGER NOT NULL REFERENCES change (id),
            undone     INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
        ) STRICT;
        CREATE INDEX attachment_of ON attachment (obligation);
        CREATE INDEX attachment_change ON attachment (change);

        CREATE TABLE partner (
            plan    TEXT    NOT NULL,
            task    TEXT    NOT NULL,
            agency  TEXT    NOT NULL,
            told_at INTEGER,
            PRIMARY KEY (plan, task, agency),
            FOREIGN KEY (plan, task) REFERENCES task (plan, id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX partner_untold ON partner (plan, agency) WHERE told_at IS NULL;

        CREATE TABLE new_reminder (
            id          INTEGER PRIMARY KEY,
            about       TEXT    NOT NULL,
            obligation  INTEGER REFERENCES obligation (number),
            plan        TEXT    NOT NULL REFERENCES plan (id),
            due_version INTEGER NOT NULL,
            step        TEXT    NOT NULL,
            kind        TEXT    NOT NULL CHECK (kind IN
                ('upcoming', 'due', 'overdue', 'quiet', 'digest', 'assigned')),
            step_at     INTEGER NOT NULL,
            decided_at  INTEGER NOT NULL,
            merged      TEXT    NOT NULL CHECK (merged GLOB '[[]*]'),
            is_late     INTEGER NOT NULL CHECK (is_late IN (0, 1)),
            UNIQUE (about, due_version, step),
            CHECK ((obligation IS NULL) = (kind IN ('digest', 'assigned')))
        ) STRICT;
        INSERT INTO new_reminder SELECT id, about, obligation, plan, due_version, step, kind, step_at,
            decided_at, merged, is_late FROM reminder;
        DROP TABLE reminder;
        ALTER TABLE new_reminder RENAME TO reminder;
        CREATE INDEX reminder_of ON reminder (obligation) WHERE obligation IS NOT NULL;

        ALTER TABLE trail RENAME TO old_trail;
        DROP INDEX trail_of;
        DROP INDEX trail_change;
        DROP TRIGGER trail_stays;
        DROP TRIGGER trail_is_kept;
        CREATE TABLE trail (
            id         INTEGER PRIMARY KEY AUTOINCREMENT,
            change     INTEGER NOT NULL REFERENCES change (id),
            obligation INTEGER REFERENCES obligation (number),
            plan       TEXT,
            verb       TEXT    NOT NULL,
            "before"   TEXT,
            "after"    TEXT,
            reason     TEXT,
            hash       BLOB    NOT NULL CHECK (length(hash) = 32)
        ) STRICT;
        CREATE INDEX trail_of ON trail (obligation, id) WHERE obligation IS NOT NULL;
        CREATE INDEX trail_state ON trail (obligation, change, id)
            WHERE obligation IS NOT NULL AND "after" IS NOT NULL;
        CREATE INDEX trail_change ON trail (change);
        """

    /// What listings walk along, each in their order: silent, day, number.
    ///
    /// `day` is the due day, `~` (after all days) where there is none; `stands` is the state, `late` for
    /// what was done late; a request never is. `task_lead` has a row for each lead of each task,
    /// `charged` one for each agency that ever had anything to do; what loads plans keeps both, since a
    /// trigger on obligations would double the time of a load.
    static let walks = """
        ALTER TABLE obligation ADD COLUMN day TEXT AS (coalesce(due, '~')) VIRTUAL;
        ALTER TABLE obligation ADD COLUMN stands TEXT
            AS (iif(state = 'done' AND claimed_day > due AND NOT is_request, 'late', state)) VIRTUAL;
        DROP INDEX obligation_due;
        DROP INDEX obligation_agency;
        DROP INDEX obligation_bucket;
        CREATE INDEX obligation_due ON obligation (silent, day, number);
        CREATE INDEX obligation_agency ON obligation (agency_part, silent, day, number);
        CREATE INDEX obligation_stands ON obligation (stands, silent, day, number);
        CREATE INDEX obligation_plan ON obligation (plan, stands, silent, day, number);
        CREATE INDEX obligation_asked ON obligation (silent, day, number)
            WHERE asked_to IS NOT NULL;
        CREATE INDEX obligation_request ON obligation (silent, day, number, plan, stands)
            WHERE is_request = 1;
        CREATE INDEX obligation_moved ON obligation (silent, day, number)
            WHERE original_due IS NOT due;
        CREATE TRIGGER task_asks AFTER UPDATE OF is_request ON task
            WHEN NEW.is_request <> OLD.is_request
        BEGIN
            UPDATE obligation SET is_request = NEW.is_request
                WHERE plan = NEW.plan AND task = NEW.id;
        END;

        CREATE TABLE charged (agency TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
        INSERT INTO charged SELECT DISTINCT agency FROM obligation WHERE agency IS NOT NULL;

        CREATE TABLE task_lead (
            plan TEXT NOT NULL,
            task TEXT NOT NULL,
            lead TEXT NOT NULL,
            PRIMARY KEY (plan, task, lead)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX task_led ON task_lead (lead, plan, task);
        INSERT INTO task_lead
            SELECT DISTINCT t.plan, t.id, j.value FROM task t, json_each(t.lead) j;
        """

    /// After the rows are in: nobody changes or deletes one any more.
    static let triggers = """
        CREATE TRIGGER trail_stays BEFORE UPDATE ON trail BEGIN
            SELECT RAISE (ABORT, 'the trail is append-only');
        END;
        CREATE TRIGGER trail_is_kept BEFORE DELETE ON trail BEGIN
            SELECT RAISE (ABORT, 'the trail is append-only');
        END;
        """

    static func run(_ db: Database) throws {
        try db.execute(sql: sql)
        try db.execute(sql: walks)
        try chainOldRows(db)
        try db.execute(sql: "DROP TABLE old_trail")
        try writeBaseline(db)
        try db.execute(sql: triggers)
    }

    /// What rows held before were words for people: they stay, as the reason.
    private static func chainOldRows(_ db: Database) throws {
        let rows = try Row.fetchCursor(db, sql: "SELECT * FROM old_trail ORDER BY id")
        while let row = try rows.next() {
            let parts: [String?] = [row["before"], row["after"], row["reason"]]
            let said = parts.compactMap { $0 }.joined(separator: " → ")
            try Store.trail(
                db, change: try Change(db, row["change"]), obligation: row["obligation"],
                plan: row["plan"], verb: row["verb"], reason: said.isEmpty ? nil : said)
        }
    }

    private static func writeBaseline(_ db: Database) throws {
        let rows = try Row.fetchAll(db, sql: "SELECT number, key FROM obligation ORDER BY number")
        guard !rows.isEmpty else { return }
        let now = try Int.fetchOne(db, sql: "SELECT moment FROM installation") ?? 0
        let change = try Store.change(db, at: .init(seconds: now), verb: "baseline", by: .daemon)
        for row in rows {
            let number: Int = row["number"]
            guard
                let (snapshot, plan) = try Snapshot.read(
                    db, number, Snapshot.columnsBeforePauses)
            else { continue }
            try Store.trail(
                db, change: change, obligation: number, plan: plan, verb: "baseline",
                after: snapshot.json, reason: row["key"])
        }
    }
}

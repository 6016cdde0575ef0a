/// Reminders that wait, and those that somebody presses for: part of `Migration006`.
///
/// A pause stands in the row of its obligation with author, reason and end, so that the trail holds it
/// before and after each change. `…_since` is what had been decided when it began; `snooze_judged` is 1
/// where somebody set it who may set it beyond the due day.
enum MigrationOfPauses {
    static let sql = """
        ALTER TABLE obligation ADD COLUMN snoozed_until INTEGER
            CHECK (snoozed_until IS NULL OR state IN ('planned', 'started', 'returned'));
        ALTER TABLE obligation ADD COLUMN snoozed_since INTEGER
            CHECK ((snoozed_since IS NULL) = (snoozed_until IS NULL));
        ALTER TABLE obligation ADD COLUMN snoozed_by TEXT
            CHECK ((snoozed_by IS NULL) = (snoozed_until IS NULL));
        ALTER TABLE obligation ADD COLUMN snooze_reason TEXT
            CHECK ((snooze_reason IS NULL) = (snoozed_until IS NULL) AND snooze_reason IS NOT '');
        ALTER TABLE obligation ADD COLUMN snooze_judged INTEGER NOT NULL DEFAULT 0
            CHECK (snooze_judged IN (0, 1) AND (snooze_judged = 0 OR snoozed_until IS NOT NULL));
        ALTER TABLE obligation ADD COLUMN acked_until INTEGER
            CHECK (acked_until IS NULL OR state IN ('planned', 'started', 'returned'));
        ALTER TABLE obligation ADD COLUMN acked_since INTEGER
            CHECK ((acked_since IS NULL) = (acked_until IS NULL));
        ALTER TABLE obligation ADD COLUMN acked_by TEXT
            CHECK ((acked_by IS NULL) = (acked_until IS NULL));
        ALTER TABLE obligation ADD COLUMN ack_note TEXT
            CHECK (ack_note IS NULL OR acked_until IS NOT NULL);

        ALTER TABLE reminder ADD COLUMN change INTEGER REFERENCES change (id);
        ALTER TABLE reminder DROP COLUMN side;
        ALTER TABLE reminder ADD COLUMN side TEXT AS (CASE
            WHEN step LIKE 'checkin-%' OR step LIKE 'quiet-%' THEN 'checkin'
            WHEN step LIKE 'returned-%' THEN 'returned'
            WHEN step LIKE 'now-%' THEN 'now' ELSE 'dated' END) VIRTUAL;
        """
}

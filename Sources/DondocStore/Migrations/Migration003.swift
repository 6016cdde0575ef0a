/// Alarms that stand, the last examination of the database, and what `status` counts by index.
///
/// `alarm.since` follows the office's clock, `examination.at` the wall clock.
enum Migration003 {
    static let sql = """
        CREATE TABLE alarm (
            cause TEXT    PRIMARY KEY NOT NULL CHECK (length(cause) > 0),
            since INTEGER NOT NULL,
            what  TEXT    NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE examination (
            one   INTEGER PRIMARY KEY CHECK (one = 1),
            at    INTEGER NOT NULL,
            fault TEXT    CHECK (length(fault) > 0)
        ) STRICT;

        CREATE INDEX obligation_bucket ON obligation (state, due, claimed_day);
        CREATE INDEX obligation_pressed ON obligation (agency, silent, state)
            WHERE silent = 0 AND agency IS NOT NULL
                AND state IN ('planned', 'started', 'returned');
        CREATE INDEX task_request ON task (plan, id) WHERE is_request = 1;
        CREATE INDEX letter_retried ON letter (tried_at)
            WHERE next_try_at IS NOT NULL AND attempts > 0;
        """
}

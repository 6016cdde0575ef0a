public import DondocCore
import GRDB

/// That one recipient is to hear of a reminder.
public struct NewNotice: Hashable, Sendable {
    /// `mail`, or `hook:NAME`, whose recipient is NAME.
    public let channel: String
    public let recipient: String
    public let role: Audience
    /// Not before this moment.
    public let releaseAt: Moment
    /// Does not wait for the day's letter; of a rung: only where that has gone already.
    public let isAtOnce: Bool

    public init(
        recipient: String, role: Audience, releaseAt: Moment, isAtOnce: Bool = false,
        channel: String = "mail"
    ) {
        self.channel = channel
        self.recipient = recipient
        self.role = role
        self.releaseAt = releaseAt
        self.isAtOnce = isAtOnce
    }
}

/// Notices of open work are withdrawn in the transaction that makes them untrue; letters that carry
/// others beside them are composed anew.
extension Store {
    /// An address that a reminder has already reached in a more charged role hears nothing more.
    static func insert(_ db: Database, _ notice: NewNotice, reminder: Int64) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO notice (reminder, channel, recipient, role, release_at, at_once, state)
                VALUES (?, ?, ?, ?, ?, ?, 'waiting')
                ON CONFLICT (reminder, recipient, channel) DO NOTHING
                """
        ).execute(arguments: [
            reminder, notice.channel, notice.recipient, notice.role.rawValue,
            notice.releaseAt.seconds,
            notice.isAtOnce,
        ])
    }

    /// Whether a reminder `r` about an obligation is no longer true.
    ///
    /// Claimed or withdrawn work is not pressed for; a moved day has rungs of its own; a check-in
    /// answers those who asked for it; whoever pressed may take it back. That a claim was returned stays
    /// true while the work is open.
    static let isUntrue = """
        EXISTS (SELECT 1 FROM obligation o WHERE o.number = r.obligation AND (
            o.state NOT IN ('planned', 'started', 'returned')
            OR (r.side <> 'returned' AND o.due_version <> r.due_version)
            OR (r.side = 'checkin' AND EXISTS (
                SELECT 1 FROM checkin c JOIN change h ON h.id = c.change
                WHERE c.obligation = o.number AND c.undone = 0 AND h.at >= r.decided_at))
            OR (r.side = 'now' AND EXISTS (SELECT 1 FROM change h
                WHERE h.id = r.change AND h.undone_by IS NOT NULL))))
        """

    /// Takes back what an obligation's reminders would still say; `rest` narrows them down.
    static func withdrawNotices(
        _ db: Database, obligation: Int, why: String, _ change: Change, _ rest: String = ""
    ) throws {
        let letters = try Int.fetchAll(
            db.cachedStatement(
                sql: """
                    UPDATE notice SET state = 'withdrawn', reason = ?1, withdrawn_by = ?2
                    WHERE reminder IN (SELECT r.id FROM reminder r WHERE r.obligation = ?3 \(rest))
                        AND (state = 'waiting' OR (state = 'carried' AND EXISTS (
                            SELECT 1 FROM letter l
                            WHERE l.id = notice.letter AND l.next_try_at IS NOT NULL)))
                    RETURNING coalesce(letter, 0)
                    """), arguments: [why, change.id, obligation])
        for letter in Set(letters).sorted() where letter != 0 {
            try shrink(db, letter: letter, why: why, change)
        }
    }

    /// The list of what is newly assigned names claimed work no more.
    static func refreshAssigned(_ db: Database, obligation: Int) throws {
        try db.cachedStatement(
            sql: """
                UPDATE letter SET stale = 1 WHERE next_try_at IS NOT NULL AND id IN (
                    SELECT n.letter FROM obligation o
                    JOIN notice n ON n.reminder = o.told_by AND n.state = 'carried'
                    WHERE o.number = ?)
                """
        ).execute(arguments: [obligation])
    }

    /// A coordinator's list of the day that has not left is made of what is true by then.
    static func refreshList(_ db: Database, obligation: Int) throws {
        try db.cachedStatement(
            sql: """
                UPDATE letter SET stale = 1 WHERE next_try_at IS NOT NULL AND id IN (
                    SELECT n.letter FROM notice n WHERE n.state = 'carried' AND n.reminder = (
                        SELECT r.id FROM obligation o
                        JOIN reminder r ON r.about = 'plan:' || o.plan AND r.due_version = 1
                            AND r.step GLOB 'digest-*'
                        WHERE o.number = ? ORDER BY r.step DESC LIMIT 1))
                """
        ).execute(arguments: [obligation])
    }

    /// A letter that has lost a notice is composed anew, or withdrawn where it carries none any more.
    static func shrink(
        _ db: Database, letter: Int, why: String, _ change: Change?
    ) throws {
        try db.cachedStatement(
            sql: """
                UPDATE letter SET stale = 1 WHERE id = ?1 AND next_try_at IS NOT NULL
                    AND EXISTS (SELECT 1 FROM notice n WHERE n.letter = ?1 AND n.state = 'carried')
                """
        ).execute(arguments: [letter])
        guard db.changesCount == 0 else { return }
        try withdraw(db, letter: letter, why: why, change)
    }

    /// What a letter has lost before any attempt that may have brought it is no part of it: true again,
    /// it needs another letter.
    static func dropLost(_ db: Database, letter: Int) throws {
        try db.cachedStatement(
            sql: "UPDATE notice SET letter = NULL WHERE letter = ? AND state = 'withdrawn'"
        ).execute(arguments: [letter])
    }

    /// Withdraws a letter that waits.
    static func withdraw(_ db: Database, letter: Int, why: String, _ change: Change? = nil) throws {
        let state = try String.fetchOne(
            db.cachedStatement(sql: "SELECT state FROM letter WHERE id = ?"), arguments: [letter])
        guard let state else { return }
        let moved = try move(db, letter: letter, state, .noLongerTrue, 0, why)
        guard moved != nil else { return }
        try db.cachedStatement(sql: "UPDATE letter SET withdrawn_by = ? WHERE id = ?")
            .execute(arguments: [change?.id, letter])
    }

    /// A letter that would be sent again loses what was claimed, moved or checked in while it was on its
    /// way.
    ///
    /// - Returns: True when nothing is left of it.
    static func withdrawIfUntrue(_ db: Database, letter id: Int, _ state: LetterState) throws
        -> Bool
    {
        guard LetterLife.move(state, .noLongerTrue) != nil else { return false }
        try db.cachedStatement(
            sql: """
                UPDATE notice SET state = 'withdrawn', reason = 'no-longer-true'
                WHERE letter = ? AND state = 'carried' AND reminder IN (
                    SELECT r.id FROM reminder r WHERE r.id = notice.reminder AND \(isUntrue))
                """
        ).execute(arguments: [id])
        guard db.changesCount > 0 else { return false }
        try shrink(db, letter: id, why: "no-longer-true", nil)
        let now = try String.fetchOne(
            db.cachedStatement(sql: "SELECT state FROM letter WHERE id = ?"), arguments: [id])
        return now == LetterState.withdrawn.rawValue
    }

    // MARK: Taken back

    /// Notices of an obligation that had been withdrawn and are true again now that what made them
    /// untrue is taken back.
    ///
    /// Those which a newer reminder has overtaken stay withdrawn. What no letter can carry any more
    /// waits until `release`.
    static func restoreNotices(
        _ db: Database, obligation: Int, at now: Moment, release: Moment
    ) throws {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT n.id, n.letter, n.release_at FROM reminder r
                    JOIN notice n ON n.reminder = r.id AND n.state = 'withdrawn'
                        AND n.reason NOT IN ('superseded', 'dropped', 'dead-address', 'address-gone',
                            'address-moved', 'deputy-over', 'lead-reached')
                    WHERE r.obligation = ?1 AND NOT \(isUntrue)
                        AND (SELECT o.since FROM obligation o WHERE o.number = ?1) <= r.decided_at
                        AND NOT EXISTS (SELECT 1 FROM reminder s JOIN notice m ON m.reminder = s.id
                            WHERE s.obligation = ?1 AND s.id > r.id AND s.side = r.side
                                AND m.recipient = n.recipient AND m.channel = n.channel
                                AND m.state <> 'withdrawn')
                    ORDER BY n.id DESC
                    """), arguments: [obligation])
        for row in rows {
            let letter = try (row["letter"] as Int?).flatMap { try revive(db, letter: $0, at: now) }
            let later = max(row["release_at"] as Int, release.seconds)
            try db.cachedStatement(
                sql: """
                    UPDATE notice SET state = ?, letter = ?, reason = NULL, withdrawn_by = NULL,
                        release_at = ? WHERE id = ?
                    """
            ).execute(arguments: [
                letter == nil ? "waiting" : "carried", letter,
                letter == nil ? later : row["release_at"] as Int, row["id"] as Int,
            ])
        }
    }

    /// A letter that can carry again what it carried: one that waits, or that was withdrawn whole today
    /// or after an attempt whose end nobody knows.
    private static func revive(_ db: Database, letter id: Int, at now: Moment) throws -> Int? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT state, unsure, error, daily = 1 AND EXISTS (SELECT 1 FROM letter m
                        WHERE m.recipient = l.recipient AND m.channel = l.channel
                            AND m.day = l.day AND m.daily = 1 AND m.state <> 'withdrawn') AS taken,
                        day
                    FROM letter l WHERE id = ?
                    """), arguments: [id])
        guard let row, let state = LetterState(rawValue: row["state"]) else { return nil }
        switch state {
        case .queued, .unsure: break
        case .withdrawn:
            let isToday = row["day"] == now.day.description
            let mayHaveCome = (row["unsure"] as Int) > 0
            guard row["error"] != "superseded", !(row["taken"] as Bool),
                mayHaveCome || (isToday && row["error"] != "dropped"),
                try move(db, letter: id, state.rawValue, .trueAgain, 0, nil) != nil
            else { return nil }
            try db.cachedStatement(sql: "UPDATE letter SET withdrawn_by = NULL WHERE id = ?")
                .execute(arguments: [id])
        case .sending, .sent, .failed: return nil
        }
        try db.cachedStatement(sql: "UPDATE letter SET stale = 1 WHERE id = ?")
            .execute(arguments: [id])
        return id
    }
}

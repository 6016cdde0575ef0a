public import DondocCore
import GRDB

/// When work is asked about next, after the hour, the calendar or its ladder has changed.
extension Store {
    /// Asks anew when each pressed obligation is due.
    ///
    /// On another ladder the rungs that lie behind count for nothing: nothing before the change was
    /// missed.
    static func rewake(
        _ db: Database, at now: Moment, _ rules: Rules, isNewLadder: (Standing) -> Bool
    ) throws {
        for record in try ObligationRecord.all(db, pressed, [], counted: false) {
            try rewake(db, record, at: now, rules, isNewLadder: isNewLadder(record.standing))
        }
    }

    /// The same for one task's work, which has got another ladder.
    static func rewake(
        _ db: Database, plan: String, task: String, at now: Moment, _ rules: Rules
    ) throws {
        let clause =
            "WHERE o.plan = ? AND o.task = ? AND o.state NOT IN ('done', 'withdrawn')"
        for record in try ObligationRecord.all(db, clause, [plan, task], counted: false) {
            try rewake(db, record, at: now, rules, isNewLadder: true)
        }
    }

    private static func rewake(
        _ db: Database, _ record: ObligationRecord, at now: Moment, _ rules: Rules,
        isNewLadder: Bool
    ) throws {
        let standing = restarted(record, at: now, isNewLadder: isNewLadder)
        let (next, last) = (rules.wake(standing), rules.pressedUntil(standing))
        try db.cachedStatement(
            sql: """
                UPDATE obligation SET decided_to = ?1, wake_at = ?2, pressed_until = ?3
                WHERE number = ?4
                    AND (decided_to, wake_at, pressed_until) IS NOT (?1, ?2, ?3)
                """
        ).execute(arguments: [
            standing.decidedTo.seconds, next?.seconds, last?.description, record.number,
        ])
    }

    private static let pressed =
        "WHERE o.state IN ('planned', 'started', 'returned') AND p.silent = 0"

    /// What has come due and is not said yet is not lost by it.
    private static func restarted(
        _ record: ObligationRecord, at now: Moment, isNewLadder: Bool
    ) -> Standing {
        var standing = record.standing
        if isNewLadder, record.wake.map({ $0 > now }) ?? true {
            standing.decidedTo = max(standing.decidedTo, now)
        }
        return standing
    }

    /// How many pressed obligations would be asked about at another moment; nothing is written.
    ///
    /// `moved` are obligations that get other days by the same change: they are not counted here.
    public func countRewoken(
        at now: Moment, _ rules: Rules, moved: Set<Int>,
        isNewLadder: @escaping @Sendable (Standing) -> Bool
    ) async throws -> Int {
        try await pool.read { db in
            try ObligationRecord.all(db, Store.pressed, [], counted: false).count { record in
                let standing = Store.restarted(
                    record, at: now, isNewLadder: isNewLadder(record.standing))
                return !moved.contains(record.number) && rules.wake(standing) != record.wake
            }
        }
    }
}

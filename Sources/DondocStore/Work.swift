public import DondocCore
import GRDB

/// What is true after a change.
public struct Outcome: Sendable {
    public let change: Int
    /// In the order of the acts.
    public let records: [ObligationRecord]
    /// What hangs on the obligation, where there is only one.
    public var detail: Detail?
    public var inputs: Inputs?
}

extension Store {
    /// Does what one command asks, as one change set: states, trail, journal entries, letters that are
    /// no longer true and the answer under its idempotency key are one transaction.
    ///
    /// `answer` makes the answer from what is true after it; it is kept for repetitions. A dry run does all of it and takes it back.
    /// - Throws: `Outpaced` when an obligation has changed since it was read, or the key is in use.
    public func perform(
        _ acts: [Act], _ verb: String, by actor: Actor, at now: Moment, _ rules: Rules,
        key: RequestKey? = nil, isDryRun: Bool = false,
        answer: @escaping @Sendable (Outcome) throws -> String
    ) async throws -> String {
        try await transaction(isDryRun: isDryRun) { db in
            try Store.take(db, key)
            let change = try Store.change(db, at: now, verb: verb, by: actor)
            for act in acts { try Store.apply(db, act, change, at: now, rules) }
            let records = try acts.map { act in
                let found = try ObligationRecord.all(db, "WHERE o.number = ?", [act.number])
                guard let record = found.first else { throw Outpaced() }
                return record
            }
            var outcome = Outcome(change: change.id, records: records)
            if let only = records.first, records.count == 1 {
                outcome.detail = try Store.detail(db, only.number, nil)
                outcome.inputs = try Store.inputs(db, of: only, nil)
            }
            let body = try answer(outcome)
            try Store.keep(db, key, body, change: change.id)
            return body
        }
    }

    /// A transaction that leaves nothing behind in a dry run.
    func transaction<T: Sendable>(
        isDryRun: Bool, _ body: @escaping @Sendable (Database) throws -> T
    ) async throws -> T {
        try await pool.writeWithoutTransaction { db in
            var result: T?
            try db.inTransaction(.immediate) {
                result = try body(db)
                return isDryRun ? .rollback : .commit
            }
            guard let result else { throw StoreFault.damaged("transaction") }
            return result
        }
    }

    private static func apply(
        _ db: Database, _ act: Act, _ change: Change, at now: Moment, _ rules: Rules
    ) throws {
        let seen = act.standsAnyway ? nil : act.seen
        guard let (before, plan) = try Snapshot.read(db, act.number, seen: seen) else {
            throw Outpaced()
        }
        guard ObligationLife.states(for: act.verb).contains(before.state) else { throw Outpaced() }
        if act.waitsForInputs { try checkInputs(db, act.number) }
        if case .waive(let waived) = act.effect { try checkWaived(db, act.number, waived) }
        let decided = act.isPause ? try decidedTo(db, act.number) : now
        var after = act.applied(to: before, at: now, decidedTo: decided)
        if after.due != before.due { after.clipSnooze(rules, at: now) }
        try putBeside(db, act, change, at: now)
        try write(
            db, act.number, plan, before, after, change, verb: act.verb.rawValue,
            restarts: act.restarts ? true : nil, at: now, rules)
        try trail(
            db, change: change, obligation: act.number, plan: plan, verb: act.verb.rawValue,
            before: after == before ? nil : before.json, after: after == before ? nil : after.json,
            reason: act.reasonLine)
        if let entry = act.journal { try journal(db, entry) }
        if let reminder = act.reminder {
            try insert(db, reminder, about: act.number, change: change, at: now)
        }
    }

    /// An input may have been returned since the claim was thought through.
    private static func checkInputs(_ db: Database, _ number: Int) throws {
        guard let record = try ObligationRecord.all(db, "WHERE o.number = ?", [number]).first
        else { throw Outpaced() }
        if let inputs = try inputs(db, of: record, nil), !inputs.missing.isEmpty {
            throw Outpaced()
        }
    }

    /// What is waived must be missing still.
    private static func checkWaived(_ db: Database, _ number: Int, _ waived: [Int]) throws {
        guard let record = try ObligationRecord.all(db, "WHERE o.number = ?", [number]).first,
            let inputs = try inputs(db, of: record, nil),
            Set(waived).isSubset(of: inputs.missing.map(\.number))
        else { throw Outpaced() }
    }

    /// Rows that hang on the obligation.
    private static func putBeside(
        _ db: Database, _ act: Act, _ change: Change, at now: Moment
    ) throws {
        switch act.effect {
        case .checkin:
            try db.execute(
                sql: "INSERT INTO checkin (obligation, day, note, change) VALUES (?, ?, ?, ?)",
                arguments: [act.number, now.day.description, act.note, change.id])
            // It answers what asked for it; what is said about a date stays true.
            try withdrawNotices(
                db, obligation: act.number, why: "checkin", change, "AND r.side = 'checkin'")
        case .attach(let name, let sha256):
            try db.execute(
                sql: """
                    INSERT INTO attachment (obligation, name, sha256, note, change)
                    VALUES (?, ?, ?, ?, ?)
                    """, arguments: [act.number, name, sha256, act.note, change.id])
        case .waive(let inputs):
            for input in inputs {
                try db.execute(
                    sql: """
                        INSERT INTO waiver (obligation, input, change, reason) VALUES (?, ?, ?, ?)
                        """, arguments: [act.number, input, change.id, act.reason])
            }
        default: break
        }
    }

    /// Writes an obligation's new values with all that follows: letters that are no longer true are
    /// withdrawn, a moved day or a reopening restarts the ladder, and the next rung is asked for.
    ///
    /// A ladder that restarts forgets the rungs that went by. `restarts` is nil where a moved day decides.
    static func write(
        _ db: Database, _ number: Int, _ plan: String, _ before: Snapshot, _ after: Snapshot,
        _ change: Change, verb: String, restarts: Bool?, at now: Moment, _ rules: Rules
    ) throws {
        guard after != before else {
            try db.cachedStatement(sql: "UPDATE obligation SET change = ? WHERE number = ?")
                .execute(arguments: [change.id, number])
            return
        }
        let moved = after.due != before.due || after.actBy != before.actBy
        var more = ", wake_at = NULL"
        var values: [(any DatabaseValueConvertible)?] = []
        // A ladder that begins anew may say its rungs again.
        if moved || restarts == true { more += ", due_version = due_version + 1" }
        if moved || restarts == true { more += ", late_at = NULL" }
        if restarts ?? moved {
            more += ", since = ?, decided_to = ?"
            values += [now.seconds, now.seconds]
        }
        try after.write(db, number, change: change.id, more, values)
        if !after.state.isOpen {
            try withdrawNotices(db, obligation: number, why: verb, change)
            try refreshAssigned(db, obligation: number)
        } else if moved {
            try withdrawNotices(
                db, obligation: number, why: "moved", change, "AND r.side <> 'returned'")
        }
        try refreshList(db, obligation: number)
        try heedPauses(db, number, before, after, change, at: now, rules)
        guard
            var record = try ObligationRecord.all(
                db, "WHERE o.number = ?", [number], counted: false
            ).first
        else { throw Outpaced() }
        if moved || restarts == true {
            try markLate(db, &record, before, isNew: restarts ?? moved, at: now, rules)
        }
        try db.cachedStatement(
            sql: "UPDATE obligation SET wake_at = ?, pressed_until = ? WHERE number = ?"
        ).execute(arguments: [
            rules.wake(record.standing)?.seconds,
            rules.pressedUntil(record.standing)?.description, number,
        ])
        try db.cachedStatement(
            sql:
                "UPDATE plan SET wake_at = ? WHERE wake_at IS NULL AND silent = 0 AND unloaded = 0 AND id = ?"
        ).execute(arguments: [rules.digestAt?.seconds, plan])
    }

    /// What a change alone made late is told of now: the next rung may be a week away.
    private static func markLate(
        _ db: Database, _ record: inout ObligationRecord, _ before: Snapshot, isNew: Bool,
        at now: Moment, _ rules: Rules
    ) throws {
        var old = record.standing
        (old.state, old.due, old.actBy) = (before.state, day(before.due), day(before.actBy))
        let told = try toldLate(db, record, at: now)
        let known = told.before ? old : nil
        guard !told.today, rules.isMadeLate(record.standing, known) else { return }
        // A ladder that is not new has been decided up to its last wake, perhaps in this second.
        let decided = record.standing.decidedTo
        let late = isNew ? now : max(now, decided + 1)
        record.standing.lateAt = late
        record.standing.decidedTo = min(decided, late + -1)
        try db.cachedStatement(
            sql: "UPDATE obligation SET late_at = ?, decided_to = ? WHERE number = ?"
        ).execute(arguments: [
            late.seconds, record.standing.decidedTo.seconds, record.number,
        ])
    }

    /// Whether anybody has heard today that it is late, and whether before this change; the journal alone
    /// has where no mail is sent.
    private static func toldLate(_ db: Database, _ record: ObligationRecord, at now: Moment) throws
        -> (today: Bool, before: Bool)
    {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT max(r.due_version = ?2) AS before, max(coalesce((
                            SELECT max(l.sent_at) FROM notice n JOIN letter l ON l.id = n.letter
                            WHERE n.reminder = r.id AND n.channel = 'mail' AND n.state = 'carried'
                        ), r.decided_at) >= ?3) AS today
                    FROM reminder r WHERE r.obligation = ?1 AND r.kind = 'overdue' AND (
                        NOT EXISTS (SELECT 1 FROM notice n
                            WHERE n.reminder = r.id AND n.channel = 'mail')
                        OR EXISTS (SELECT 1 FROM notice n JOIN letter l ON l.id = n.letter
                            WHERE n.reminder = r.id AND n.channel = 'mail' AND (l.unsure > 0
                                OR (n.state = 'carried' AND l.state IN ('sent', 'sending')))))
                    """), arguments: [record.number, record.dueVersion - 1, midnight(now)])
        return (row?["today"] ?? false, row?["before"] ?? false)
    }

    /// A request that was refused stays in the trail.
    public func refused(
        _ verb: String, by actor: Actor, at now: Moment, obligation: Int?, reason: String
    ) async throws {
        try await pool.write { db in
            let change = try Store.change(db, at: now, verb: "refused", by: actor)
            try Store.trail(
                db, change: change, obligation: obligation, verb: "refused",
                reason: "\(verb): \(reason)"
            )
        }
    }
}

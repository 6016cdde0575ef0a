public import DondocCore
import GRDB

/// A plan ready to be stored: its file, its obligations, and when each is to be asked about.
public struct PlanToLoad: Sendable {
    public let plan: Plan
    public let assignments: [Assignment]
    public let file: String
    public let text: String
    /// The period had ended: nobody is reminded.
    public let isSilent: Bool
    /// The day of the last letter after a due day.
    public let pressedUntil: @Sendable (Day) -> Day
    /// The first rung that is not yet decided.
    public let wake: @Sendable (Standing) -> Moment?
    /// The first list for the coordinator.
    public let digestAt: Moment?

    public init(
        plan: Plan, assignments: [Assignment], file: String, text: String, isSilent: Bool,
        digestAt: Moment?, pressedUntil: @escaping @Sendable (Day) -> Day,
        wake: @escaping @Sendable (Standing) -> Moment?
    ) {
        self.plan = plan
        self.assignments = assignments
        self.file = file
        self.text = text
        self.isSilent = isSilent
        self.digestAt = digestAt
        self.pressedUntil = pressedUntil
        self.wake = wake
    }
}

/// What a load came to.
public struct LoadCounts: Sendable, Equatable {
    public var added = 0
    public var changed = 0
    public var withdrawn = 0
    public var unchanged = 0
}

extension Store {
    /// Loads plans in one transaction and one change set; loading twice changes nothing.
    ///
    /// - Returns: The change, nil when nothing was to change; counts by plan.
    public func load(
        _ plans: [PlanToLoad], by actor: Actor, at now: Moment,
        journal: @escaping @Sendable (Plan, LoadCounts) -> JournalEntry
    ) async throws -> (change: Int?, counts: [LoadCounts]) {
        try await pool.write { db in
            try Store.load(db, plans, by: actor, at: now, journal: journal)
        }
    }

    static func load(
        _ db: Database, _ plans: [PlanToLoad], by actor: Actor, at now: Moment,
        journal: (Plan, LoadCounts) -> JournalEntry
    ) throws -> (change: Int?, counts: [LoadCounts]) {
        let dirty = try plans.contains { try Store.differs(db, $0) }
        guard dirty else {
            return (nil, plans.map { LoadCounts(unchanged: $0.assignments.count) })
        }
        let change = try Store.change(db, at: now, verb: "load", by: actor)
        var counts: [LoadCounts] = []
        for one in plans {
            guard try Store.differs(db, one) else {
                counts.append(LoadCounts(unchanged: one.assignments.count))
                continue
            }
            let count = try Store.load(db, one, change: change, at: now)
            try Store.trail(
                db, change: change, plan: one.plan.id, verb: "load",
                after: "+\(count.added) ~\(count.changed) -\(count.withdrawn)")
            try Store.journal(db, journal(one.plan, count))
            counts.append(count)
        }
        return (change, counts)
    }

    /// True when the file or anything that follows from it is not what is stored.
    private static func differs(_ db: Database, _ one: PlanToLoad) throws -> Bool {
        let sha = try String.fetchOne(
            db, sql: "SELECT sha256 FROM plan WHERE id = ?", arguments: [one.plan.id])
        guard sha == SHA256.hex(one.text) else { return true }
        let stored = try storedAssignments(db, one.plan.id)
        let named = Set(one.assignments.map(\.key))
        return stored.contains { !named.contains($0.key) && $0.value.state.mayBeWithdrawn }
            || one.assignments.contains { a in stored[a.key].map { !$0.matches(a) } ?? true }
    }

    private static func load(_ db: Database, _ one: PlanToLoad, change: Int, at now: Moment) throws
        -> LoadCounts
    {
        let stored = try storedAssignments(db, one.plan.id)
        try writePlan(db, one, change: change, at: now)
        var counts = LoadCounts()
        var kept: Set<String> = []
        for assignment in one.assignments {
            kept.insert(assignment.key)
            switch stored[assignment.key] {
            case nil:
                try insert(db, assignment, one, change: change, at: now)
                counts.added += 1
            case let old? where old.state != .withdrawn && old.matches(assignment):
                counts.unchanged += 1
            case let old?:
                try update(db, old, assignment, one, change: change, at: now)
                counts.changed += 1
            }
        }
        for (key, old) in stored where !kept.contains(key) && old.state.mayBeWithdrawn {
            try withdraw(db, old, one.plan.id, change: change)
            counts.withdrawn += 1
        }
        return counts
    }

    // MARK: Rows

    struct Stored {
        let number: Int
        let state: ObligationState
        let due: Day?
        let actBy: Day?
        let asksCheckin: Bool
        let isAssumed: Bool
        let agency: String?

        func matches(_ a: Assignment) -> Bool {
            state != .withdrawn && due == a.date?.due && actBy == a.date?.actBy
                && asksCheckin == a.asksCheckin && isAssumed == a.isAssumed
                && agency == a.agency?.description
        }
    }

    static func storedAssignments(_ db: Database, _ plan: String) throws
        -> [String: Stored]
    {
        var result: [String: Stored] = [:]
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT number, key, state, due, act_by, asks_checkin, is_assumed, agency
                    FROM obligation WHERE plan = ?
                    """), arguments: [plan])
        while let row = try rows.next() {
            result[row["key"]] = Stored(
                number: row["number"], state: ObligationState(rawValue: row["state"]) ?? .planned,
                due: day(row["due"]), actBy: day(row["act_by"]), asksCheckin: row["asks_checkin"],
                isAssumed: row["is_assumed"], agency: row["agency"])
        }
        return result
    }

    private static func insert(
        _ db: Database, _ a: Assignment, _ one: PlanToLoad, change: Int, at now: Moment
    ) throws {
        let standing = standing(a, one, .planned, since: now)
        try db.cachedStatement(
            sql: """
                INSERT INTO obligation (key, plan, task, period, starts, ends, agency, agency_part,
                    due, act_by, original_due, pressed_until, covers_from, covers_to, asks_checkin,
                    is_assumed, silent, state, since, decided_to, wake_at, change)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'planned', ?, ?, ?, ?)
                """
        ).execute(arguments: [
            a.key, one.plan.id, a.task, a.period.label, a.period.starts.description,
            a.period.ends.description, a.agency?.description, a.agencyPart,
            a.date?.due.description, a.date?.actBy.description, a.date?.due.description,
            a.date.map { one.pressedUntil($0.due).description },
            a.covers?.lowerBound.description, a.covers?.upperBound.description, a.asksCheckin,
            a.isAssumed, one.isSilent, now.seconds, now.seconds, one.wake(standing)?.seconds,
            change,
        ])
        try trail(
            db, change: change, obligation: Int(db.lastInsertedRowID), plan: one.plan.id,
            verb: "load", after: "planned")
    }

    /// A moved day restarts the ladder under a new version; what came back starts anew.
    private static func update(
        _ db: Database, _ old: Stored, _ a: Assignment, _ one: PlanToLoad, change: Int,
        at now: Moment
    ) throws {
        let state = old.state == .withdrawn ? ObligationState.planned : old.state
        let moved = old.due != a.date?.due || old.actBy != a.date?.actBy
        let restarts = moved || old.state == .withdrawn
        try db.execute(
            sql: """
                UPDATE obligation SET due = ?, act_by = ?, pressed_until = ?, covers_from = ?,
                    covers_to = ?, asks_checkin = ?, is_assumed = ?, agency = ?, state = ?,
                    due_version = due_version + ?, since = CASE WHEN ? THEN ? ELSE since END,
                    decided_to = CASE WHEN ? THEN ? ELSE decided_to END, wake_at = NULL, change = ?
                WHERE number = ?
                """,
            arguments: [
                a.date?.due.description, a.date?.actBy.description,
                a.date.map { one.pressedUntil($0.due).description },
                a.covers?.lowerBound.description, a.covers?.upperBound.description, a.asksCheckin,
                a.isAssumed, a.agency?.description, state.rawValue, moved ? 1 : 0, restarts,
                now.seconds, restarts, now.seconds, change, old.number,
            ])
        if let record = try ObligationRecord.all(db, "WHERE o.number = ?", [old.number]).first,
            let wake = one.wake(record.standing)
        {
            try db.execute(
                sql: "UPDATE obligation SET wake_at = ? WHERE number = ?",
                arguments: [wake.seconds, old.number])
        }
        if moved { try withdrawLetters(db, obligation: old.number, why: "moved") }
        try trail(
            db, change: change, obligation: old.number, plan: one.plan.id,
            verb: moved ? "moved" : "load", before: old.due?.description ?? old.state.rawValue,
            after: a.date?.due.description ?? state.rawValue)
    }

    private static func withdraw(_ db: Database, _ old: Stored, _ plan: String, change: Int) throws
    {
        try db.execute(
            sql: """
                UPDATE obligation SET state = 'withdrawn', wake_at = NULL, change = ?
                WHERE number = ?
                """, arguments: [change, old.number])
        try withdrawLetters(db, obligation: old.number, why: "withdraw")
        try trail(
            db, change: change, obligation: old.number, plan: plan, verb: "withdraw",
            before: old.state.rawValue, after: "withdrawn", reason: "no longer in the plan's file")
    }

    private static func standing(
        _ a: Assignment, _ one: PlanToLoad, _ state: ObligationState, since: Moment
    ) -> Standing {
        Standing(
            state: state, due: a.date?.due, actBy: a.date?.actBy, period: a.period,
            isRequest: a.isRequest, asksCheckin: a.asksCheckin, isPressed: !one.isSilent,
            since: since, decidedTo: since, lastCheckin: nil)
    }
}

extension ObligationState {
    /// Done work stays done when its line leaves the file.
    var mayBeWithdrawn: Bool {
        ObligationLife.moves.contains { $0.from == self && $0.verb == .withdraw }
    }
}

public import DondocCore
import GRDB

/// What the heartbeat decided about one obligation, to be recorded whole or not at all.
public struct Said: Sendable {
    public let number: Int
    /// The change that the decision was made on: if it is no longer the last, nothing is recorded.
    public let change: Int
    public let dueVersion: Int
    public let wake: Moment?
    /// nil when the decision was to keep silent.
    public let reminder: NewReminder?

    public init(
        number: Int, change: Int, dueVersion: Int, wake: Moment?, reminder: NewReminder?
    ) {
        self.number = number
        self.change = change
        self.dueVersion = dueVersion
        self.wake = wake
        self.reminder = reminder
    }
}

/// A reminder, and whom it is for; the letter that carries it is composed when it is released.
public struct NewReminder: Sendable {
    public let step: String
    public let stepAt: Moment
    public let kind: NoticeKind
    public let merged: [String]
    public let isLate: Bool
    /// The most charged role of an address first.
    public let notices: [NewNotice]
    public let journal: [JournalEntry]

    public init(
        step: String, stepAt: Moment, kind: NoticeKind, merged: [String], isLate: Bool,
        notices: [NewNotice], journal: [JournalEntry]
    ) {
        self.step = step
        self.stepAt = stepAt
        self.kind = kind
        self.merged = merged
        self.isLate = isLate
        self.notices = notices
        self.journal = journal
    }
}

/// A plan whose coordinator is due a list.
public struct DuePlan: Sendable {
    public let plan: PlanFacts
    public let wake: Moment
    /// Claimed, or within the span in which its list mentions it, oldest due first.
    public let rows: [ObligationRecord]
    /// Late work that has had its last letter.
    public let exhausted: Int
    /// False when nothing of the plan can come onto a list any more.
    public let isLive: Bool
}

extension Store {
    /// Obligations whose hour has come, earliest first; asked of an index.
    public func due(by now: Moment, limit: Int) async throws -> [ObligationRecord] {
        try await pool.read { db in
            try ObligationRecord.all(
                db, "WHERE o.wake_at <= ? ORDER BY o.wake_at, o.number LIMIT ?",
                [now.seconds, limit], counted: false)
        }
    }

    /// The next moment at which something must be decided; nil when there is none.
    public func nextWake() async throws -> Moment? {
        try await pool.read { db in
            try Int.fetchOne(
                db,
                sql: """
                    SELECT min(at) FROM (
                        SELECT min(wake_at) AS at FROM obligation WHERE wake_at IS NOT NULL
                        UNION ALL SELECT min(wake_at) FROM plan WHERE wake_at IS NOT NULL
                        UNION ALL SELECT min(tell_at) FROM plan WHERE tell_at IS NOT NULL
                        UNION ALL SELECT min(release_at) FROM notice WHERE state = 'waiting'
                        UNION ALL SELECT composed_at FROM letter WHERE stale = 1)
                    """
            ).map { Moment(seconds: $0) }
        }
    }

    /// Records decisions with their notices and journal entries in one transaction.
    ///
    /// A decision whose obligation has changed since is dropped: the obligation will be asked about
    /// again.
    public func record(_ batch: [Said], at now: Moment) async throws {
        guard !batch.isEmpty else { return }
        try await pool.write { db in
            try Store.reached(db, now)
            for said in batch {
                let row = try Row.fetchOne(
                    db.cachedStatement(
                        sql: """
                            UPDATE obligation SET decided_to = ?, wake_at = ?
                            WHERE number = ? AND change = ? RETURNING key, plan
                            """),
                    arguments: [now.seconds, said.wake?.seconds, said.number, said.change])
                guard let row, let reminder = said.reminder else { continue }
                try Store.insert(
                    db, reminder, about: row["key"], obligation: said.number, plan: row["plan"],
                    dueVersion: said.dueVersion, at: now)
            }
        }
    }

    /// A reminder about an obligation as it is now.
    static func insert(
        _ db: Database, _ reminder: NewReminder, about number: Int, change: Change, at now: Moment
    ) throws {
        let (plan, key) = try about(db, number)
        let version = try Int.fetchOne(
            db.cachedStatement(sql: "SELECT due_version FROM obligation WHERE number = ?"),
            arguments: [number])
        try insert(
            db, reminder, about: key, obligation: number, plan: plan, dueVersion: version ?? 1,
            change: change.id, at: now)
    }

    private static func about(_ db: Database, _ number: Int) throws -> (String, String) {
        guard
            let row = try Row.fetchOne(
                db.cachedStatement(sql: "SELECT plan, key FROM obligation WHERE number = ?"),
                arguments: [number])
        else { throw StoreFault.damaged("obligation \(number)") }
        return (row["plan"], row["key"])
    }

    /// Inserts a reminder unless it exists already; a second one of the same identity is nothing.
    ///
    /// `change` is the one of which it tells, where somebody's act and no rung made it.
    static func insert(
        _ db: Database, _ reminder: NewReminder, about: String, obligation: Int?, plan: String,
        dueVersion: Int, change: Int? = nil, at now: Moment
    ) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO reminder (about, obligation, plan, due_version, step, kind, step_at,
                    decided_at, merged, is_late, change)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (about, due_version, step) DO NOTHING
                """
        ).execute(arguments: [
            about, obligation, plan, dueVersion, reminder.step, reminder.kind.rawValue,
            reminder.stepAt.seconds, now.seconds, JSONText.array(reminder.merged), reminder.isLate,
            change,
        ])
        guard db.changesCount == 1 else { return }
        let id = db.lastInsertedRowID
        for notice in reminder.notices { try insert(db, notice, reminder: id) }
        for entry in reminder.journal { try journal(db, entry) }
    }

    // MARK: Lists for coordinators

    /// Plans whose list is due, with the obligations that may stand on it.
    public func duePlans(by now: Moment) async throws -> [DuePlan] {
        let today = now.day.description
        return try await pool.read { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT \(PlanFacts.columns), p.wake_at FROM plan p
                        WHERE p.wake_at <= ? ORDER BY p.wake_at, p.id LIMIT 100
                        """), arguments: [now.seconds])
            return try rows.map { row in
                let plan = try PlanFacts(row)
                return DuePlan(
                    plan: plan, wake: Moment(seconds: row["wake_at"]),
                    rows: try Store.listed(db, plan.id, today),
                    exhausted: try Store.exhausted(db, plan.id, today),
                    isLive: try Store.isLive(db, plan.id, today))
            }
        }
    }

    /// What may stand on a plan's list of a day, oldest due first.
    static func listed(_ db: Database, _ plan: String, _ today: String) throws
        -> [ObligationRecord]
    {
        try ObligationRecord.all(
            db,
            """
            WHERE o.plan = ? AND (o.state = 'claimed' OR
                (o.state IN ('planned', 'started', 'returned') AND o.act_by <= ?
                    AND o.pressed_until >= ?))
            ORDER BY coalesce(o.due, '~'), o.number
            """, [plan, today, today], counted: false)
    }

    static func exhausted(_ db: Database, _ plan: String, _ today: String) throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT count(*) FROM obligation o JOIN task t ON t.plan = o.plan AND t.id = o.task
                    WHERE o.plan = ?1 AND o.state IN ('planned', 'started', 'returned')
                        AND o.pressed_until < ?2 AND o.due < ?2 AND NOT t.is_request
                    """), arguments: [plan, today]) ?? 0
    }

    /// True while something of the plan may still come onto a list.
    static func isLive(_ db: Database, _ plan: String, _ today: String) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM obligation WHERE plan = ?1 AND (state = 'claimed'
                        OR (state IN ('planned', 'started', 'returned') AND pressed_until >= ?2)))
                    """), arguments: [plan, today]) ?? false
    }

    /// Records a list, or that there was none to send, and when to look again.
    public func recordDigest(
        plan: String, seen wake: Moment, next: Moment?, _ reminder: NewReminder?, at now: Moment
    ) async throws {
        try await pool.write { db in
            try Store.reached(db, now)
            try db.execute(
                sql: "UPDATE plan SET wake_at = ? WHERE id = ? AND wake_at = ?",
                arguments: [next?.seconds, plan, wake.seconds])
            guard db.changesCount == 1, let reminder else { return }
            try Store.insert(
                db, reminder, about: "plan:\(plan)", obligation: nil, plan: plan, dueVersion: 1,
                at: now)
        }
    }
}

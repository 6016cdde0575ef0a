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
    /// The last working day on or before a day that was granted.
    public let actBy: @Sendable (Day) -> Day
    /// When agencies are told of what is new to them; nil: never.
    public let tellAt: Moment?
    /// Who takes part in what ("phối hợp"), groups by their members.
    public let partners: [Partner]
    public let rules: Rules

    /// An agency that takes part in a task without answering for it.
    public struct Partner: Hashable, Sendable {
        public let task: String
        public let agency: AgencyRef
        public let part: TaskPart

        public init(task: String, agency: AgencyRef, part: TaskPart = .with) {
            self.task = task
            self.agency = agency
            self.part = part
        }
    }

    public init(
        plan: Plan, assignments: [Assignment], file: String, text: String, isSilent: Bool,
        tellAt: Moment? = nil, partners: [Partner] = [], actBy: @escaping @Sendable (Day) -> Day,
        rules: Rules
    ) {
        self.plan = plan
        self.assignments = assignments
        self.file = file
        self.text = text
        self.isSilent = isSilent
        self.tellAt = tellAt
        self.actBy = actBy
        self.partners = partners
        self.rules = rules
    }
}

extension Store {
    /// Loads plans in one transaction and one change set; loading twice changes nothing.
    ///
    /// `answer` makes the answer that is kept under `key` for repetitions.
    /// - Returns: The change, nil when nothing was to change; counts by plan.
    /// - Throws: `Outpaced` when the key is in use.
    public func load(
        _ plans: [PlanToLoad], by actor: Actor, at now: Moment, key: RequestKey? = nil,
        journal: @escaping @Sendable (Plan, LoadCounts) -> JournalEntry,
        answer: @escaping @Sendable (Int?, [LoadCounts]) throws -> String = { _, _ in "" }
    ) async throws -> (change: Int?, counts: [LoadCounts]) {
        try await pool.write { db in
            try Store.take(db, key)
            let (change, counts) = try Store.load(
                db, plans, by: actor, at: now, journal: journal)
            if key != nil { try Store.keep(db, key, try answer(change, counts), change: change) }
            return (change, counts)
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
        let before = try Store.textHashes(db, plans.map(\.plan.id))
        var counts: [LoadCounts] = []
        for one in plans {
            guard try Store.differs(db, one) else {
                counts.append(LoadCounts(unchanged: one.assignments.count))
                continue
            }
            let count = try Store.load(db, one, change: change, at: now)
            try Store.trail(
                db, change: change, plan: one.plan.id, verb: "load",
                before: before[one.plan.id], after: SHA256.hex(one.text),
                reason: "\(count.line); "
                    + (try Facts.line(db, plan: one.plan.id, change: change.id)))
            try Store.journal(db, journal(one.plan, count))
            counts.append(count)
        }
        return (change.id, counts)
    }

    /// Hashes of the texts from which these plans were made; without those that are not loaded.
    private static func textHashes(_ db: Database, _ plans: [String]) throws -> [String: String] {
        var hashes: [String: String] = [:]
        for plan in plans {
            hashes[plan] = try String.fetchOne(
                db, sql: "SELECT sha256 FROM plan WHERE id = ? AND unloaded = 0",
                arguments: [plan])
        }
        return hashes
    }

    /// True when the file or anything that follows from it is not what is stored.
    private static func differs(_ db: Database, _ one: PlanToLoad) throws -> Bool {
        let sha = try String.fetchOne(
            db, sql: "SELECT sha256 FROM plan WHERE id = ? AND unloaded = 0",
            arguments: [one.plan.id])
        guard sha == SHA256.hex(one.text), try !namesOtherLadders(db, one.plan) else { return true }
        let stored = try storedAssignments(db, one.plan.id)
        let named = Set(one.assignments.map(\.key))
        return stored.contains { !named.contains($0.key) && $0.value.mayLeave }
            || one.assignments.contains { a in stored[a.key].map { !$0.matches(a) } ?? true }
    }

    private static func load(_ db: Database, _ one: PlanToLoad, change: Change, at now: Moment)
        throws -> LoadCounts
    {
        let stored = try storedAssignments(db, one.plan.id)
        try writePlan(db, one, change: change, at: now)
        try writePartners(db, one)
        for agency in Set(one.assignments.compactMap(\.agency)) {
            try db.cachedStatement(sql: "INSERT INTO charged VALUES (?) ON CONFLICT DO NOTHING")
                .execute(arguments: [agency.description])
        }
        var counts = LoadCounts()
        var kept: Set<String> = []
        for assignment in one.assignments {
            kept.insert(assignment.key)
            switch stored[assignment.key] {
            case nil:
                try insert(db, assignment, one, change: change, at: now)
                counts.added += 1
            case let old? where old.matches(assignment):
                counts.unchanged += 1
            case let old?:
                try update(db, old, assignment, one, change: change, at: now)
                counts.changed += 1
            }
        }
        for (key, old) in stored.sorted(by: { $0.value.number < $1.value.number })
        where !kept.contains(key) && old.mayLeave {
            if try leave(db, old.number, one, change, at: now) { counts.withdrawn += 1 }
        }
        return counts
    }

    // MARK: Rows

    struct Stored {
        let number: Int
        let state: ObligationState
        let due: Day?
        let actBy: Day?
        let planDue: Day?
        let planActBy: Day?
        let asksCheckin: Bool
        let isAssumed: Bool
        let agency: String?
        let leftPlan: Bool
        /// It was withdrawn because its line left the file, and by nobody: with its line it comes back.
        let comesBack: Bool

        func matches(_ a: Assignment) -> Bool {
            !leftPlan && planDue == a.date?.due && planActBy == a.date?.actBy
                && asksCheckin == a.asksCheckin && isAssumed == a.isAssumed
                && agency == a.agency?.description
        }

        /// What has left once stays as it is, also when somebody reopened it since.
        var mayLeave: Bool { !leftPlan }
    }

    static func storedAssignments(_ db: Database, _ plan: String) throws
        -> [String: Stored]
    {
        var result: [String: Stored] = [:]
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT number, key, state, due, act_by, plan_due, plan_act_by, asks_checkin,
                        is_assumed, agency, left_plan, \(comesBack) AS comes_back
                    FROM obligation o WHERE plan = ?
                    """), arguments: [plan])
        while let row = try rows.next() {
            result[row["key"]] = Stored(
                number: row["number"], state: ObligationState(rawValue: row["state"]) ?? .planned,
                due: day(row["due"]), actBy: day(row["act_by"]), planDue: day(row["plan_due"]),
                planActBy: day(row["plan_act_by"]), asksCheckin: row["asks_checkin"],
                isAssumed: row["is_assumed"], agency: row["agency"], leftPlan: row["left_plan"],
                comesBack: row["comes_back"])
        }
        return result
    }

    private static func insert(
        _ db: Database, _ a: Assignment, _ one: PlanToLoad, change: Change, at now: Moment
    ) throws {
        let standing = standing(a, one, .planned, since: now)
        let snapshot = Snapshot(a)
        try db.cachedStatement(
            sql: """
                INSERT INTO obligation (key, plan, task, period, starts, ends, agency, agency_part,
                    due, act_by, plan_due, plan_act_by, original_due, pressed_until, covers_from,
                    covers_to, asks_checkin, is_assumed, silent, state, since, decided_to, wake_at,
                    change, is_request)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?9, ?10, ?9, ?11, ?12, ?13, ?14,
                    ?15, ?16, 'planned', ?17, ?17, ?18, ?19, ?20)
                """
        ).execute(arguments: [
            a.key, one.plan.id, a.task, a.period.label, a.period.starts.description,
            a.period.ends.description, snapshot.agency, a.agencyPart, snapshot.due,
            snapshot.actBy, one.rules.pressedUntil(standing)?.description,
            snapshot.coversFrom, snapshot.coversTo, a.asksCheckin, a.isAssumed, one.isSilent,
            now.seconds, one.rules.wake(standing)?.seconds, change.id, a.isRequest,
        ])
        try trail(
            db, change: change, obligation: Int(db.lastInsertedRowID), plan: one.plan.id,
            verb: "load", after: snapshot.json, reason: a.key)
    }

    /// A moved day restarts the ladder under a new version; what comes back into the file starts anew.
    ///
    /// What a coordinator has withdrawn stays withdrawn, and a day that was granted stays in force
    /// unless the plan's own day is later now.
    private static func update(
        _ db: Database, _ old: Stored, _ a: Assignment, _ one: PlanToLoad, change: Change,
        at now: Moment
    ) throws {
        guard let (before, _) = try Snapshot.read(db, old.number) else { return }
        var after = before
        after.follow(a, actBy: one.actBy)
        if old.comesBack {
            after.state = .planned
            after.dropClaim()
        }
        if after.due != before.due { after.clipSnooze(one.rules, at: now) }
        try write(
            db, old.number, one.plan.id, before, after, change, verb: "load",
            restarts: old.comesBack ? true : nil, at: now, one.rules)
        let moved = before.due != after.due || before.actBy != after.actBy
        try trail(
            db, change: change, obligation: old.number, plan: one.plan.id,
            verb: moved ? "moved" : "load", before: before.json, after: after.json)
    }

    /// Takes what is no longer in its plan's file out of the work; what is done stays done.
    ///
    /// - Returns: False for what stays.
    private static func leave(
        _ db: Database, _ number: Int, _ one: PlanToLoad, _ change: Change, at now: Moment
    ) throws -> Bool {
        guard let (before, _) = try Snapshot.read(db, number) else { return false }
        let leaves = before.state.mayBeWithdrawn
        var after = before
        after.leftPlan = true
        if leaves {
            after.state = .withdrawn
            after.dropRequest()
            after.dropPauses()
        }
        try write(
            db, number, one.plan.id, before, after, change, verb: "withdraw", restarts: nil,
            at: now, one.rules)
        try trail(
            db, change: change, obligation: number, plan: one.plan.id,
            verb: leaves ? "withdraw" : "load", before: before.json, after: after.json,
            reason: "no longer in the plan's file")
        return leaves
    }

    private static func standing(
        _ a: Assignment, _ one: PlanToLoad, _ state: ObligationState, since: Moment
    ) -> Standing {
        Standing(
            state: state, due: a.date?.due, actBy: a.date?.actBy, period: a.period,
            isRequest: a.isRequest, asksCheckin: a.asksCheckin, isPressed: !one.isSilent,
            since: since, decidedTo: since, lastCheckin: nil, kind: a.kind, remind: a.remind)
    }
}

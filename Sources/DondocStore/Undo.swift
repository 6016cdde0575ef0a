public import DondocCore
import GRDB

/// A change set as `undo` looks at it.
public struct ChangeFacts: Sendable {
    public let id: Int
    public let at: Moment
    public let verb: String
    public let uid: Int?
    public let user: String
    /// The change that took it back.
    public let undoneBy: Int?
    /// Plans that it touched, in order.
    public let plans: [String]
    /// Who coordinates them now.
    public let coordinators: [AgencyRef]
    /// Agencies whose obligations it touched.
    public let agencies: [AgencyRef?]

    /// A refusal, a reload, a test letter: there is nothing to take back.
    public var isEmpty: Bool { ChangeFacts.empty.contains(verb) }

    /// A load: taken back only by those who may load.
    public var isLoad: Bool { verb == "load" }

    static let empty = ["refused", "reload", "mail-test", "baseline"] + outbox

    /// What is done to letters and addresses; each has a verb of its own that takes it back, or none.
    static let outbox = [
        "hold", "resume", "queue-retry", "queue-drop", "mail-dead", "mail-alive", "mail-gone",
    ]
}

/// Why a change cannot be taken back.
public enum UndoRefusal: Error, Sendable {
    case noSuchChange
    /// Already taken back by this change.
    case undone(by: Int)
    /// A refusal, a reload or a test: there is nothing to take back.
    case nothingToUndo(verb: String)
    /// Days that follow from agencies or calendar: the files are to be mended.
    case followsFromFiles
    /// The letters of those who were pressed have left.
    case letterLeft
    /// They never left: they failed, or were taken back.
    case letterLost
    /// None of them is certain to have left, and one may have arrived.
    case letterUnsure
    /// Something later rests on it.
    case dependent(change: Int, verb: String, user: String, key: String)
}

extension Store {
    /// A change set; nil when there is none of this number.
    public func change(_ id: Int) async throws -> ChangeFacts? {
        try await pool.read { db in try Store.facts(db, id) }
    }

    /// The last change of a user that stands, also one that is not taken back by `undo`.
    public func lastChange(of uid: Int) async throws -> Int? {
        try await pool.read { db in try Store.lastChange(db, of: uid) }
    }

    private static func lastChange(_ db: Database, of uid: Int) throws -> Int? {
        try Int.fetchOne(
            db,
            sql: """
                SELECT id FROM change WHERE uid = ? AND undone_by IS NULL
                    AND verb NOT IN ('undo', 'refused', 'mail-test')
                ORDER BY id DESC LIMIT 1
                """, arguments: [uid])
    }

    private static func facts(_ db: Database, _ id: Int) throws -> ChangeFacts? {
        let row = try Row.fetchOne(db, sql: "SELECT * FROM change WHERE id = ?", arguments: [id])
        guard let row else { return nil }
        let plans = try String.fetchAll(
            db,
            sql: """
                SELECT DISTINCT coalesce(o.plan, t.plan) AS p FROM trail t
                LEFT JOIN obligation o ON o.number = t.obligation
                WHERE t.change = ? AND p IS NOT NULL ORDER BY p
                """, arguments: [id])
        let coordinators = try String.fetchAll(
            db,
            sql: """
                SELECT DISTINCT coordinator FROM plan
                WHERE id IN (SELECT value FROM json_each(?)) ORDER BY coordinator
                """, arguments: [JSONText.array(plans)])
        let agencies = try Row.fetchAll(
            db,
            sql: """
                SELECT DISTINCT o.agency FROM trail t JOIN obligation o ON o.number = t.obligation
                WHERE t.change = ?
                """, arguments: [id])
        return ChangeFacts(
            id: id, at: Moment(seconds: row["at"]), verb: row["verb"], uid: row["uid"],
            user: row["user"], undoneBy: row["undone_by"], plans: plans,
            coordinators: coordinators.compactMap { AgencyRef($0) },
            agencies: agencies.map { ($0[0] as String?).flatMap { AgencyRef($0) } })
    }

    /// Takes a change back whole, by a change of its own.
    ///
    /// Refused while something later that is in force has touched any of it; notes and files count for
    /// nothing there, for they are as true without it. `isLast` says that it was found as the caller's last
    /// and must still be that. What is to be said after all is said at `release` at the soonest. `old`
    /// reads plans whose text comes back. `answer` makes the answer from the
    /// new change's number and the obligations after it; it is kept for repetitions.
    /// - Throws: `UndoRefusal`; `Outpaced` when the key is in use, or the caller's last is another now.
    public func undo(
        _ id: Int, isLast: Bool = false, reason: String?, by actor: Actor, at now: Moment,
        _ rules: Rules, release: Moment? = nil, key: RequestKey? = nil, isDryRun: Bool = false,
        old:
            @escaping @Sendable (_ file: String, _ text: String, _ isSilent: Bool) throws
            -> PlanToLoad,
        journal: @escaping @Sendable (ObligationRecord) -> JournalEntry,
        answer: @escaping @Sendable (Int, [ObligationRecord]) throws -> String
    ) async throws -> String {
        try await transaction(isDryRun: isDryRun) { db in
            try Store.take(db, key)
            if isLast, let uid = actor.uid, try Store.lastChange(db, of: uid) != id {
                throw Outpaced()
            }
            guard let facts = try Store.facts(db, id) else { throw UndoRefusal.noSuchChange }
            if let by = facts.undoneBy { throw UndoRefusal.undone(by: by) }
            let rows = try Row.fetchAll(
                db, sql: "SELECT * FROM trail WHERE change = ? ORDER BY id DESC", arguments: [id])
            let isEmpty = rows.allSatisfy { $0["obligation"] == nil && $0["plan"] == nil }
            guard !isEmpty, !facts.isEmpty else {
                throw UndoRefusal.nothingToUndo(verb: facts.verb)
            }
            let change = try Store.change(db, at: now, verb: "undo", by: actor, undoes: id)
            var touched: [Int] = []
            for row in rows {
                if let number = row["obligation"] as Int? {
                    try Store.takeBack(db, row, number, change, reason, at: now, rules)
                    if !touched.contains(number) { touched.append(number) }
                } else {
                    try Store.takeBackPlan(db, row, change, reason, at: now, old)
                }
            }
            try Store.toggle(db, id, change)
            if facts.verb == ObligationVerb.now.rawValue {
                try Store.takeBackPresses(db, of: id, touched, change)
            }
            for number in touched {
                try Store.restoreNotices(db, obligation: number, at: now, release: release ?? now)
                if let (snapshot, _) = try Snapshot.read(db, number) {
                    try Store.heedPauses(db, number, snapshot, snapshot, change, at: now, rules)
                }
            }
            let records = try touched.sorted().flatMap {
                try ObligationRecord.all(db, "WHERE o.number = ?", [$0])
            }
            for record in records { try Store.journal(db, journal(record)) }
            let body = try answer(change.id, records)
            try Store.keep(db, key, body, change: change.id)
            return body
        }
    }

    /// Gives one obligation the values it had before.
    private static func takeBack(
        _ db: Database, _ row: Row, _ number: Int, _ change: Change, _ reason: String?,
        at now: Moment, _ rules: Rules
    ) throws {
        guard let (current, plan) = try Snapshot.read(db, number) else { return }
        guard let text = row["after"] as String? else {
            try trail(
                db, change: change, obligation: number, plan: plan, verb: "undo",
                reason: (["verb=\(row["verb"] as String)"] + [reason].compactMap { $0 })
                    .joined(separator: "; "))
            return try write(
                db, number, plan, current, current, change, verb: "undo", restarts: false, at: now,
                rules)
        }
        if let later = try later(db, number, than: row["change"]) { throw later }
        let after = try Snapshot(json: text)
        guard after.comparable(at: now) == current.comparable(at: now) else {
            throw try dependent(db, number, after: row["change"])
        }
        var before = current
        if let text = row["before"] as String? {
            before = try Snapshot(json: text)
        } else {
            (before.state, before.leftPlan) = (.withdrawn, true)
        }
        before.settlePauses(from: current, at: now, decidedTo: try decidedTo(db, number))
        if !current.state.isOpen, before.state.isOpen {
            try checkUpper(db, number, after: row["change"])
        }
        try write(
            db, number, plan, current, before, change, verb: "undo", restarts: false, at: now,
            rules)
        try trail(
            db, change: change, obligation: number, plan: plan, verb: "undo",
            before: current.json, after: before.json, reason: reason)
    }

    /// Gives a plan the text it had before; one that was new is taken out of the lists.
    private static func takeBackPlan(
        _ db: Database, _ row: Row, _ change: Change, _ reason: String?, at now: Moment,
        _ old: (String, String, Bool) throws -> PlanToLoad
    ) throws {
        guard let plan = row["plan"] as String? else { return }
        let (before, after) = (row["before"] as String?, row["after"] as String?)
        guard before != after else { throw UndoRefusal.followsFromFiles }
        let stored = try Row.fetchOne(
            db, sql: "SELECT sha256, unloaded, change, silent FROM plan WHERE id = ?",
            arguments: [plan])
        let current = stored.flatMap { ($0["unloaded"] as Bool) ? nil : $0["sha256"] as String }
        let later = try Row.fetchOne(
            db,
            sql: """
                SELECT c.id, c.verb, c.user FROM trail t JOIN change c ON c.id = t.change
                WHERE t.plan = ?1 AND t.obligation IS NULL AND t.change > ?2
                    AND c.undone_by IS NULL AND (t.verb = 'load' OR ?3)
                ORDER BY t.id DESC LIMIT 1
                """, arguments: [plan, row["change"] as Int, current != after])
        if let later {
            throw UndoRefusal.dependent(change: later[0], verb: later[1], user: later[2], key: plan)
        }
        guard current == after else { throw UndoRefusal.nothingToUndo(verb: row["verb"]) }
        if let before {
            let text = try Row.fetchOne(
                db, sql: "SELECT file, text FROM plan_text WHERE sha256 = ?", arguments: [before])
            guard let text else { throw StoreFault.damaged("plan_text \(before)") }
            try writePlan(
                db, try old(text["file"], text["text"], stored?["silent"] ?? false), change: change,
                at: now)
        } else {
            try db.execute(
                sql: """
                    UPDATE plan SET unloaded = 1, wake_at = NULL, tell_at = NULL, change = ?
                    WHERE id = ?
                    """,
                arguments: [change.id, plan])
        }
        let facts = before == nil ? nil : try Facts.line(db, plan: plan, change: change.id)
        let said = [reason, facts].compactMap { $0 }.joined(separator: "; ")
        try trail(
            db, change: change, plan: plan, verb: "undo", before: after, after: before,
            reason: said.isEmpty ? nil : said)
    }

    /// Marks a change as taken back.
    ///
    /// Taking an undo back puts what it took away into force again.
    private static func toggle(_ db: Database, _ id: Int, _ change: Change) throws {
        try db.execute(
            sql: "UPDATE change SET undone_by = ? WHERE id = ?", arguments: [change.id, id])
        var (root, isUndone) = (id, true)
        while let undoes = try Int.fetchOne(
            db, sql: "SELECT undoes FROM change WHERE id = ?", arguments: [root])
        {
            (root, isUndone) = (undoes, !isUndone)
            try db.execute(
                sql: "UPDATE change SET undone_by = ? WHERE id = ?",
                arguments: [isUndone ? change.id : nil, root])
        }
        if isUndone { try checkWaivers(db, root, after: id) }
        for table in ["checkin", "waiver", "attachment"] {
            try db.execute(
                sql: "UPDATE \(table) SET undone = ? WHERE change = ?", arguments: [isUndone, root])
        }
    }
}

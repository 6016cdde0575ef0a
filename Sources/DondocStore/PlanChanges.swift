public import DondocCore
import GRDB

/// What a load came to.
public struct LoadCounts: Sendable, Equatable {
    public var added = 0
    public var changed = 0
    public var withdrawn = 0
    public var unchanged = 0

    /// As the trail has it.
    var line: String { "+\(added) ~\(changed) -\(withdrawn)" }
}

/// What a load would do to one obligation.
public struct ObligationChange: Sendable, Equatable {
    public enum Kind: String, Sendable {
        case added
        /// Another `due` or `act_by`: the ladder starts anew.
        case moved
        /// Something beside its days.
        case changed
        case withdrawn
    }

    public let kind: Kind
    /// nil for one that is not stored yet.
    public let number: Int?
    public let key: String
    public let phrase: String
    public let due: (before: Day?, after: Day?)
    public let actBy: (before: Day?, after: Day?)

    public static func == (a: ObligationChange, b: ObligationChange) -> Bool {
        a.kind == b.kind && a.key == b.key && a.due == b.due && a.actBy == b.actBy
    }
}

extension Store {
    /// What loading these plans would do to the stored obligations; nothing is written.
    ///
    /// In the order of the plans and their files; what leaves comes last, by key.
    public func changes(_ plans: [PlanToLoad]) async throws -> [ObligationChange] {
        try await pool.read { db in
            try plans.flatMap { one in
                let stored = try Store.storedAssignments(db, one.plan.id)
                let named = Set(one.assignments.map(\.key))
                let leaving = stored.filter {
                    !named.contains($0.key) && $0.value.mayLeave && $0.value.state.mayBeWithdrawn
                }
                return one.assignments.compactMap { difference($0, stored[$0.key], one) }
                    + (try leaving.sorted { $0.key < $1.key }.map { key, old in
                        ObligationChange(
                            kind: .withdrawn, number: old.number, key: key,
                            phrase: try Store.phrase(db, of: old.number), due: (old.due, nil),
                            actBy: (old.actBy, nil))
                    })
            }
        }
    }

    /// Loads plans as `load` does, with the answer, which is kept for repetitions of the request; a dry
    /// run takes it all back.
    ///
    /// - Throws: `Outpaced` when the key is in use.
    public func load(
        _ plans: [PlanToLoad], by actor: Actor, at now: Moment, key: RequestKey?,
        isDryRun: Bool, journal: @escaping @Sendable (Plan, LoadCounts) -> JournalEntry,
        answer: @escaping @Sendable (Int?, [LoadCounts]) throws -> String
    ) async throws -> String {
        try await transaction(isDryRun: isDryRun) { db in
            try Store.take(db, key)
            let (change, counts) = try Store.load(db, plans, by: actor, at: now, journal: journal)
            let body = try answer(change, counts)
            try Store.keep(db, key, body, change: change)
            return body
        }
    }

    /// Names whose content differs from what is applied; nothing is written.
    public func differing(_ files: [(name: String, text: String)]) throws -> [String] {
        let applied = Dictionary(
            uniqueKeysWithValues: try appliedFiles().map { ($0.name, $0.text) })
        let gone = Set(applied.keys).subtracting(files.map(\.name)).sorted()
        return files.filter { applied[$0.name] != $0.text }.map(\.name) + gone
    }

    /// SQL: whether what made an obligation withdrawn was that its line left the file.
    static let comesBack = """
        CASE WHEN o.left_plan AND o.state = 'withdrawn' THEN coalesce((
            SELECT coalesce(json_extract(t."after", '$.left_plan'), 0)
                AND NOT coalesce(json_extract(t."before", '$.left_plan'), 0)
            FROM trail t WHERE t.obligation = o.number
                AND json_extract(t."after", '$.state') = 'withdrawn'
                AND coalesce(json_extract(t."before", '$.state'), '') <> 'withdrawn'
            ORDER BY t.id DESC LIMIT 1), 1) ELSE 0 END
        """

    private static func phrase(_ db: Database, of number: Int) throws -> String {
        try String.fetchOne(
            db,
            sql: """
                SELECT t.phrase FROM obligation o JOIN task t ON t.plan = o.plan AND t.id = o.task
                WHERE o.number = ?
                """, arguments: [number]) ?? ""
    }
}

/// nil when the obligation stays as it is.
private func difference(_ a: Assignment, _ old: Store.Stored?, _ one: PlanToLoad)
    -> ObligationChange?
{
    guard let old else {
        return ObligationChange(
            kind: .added, number: nil, key: a.key, phrase: a.phrase, due: (nil, a.date?.due),
            actBy: (nil, a.date?.actBy))
    }
    guard !old.matches(a) else { return nil }
    if old.comesBack {
        return ObligationChange(
            kind: .added, number: old.number, key: a.key, phrase: a.phrase,
            due: (nil, a.date?.due), actBy: (nil, a.date?.actBy))
    }
    var after = Snapshot(state: old.state)
    (after.due, after.actBy) = (old.due?.description, old.actBy?.description)
    after.extendedTo = old.due != old.planDue ? old.due?.description : nil
    after.follow(a, actBy: one.actBy)
    let (due, actBy) = (day(after.due), day(after.actBy))
    return ObligationChange(
        kind: old.due != due || old.actBy != actBy ? .moved : .changed, number: old.number,
        key: a.key, phrase: a.phrase, due: (old.due, due), actBy: (old.actBy, actBy))
}

extension ObligationState {
    /// Done work stays done when its line leaves the file.
    var mayBeWithdrawn: Bool { ObligationLife.states(for: .withdraw).contains(self) }
}

public import DondocCore
import GRDB

/// What somebody did, as it stands in the trail.
public struct Deed: Hashable, Sendable {
    public let change: Int
    public let verb: String
    public let at: Moment
    /// The name of a person, or a login name.
    public let by: String
    public let reason: String?

    init(_ row: Row) {
        (change, verb, by) = (row["change"], row["verb"], row["by"])
        (at, reason) = (Moment(seconds: row["at"]), row["reason"])
    }
}

/// A time in which an address was, or is, marked dead.
public struct DeadSpan: Hashable, Sendable {
    public let address: String
    public let from: Moment
    /// The last day.
    public let until: Day
    public let reason: String
    /// When somebody ended it, or marked it anew.
    public let ended: Moment?

    public func stands(at moment: Moment) -> Bool {
        from <= moment && moment.day <= until && ended.map { moment < $0 } ?? true
    }
}

/// What told an agency that work is its own, or that it takes part.
public struct PastAssignment: Sendable {
    public let role: Audience
    public let told: PastReminder

    public init(role: Audience, told: PastReminder) { (self.role, self.told) = (role, told) }
}

/// What `why` tells beside the ladder of an obligation.
public struct WhyFacts: Sendable {
    /// What brought it into its state.
    public let into: Deed?
    /// What told agencies that it is theirs, or that they take part, oldest first.
    public let assigned: [PastAssignment]
    /// Every address that ever was dead, oldest first.
    public let dead: [DeadSpan]
    public let hold: Hold?

    public init(into: Deed?, assigned: [PastAssignment], dead: [DeadSpan], hold: Hold?) {
        (self.into, self.assigned, self.dead, self.hold) = (into, assigned, dead, hold)
    }
}

extension Store {
    public func whyFacts(of number: Int) async throws -> WhyFacts {
        try await pool.read { db in
            WhyFacts(
                into: try Store.deedInto(db, number), assigned: try Store.assigned(db, number),
                dead: try Store.deadSpans(db), hold: try Store.standingHold(db))
        }
    }

    private static func assigned(_ db: Database, _ number: Int) throws -> [PastAssignment] {
        let leads = try pastReminders(
            db, "id IN (SELECT told_by FROM obligation WHERE number = ?1)", number)
        let partners = try pastReminders(
            db,
            """
            id IN (SELECT n.told_by FROM obligation o
                JOIN partner n ON n.plan = o.plan AND n.task = o.task WHERE o.number = ?1)
            """, number)
        let all =
            leads.map { PastAssignment(role: .lead, told: $0) }
            + partners.map { PastAssignment(role: .partners, told: $0) }
        return all.sorted { $0.told.decidedAt < $1.told.decidedAt }
    }

    /// The last change that brought an obligation from another state into that which it has.
    private static func deedInto(_ db: Database, _ number: Int) throws -> Deed? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT t.change, t.verb, c.at, coalesce(c.person, c.user) AS by, t.reason
                    FROM trail t JOIN change c ON c.id = t.change
                    JOIN obligation o ON o.number = t.obligation
                    WHERE o.number = ? AND t."after" ->> '$.state' = o.state
                        AND t."before" ->> '$.state' IS NOT o.state
                    ORDER BY t.id DESC LIMIT 1
                    """), arguments: [number]
        ).map { Deed($0) }
    }

    /// Every address that ever was dead, oldest first.
    public func deadSpans() async throws -> [DeadSpan] {
        try await pool.read { db in try Store.deadSpans(db) }
    }

    private static func deadSpans(_ db: Database) throws -> [DeadSpan] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT d.address, d.until, d.reason, c.at, e.at AS ended FROM dead_address d
                    JOIN change c ON c.id = d.change LEFT JOIN change e ON e.id = d.ended_by
                    ORDER BY d.id
                    """)
        ).map { row in
            guard let until = Day(iso: row["until"] as String) else {
                throw StoreFault.damaged("dead_address")
            }
            return DeadSpan(
                address: row["address"], from: Moment(seconds: row["at"]), until: until,
                reason: row["reason"], ended: moment(row["ended"]))
        }
    }

    /// Who withdrew a notice by a change; of a letter that was dropped, with the words said then.
    static func withdrawal(_ db: Database, _ change: Int, letter: Int?) throws -> Deed? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT c.id AS change, c.verb, c.at, coalesce(c.person, c.user) AS by,
                        (SELECT substr(t.reason, instr(t.reason, '; ') + 2) FROM trail t
                            WHERE t.change = c.id AND t.verb = 'queue-drop'
                                AND t.reason GLOB 'letter=' || ?2 || ' *' LIMIT 1) AS reason
                    FROM change c WHERE c.id = ?1
                    """), arguments: [change, letter ?? 0]
        ).map { Deed($0) }
    }
}

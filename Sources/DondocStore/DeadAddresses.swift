public import DondocCore
import GRDB

/// An address to which nothing is sent up to the end of a day.
public struct DeadAddress: Hashable, Sendable {
    public let address: String
    /// The last day.
    public let until: Day
    public let reason: String
    public let at: Moment
    public let user: String
    public let person: String?
}

/// What was to be said to an address that is not to hear it any more, and may be said to somebody else.
public struct TurnedNotice: Hashable, Sendable {
    public let reminder: Int64
    /// nil for lists and what is newly assigned.
    public let obligation: Int?
    /// The agency to which work is new, as its lead or as a partner; nil for all else.
    public let assignee: AgencyRef?
    public let role: Audience
    public let isAtOnce: Bool
    /// A rung towards a date.
    public let isDated: Bool

    init(_ row: Row) {
        reminder = row["reminder"]
        obligation = row["obligation"]
        let about: String = row["about"]
        let who = about.dropFirst("plan:\(row["plan"] as String)/".count)
        assignee =
            obligation == nil && (who.hasPrefix("lead:") || who.hasPrefix("with:"))
            ? AgencyRef(String(who.dropFirst("lead:".count))) : nil
        role = Audience(rawValue: row["role"]) ?? .lead
        isAtOnce = row["at_once"]
        isDated = row["side"] == "dated" && obligation != nil
    }

    /// Of a notice `n` and its reminder `r`.
    static let columns = "n.reminder, r.obligation, r.about, r.plan, r.side, n.role, n.at_once"
}

extension Store {
    /// The reason of notices that a dead address would have had.
    public static let deadAddress = "dead-address"

    /// Addresses that are dead on a day, in order.
    public func deadAddresses(on day: Day) throws -> [DeadAddress] {
        try pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT d.address, d.until, d.reason, c.at, c.user, c.person
                    FROM dead_address d JOIN change c ON c.id = d.change
                    WHERE d.ended_by IS NULL AND d.until >= ? ORDER BY lower(d.address)
                    """, arguments: [day.description]
            ).map { row in
                guard let until = Day(iso: row["until"] as String) else {
                    throw StoreFault.damaged("dead_address")
                }
                return DeadAddress(
                    address: row["address"], until: until, reason: row["reason"],
                    at: Moment(seconds: row["at"]), user: row["user"], person: row["person"])
            }
        }
    }

    static func isDead(_ db: Database, _ address: String, on day: Day) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM dead_address WHERE lower(address) = lower(?)
                        AND ended_by IS NULL AND until >= ?)
                    """), arguments: [address, day.description]) ?? false
    }

    /// Whether anything was ever to be said to an address.
    public func hasWritten(to address: String) async throws -> Bool {
        try await pool.read { db in
            try Bool.fetchOne(
                db,
                sql: "SELECT EXISTS (SELECT 1 FROM letter WHERE lower(recipient) = lower(?))",
                arguments: [address]) ?? false
        }
    }

    /// What an address still has to hear, or has not heard for a letter that was given up.
    public func unheard(by address: String) async throws -> [TurnedNotice] {
        try await pool.read { db in try Store.unheard(db, by: address) }
    }

    static func unheard(
        _ db: Database, by address: String, _ which: String = isUnheard
    ) throws -> [TurnedNotice] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT \(TurnedNotice.columns) FROM notice n
                JOIN reminder r ON r.id = n.reminder WHERE \(which) ORDER BY n.id
                """, arguments: [address]
        ).map { TurnedNotice($0) }
    }

    /// A notice `n` to the address `?1` that no letter has brought.
    static let isUnheard = """
        n.channel = 'mail' AND lower(n.recipient) = lower(?1) AND (n.state = 'waiting'
            OR (n.state = 'carried' AND n.letter IN (SELECT l.id FROM letter l
                WHERE l.state <> 'sent' AND l.state IN ('queued', 'unsure', 'failed'))))
        """

    /// Nothing is sent to an address up to the end of a day.
    ///
    /// What it was to hear is withdrawn, letters that were given up among it, and `turned` is said to
    /// others, who are passed on to `journal` and `answer`. What is being sent at this moment goes on.
    /// - Throws: `Outpaced` when there is more or less than was seen, or the key is in use.
    public func markDead(
        _ address: String, until: Day, reason: String, seen: [TurnedNotice],
        turned: [(Int64, NewNotice)],
        by actor: Actor, at now: Moment, key: RequestKey? = nil, isDryRun: Bool = false,
        journal: @escaping @Sendable ([String]) -> JournalEntry,
        answer: @escaping @Sendable (Int, [String]) throws -> String
    ) async throws -> String {
        try await transaction(isDryRun: isDryRun) { db in
            try Store.take(db, key)
            guard try Store.unheard(db, by: address) == seen else { throw Outpaced() }
            let change = try Store.change(db, at: now, verb: "mail-dead", by: actor)
            let before = try Store.standing(db, address, on: now.day)
            try Store.trail(
                db, change: change, verb: "mail-dead", before: before.map { "until=\($0)" },
                after: "until=\(until)", reason: "\(address); \(reason)")
            try Store.end(db, address, by: change)
            try db.execute(
                sql: """
                    INSERT INTO dead_address (address, until, reason, change) VALUES (?, ?, ?, ?)
                    """, arguments: [address, until.description, reason, change.id])
            let others = try Store.turn(db, turned)
            try Store.bury(db, address, Store.isUnheard, why: Store.deadAddress, change)
            try Store.journal(db, journal(others))
            let body = try answer(change.id, others)
            try Store.keep(db, key, body, change: change.id)
            return body
        }
    }

    /// An address may be written to again.
    ///
    /// - Throws: `Outpaced` when the key is in use.
    public func markAlive(
        _ address: String, by actor: Actor, at now: Moment, key: RequestKey? = nil,
        isDryRun: Bool = false, journal: JournalEntry,
        answer: @escaping @Sendable (Int) throws -> String
    ) async throws -> String {
        try await transaction(isDryRun: isDryRun) { db in
            try Store.take(db, key)
            guard let before = try Store.standing(db, address, on: now.day) else {
                throw Outpaced()
            }
            let change = try Store.change(db, at: now, verb: "mail-alive", by: actor)
            try Store.trail(
                db, change: change, verb: "mail-alive", before: "until=\(before)", reason: address)
            try Store.end(db, address, by: change)
            try Store.journal(db, journal)
            let body = try answer(change.id)
            try Store.keep(db, key, body, change: change.id)
            return body
        }
    }

    private static func standing(_ db: Database, _ address: String, on day: Day) throws -> String? {
        try String.fetchOne(
            db,
            sql: """
                SELECT until FROM dead_address WHERE lower(address) = lower(?)
                    AND ended_by IS NULL AND until >= ?
                """, arguments: [address, day.description])
    }

    private static func end(_ db: Database, _ address: String, by change: Change) throws {
        try db.execute(
            sql: """
                UPDATE dead_address SET ended_by = ?
                WHERE lower(address) = lower(?) AND ended_by IS NULL
                """, arguments: [change.id, address])
    }

    /// Says to others what an address does not hear; who has heard of it already does not hear again.
    ///
    /// - Returns: The others, in order.
    static func turn(_ db: Database, _ turned: [(Int64, NewNotice)]) throws -> [String] {
        var others: Set<String> = []
        for (reminder, notice) in turned {
            if try say(db, notice, reminder: reminder) { others.insert(notice.recipient) }
        }
        return others.sorted()
    }

    /// Withdraws those notices `n` to the address `?1`, and their letters.
    static func bury(
        _ db: Database, _ address: String, _ which: String, why: String, _ change: Change
    ) throws {
        let letters = try Int.fetchAll(
            db,
            sql: """
                SELECT DISTINCT n.letter FROM notice n
                WHERE \(which) AND n.letter IS NOT NULL ORDER BY n.letter
                """, arguments: [address])
        try db.execute(
            sql: """
                UPDATE notice AS n SET state = 'withdrawn', reason = ?2, withdrawn_by = ?3
                WHERE \(which)
                """, arguments: [address, why, change.id])
        for letter in letters { try drop(db, letter: letter, why: why, change) }
    }

    /// A letter to a dead address is not tried again, nor does one stay that was given up; what it says is
    /// said to those whom `instead` names.
    ///
    /// - Returns: True when it was one.
    static func withdrawIfDead(
        _ db: Database, _ letter: WaitingLetter, _ state: LetterState, on day: Day,
        _ instead: (TurnedNotice, ObligationRecord?) -> [NewNotice]
    ) throws -> Bool {
        guard letter.channel == "mail", [.queued, .unsure, .failed].contains(state),
            try isDead(db, letter.recipient, on: day)
        else { return false }
        let lost = try unheard(
            db, by: letter.recipient,
            "n.channel = 'mail' AND lower(n.recipient) = lower(?1) AND n.state = 'carried'"
                + " AND n.letter = \(letter.id)")
        try db.cachedStatement(
            sql: """
                UPDATE notice SET state = 'withdrawn', reason = ?
                WHERE letter = ? AND state = 'carried'
                """
        ).execute(arguments: [deadAddress, letter.id])
        for one in lost {
            let record = try one.obligation.flatMap {
                try ObligationRecord.all(db, "WHERE o.number = ?", [$0]).first
            }
            _ = try turn(db, instead(one, record).map { (one.reminder, $0) })
        }
        try drop(db, letter: letter.id, why: deadAddress, nil)
        return true
    }
}

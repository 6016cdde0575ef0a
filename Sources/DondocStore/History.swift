public import DondocCore
import GRDB

/// A reminder that was decided, and whom it was for.
public struct PastReminder: Sendable {
    public let step: String
    public let dueVersion: Int
    public let stepAt: Moment
    public let decidedAt: Moment
    public let merged: [String]
    public let isLate: Bool
    public let notices: [PastNotice]
}

/// What one recipient was told of a reminder, or is going to be.
public struct PastNotice: Sendable {
    /// `mail` or `hook:NAME`.
    public let channel: String
    public enum State: Hashable, Sendable {
        /// Not composed yet.
        case waiting
        /// The letter's.
        case letter(LetterState)
        /// It was taken out of its letter, or never came into one.
        case withdrawn
    }

    public let recipient: String
    public let role: Audience
    public let state: State
    public let releaseAt: Moment
    /// Why it was withdrawn.
    public let reason: String?
    /// The letter that carries it, or did: nil while it waits.
    public let letter: PastLetter?
    /// Who withdrew it; nil where nobody did.
    public let withdrawal: Deed?
}

public struct PastLetter: Sendable {
    public let id: Int
    public let state: LetterState
    public let attempts: Int
    /// An attempt ended without the relay's answer: it may have arrived.
    public let mayHaveArrived: Bool
    public let subject: String
    public let messageID: String
    public let sentAt: Moment?
    public let error: String?
}

/// One row of the trail with its change set.
public struct TrailRow: Sendable {
    public let at: Moment
    public let change: Int
    public let verb: String
    public let user: String
    public let person: String?
    public let onBehalf: String?
    public let deputyFor: String?
    public let undoes: Int?
    public let number: Int?
    public let key: String?
    public let before: String?
    public let after: String?
    public let reason: String?
}

/// The rows of the trail that somebody may read who may not read all.
public struct OwnRows: Hashable, Sendable {
    public var uid: Int
    /// Login names of those for whom somebody stands in.
    public var users: [String] = []
    /// Agencies whose plans somebody coordinates.
    public var coordinators: [AgencyRef] = []

    public init(uid: Int) { self.uid = uid }

    /// Whether the index by uid finds them all.
    fileprivate var isOnlyUid: Bool { users.isEmpty && coordinators.isEmpty }

    fileprivate var clause: Clause {
        guard !isOnlyUid else { return Clause(sql: "c.uid = ?", arguments: [uid]) }
        return Clause(
            sql: """
                (c.uid = ? OR c.user IN (SELECT value FROM json_each(?))
                OR coalesce(o.plan, t.plan) IN (SELECT id FROM plan
                    WHERE coordinator IN (SELECT value FROM json_each(?))))
                """,
            arguments: [
                uid, JSONText.array(users), JSONText.array(coordinators.map(\.description)),
            ])
    }
}

extension Store {
    /// Every reminder about an obligation, oldest first.
    public func reminders(of number: Int) async throws -> [PastReminder] {
        try await pool.read { db in try Store.pastReminders(db, "obligation = ?1", number) }
    }

    static func pastReminders(_ db: Database, _ which: String, _ number: Int) throws
        -> [PastReminder]
    {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT id, step, due_version, step_at, decided_at, merged, is_late
                FROM reminder WHERE \(which) ORDER BY id
                """, arguments: [number])
        return try rows.map { row in
            PastReminder(
                step: row["step"], dueVersion: row["due_version"],
                stepAt: Moment(seconds: row["step_at"]),
                decidedAt: Moment(seconds: row["decided_at"]),
                merged: try JSONText.texts(row["merged"]), isLate: row["is_late"],
                notices: try Store.notices(db, reminder: row["id"]))
        }
    }

    /// When each of these obligations was last reminded.
    public func lastReminders(of numbers: [Int]) async throws -> [Int: Moment] {
        try await pool.read { db in
            let statement = try db.cachedStatement(
                sql: "SELECT max(decided_at) FROM reminder WHERE obligation = ?")
            var result: [Int: Moment] = [:]
            for number in numbers {
                let at: Int? = try Int.fetchOne(statement, arguments: [number])
                result[number] = moment(at)
            }
            return result
        }
    }

    private static func notices(_ db: Database, reminder: Int) throws -> [PastNotice] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT n.channel, n.recipient, n.role, n.state, n.release_at, n.reason,
                        n.withdrawn_by, l.id, l.state AS l_state, l.attempts,
                        l.unsure, l.subject, l.message_id, l.sent_at, l.error
                    FROM notice n LEFT JOIN letter l ON l.id = n.letter
                    WHERE n.reminder = ? ORDER BY n.id
                    """), arguments: [reminder]
        ).map { row in
            var letter: PastLetter?
            if let id = row["id"] as Int? {
                letter = PastLetter(
                    id: id, state: LetterState(rawValue: row["l_state"]) ?? .failed,
                    attempts: row["attempts"], mayHaveArrived: (row["unsure"] as Int) > 0,
                    subject: row["subject"], messageID: row["message_id"],
                    sentAt: moment(row["sent_at"]),
                    error: row["error"])
            }
            let isCarried = row["state"] == "carried"
            return PastNotice(
                channel: row["channel"], recipient: row["recipient"],
                role: Audience(rawValue: row["role"]) ?? .lead,
                state: isCarried
                    ? .letter(letter?.state ?? .failed)
                    : row["state"] == "waiting" ? .waiting : .withdrawn,
                releaseAt: Moment(seconds: row["release_at"]), reason: row["reason"],
                letter: letter,
                withdrawal: try (row["withdrawn_by"] as Int?).flatMap {
                    try withdrawal(db, $0, letter: letter?.id)
                })
        }
    }

    /// The newest rows of the trail, newest last: of one obligation or of all, of one uid or of all.
    public func trail(of number: Int?, uid: Int?, change: Int? = nil, limit: Int) async throws
        -> [TrailRow]
    {
        try await trail(of: number, uid.map { OwnRows(uid: $0) }, change: change, limit: limit)
    }

    /// The newest rows of the trail that somebody may read; nil for whoever may read all.
    public func trail(of number: Int?, _ own: OwnRows?, change: Int? = nil, limit: Int)
        async throws -> [TrailRow]
    {
        try await pool.read { db in
            let found = Store.trailWalk(of: number, own, change: change)
            return try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT t.id, c.at, t.change, t.verb, c.user, c.person, c.on_behalf,
                            c.deputy_for, c.undoes, t.obligation, o.key, t."before", t."after", t.reason
                        \(found.sql) LIMIT ?
                        """), arguments: StatementArguments(found.arguments + [limit])
            ).reversed().map { row in
                var (before, after) = (row["before"] as String?, row["after"] as String?)
                if row["obligation"] != nil { (before, after) = try Store.said(before, after) }
                return TrailRow(
                    at: Moment(seconds: row["at"]), change: row["change"], verb: row["verb"],
                    user: row["user"], person: row["person"], onBehalf: row["on_behalf"],
                    deputyFor: row["deputy_for"], undoes: row["undoes"], number: row["obligation"],
                    key: row["key"], before: before, after: after, reason: row["reason"])
            }
        }
    }

    /// Newest first, along an index: rows have the order of their changes.
    static func trailWalk(of number: Int?, _ own: OwnRows?, change: Int?) -> Clause {
        var all = [Clause(sql: "1")]
        if let number { all.append(Clause(sql: "t.obligation = ?", arguments: [number])) }
        if let own { all.append(own.clause) }
        if let change { all.append(Clause(sql: "t.change = ?", arguments: [change])) }
        let clause = all.dropFirst().reduce(all[0], &&)
        let key = "LEFT JOIN obligation o ON o.number = t.obligation WHERE"
        guard own?.isOnlyUid == true, number == nil, change == nil else {
            return Clause(sql: "FROM trail t CROSS JOIN change c ON c.id = t.change \(key)")
                + clause + Clause(sql: "ORDER BY t.id DESC")
        }
        return Clause(sql: "FROM change c CROSS JOIN trail t ON t.change = c.id \(key)")
            + clause + Clause(sql: "ORDER BY c.id DESC, t.id DESC")
    }

    /// What a row changed, in few words.
    private static func said(_ before: String?, _ after: String?) throws -> (String?, String?) {
        guard let after else { return (nil, nil) }
        let new = try Snapshot(json: after)
        guard let before else { return (nil, new.state.rawValue) }
        let said = Snapshot.difference(try Snapshot(json: before), new)
        return (said.before, said.after)
    }
}

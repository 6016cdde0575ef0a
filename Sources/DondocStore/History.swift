public import DondocCore
import GRDB

/// A reminder that was decided, with its letters.
public struct PastReminder: Sendable {
    public let step: String
    public let dueVersion: Int
    public let stepAt: Moment
    public let decidedAt: Moment
    public let merged: [String]
    public let isLate: Bool
    public let letters: [PastLetter]
}

public struct PastLetter: Sendable {
    public let recipient: String
    public let state: LetterState
    public let attempts: Int
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
}

extension Store {
    /// Every reminder about an obligation, oldest first.
    public func reminders(of number: Int) async throws -> [PastReminder] {
        try await pool.read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT id, step, due_version, step_at, decided_at, merged, is_late
                    FROM reminder WHERE obligation = ? ORDER BY id
                    """, arguments: [number])
            return try rows.map { row in
                PastReminder(
                    step: row["step"], dueVersion: row["due_version"],
                    stepAt: Moment(seconds: row["step_at"]),
                    decidedAt: Moment(seconds: row["decided_at"]),
                    merged: try JSONText.texts(row["merged"]), isLate: row["is_late"],
                    letters: try Store.letters(db, reminder: row["id"]))
            }
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

    private static func letters(_ db: Database, reminder: Int) throws -> [PastLetter] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT recipient, state, attempts, subject, message_id, sent_at, error
                    FROM letter WHERE reminder = ? ORDER BY id
                    """), arguments: [reminder]
        ).map { row in
            PastLetter(
                recipient: row["recipient"],
                state: LetterState(rawValue: row["state"]) ?? .failed, attempts: row["attempts"],
                subject: row["subject"], messageID: row["message_id"],
                sentAt: moment(row["sent_at"]), error: row["error"])
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
        let (users, coordinators) = (
            JSONText.array(own?.users ?? []),
            JSONText.array((own?.coordinators ?? []).map(\.description))
        )
        return try await pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM (
                        SELECT t.id, c.at, t.change, t.verb, c.user, c.person, c.on_behalf,
                            c.deputy_for, c.undoes, t.obligation, o.key, t."before", t."after", t.reason
                        FROM trail t JOIN change c ON c.id = t.change
                        LEFT JOIN obligation o ON o.number = t.obligation
                        WHERE (?1 IS NULL OR t.obligation = ?1) AND (?4 IS NULL OR t.change = ?4)
                            AND (?2 IS NULL OR c.uid = ?2
                                OR c.user IN (SELECT value FROM json_each(?5))
                                OR coalesce(o.plan, t.plan) IN (SELECT id FROM plan
                                    WHERE coordinator IN (SELECT value FROM json_each(?6))))
                        ORDER BY t.id DESC LIMIT ?3) ORDER BY id
                    """, arguments: [number, own?.uid, limit, change, users, coordinators]
            ).map { row in
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

    /// What a row changed, in few words.
    private static func said(_ before: String?, _ after: String?) throws -> (String?, String?) {
        guard let after else { return (nil, nil) }
        let new = try Snapshot(json: after)
        guard let before else { return (nil, new.state.rawValue) }
        let said = Snapshot.difference(try Snapshot(json: before), new)
        return (said.before, said.after)
    }
}

import DondocCore
import GRDB

/// Who does something, as the trail records it.
public struct Actor: Hashable, Sendable {
    public var uid: Int?
    public var user: String
    public var person: String?
    public var onBehalf: String?
    /// The person in whose place a deputy acts.
    public var deputyFor: String?

    public init(
        uid: Int?, user: String, person: String?, onBehalf: String? = nil, deputyFor: String? = nil
    ) {
        self.uid = uid
        self.user = user
        self.person = person
        self.onBehalf = onBehalf
        self.deputyFor = deputyFor
    }

    /// The daemon's own doing.
    public static let daemon = Actor(uid: nil, user: "dondocd", person: nil)
}

extension Store {
    /// Opens a change set.
    static func change(
        _ db: Database, at now: Moment, verb: String, by actor: Actor, undoes: Int? = nil
    ) throws -> Change {
        try reached(db, now)
        try db.cachedStatement(
            sql: """
                INSERT INTO change (at, verb, uid, user, person, on_behalf, deputy_for, undoes)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(
            arguments: [
                now.seconds, verb, actor.uid, actor.user, actor.person, actor.onBehalf,
                actor.deputyFor, undoes,
            ])
        return Change(
            id: Int(db.lastInsertedRowID), at: now.seconds, verb: verb, actor, undoes: undoes)
    }

    /// Appends one row to the trail, with its hash over all rows before it.
    static func trail(
        _ db: Database, change: Change, obligation: Int? = nil, plan: String? = nil, verb: String,
        before: String? = nil, after: String? = nil, reason: String? = nil
    ) throws {
        let last = try Chain.head(db)
        let id = last.count + 1
        let hash = Chain.hash(
            after: last.hash, id: id, change, obligation: obligation, plan: plan, verb: verb,
            before: before, after: after, reason: reason)
        try db.cachedStatement(
            sql: """
                INSERT INTO trail (id, change, obligation, plan, verb, "before", "after", reason,
                    hash)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            id, change.id, obligation, plan, verb, before, after, reason, data(hash),
        ])
    }

    /// Puts an entry into the journal's outbox, in the transaction of what it tells.
    static func journal(_ db: Database, _ entry: JournalEntry) throws {
        try db.cachedStatement(sql: "INSERT INTO journal_entry (fields) VALUES (?)")
            .execute(arguments: [entry.encoded])
    }
}

/// Fields for the systemd journal, in order.
public struct JournalEntry: Hashable, Sendable {
    public var fields: [Field]

    public struct Field: Hashable, Sendable {
        public let name: String
        public let value: String
    }

    public init(_ fields: [(String, String?)]) {
        self.fields = fields.compactMap { name, value in value.map { Field(name: name, value: $0) }
        }
    }

    /// A JSON array of names and values by turns.
    var encoded: String { JSONText.array(fields.flatMap { [$0.name, $0.value] }) }
}

public import DondocCore
import GRDB

/// A letter of the outbox as people look at it.
public struct QueuedLetter: Hashable, Sendable {
    public let id: Int
    public let channel: String
    public let recipient: String
    public let subject: String
    public let state: LetterState
    public let attempts: Int
    /// By the wall clock.
    public let nextTryAt: Int?
    /// When the oldest of what it says was decided.
    public let since: Moment
    public let sentAt: Moment?
    /// What the relay said last, or why it was withdrawn.
    public let error: String?
    /// What it speaks about, the oldest first: keys of obligations, `plan:ID…` for lists; at most 100.
    public let about: [String]
    /// Who coordinates the plans that it speaks about, in order.
    public let coordinators: [AgencyRef]
}

/// Which letters are looked at.
public struct QueueFilter: Sendable {
    public var states: [LetterState] = [.queued, .sending, .unsure, .failed]
    public var recipient: String?
    /// Only letters that speak about plans of one of these; nil: all.
    public var coordinators: [AgencyRef]?
    public var limit = 1_000
    public var offset = 0

    public init() {}
}

/// What somebody does to letters of the outbox.
public enum QueueDeed: Sendable {
    case retry
    case drop(reason: String)

    public var event: LetterEvent {
        switch self {
        case .retry: .retried
        case .drop: .dropped
        }
    }

    public var verb: String {
        switch self {
        case .retry: "queue-retry"
        case .drop: "queue-drop"
        }
    }
}

extension Store {
    /// A page of the outbox, the oldest letter first.
    public func queue(_ filter: QueueFilter) async throws -> [QueuedLetter] {
        try await pool.read { db in
            let hasSent = filter.states.contains(.sent)
            let states = JSONText.array(filter.states.map(\.rawValue))
            let coordinators = filter.coordinators.map { JSONText.array($0.map(\.description)) }
            return try QueuedLetter.all(
                db,
                """
                WHERE l.state IN (SELECT value FROM json_each(?1))
                    \(hasSent ? "" : "AND l.state <> 'sent'")
                    AND (?2 IS NULL OR lower(l.recipient) = lower(?2))
                    AND (?3 IS NULL OR EXISTS (SELECT 1 FROM notice n
                        JOIN reminder r ON r.id = n.reminder JOIN plan p ON p.id = r.plan
                        WHERE n.letter = l.id
                            AND p.coordinator IN (SELECT value FROM json_each(?3))))
                ORDER BY l.id LIMIT ?4 OFFSET ?5
                """, [states, filter.recipient, coordinators, filter.limit, filter.offset])
        }
    }

    /// One letter with its text as it will be, or was, sent; nil when there is none.
    public func queued(_ id: Int) async throws -> (letter: QueuedLetter, message: [UInt8])? {
        try await pool.read { db in
            guard let letter = try QueuedLetter.all(db, "WHERE l.id = ?", [id]).first,
                let message = try Row.fetchOne(
                    db, sql: "SELECT message FROM letter_text WHERE letter = ?", arguments: [id])
            else { return nil }
            return (letter, bytes(message))
        }
    }

    /// Tries letters now, or takes them back for good: all of them, in one change.
    ///
    /// A letter that was given up is composed anew before it may leave, and may end unsure once more.
    /// - Throws: `Outpaced` when one of them has moved since it was seen, or the key is in use.
    public func perform(
        _ deed: QueueDeed, _ letters: [QueuedLetter], by actor: Actor, at now: Moment,
        wallClock: Int, key: RequestKey? = nil, isDryRun: Bool = false, journal: [JournalEntry],
        answer: @escaping @Sendable (Int, [QueuedLetter]) throws -> String
    ) async throws -> String {
        try await transaction(isDryRun: isDryRun) { db in
            try Store.take(db, key)
            let change = try Store.change(db, at: now, verb: deed.verb, by: actor)
            for letter in letters {
                try Store.perform(db, deed, letter, change, wallClock: wallClock)
            }
            for entry in journal { try Store.journal(db, entry) }
            let after = try letters.flatMap {
                try QueuedLetter.all(db, "WHERE l.id = ?", [$0.id])
            }
            let body = try answer(change.id, after)
            try Store.keep(db, key, body, change: change.id)
            return body
        }
    }

    private static func perform(
        _ db: Database, _ deed: QueueDeed, _ letter: QueuedLetter, _ change: Change, wallClock: Int
    ) throws {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT state, attempts, stale FROM letter WHERE id = ?"),
            arguments: [letter.id])
        guard let row, row["state"] == letter.state.rawValue, row["attempts"] == letter.attempts
        else { throw Outpaced() }
        var after: LetterState?
        var why = "letter=\(letter.id) to=\(letter.recipient)"
        switch deed {
        case .retry:
            after = try move(
                db, letter: letter.id, letter.state.rawValue, .retried, wallClock, letter.error)
            let isStale = letter.state == .failed || (row["stale"] as Bool)
            try db.cachedStatement(
                sql: "UPDATE letter SET stale = ?, unsure = min(unsure, 1) WHERE id = ?"
            ).execute(arguments: [isStale, letter.id])
        case .drop(let reason):
            why += "; \(reason)"
            try db.cachedStatement(
                sql: """
                    UPDATE notice SET state = 'withdrawn', reason = ?, withdrawn_by = ?
                    WHERE letter = ? AND state = 'carried'
                    """
            ).execute(arguments: [dropped, change.id, letter.id])
            after = try drop(db, letter: letter.id, why: dropped, change)
        }
        guard let after else { throw Outpaced() }
        try trail(
            db, change: change, verb: deed.verb, before: letter.state.rawValue,
            after: after.rawValue, reason: why)
    }

    /// Why notices and letters are withdrawn that somebody has dropped.
    static let dropped = "dropped"

    /// Takes a letter back that waits or was given up; its notices are the caller's.
    @discardableResult
    static func drop(_ db: Database, letter: Int, why: String, _ change: Change?) throws
        -> LetterState?
    {
        let state = try String.fetchOne(
            db.cachedStatement(sql: "SELECT state FROM letter WHERE id = ?"), arguments: [letter])
        guard let state,
            let moved = try move(db, letter: letter, state, .dropped, 0, why)
        else { return nil }
        try db.cachedStatement(sql: "UPDATE letter SET withdrawn_by = ? WHERE id = ?")
            .execute(arguments: [change?.id, letter])
        return moved
    }
}

extension QueuedLetter {
    /// Letters `l` of a clause, without their texts.
    fileprivate static func all(
        _ db: Database, _ rest: String, _ arguments: StatementArguments
    ) throws -> [QueuedLetter] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT l.id, l.channel, l.recipient, l.state, l.since, l.attempts, l.next_try_at,
                    l.sent_at, l.error, l.subject FROM letter l \(rest)
                """, arguments: arguments
        ).map { row in
            let id: Int = row["id"]
            guard let state = LetterState(rawValue: row["state"]) else {
                throw StoreFault.damaged("letter \(id)")
            }
            let about = try String.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT r.about FROM notice n JOIN reminder r ON r.id = n.reminder
                        WHERE n.letter = ? GROUP BY r.about ORDER BY min(r.id) LIMIT 100
                        """), arguments: [id])
            let coordinators = try String.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT DISTINCT p.coordinator FROM notice n
                        JOIN reminder r ON r.id = n.reminder JOIN plan p ON p.id = r.plan
                        WHERE n.letter = ? ORDER BY p.coordinator
                        """), arguments: [id])
            return QueuedLetter(
                id: id, channel: row["channel"], recipient: row["recipient"],
                subject: row["subject"], state: state, attempts: row["attempts"],
                nextTryAt: row["next_try_at"], since: Moment(seconds: row["since"]),
                sentAt: moment(row["sent_at"]), error: row["error"], about: about,
                coordinators: coordinators.compactMap { AgencyRef($0) })
        }
    }
}

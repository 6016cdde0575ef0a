public import DondocCore
import GRDB

/// A caller's name for a change, and what was asked under it.
public struct RequestKey: Sendable {
    public let uid: Int
    public let key: String
    /// SHA-256 of the request.
    public let request: String

    public init(uid: Int, key: String, request: String) {
        self.uid = uid
        self.key = key
        self.request = request
    }
}

/// An answer kept for a repeated request.
public struct KeptAnswer: Sendable {
    /// nil while the request is under way, and for ever when it was cut off.
    public let body: String?
    /// False when the key was used for another request.
    public let isSameRequest: Bool
}

/// HTTP's word for a request that is under way (RFC 2518, section 10.1).
private let processing = 102

extension Store {
    /// The answer that an idempotency key has already had; nil for a new key.
    public func keptAnswer(_ key: RequestKey) async throws -> KeptAnswer? {
        try await pool.read { db in
            try Row.fetchOne(
                db, sql: "SELECT request, status, body FROM idempotency WHERE uid = ? AND key = ?",
                arguments: [key.uid, key.key]
            ).map {
                KeptAnswer(
                    body: $0["status"] == processing ? nil : $0["body"],
                    isSameRequest: $0["request"] == key.request)
            }
        }
    }

    /// Keeps the answer to a request that found nothing to change.
    ///
    /// - Throws: `Outpaced` when the key is in use.
    public func keep(_ key: RequestKey?, _ body: String) async throws {
        guard let key else { return }
        try await pool.write { db in
            try Store.take(db, key)
            try Store.keep(db, key, body, change: nil)
        }
    }

    /// Two of one key at once: the second must not be done again.
    static func take(_ db: Database, _ key: RequestKey?) throws {
        guard let key else { return }
        let known = try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM idempotency WHERE uid = ? AND key = ?)",
            arguments: [key.uid, key.key])
        if known == true { throw Outpaced() }
    }

    /// Its age is that of its change, or, where nothing was changed, of the last change before it.
    static func keep(_ db: Database, _ key: RequestKey?, _ body: String, change: Int?) throws {
        try put(db, key, status: 200, body, change)
    }

    /// Marks the key of what takes longer than a transaction.
    static func reserve(_ db: Database, _ key: RequestKey?, change: Int) throws {
        try put(db, key, status: processing, "", change)
    }

    /// Gives a reserved key its answer; without one the request was refused, and no key stays.
    static func settle(_ db: Database, _ key: RequestKey?, _ body: String?) throws {
        guard let key else { return }
        try db.execute(
            sql: body == nil
                ? "DELETE FROM idempotency WHERE uid = ?1 AND key = ?2"
                : "UPDATE idempotency SET status = 200, body = ?3 WHERE uid = ?1 AND key = ?2",
            arguments: body.map { [key.uid, key.key, $0] } ?? [key.uid, key.key])
    }

    private static func put(
        _ db: Database, _ key: RequestKey?, status: Int, _ body: String, _ change: Int?
    ) throws {
        guard let key else { return }
        try db.execute(
            sql: """
                INSERT INTO idempotency (uid, key, request, status, body, change)
                VALUES (?, ?, ?, ?, ?, coalesce(?, (SELECT max(id) FROM change)))
                """, arguments: [key.uid, key.key, key.request, status, body, change])
    }

    /// Forgets kept answers whose change is older than `moment`, so many at once.
    ///
    /// - Returns: How many were forgotten: fewer than `limit` when none is left.
    @discardableResult
    public func forgetAnswers(before moment: Moment, limit: Int) async throws -> Int {
        try await pool.write { db in
            try db.execute(
                sql: """
                    DELETE FROM idempotency WHERE (uid, key) IN (
                        SELECT i.uid, i.key FROM idempotency i LEFT JOIN change c ON c.id = i.change
                        WHERE c.id IS NULL OR c.at < ? LIMIT ?)
                    """, arguments: [moment.seconds, limit])
            return db.changesCount
        }
    }
}

public import DondocCore
import GRDB

/// Letters are held back: couriers pick nothing while it stands.
public struct Hold: Hashable, Sendable {
    public let id: Int
    public let cause: HoldCause
    public let since: Moment
    /// nil: until somebody resumes.
    public let until: Moment?
    /// Login name and, where it is known, name of whoever asked for it; `dondocd` for the daemon's own.
    public let user: String
    public let person: String?
    /// nil where nobody asked for it: the cause says it.
    public let reason: String?

    init(_ row: Row) throws {
        guard let cause = HoldCause(rawValue: row["cause"]) else {
            throw StoreFault.damaged("hold")
        }
        self.cause = cause
        id = row["id"]
        since = Moment(seconds: row["since"])
        until = moment(row["until"])
        user = row["user"]
        person = row["person"]
        reason = row["reason"]
    }
}

/// A hold that is to begin.
public struct NewHold: Hashable, Sendable {
    public let cause: HoldCause
    public let until: Moment?
    public let reason: String?

    public init(cause: HoldCause, until: Moment?, reason: String? = nil) {
        self.cause = cause
        self.until = until
        self.reason = reason
    }
}

/// Why a hold is neither begun nor ended.
public enum HoldRefusal: Error, Sendable {
    /// A wait stands that would end sooner by it.
    case isWaiting(Hold)
    case nothingHeld
}

extension Store {
    public func standingHold() async throws -> Hold? {
        try await pool.read { db in try Store.standingHold(db) }
    }

    static func standingHold(_ db: Database) throws -> Hold? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT h.*, c.user, c.person FROM hold h JOIN change c ON c.id = h.change
                    WHERE h.ended_at IS NULL
                    """)
        ).map { try Hold($0) }
    }

    /// Holds letters at somebody's word, in the place of a hold that stands.
    ///
    /// - Throws: `HoldRefusal.isWaiting` where an automatic one would stand longer; `Outpaced` when the
    ///   key is in use.
    public func hold(
        _ new: NewHold, by actor: Actor, at now: Moment, key: RequestKey? = nil,
        isDryRun: Bool = false, journal: JournalEntry,
        answer: @escaping @Sendable (Int, Hold) throws -> String
    ) async throws -> String {
        try await transaction(isDryRun: isDryRun) { db in
            try Store.take(db, key)
            let standing = try Store.standingHold(db)
            if let standing, standing.cause != .person, !new.outlasts(standing) {
                throw HoldRefusal.isWaiting(standing)
            }
            let change = try Store.begin(db, new, over: standing, by: actor, at: now)
            try Store.journal(db, journal)
            guard let hold = try Store.standingHold(db) else { throw StoreFault.damaged("hold") }
            let body = try answer(change.id, hold)
            try Store.keep(db, key, body, change: change.id)
            return body
        }
    }

    /// Ends the hold that stands at somebody's word; `skipsWait` is needed for one that ends by itself.
    ///
    /// - Throws: `HoldRefusal`; `Outpaced` when the key is in use.
    public func resume(
        skipsWait: Bool, by actor: Actor, at now: Moment, key: RequestKey? = nil,
        isDryRun: Bool = false, journal: @escaping @Sendable (Hold) -> JournalEntry,
        answer: @escaping @Sendable (Int, Hold) throws -> String
    ) async throws -> String {
        try await transaction(isDryRun: isDryRun) { db in
            try Store.take(db, key)
            guard let hold = try Store.standingHold(db) else { throw HoldRefusal.nothingHeld }
            guard skipsWait || !hold.cause.isWait else { throw HoldRefusal.isWaiting(hold) }
            let change = try Store.change(db, at: now, verb: "resume", by: actor)
            try Store.trail(
                db, change: change, verb: "resume", before: hold.words, reason: hold.reason)
            try Store.end(db, hold, at: now, by: change)
            try Store.journal(db, journal(hold))
            let body = try answer(change.id, hold)
            try Store.keep(db, key, body, change: change.id)
            return body
        }
    }

    /// Ends a hold whose time is over.
    ///
    /// - Returns: The hold that ended; nil when none was to end.
    public func endHold(at now: Moment, journal: @Sendable (Hold) -> JournalEntry) throws -> Hold? {
        let isOver = try pool.read { db in
            try Store.standingHold(db)?.until.map { $0 <= now } ?? false
        }
        guard isOver else { return nil }
        return try pool.write { db in
            guard let hold = try Store.standingHold(db), let until = hold.until, until <= now else {
                return nil
            }
            try Store.end(db, hold, at: now, by: nil)
            try Store.journal(db, journal(hold))
            return hold
        }
    }

    /// Holds letters without being asked; where a hold stands that ends later, that one goes on.
    ///
    /// Somebody's `resume` of a clock that is set back stands as long as that hold would have.
    /// - Returns: True when it began.
    public func hold(
        automatically new: NewHold, at now: Moment, journal: JournalEntry
    ) throws -> Bool {
        try pool.write { db in try Store.hold(db, automatically: new, at: now, journal: journal) }
    }

    static func hold(
        _ db: Database, automatically new: NewHold, at now: Moment, journal: JournalEntry
    ) throws -> Bool {
        if new.cause == .back, try isResumed(db, now) { return false }
        let standing = try standingHold(db)
        if let standing, !new.outlasts(standing) { return false }
        _ = try begin(db, new, over: standing, by: .daemon, at: now)
        try Store.journal(db, journal)
        return true
    }

    private static func isResumed(_ db: Database, _ now: Moment) throws -> Bool {
        try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM hold
                    WHERE cause = 'back' AND ended_by IS NOT NULL AND until > ?)
                """, arguments: [now.seconds]) ?? false
    }

    private static func begin(
        _ db: Database, _ new: NewHold, over standing: Hold?, by actor: Actor, at now: Moment
    ) throws -> Change {
        let change = try change(db, at: now, verb: "hold", by: actor)
        try trail(
            db, change: change, verb: "hold", before: standing?.words, after: new.words,
            reason: new.reason)
        if let standing { try end(db, standing, at: now, by: change) }
        try db.execute(
            sql: "INSERT INTO hold (cause, since, until, reason, change) VALUES (?, ?, ?, ?, ?)",
            arguments: [
                new.cause.rawValue, now.seconds, new.until?.seconds, new.reason, change.id,
            ])
        return change
    }

    private static func end(_ db: Database, _ hold: Hold, at now: Moment, by change: Change?) throws
    {
        try db.execute(
            sql: "UPDATE hold SET ended_at = ?, ended_by = ? WHERE id = ?",
            arguments: [now.seconds, change?.id, hold.id])
    }
}

extension NewHold {
    /// Whether it ends later than another.
    fileprivate func outlasts(_ other: Hold) -> Bool {
        guard let end = other.until else { return false }
        return until.map { $0 > end } ?? true
    }

    fileprivate var words: String { holdWords(cause, until) }
}

extension Hold {
    fileprivate var words: String { holdWords(cause, until) }
}

/// As the trail has it.
private func holdWords(_ cause: HoldCause, _ until: Moment?) -> String {
    ([cause.rawValue] + (until.map { ["until=\($0)"] } ?? [])).joined(separator: " ")
}

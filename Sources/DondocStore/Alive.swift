public import DondocCore
import GRDB

/// What the daily line of life counts; plans that had ended when they were loaded are left out.
public struct AliveCounts: Hashable, Sendable {
    /// Neither done nor withdrawn.
    public var open = 0
    /// Of those, the ones whose due day is over; a request never is.
    public var overdue = 0
    /// Letters of earlier moments that the relay has not taken; those of this hour are on their way.
    public var queued = 0
    /// The next moment at which something must be decided.
    public var nextWake: Moment?
    /// The trail's length and last hash: kept in the journal, they show a tail that was cut off.
    public var head = TrailHead(count: 0, hash: "")

    public init() {}
}

extension Store {
    public func aliveCounts(at now: Moment) async throws -> AliveCounts {
        var counts = try await pool.read { db in
            var counts = AliveCounts()
            func count(_ rest: String, _ arguments: StatementArguments = []) throws -> Int {
                try Int.fetchOne(
                    db,
                    sql: "SELECT count(*) FROM obligation WHERE silent = 0 AND \(rest)",
                    arguments: arguments) ?? 0
            }
            let open = "stands IN ('planned', 'started', 'claimed', 'returned')"
            let today: StatementArguments = [now.day.description]
            counts.open = try count(open)
            counts.overdue =
                try count("\(open) AND day < ?", today)
                - count("is_request = 1 AND \(open) AND day < ?", today)
            counts.queued =
                try Int.fetchOne(
                    db,
                    sql: """
                        SELECT count(*) FROM letter WHERE state <> 'sent'
                            AND state IN ('queued', 'sending', 'unsure') AND since < ?
                        """, arguments: [now.seconds]) ?? 0
            return counts
        }
        counts.nextWake = try await nextWake()
        counts.head = try await trailHead()
        return counts
    }

    /// Whether the line of a day was said.
    public func wasAlive(on day: Day) async throws -> Bool {
        try await pool.read { db in
            try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM alive WHERE day = ?)",
                arguments: [day.description]) ?? false
        }
    }

    /// Puts the lines of a day into the journal's outbox, unless that day has had them.
    ///
    /// - Returns: False when it had.
    @discardableResult
    public func sayAlive(on day: Day, at now: Moment, _ entries: [JournalEntry]) async throws
        -> Bool
    {
        try await pool.write { db in
            try db.execute(
                sql: "INSERT INTO alive (day, at) VALUES (?, ?) ON CONFLICT (day) DO NOTHING",
                arguments: [day.description, now.seconds])
            guard db.changesCount == 1 else { return false }
            try Store.reached(db, now)
            for entry in entries { try Store.journal(db, entry) }
            return true
        }
    }
}

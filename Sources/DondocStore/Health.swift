public import DondocCore
import GRDB

/// Numbers that `status` shows.
public struct Health: Sendable {
    /// The number of the newest migration.
    public var schema: Int
    public var plans: Int
    public var obligations: Int
    public var letters: [LetterState: Int]
    public var lastSent: Moment?
    /// When the oldest of what a letter says that waits, or is being sent, was decided, by the office's
    /// clock.
    public var oldestWaiting: Moment?
    /// What is decided and waits for its hour.
    public var noticesWaiting: Int
    public var journalWaiting: Int
    public var examination: Examination?
}

/// What the heartbeat will wake for.
public struct Wake: Hashable, Sendable {
    public var at: Moment
    /// Obligations and plans that wait for the same moment.
    public var obligations: Int
    public var lists: Int
    /// Notices that are released then, and plans of which agencies are told.
    public var notices: Int
    /// Number and key of the first obligation; for lists alone the id of the first plan.
    public var number: Int?
    public var name: String?
}

extension Store {
    /// Numbers of obligations by bucket.
    public func buckets(on today: Day) async throws -> [Bucket: Int] {
        let counts = try await counts(Filter(), on: today)
        let all: [Bucket: Int] = [
            .doneOnTime: counts.doneOnTime, .doneLate: counts.doneLate,
            .openInTime: counts.openInTime, .openOverdue: counts.openOverdue,
            .undated: counts.undated,
        ]
        return all.filter { $0.value != 0 }
    }

    public func health() async throws -> Health {
        try await pool.read { db in
            func number(_ sql: String) throws -> Int? {
                try Int.fetchOne(db.cachedStatement(sql: sql))
            }
            var letters: [LetterState: Int] = [:]
            for row in try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT state, count(*) AS n FROM letter WHERE state <> 'sent' GROUP BY state
                        """))
            {
                if let state = LetterState(rawValue: row["state"]) { letters[state] = row["n"] }
            }
            // Behind the letter's text no column is read without reading the text: only indexes are.
            letters[.sent] = try number("SELECT count(*) FROM letter WHERE sent_at IS NOT NULL")
            return Health(
                schema: try number("SELECT max(CAST(identifier AS INTEGER)) FROM grdb_migrations")
                    ?? 0,
                plans: try number("SELECT count(*) FROM plan") ?? 0,
                obligations: try number("SELECT count(*) FROM obligation") ?? 0, letters: letters,
                lastSent: moment(
                    try number("SELECT max(sent_at) FROM letter WHERE sent_at IS NOT NULL")),
                oldestWaiting: moment(
                    try number(
                        """
                        SELECT min(at) FROM (
                            SELECT min(since) AS at FROM letter
                                WHERE state <> 'sent' AND state = 'queued'
                            UNION ALL SELECT min(since) FROM letter
                                WHERE state <> 'sent' AND state = 'sending'
                            UNION ALL SELECT min(since) FROM letter
                                WHERE state <> 'sent' AND state = 'unsure')
                        """)),
                noticesWaiting: try number("SELECT count(*) FROM notice WHERE state = 'waiting'")
                    ?? 0,
                journalWaiting: try number("SELECT count(*) FROM journal_entry") ?? 0,
                examination: try Store.examination(db))
        }
    }

    /// The next wake and what for; nil when nothing is planned.
    public func nextWakeFor() async throws -> Wake? {
        guard let at = try await nextWake() else { return nil }
        return try await pool.read { db in
            func row(_ sql: String) throws -> Row? {
                try Row.fetchOne(db.cachedStatement(sql: sql), arguments: [at.seconds])
            }
            let work = try row(
                """
                SELECT count(*) AS n, min(number) AS first FROM obligation
                WHERE wake_at IS NOT NULL AND wake_at = ?
                """)
            let lists = try row(
                """
                SELECT count(*) AS n, min(id) AS first FROM plan
                WHERE wake_at IS NOT NULL AND wake_at = ?
                """)
            let told = try row(
                """
                SELECT (SELECT count(*) FROM notice WHERE state = 'waiting' AND release_at = ?1)
                    + (SELECT count(*) FROM plan WHERE tell_at IS NOT NULL AND tell_at = ?1) AS n,
                    (SELECT min(id) FROM plan WHERE tell_at IS NOT NULL AND tell_at = ?1) AS first
                """)
            let number: Int? = work?["first"]
            let key = try number.flatMap { number in
                try String.fetchOne(
                    db.cachedStatement(sql: "SELECT key FROM obligation WHERE number = ?"),
                    arguments: [number])
            }
            return Wake(
                at: at, obligations: work?["n"] ?? 0, lists: lists?["n"] ?? 0,
                notices: told?["n"] ?? 0, number: number,
                name: key ?? lists?["first"] ?? told?["first"])
        }
    }

    /// Hashes of what is applied: files by name, and plans by the name of their file.
    public func appliedHashes() async throws -> (files: [String: String], plans: [String: String]) {
        try await pool.read { db in
            func hashes(_ sql: String) throws -> [String: String] {
                try Row.fetchAll(db.cachedStatement(sql: sql)).reduce(into: [:]) {
                    $0[$1["name"] as String] = $1["sha256"] as String
                }
            }
            return (
                try hashes("SELECT name, sha256 FROM applied_file"),
                try hashes("SELECT file AS name, sha256 FROM plan ORDER BY id")
            )
        }
    }
}

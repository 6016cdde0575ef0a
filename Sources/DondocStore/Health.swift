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
    /// When the oldest letter that waits, or is being sent, was decided, by the office's clock.
    public var oldestWaiting: Moment?
    public var journalWaiting: Int
    public var examination: Examination?
}

/// What the heartbeat will wake for.
public struct Wake: Hashable, Sendable {
    public var at: Moment
    /// Obligations and plans that wait for the same moment.
    public var obligations: Int
    public var lists: Int
    /// Number and key of the first obligation; for lists alone the id of the first plan.
    public var number: Int?
    public var name: String?
}

extension Store {
    /// Numbers of obligations by bucket.
    public func buckets(on today: Day) async throws -> [Bucket: Int] {
        try await pool.read { db in
            // A row stands for all that compare alike; requests, which are few, are counted again,
            // and looked for first.
            let all = """
                SELECT state, due, claimed_day, sum(n) AS n, 0 AS is_request, min(due) FROM (
                    SELECT state, due, claimed_day, count(*) AS n FROM obligation
                    GROUP BY state, due, claimed_day)
                GROUP BY state, due < ?1, claimed_day > due
                """
            let requests = """
                SELECT o.state, o.due, o.claimed_day, count(*) AS n, 1 AS is_request, min(o.due)
                FROM task t INDEXED BY task_request
                CROSS JOIN obligation o ON o.plan = t.plan AND o.task = t.id
                WHERE t.is_request = 1 GROUP BY o.state, o.due < ?1, o.claimed_day > o.due
                """
            var counts: [Bucket: Int] = [:]
            for row in try Row.fetchAll(
                db.cachedStatement(sql: "\(all) UNION ALL \(requests)"),
                arguments: [today.description])
            {
                guard let state = ObligationState(rawValue: row["state"]) else { continue }
                func add(_ n: Int, isRequest: Bool) {
                    let bucket = Bucket(
                        state: state, due: day(row["due"]), claimedOn: day(row["claimed_day"]),
                        today: today, isRequest: isRequest)
                    if let bucket { counts[bucket, default: 0] += n }
                }
                let n: Int = row["n"]
                let isRequest: Bool = row["is_request"]
                add(n, isRequest: isRequest)
                if isRequest { add(-n, isRequest: false) }
            }
            return counts.filter { $0.value != 0 }
        }
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
                        SELECT min(r.decided_at) FROM reminder r WHERE r.id IN (
                            SELECT reminder FROM letter WHERE id IN (
                                SELECT min(id) FROM letter WHERE state <> 'sent' AND state = 'queued'
                                UNION ALL SELECT min(id) FROM letter
                                    WHERE state <> 'sent' AND state = 'sending'
                                UNION ALL SELECT min(id) FROM letter
                                    WHERE state <> 'sent' AND state = 'unsure'))
                        """)),
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
            let number: Int? = work?["first"]
            let key = try number.flatMap { number in
                try String.fetchOne(
                    db.cachedStatement(sql: "SELECT key FROM obligation WHERE number = ?"),
                    arguments: [number])
            }
            return Wake(
                at: at, obligations: work?["n"] ?? 0, lists: lists?["n"] ?? 0, number: number,
                name: key ?? lists?["first"])
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

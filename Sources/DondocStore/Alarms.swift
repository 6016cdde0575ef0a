public import DondocCore
import GRDB

/// A cause of degradation that the journal was told of and that is not over.
public struct Alarm: Hashable, Sendable {
    /// Names the cause and, behind a slash, what it is about where there may be several.
    public let cause: String
    public let since: Moment
    /// What was said when it began.
    public let what: String

    public init(cause: String, since: Moment, what: String) {
        self.cause = cause
        self.since = since
        self.what = what
    }
}

/// What the record itself knows to be wrong.
public struct Concerns: Sendable {
    /// Letters by mail that were given up.
    public var failed = 0
    /// The same of hooks, by name.
    public var failedHooks: [String: Int] = [:]
    /// Letters that wait for another attempt or the first one, or have it now; counted only where one was
    /// tried in vain.
    public var stuck = 0
    /// The same of hooks, by name.
    public var stuckHooks: [String: Int] = [:]
    /// What the last examination of the database found.
    public var fault: String?
    /// Agencies that nobody reaches, with open work in plans that are pressed for, in order.
    public var pressed: [AgencyRef] = []
    /// Plans with live work whose coordinator nobody reaches, by id.
    public var unwatched: [Watched] = []
    /// Whom a rung of open work would speak to and nobody reaches, by role, in order: leaders by their
    /// agency; the agencies above; agencies that take part.
    public var unheard: [Audience: [AgencyRef]] = [:]

    public init() {}
}

/// A plan, and the agency that watches it.
public struct Watched: Hashable, Sendable {
    public let plan: String
    public let coordinator: AgencyRef

    public init(plan: String, coordinator: AgencyRef) {
        self.plan = plan
        self.coordinator = coordinator
    }
}

extension Store {
    /// Causes that stand, in order.
    public func alarms() async throws -> [Alarm] {
        try await pool.read { db in
            try Row.fetchAll(
                db.cachedStatement(sql: "SELECT cause, since, what FROM alarm ORDER BY cause")
            ).map {
                Alarm(cause: $0["cause"], since: Moment(seconds: $0["since"]), what: $0["what"])
            }
        }
    }

    /// Records causes that have begun and causes that are over, with the journal's entries about
    /// both, in one transaction.
    public func record(begun: [Alarm], over: [String], _ journal: [JournalEntry]) async throws {
        try await pool.write { db in
            for alarm in begun {
                try db.execute(
                    sql: "INSERT INTO alarm VALUES (?, ?, ?)",
                    arguments: [alarm.cause, alarm.since.seconds, alarm.what])
            }
            for cause in over {
                try db.execute(sql: "DELETE FROM alarm WHERE cause = ?", arguments: [cause])
            }
            for entry in journal { try Store.journal(db, entry) }
        }
    }

    /// Whether a letter is being tried again just now, or one that waits stands for one that was tried
    /// in vain: the trouble is not over while the relay has not taken it.
    ///
    /// Of those that wait the oldest is asked.
    static let retrying = """
        SELECT EXISTS (SELECT 1 FROM letter
                WHERE state <> 'sent' AND state = 'sending' AND attempts > 1)
            OR coalesce((SELECT tried_at IS NOT NULL FROM letter WHERE next_try_at IS NOT NULL
                ORDER BY queued_at LIMIT 1), 0)
        """

    /// Only agencies that are not reached, as leads or as coordinators, are asked about further, mostly
    /// none; nil: none at all.
    public func concerns(
        isReached: (@Sendable (AgencyRef, Audience) -> Bool)? = nil
    ) async throws -> Concerns {
        try await pool.read { db in
            var concerns = Concerns()
            let failed = try Store.byChannel(
                db,
                """
                SELECT channel, count(*) AS n FROM letter
                WHERE state <> 'sent' AND state = 'failed' GROUP BY channel
                """)
            (concerns.failed, concerns.failedHooks) = (failed.mail, failed.hooks)
            // The least of an index: letters that nobody has tried yet are not looked at.
            let tried = try Int.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT min(tried_at) FROM letter
                        WHERE next_try_at IS NOT NULL AND attempts > 0
                        """))
            let isRetrying = try Bool.fetchOne(db.cachedStatement(sql: Store.retrying))
            if tried != nil || isRetrying == true {
                let stuck = try Store.byChannel(
                    db,
                    """
                    SELECT channel, count(*) AS n FROM letter
                    WHERE state <> 'sent' AND state IN ('queued', 'sending', 'unsure')
                    GROUP BY channel
                    HAVING max(iif(state = 'sending', attempts > 1, tried_at IS NOT NULL)) = 1
                    """)
                (concerns.stuck, concerns.stuckHooks) = (stuck.mail, stuck.hooks)
            }
            concerns.fault = try Store.examination(db)?.fault
            guard let isReached else { return concerns }
            concerns.pressed = try Store.chargedAgencies(db).filter {
                try !isReached($0, .lead) && Store.isPressed(db, $0)
            }
            concerns.unwatched = try Store.watchedPlans(db).filter {
                try !isReached($0.coordinator, .coordinator) && Store.isWatched(db, $0.plan)
            }
            return concerns
        }
    }

    private static func byChannel(_ db: Database, _ sql: String) throws
        -> (mail: Int, hooks: [String: Int])
    {
        var (mail, hooks) = (0, [String: Int]())
        for row in try Row.fetchAll(db.cachedStatement(sql: sql)) {
            let channel: String = row["channel"]
            if channel == "mail" {
                mail = row["n"]
            } else {
                hooks[String(channel.dropFirst(hookPrefix.count))] = row["n"]
            }
        }
        return (mail, hooks)
    }

    /// Agencies that ever had anything to do, in order.
    static func chargedAgencies(_ db: Database) throws -> [AgencyRef] {
        try String.fetchAll(db.cachedStatement(sql: "SELECT agency FROM charged ORDER BY agency"))
            .compactMap { AgencyRef($0) }
    }

    /// The clause is word for word that of the index, which alone is read.
    static let pressedSQL = """
        SELECT EXISTS (SELECT 1 FROM obligation INDEXED BY obligation_pressed
            WHERE agency = ? AND silent = 0 AND agency IS NOT NULL
                AND state IN ('planned', 'started', 'returned'))
        """

    private static func isPressed(_ db: Database, _ agency: AgencyRef) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: pressedSQL), arguments: [agency.description]) ?? false
    }

    /// Plans that are neither silent nor unloaded, by id.
    private static func watchedPlans(_ db: Database) throws -> [Watched] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT id, coordinator FROM plan WHERE silent = 0 AND unloaded = 0 ORDER BY id
                    """)
        ).compactMap { row in
            AgencyRef(row["coordinator"] as String).map {
                Watched(plan: row["id"], coordinator: $0)
            }
        }
    }

    /// Open work, or a claim that waits for the coordinator.
    static let watchedSQL = """
        SELECT EXISTS (SELECT 1 FROM obligation INDEXED BY obligation_open
            WHERE plan = ? AND state IN ('planned', 'started', 'returned', 'claimed'))
        """

    private static func isWatched(_ db: Database, _ plan: String) throws -> Bool {
        try Bool.fetchOne(db.cachedStatement(sql: watchedSQL), arguments: [plan]) ?? false
    }

    /// Agencies that a plan's text charges, in order.
    public func charged(by plan: String) async throws -> [AgencyRef] {
        try await pool.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT DISTINCT agency FROM obligation INDEXED BY obligation_open
                    WHERE plan = ? AND agency IS NOT NULL AND left_plan = 0 ORDER BY agency
                    """, arguments: [plan]
            ).compactMap { AgencyRef($0) }
        }
    }
}

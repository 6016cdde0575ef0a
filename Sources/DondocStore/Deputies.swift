public import DondocCore
import GRDB

/// What certainly no letter has brought to an address, decided while other deputies stood in.
public struct StandInNotice: Sendable {
    public let id: Int
    public let turned: TurnedNotice
    public let decidedAt: Moment
    public let plan: String
    /// Rungs that its reminder stands for.
    public let merged: [String]
    /// Everybody who hears or has heard of the reminder, in small letters, and in which roles; not those from
    /// whom an address that was dead or gone has certainly kept it.
    public let known: Set<String>
    public let roles: Set<Audience>
}

/// A notice that is turned since a deputy's days have begun or are over, or since a lead is reached.
public struct DeputyTurn: Sendable {
    let notice: Int
    let reminder: Int64
    let isOver: Bool
    let why: String
    let role: Audience?
    let others: [NewNotice]

    /// A notice and what becomes of it.
    ///
    /// `isOver`: its recipient hears no more, and `why`; else he hears in another `role` where one is given.
    /// `others` hear too.
    public init(
        _ one: StandInNotice, isOver: Bool, why: String = Store.deputyOver, role: Audience? = nil,
        others: [NewNotice]
    ) {
        notice = one.id
        reminder = one.turned.reminder
        self.isOver = isOver
        self.why = why
        self.role = role == one.turned.role ? nil : role
        self.others = others
    }
}

extension Store {
    /// The reason of notices to a deputy whose days were over before they were said.
    public static let deputyOver = "deputy-over"

    /// The reason of notices to a coordinator in the place of a lead whom somebody reaches by now.
    public static let leadReached = "lead-reached"

    /// Notices by mail to an address that wait.
    static let waitingOf = """
        SELECT id FROM notice INDEXED BY notice_of
            WHERE channel = 'mail' AND recipient = ?1 AND state = 'waiting'
        """

    /// Those whose letters have certainly not left.
    static let queuedOf = """
        SELECT n.id FROM letter l INDEXED BY letter_of JOIN notice n ON n.letter = l.id
            WHERE l.recipient = ?1 AND l.channel = 'mail' AND l.next_try_at IS NOT NULL
                AND l.state = 'queued' AND l.unsure = 0 AND n.state = 'carried'
        """

    /// Those whose letters were given up and certainly have not arrived.
    static let failedOf = """
        SELECT n.id FROM letter l INDEXED BY letter_open JOIN notice n ON n.letter = l.id
            WHERE l.state <> 'sent' AND l.state = 'failed' AND l.unsure = 0
                AND l.recipient = ?1 AND l.channel = 'mail' AND n.state = 'carried'
        """

    /// All of these that were decided from `?2` until before `?3`.
    static func standInsOf(isFailedToo: Bool = false) -> String {
        """
        SELECT n.id, \(TurnedNotice.columns), r.decided_at, r.merged
        FROM notice n JOIN reminder r ON r.id = n.reminder
        WHERE n.id IN (\(waitingOf) UNION ALL \(queuedOf)
                \(isFailedToo ? "UNION ALL " + failedOf : ""))
            AND r.decided_at >= ?2 AND r.decided_at < ?3 ORDER BY n.id
        """
    }

    /// A notice `n` that an address which was dead or gone has certainly not heard.
    static let isKept = """
        n.state = 'withdrawn' AND n.reason IN \(reasonsOfAddresses)
            AND NOT EXISTS (SELECT 1 FROM letter l WHERE l.id = n.letter AND l.unsure > 0)
        """

    /// What an address still has to hear of what was decided from one day until before another; nil:
    /// of all.
    ///
    /// `isFailedToo`: or has not heard for a letter that was given up.
    public func standInNotices(
        to address: String, from first: Day?, before last: Day?, isFailedToo: Bool = false
    ) async throws -> [StandInNotice] {
        try await pool.read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: Store.standInsOf(isFailedToo: isFailedToo)),
                arguments: [
                    address, first.map { Moment($0).seconds } ?? 0,
                    last.map { Moment($0).seconds } ?? Int.max,
                ]
            ).map { row in
                let heard = try Row.fetchAll(
                    db.cachedStatement(
                        sql: """
                            SELECT lower(n.recipient) AS recipient, n.role, \(Store.isKept) AS kept
                            FROM notice n WHERE n.reminder = ? AND n.channel = 'mail'
                            """), arguments: [row["reminder"] as Int])
                return StandInNotice(
                    id: row["id"], turned: TurnedNotice(row),
                    decidedAt: Moment(seconds: row["decided_at"]), plan: row["plan"],
                    merged: try JSONText.texts(row["merged"]),
                    known: Set(heard.filter { !($0["kept"] as Bool) }.map { $0["recipient"] }),
                    roles: Set(heard.compactMap { Audience(rawValue: $0["role"]) }))
            }
        }
    }

    /// Turns notices in one transaction; those that have left meanwhile, or were withdrawn, stay.
    public func turn(_ turns: [DeputyTurn], at now: Moment) async throws {
        try await pool.write { db in
            try Store.reached(db, now)
            for one in turns {
                let letter = try Row.fetchOne(
                    db.cachedStatement(
                        sql: """
                            SELECT n.letter FROM notice n WHERE n.id = ? AND (n.state = 'waiting'
                                OR (n.state = 'carried' AND EXISTS (SELECT 1 FROM letter l
                                    WHERE l.id = n.letter AND l.state IN ('queued', 'failed')
                                        AND l.unsure = 0)))
                            """), arguments: [one.notice])
                guard let letter else { continue }
                for other in one.others { try Store.say(db, other, reminder: one.reminder) }
                try Store.change(db, one)
                guard one.isOver || one.role != nil, let id = letter["letter"] as Int? else {
                    continue
                }
                try Store.shrink(db, letter: id, why: one.why, nil)
                try Store.dropIfEmpty(db, letter: id, why: one.why)
            }
        }
    }

    private static func change(_ db: Database, _ one: DeputyTurn) throws {
        if one.isOver {
            try db.cachedStatement(
                sql: "UPDATE notice SET state = 'withdrawn', reason = ? WHERE id = ?"
            ).execute(arguments: [one.why, one.notice])
        } else if let role = one.role {
            try db.cachedStatement(sql: "UPDATE notice SET role = ? WHERE id = ?")
                .execute(arguments: [role.rawValue, one.notice])
        }
    }

    /// What an address that was dead or gone has not heard it hears after all, as others would.
    static func revive(_ db: Database, _ notice: NewNotice, reminder: Int64) throws {
        try db.cachedStatement(
            sql: """
                UPDATE notice AS n SET state = 'waiting', letter = NULL, reason = NULL,
                    withdrawn_by = NULL, role = ?, release_at = ?, at_once = ?
                WHERE n.reminder = ? AND n.recipient = ? AND n.channel = ? AND \(isKept)
                """
        ).execute(arguments: [
            notice.role.rawValue, notice.releaseAt.seconds, notice.isAtOnce, reminder,
            notice.recipient, notice.channel,
        ])
    }

    /// A letter that was given up and carries nothing any more is no trouble.
    static func dropIfEmpty(_ db: Database, letter: Int, why: String) throws {
        let isEmpty = try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM letter WHERE id = ?1 AND state = 'failed')
                        AND NOT EXISTS (SELECT 1 FROM notice n
                            WHERE n.letter = ?1 AND n.state = 'carried')
                    """), arguments: [letter])
        if isEmpty == true { try drop(db, letter: letter, why: why, nil) }
    }

    /// Who coordinates plans, each once.
    public func coordinators() async throws -> [AgencyRef] {
        try await pool.read { db in
            try String.fetchAll(
                db, sql: "SELECT DISTINCT coordinator FROM plan WHERE unloaded = 0"
            ).compactMap { AgencyRef($0) }
        }
    }

    /// The plan's facts, of a list.
    public func facts(of plan: String) async throws -> PlanFacts? {
        try await pool.read { db in
            try Row.fetchOne(
                db.cachedStatement(sql: "SELECT \(PlanFacts.columns) FROM plan p WHERE p.id = ?"),
                arguments: [plan]
            ).map { try PlanFacts($0) }
        }
    }
}

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
    /// Everybody whom the reminder was for, in small letters, and in which roles.
    public let known: Set<String>
    public let roles: Set<Audience>
}

/// A notice that is turned since a deputy's days have begun or are over.
public struct DeputyTurn: Sendable {
    let notice: Int
    let reminder: Int64
    let isOver: Bool
    let others: [NewNotice]

    /// `isOver`: its recipient hears no more; `others` hear too.
    public init(_ one: StandInNotice, isOver: Bool, others: [NewNotice]) {
        notice = one.id
        reminder = one.turned.reminder
        self.isOver = isOver
        self.others = others
    }
}

extension Store {
    /// The reason of notices to a deputy whose days were over before they were said.
    static let deputyOver = "deputy-over"

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

    /// All of these that were decided from `?2` until before `?3`.
    static let standInsOf = """
        SELECT n.id, \(TurnedNotice.columns), r.decided_at, r.merged
        FROM notice n JOIN reminder r ON r.id = n.reminder
        WHERE n.id IN (\(waitingOf) UNION ALL \(queuedOf))
            AND r.decided_at >= ?2 AND r.decided_at < ?3 ORDER BY n.id
        """

    /// What an address still has to hear of what was decided from one day until before another; nil:
    /// of all.
    public func standInNotices(to address: String, from first: Day?, before last: Day?) async throws
        -> [StandInNotice]
    {
        try await pool.read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: Store.standInsOf),
                arguments: [
                    address, first.map { Moment($0).seconds } ?? 0,
                    last.map { Moment($0).seconds } ?? Int.max,
                ]
            ).map { row in
                let heard = try Row.fetchAll(
                    db.cachedStatement(
                        sql: """
                            SELECT lower(recipient) AS recipient, role FROM notice
                            WHERE reminder = ? AND channel = 'mail'
                            """), arguments: [row["reminder"] as Int])
                return StandInNotice(
                    id: row["id"], turned: TurnedNotice(row),
                    decidedAt: Moment(seconds: row["decided_at"]), plan: row["plan"],
                    merged: try JSONText.texts(row["merged"]),
                    known: Set(heard.map { $0["recipient"] }),
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
                                    WHERE l.id = n.letter AND l.state = 'queued' AND l.unsure = 0)))
                            """), arguments: [one.notice])
                guard let letter else { continue }
                for other in one.others { try Store.insert(db, other, reminder: one.reminder) }
                guard one.isOver else { continue }
                try db.cachedStatement(
                    sql: "UPDATE notice SET state = 'withdrawn', reason = ? WHERE id = ?"
                ).execute(arguments: [Store.deputyOver, one.notice])
                guard let id = letter["letter"] as Int? else { continue }
                try Store.shrink(db, letter: id, why: Store.deputyOver, nil)
            }
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

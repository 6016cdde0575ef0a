public import DondocCore
import GRDB

/// A reminder for one recipient, looked at again: what a letter may say.
public struct PiledNotice: Sendable {
    public enum Content: Sendable {
        case work(ObligationRecord, Inputs?)
        /// The list of a plan for its coordinator, and how many rows are beyond the last letter.
        case list(PlanFacts, [ObligationRecord], exhausted: Int)
        /// Work that is new to the agency that answers for it.
        case assigned(PlanFacts, [ObligationRecord])
        /// Work that an agency takes part in.
        case partner(PlanFacts, AgencyRef, [(TaskFacts, TaskPart)])
    }

    /// A reminder that has not reached the recipient before.
    public struct Saying: Hashable, Sendable {
        public let step: String
        /// Rungs that it stands for, its own among them.
        public let merged: [String]
        /// One of them was missed when it was decided.
        public let isLate: Bool
        /// Was to be said before this notice, and was not.
        public let wasMissed: Bool
    }

    public let id: Int
    public let role: Audience
    public let about: String
    public let step: String
    /// What it stands for: itself last, before it those that never left; empty where it is no work's.
    public let sayings: [Saying]
    /// Some rung of it was missed.
    public let isLate: Bool
    /// The one that it speaks at was.
    public let isOwnLate: Bool
    public let releaseAt: Moment
    /// What only a hook is told of the reminder; nil for mail.
    public let origin: Origin?
    /// How often the recipient's agency has been told that it is late, this time among them.
    public let overdueCount: Int
    /// Why the claim was returned, for that reminder.
    public let reason: String?
    /// Who pressed, for such a reminder.
    public let press: Press?
    public let content: Content
}

/// A letter to be composed.
public struct Draft: Sendable {
    public enum Target: Hashable, Sendable {
        case new(slot: String)
        /// In the place of what the letter said; its name stays.
        case letter(id: Int, messageID: String, slot: String)
    }

    public let target: Target
    /// True for the one letter of the day.
    public var isDaily: Bool
    public var notices: [PiledNotice]
    /// Letters of earlier days that never left and that this one stands for.
    public var replaces: Int
    /// When the letter was composed whose text may have arrived; nil: now.
    public var composedAt: Moment?
    var since: Int
    var queuedAt: Int?
    /// When one of those that it stands for was tried last; nil where none was.
    var triedAt: Int?
}

/// Everything that one recipient is to be told by now.
public struct Pile: Sendable {
    public let recipient: String
    /// Of a hook each notice is a draft of its own.
    public var channel = "mail"
    public var drafts: [Draft]
    /// No longer true, with the reason.
    var untrue: [(notice: Int, reason: String)] = []
    /// Have to wait for the next day's letter.
    var postponed: [Int] = []
    /// Letters that another draft takes the place of.
    var superseded: [Int] = []
    /// What was seen: of letters that are touched their state and notices, and notices that wait.
    var seen: [SeenLetter] = []
    var waiting: [Int] = []
    /// When what is postponed is said.
    var next: Moment
}

struct SeenLetter: Sendable {
    let id: Int
    let state: String
    let attempts: Int
    let notices: [Int]
}

/// When letters may leave, and how many.
public struct Release: Sendable {
    public let hours: OfficeHours
    /// Letters to one recipient on one day; further ones wait for the next day's.
    public let perRecipientDay: Int

    public init(hours: OfficeHours, perRecipientDay: Int) {
        self.hours = hours
        self.perRecipientDay = perRecipientDay
    }
}

extension Store {
    /// Recipients with something to compose, each with all of it.
    ///
    /// Notices that are released, letters that have lost something, and, from the hour of the day's
    /// letter on, letters of earlier days that have not left; only recipients that come after `last`.
    public func piles(
        at now: Moment, _ release: Release, limit: Int, after last: String = ""
    ) async throws -> [Pile] {
        try await pool.read { db in
            let isDaily = release.hours.isDaily(now)
            let recipients = try String.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT * FROM (SELECT recipient FROM notice INDEXED BY notice_of
                            WHERE channel = 'mail' AND state = 'waiting' AND recipient > ?5
                                AND release_at <= ?1
                            GROUP BY recipient ORDER BY recipient LIMIT ?4)
                        UNION SELECT recipient FROM letter WHERE stale = 1 AND channel = 'mail'
                            AND recipient > ?5
                        UNION SELECT recipient FROM letter WHERE next_try_at IS NOT NULL
                            AND composed_at < ?2 AND ?3 AND channel = 'mail' AND recipient > ?5
                        ORDER BY recipient LIMIT ?4
                        """), arguments: [now.seconds, midnight(now), isDaily, limit, last])
            return try recipients.map {
                try PileReader(
                    db: db, recipient: $0, now: now, release: release,
                    isDead: try Store.isDead(db, $0, on: now.day)
                ).pile()
            }
        }
    }
}

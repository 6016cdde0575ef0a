public import DondocCore
import Foundation
import GRDB

/// A letter that a courier takes to the relay.
public struct WaitingLetter: Sendable {
    public let id: Int
    /// `mail` or `hook:NAME`.
    public let channel: String
    public let recipient: String
    /// Unique for a recipient and a channel.
    public let slot: String
    public let subject: String
    public let message: [UInt8]
    /// 1 for the first attempt.
    public let attempt: Int
    /// An earlier attempt ended unsure: this one carries the mark.
    public let isMarked: Bool
    public let messageID: String
    /// When it, or the letter whose place it takes, was made, by the wall clock.
    public let queuedAt: Int
    /// Tried before, or in the place of one that was: how it ends may be the end of a trouble.
    public let isRetried: Bool
    /// What it says, the oldest reminder first; at most a hundred.
    public let about: [About]

    /// One reminder that a letter carries.
    public struct About: Hashable, Sendable {
        /// An obligation's key, `plan:ID` for a coordinator's list.
        public let about: String
        public let plan: String
        public let step: String
        public let dueVersion: Int
        /// Of the obligation; nil for a list.
        public let number: Int?
        public let due: Day?
    }
}

extension WaitingLetter {
    static let sql = """
        SELECT l.id, l.channel, l.recipient, l.slot, l.subject, x.message, l.attempts, l.unsure,
            l.message_id, l.state, l.queued_at, l.replaces
        FROM letter l JOIN letter_text x ON x.letter = l.id
        """

    /// From a row of `sql`; `attempt` is 1 before the attempt is counted, 0 after.
    init(_ row: Row, attempt: Int, _ db: Database) throws {
        id = row["id"]
        channel = row["channel"]
        recipient = row["recipient"]
        slot = row["slot"]
        subject = row["subject"]
        message = bytes(row)
        self.attempt = (row["attempts"] as Int) + attempt
        isMarked = (row["unsure"] as Int) > 0
        messageID = row["message_id"]
        queuedAt = row["queued_at"]
        isRetried = self.attempt > 1 || (row["replaces"] as Int) > 0
        about = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT r.about, r.plan, r.step, r.due_version, r.obligation, o.due
                    FROM notice n JOIN reminder r ON r.id = n.reminder
                    LEFT JOIN obligation o ON o.number = r.obligation
                    WHERE n.letter = ? AND n.state = 'carried' ORDER BY r.id LIMIT 100
                    """), arguments: [id]
        ).map {
            About(
                about: $0["about"], plan: $0["plan"], step: $0["step"],
                dueVersion: $0["due_version"], number: $0["obligation"], due: day($0["due"]))
        }
    }
}

/// How an attempt ended, as the table of letters knows it.
public enum LetterResult: Sendable, Equatable {
    case accepted
    case notAccepted(String)
    case refused(String)
    case answerLost(String)
}

/// Which letter may be taken.
public struct Pick: Sendable {
    public let wallClock: Int
    public let now: Moment
    /// Of those that have waited long only the ones made after this second; nil: all.
    public let youngerThan: Int?

    public init(wallClock: Int, at now: Moment, youngerThan: Int?) {
        self.wallClock = wallClock
        self.now = now
        self.youngerThan = youngerThan
    }
}

extension Store {
    /// Takes the next letters whose time has come, and commits that they are being sent, before
    /// anybody connects.
    ///
    /// A letter of an earlier day, or one that has lost something, is composed anew first. Of letters
    /// that have waited long only those are taken that were made after `youngerThan`.
    public func pickLetters(
        wallClock: Int, at now: Moment, limit: Int, youngerThan: Int? = nil
    ) async throws -> [WaitingLetter] {
        let pick = Pick(wallClock: wallClock, at: now, youngerThan: youngerThan)
        return try await pool.write { db in try Store.take(db, pick, limit: limit) }
    }

    private static func take(_ db: Database, _ pick: Pick, limit: Int) throws -> [WaitingLetter] {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: WaitingLetter.sql + """
                     WHERE l.next_try_at <= ? AND \(Store.isReady) AND l.queued_at > ?
                    ORDER BY l.next_try_at, l.id LIMIT ?
                    """),
            arguments: [
                pick.wallClock, midnight(pick.now), pick.youngerThan ?? Int.min, limit,
            ])
        return try rows.compactMap { row -> WaitingLetter? in
            let moved = try Store.move(
                db, letter: row["id"], row["state"], .picked, pick.wallClock, nil)
            guard moved != nil else { return nil }
            if row["unsure"] == 0 { try Store.dropLost(db, letter: row["id"]) }
            return try WaitingLetter(row, attempt: 1, db)
        }
    }

    /// A letter `l` that says what is true on the day that began at `?`, while nothing is held.
    private static let isReady = """
        l.channel = 'mail' AND l.stale = 0 AND l.composed_at >= ?
        AND NOT EXISTS (SELECT 1 FROM hold WHERE ended_at IS NULL)
        """

    /// Records how an attempt ended, with the journal's entry in the same transaction; blocks, since
    /// a courier calls it from its own thread between the relay's answer and the farewell.
    ///
    /// - Returns: The state that the letter is in now.
    public func letter(
        _ letter: WaitingLetter, ended result: LetterResult, wallClock: Int, at now: Moment,
        journal: @Sendable (LetterState) -> JournalEntry?,
        telling: @Sendable (LetterState) -> [HookLetter] = { _ in [] },
        instead: (TurnedNotice, ObligationRecord?) -> [NewNotice] = { _, _ in [] }
    ) throws -> LetterState {
        try self.letter(
            letter, ended: result, wallClock: wallClock, at: now, next: nil, journal: journal,
            telling: telling, instead: instead
        ).state
    }

    /// The same, and takes the letter that follows in the same transaction, where `next` asks for one.
    public func letter(
        _ letter: WaitingLetter, ended result: LetterResult, wallClock: Int, at now: Moment,
        next: Pick?, journal: @Sendable (LetterState) -> JournalEntry?,
        telling: @Sendable (LetterState) -> [HookLetter],
        instead: (TurnedNotice, ObligationRecord?) -> [NewNotice]
    ) throws -> (state: LetterState, next: WaitingLetter?) {
        try pool.write { db in
            let (event, why): (LetterEvent, String?) =
                switch result {
                case .accepted: (.accepted, nil)
                case .notAccepted(let why): (.notAccepted, why)
                case .refused(let why): (.refused, why)
                case .answerLost(let why): (letter.isMarked ? .answerLostAgain : .answerLost, why)
                }
            let move = try Store.move(
                db, letter: letter.id, LetterState.sending.rawValue, event, wallClock, why,
                sentAt: now)
            var state = move ?? .sending
            if try Store.withdrawIfUntrue(db, letter: letter.id, state)
                || Store.withdrawIfDead(db, letter, state, on: now.day, instead)
            {
                state = .withdrawn
            } else if state == .queued, try Store.holdPaused(db, letter: letter.id, at: now) {
                state = .withdrawn
            }
            if let entry = journal(state) { try Store.journal(db, entry) }
            try Store.insert(db, telling(state), at: now, wallClock: wallClock)
            return (state, try next.flatMap { try Store.take(db, $0, limit: 1).first })
        }
    }

    /// Makes a move of the table, compare and set; nil when the letter was no longer in that state.
    @discardableResult
    static func move(
        _ db: Database, letter id: Int, _ from: String, _ event: LetterEvent, _ wallClock: Int,
        _ why: String?, sentAt: Moment? = nil
    ) throws -> LetterState? {
        guard let state = LetterState(rawValue: from), let move = LetterLife.move(state, event)
        else {
            return nil
        }
        let wait: Int? =
            switch move.then {
            case .waitAndRetry: LetterLife.retryDelay(afterAttempt: try attempts(db, id))
            case .waitFiveMinutes: LetterLife.unsureDelay
            case .sendAtOnce: 0
            case .nothing, .connect, .connectMarked, .tellOperator: nil
            }
        let unsure = event == .answerLost || event == .answerLostAgain || event == .daemonRestarted
        // `notAccepted` after an unsure attempt leads back to queued, and the mark stays.
        try db.cachedStatement(
            sql: """
                UPDATE letter SET state = ?, next_try_at = ?, stale = 0, attempts = attempts + ?,
                    unsure = unsure + ?, tried_at = coalesce(?, tried_at), error = ?,
                    sent_at = ?
                WHERE id = ? AND state = ?
                """
        ).execute(arguments: [
            move.to.rawValue, wait.map { wallClock + $0 }, event == .picked ? 1 : 0, unsure ? 1 : 0,
            event == .picked ? wallClock : nil, why, move.to == .sent ? sentAt?.seconds : nil, id,
            from,
        ])
        return db.changesCount == 1 ? move.to : nil
    }

    private static func attempts(_ db: Database, _ letter: Int) throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(sql: "SELECT attempts FROM letter WHERE id = ?"),
            arguments: [letter]) ?? 0
    }

    /// What was being sent when the daemon ended is unsure: nobody knows whether it arrived.
    ///
    /// - Returns: How many there were.
    public func recoverLetters(
        wallClock: Int, at now: Moment? = nil,
        journal: @Sendable (WaitingLetter, LetterState) -> JournalEntry?,
        telling: @Sendable (WaitingLetter, LetterState) -> [HookLetter] = { _, _ in [] },
        instead: (WaitingLetter, TurnedNotice, ObligationRecord?) -> [NewNotice] = { _, _, _ in [] }
    ) throws -> Int {
        try pool.write { db in
            let rows = try Row.fetchAll(
                db, sql: WaitingLetter.sql + " WHERE l.state = 'sending' ORDER BY l.id")
            for row in rows {
                let letter = try WaitingLetter(row, attempt: 0, db)
                let state = try Store.move(
                    db, letter: letter.id, LetterState.sending.rawValue,
                    letter.isMarked ? .answerLostAgain : .daemonRestarted, wallClock,
                    Store.restarted)
                guard let state, try !Store.withdrawIfUntrue(db, letter: letter.id, state) else {
                    continue
                }
                let others = { instead(letter, $0, $1) }
                if let now, try Store.withdrawIfDead(db, letter, state, on: now.day, others) {
                    continue
                }
                if let entry = journal(letter, state) { try Store.journal(db, entry) }
                guard let now else { continue }
                try Store.insert(db, telling(letter, state), at: now, wallClock: wallClock)
            }
            return rows.count
        }
    }

    /// The error of a letter whose attempt ended with the daemon.
    public static let restarted = "daemon-restarted"

    /// When a courier must look again, by the wall clock; nil when nothing waits.
    public func nextLetter(at now: Moment, youngerThan: Int? = nil) async throws -> Int? {
        try await pool.read { db in
            try Int.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT l.next_try_at FROM letter l
                        WHERE l.next_try_at IS NOT NULL AND \(Store.isReady) AND l.queued_at > ?
                        ORDER BY l.next_try_at LIMIT 1
                        """), arguments: [midnight(now), youngerThan ?? Int.min])
        }
    }

    /// Letters that may be sent and were never tried, or are with a courier now.
    public func untriedLetters(at now: Moment) async throws -> Int {
        try await pool.read { db in
            try Int.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT (SELECT count(*) FROM letter
                                WHERE state <> 'sent' AND state = 'sending' AND channel = 'mail')
                            + (SELECT count(*) FROM letter l WHERE l.next_try_at IS NOT NULL
                                AND l.state = 'queued' AND l.attempts = 0 AND \(Store.isReady))
                        """), arguments: [midnight(now)]) ?? 0
        }
    }
}

/// The first second of a moment's day.
func midnight(_ now: Moment) -> Int { Moment(now.day).seconds }

func data(_ bytes: [UInt8]) -> Data { Data(bytes) }

/// The text of a letter, from a row that has it.
func bytes(_ row: Row) -> [UInt8] {
    let data: Data = row["message"]
    return [UInt8](data)
}

public import DondocCore
import Foundation
import GRDB

/// A letter that a courier takes to the relay.
public struct WaitingLetter: Sendable {
    public let id: Int
    public let recipient: String
    public let subject: String
    public let message: [UInt8]
    /// 1 for the first attempt.
    public let attempt: Int
    /// An earlier attempt ended unsure: this one carries the mark.
    public let isMarked: Bool
    public let messageID: String
    /// What the reminder is about: an obligation's key, or `plan:ID` for a coordinator's list.
    public let about: String
    public let plan: String
    public let step: String
    public let dueVersion: Int
    /// Of the obligation; nil for a list.
    public let number: Int?
    public let due: Day?
}

extension WaitingLetter {
    static let sql = """
        SELECT l.id, l.recipient, l.subject, l.message, l.attempts, l.unsure, l.message_id, l.state,
            r.about, r.plan, r.step, r.due_version, r.obligation, o.due
        FROM letter l JOIN reminder r ON r.id = l.reminder
        LEFT JOIN obligation o ON o.number = r.obligation
        """

    /// From a row of `sql`; `attempt` is 1 before the attempt is counted, 0 after.
    init(_ row: Row, attempt: Int) {
        let bytes: Data = row["message"]
        id = row["id"]
        recipient = row["recipient"]
        subject = row["subject"]
        message = [UInt8](bytes)
        self.attempt = (row["attempts"] as Int) + attempt
        isMarked = (row["unsure"] as Int) > 0
        messageID = row["message_id"]
        about = row["about"]
        plan = row["plan"]
        step = row["step"]
        dueVersion = row["due_version"]
        number = row["obligation"]
        due = day(row["due"])
    }
}

/// How an attempt ended, as the table of letters knows it.
public enum LetterResult: Sendable, Equatable {
    case accepted
    case notAccepted(String)
    case refused(String)
    case answerLost(String)
}

extension Store {
    /// Takes the next letters whose time has come, and commits that they are being sent, before
    /// anybody connects.
    public func pickLetters(wallClock: Int, limit: Int) async throws -> [WaitingLetter] {
        try await pool.write { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: WaitingLetter.sql
                        + " WHERE l.next_try_at <= ? ORDER BY l.next_try_at, l.id LIMIT ?"),
                arguments: [wallClock, limit])
            return try rows.compactMap { row -> WaitingLetter? in
                let moved = try Store.move(
                    db, letter: row["id"], row["state"], .picked, wallClock, nil)
                return moved == nil ? nil : WaitingLetter(row, attempt: 1)
            }
        }
    }

    /// Records how an attempt ended, with the journal's entry in the same transaction; blocks, since
    /// a courier calls it from its own thread between the relay's answer and the farewell.
    ///
    /// - Returns: The state that the letter is in now.
    public func letter(
        _ letter: WaitingLetter, ended result: LetterResult, wallClock: Int, at now: Moment,
        journal: @Sendable (LetterState) -> JournalEntry?
    ) throws -> LetterState {
        try pool.write { db in
            let (event, why): (LetterEvent, String?) =
                switch result {
                case .accepted: (.accepted, nil)
                case .notAccepted(let why): (.notAccepted, why)
                case .refused(let why): (.refused, why)
                case .answerLost(let why): (letter.isMarked ? .answerLostAgain : .answerLost, why)
                }
            let move = try Store.move(
                db, letter: letter.id, LetterState.sending.rawValue, event, wallClock, why)
            var state = move ?? .sending
            if try Store.withdrawIfUntrue(db, letter: letter.id, state) { state = .withdrawn }
            if state == .sent {
                try db.execute(
                    sql: "UPDATE letter SET sent_at = ? WHERE id = ?",
                    arguments: [now.seconds, letter.id])
            }
            if let entry = journal(state) { try Store.journal(db, entry) }
            return state
        }
    }

    /// Makes a move of the table, compare and set; nil when the letter was no longer in that state.
    @discardableResult
    static func move(
        _ db: Database, letter id: Int, _ from: String, _ event: LetterEvent, _ wallClock: Int,
        _ why: String?
    ) throws -> LetterState? {
        guard let state = LetterState(rawValue: from), let move = LetterLife.move(state, event)
        else {
            return nil
        }
        let attempts =
            try Int.fetchOne(
                db.cachedStatement(sql: "SELECT attempts FROM letter WHERE id = ?"),
                arguments: [id]) ?? 0
        let wait: Int? =
            switch move.then {
            case .waitAndRetry: LetterLife.retryDelay(afterAttempt: attempts)
            case .waitFiveMinutes: LetterLife.unsureDelay
            case .sendAtOnce: 0
            case .nothing, .connect, .connectMarked, .tellOperator: nil
            }
        let unsure = event == .answerLost || event == .answerLostAgain || event == .daemonRestarted
        // `notAccepted` after an unsure attempt leads back to queued, and the mark stays.
        try db.cachedStatement(
            sql: """
                UPDATE letter SET state = ?, next_try_at = ?, attempts = attempts + ?,
                    unsure = unsure + ?, tried_at = coalesce(?, tried_at), error = ?,
                    sent_at = CASE WHEN ? = 'sent' THEN ? ELSE NULL END
                WHERE id = ? AND state = ?
                """
        ).execute(arguments: [
            move.to.rawValue, wait.map { wallClock + $0 }, event == .picked ? 1 : 0, unsure ? 1 : 0,
            event == .picked ? wallClock : nil, why, move.to.rawValue, wallClock, id, from,
        ])
        return db.changesCount == 1 ? move.to : nil
    }

    /// What was being sent when the daemon ended is unsure: nobody knows whether it arrived.
    ///
    /// - Returns: How many there were.
    public func recoverLetters(
        wallClock: Int, journal: @Sendable (WaitingLetter, LetterState) -> JournalEntry?
    ) throws -> Int {
        try pool.write { db in
            let rows = try Row.fetchAll(
                db, sql: WaitingLetter.sql + " WHERE l.state = 'sending' ORDER BY l.id")
            for row in rows {
                let letter = WaitingLetter(row, attempt: 0)
                let state = try Store.move(
                    db, letter: letter.id, LetterState.sending.rawValue,
                    letter.isMarked ? .answerLostAgain : .daemonRestarted, wallClock,
                    Store.restarted)
                if let state, try Store.withdrawIfUntrue(db, letter: letter.id, state) { continue }
                if let state, let entry = journal(letter, state) { try Store.journal(db, entry) }
            }
            return rows.count
        }
    }

    /// The error of a letter whose attempt ended with the daemon.
    public static let restarted = "daemon-restarted"

    /// When a courier must look again, by the wall clock; nil when nothing waits.
    public func nextLetter() async throws -> Int? {
        try await pool.read { db in
            try Int.fetchOne(
                db, sql: "SELECT min(next_try_at) FROM letter WHERE next_try_at IS NOT NULL")
        }
    }

    /// Letters that wait and were never tried, or are with a courier now.
    public func untriedLetters() async throws -> Int {
        try await pool.read { db in
            try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM letter
                    WHERE state = 'sending' OR (state = 'queued' AND attempts = 0)
                    """) ?? 0
        }
    }

    /// A letter that would be sent again is withdrawn when its work was claimed, moved or checked in
    /// while it was on its way.
    private static func withdrawIfUntrue(_ db: Database, letter id: Int, _ state: LetterState)
        throws -> Bool
    {
        guard LetterLife.move(state, .noLongerTrue) != nil else { return false }
        let isUntrue = try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM letter l JOIN reminder r ON r.id = l.reminder
                        JOIN obligation o ON o.number = r.obligation
                        WHERE l.id = ? AND (o.state NOT IN ('planned', 'started', 'returned')
                            OR o.due_version <> r.due_version
                            OR ((r.step LIKE 'checkin-%' OR r.step LIKE 'quiet-%') AND EXISTS (
                                SELECT 1 FROM checkin c JOIN change h ON h.id = c.change
                                WHERE c.obligation = o.number AND c.undone = 0 AND h.at >= r.decided_at))))
                    """), arguments: [id])
        guard isUntrue == true else { return false }
        return try move(db, letter: id, state.rawValue, .noLongerTrue, 0, "no-longer-true") != nil
    }

    /// Letters of older rungs that still wait: the newest one says all that they would.
    static func withdrawOlder(_ db: Database, than reminder: Int64, about: String, step: String)
        throws
    {
        try db.cachedStatement(
            sql: """
                UPDATE letter SET state = 'withdrawn', next_try_at = NULL, error = ?1
                WHERE state IN ('queued', 'unsure') AND reminder IN (
                    SELECT id FROM reminder WHERE about = ?2 AND id <> ?3
                        AND (step LIKE 'checkin-%' OR step LIKE 'quiet-%') = ?4)
                """
        ).execute(arguments: [
            "superseded", about, reminder,
            step.hasPrefix("checkin-") || step.hasPrefix("quiet-"),
        ])
    }

    /// Letters about an obligation that are no longer true: they will not be sent.
    static func withdrawLetters(
        _ db: Database, obligation: Int, why: String, _ change: Change
    ) throws {
        try db.cachedStatement(
            sql: """
                UPDATE letter SET state = 'withdrawn', next_try_at = NULL, error = ?,
                    withdrawn_by = ?
                WHERE state IN ('queued', 'unsure')
                    AND reminder IN (SELECT id FROM reminder WHERE obligation = ?)
                """
        ).execute(arguments: [why, change.id, obligation])
    }

    /// Letters that a change withdrew and that are true again now that it is taken back; only those of
    /// the same day, for they say how many days are left.
    static func restoreLetters(_ db: Database, withdrawnBy change: Int, at now: Moment) throws {
        let today = Moment(now.day, minuteOfDay: 0).seconds
        let letters = try Row.fetchAll(
            db,
            sql: """
                SELECT l.id, l.state FROM letter l JOIN reminder r ON r.id = l.reminder
                JOIN obligation o ON o.number = r.obligation
                WHERE l.withdrawn_by = ?1 AND r.decided_at >= ?2
                    AND o.state IN ('planned', 'started', 'returned')
                    AND o.due_version = r.due_version
                    AND NOT EXISTS (SELECT 1 FROM reminder n
                        WHERE n.obligation = r.obligation AND n.id > r.id
                            AND (n.step LIKE 'checkin-%' OR n.step LIKE 'quiet-%')
                                = (r.step LIKE 'checkin-%' OR r.step LIKE 'quiet-%'))
                ORDER BY l.id
                """, arguments: [change, today])
        for letter in letters {
            guard try move(db, letter: letter["id"], letter["state"], .trueAgain, 0, nil) != nil
            else { continue }
            try db.execute(
                sql: "UPDATE letter SET withdrawn_by = NULL WHERE id = ?", arguments: [letter["id"]]
            )
        }
    }
}

func data(_ bytes: [UInt8]) -> Data { Data(bytes) }

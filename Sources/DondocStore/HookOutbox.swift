public import DondocCore
import GRDB

/// What a hook is told of something that has no reminder of its own.
public struct HookLetter: Sendable {
    /// The hook's name.
    public let hook: String
    /// Told once for each slot.
    public let slot: String
    public let letter: NewLetter

    public init(hook: String, slot: String, _ letter: NewLetter) {
        self.hook = hook
        self.slot = slot
        self.letter = letter
    }
}

extension WaitingLetter {
    /// The hook that it is for; nil for mail.
    public var hook: String? { channel.hasPrefix(hookPrefix) ? recipient : nil }

    /// What a hook is told of as `DONDOC_REMINDER_ID`: the same at every attempt.
    public var reminderID: String {
        about.first.map { "\($0.about)#\($0.dueVersion)#\($0.step)" } ?? slot
    }

    /// Tells of another letter that was given up.
    public var isAboutFailure: Bool { hook != nil && slot.hasPrefix(Store.failedSlot) }
}

/// Letters of hooks have a lane of their own: none waits for mail, and mail waits for none.
extension Store {
    /// Takes the next letter of a hook that is not `busy`, and commits that it is being sent.
    ///
    /// While the office is closed (`isOpen` false) only what tells of dead letters is taken; `busy` are
    /// channels with a run in progress.
    public func pickHookLetter(
        wallClock: Int, at now: Moment, busy: Set<String>, isOpen: Bool
    ) async throws -> WaitingLetter? {
        try await pool.write { db in
            let row = try Row.fetchOne(
                db.cachedStatement(
                    sql: WaitingLetter.sql + """
                         WHERE l.next_try_at <= ?4 AND \(Store.isHookReady)
                        ORDER BY l.next_try_at, l.channel, l.id LIMIT 1
                        """),
                arguments: [
                    midnight(now), isOpen, JSONText.array(busy.sorted()), wallClock,
                ])
            guard let row else { return nil }
            let moved = try Store.move(
                db, letter: row["id"], row["state"], .picked, wallClock, nil)
            return moved == nil ? nil : try WaitingLetter(row, attempt: 1, db)
        }
    }

    /// A letter `l` of a hook that says what is true today, and may leave.
    private static let isHookReady = """
        l.channel <> 'mail' AND l.stale = 0
            AND (l.slot GLOB 'failed-*' OR (l.composed_at >= ?1 AND ?2))
            AND l.channel NOT IN (SELECT value FROM json_each(?3))
            AND NOT EXISTS (SELECT 1 FROM hold WHERE ended_at IS NULL)
        """

    /// When a hook must be run next, by the wall clock; nil when nothing waits.
    public func nextHookLetter(at now: Moment, busy: Set<String>, isOpen: Bool) async throws
        -> Int?
    {
        try await pool.read { db in
            try Int.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT l.next_try_at FROM letter l
                        WHERE l.next_try_at IS NOT NULL AND \(Store.isHookReady)
                        ORDER BY l.next_try_at LIMIT 1
                        """),
                arguments: [midnight(now), isOpen, JSONText.array(busy.sorted())])
        }
    }

    /// Letters of hooks that may leave and were never tried, or are with their program now.
    public func untriedHookLetters(at now: Moment, isOpen: Bool) async throws -> Int {
        try await pool.read { db in
            try Int.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT (SELECT count(*) FROM letter
                                WHERE state <> 'sent' AND state = 'sending' AND channel <> 'mail')
                            + (SELECT count(*) FROM letter l WHERE l.next_try_at IS NOT NULL
                                AND l.state = 'queued' AND l.attempts = 0 AND \(Store.isHookReady))
                        """), arguments: [midnight(now), isOpen, "[]"]) ?? 0
        }
    }

    /// Stores what hooks are told of at once; nothing where they were told.
    static func insert(_ db: Database, _ list: [HookLetter], at now: Moment, wallClock: Int) throws
    {
        for one in list {
            try db.cachedStatement(
                sql: """
                    INSERT INTO letter (channel, recipient, slot, day, daily, state, since,
                        composed_at, queued_at, next_try_at, message_id, subject)
                    VALUES (?, ?, ?, ?, 0, 'queued', ?5, ?5, ?6, ?6, ?7, ?8)
                    ON CONFLICT (recipient, channel, slot) DO NOTHING
                    """
            ).execute(arguments: [
                hookPrefix + one.hook, one.hook, one.slot, now.day.description, now.seconds,
                wallClock, one.letter.messageID, one.letter.subject,
            ])
            guard db.changesCount == 1 else { continue }
            try text(db, of: Int(db.lastInsertedRowID), one.letter.message)
        }
    }
}

public import DondocCore
import GRDB

/// A letter as it will be sent.
public struct NewLetter: Sendable {
    public let messageID: String
    public let subject: String
    public let message: [UInt8]

    public init(messageID: String, subject: String, message: [UInt8]) {
        self.messageID = messageID
        self.subject = subject
        self.message = message
    }
}

/// A pile with a letter for each of its drafts; nil for a draft in which nothing is left to say.
public struct ComposedPile: Sendable {
    let pile: Pile
    let letters: [NewLetter?]

    public init(_ pile: Pile, _ letters: [NewLetter?]) {
        self.pile = pile
        self.letters = letters
    }
}

extension Store {
    /// Stores letters with the notices that they carry, in one transaction.
    ///
    /// A recipient of whose letters and notices any has changed since they were read is left out: it
    /// will be asked about again. A new letter's first attempt may start at `wallClock`; those in whose
    /// place others have waited go first.
    /// - Returns: How many recipients were written.
    public func record(_ piles: [ComposedPile], at now: Moment, wallClock: Int) async throws -> Int
    {
        guard !piles.isEmpty else { return 0 }
        return try await pool.write { db in
            try Store.reached(db, now)
            var count = 0
            for one in piles where try Store.isAsSeen(db, one.pile, at: now) {
                try Store.write(db, one, at: now, wallClock: wallClock)
                count += 1
            }
            return count
        }
    }

    private static func isAsSeen(_ db: Database, _ pile: Pile, at now: Moment) throws -> Bool {
        for letter in pile.seen {
            let isSame = try Bool.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT EXISTS (SELECT 1 FROM letter
                            WHERE id = ? AND state = ? AND attempts = ?)
                        """), arguments: [letter.id, letter.state, letter.attempts])
            let carried = try Int.fetchAll(
                db.cachedStatement(
                    sql: "SELECT id FROM notice WHERE letter = ? AND state = 'carried'"),
                arguments: [letter.id])
            guard isSame == true, Set(carried) == Set(letter.notices) else { return false }
        }
        let waiting = try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT count(*) FROM notice WHERE state = 'waiting' AND release_at <= ?
                        AND id IN (SELECT value FROM json_each(?))
                    """), arguments: [now.seconds, "\(pile.waiting)"])
        return waiting == pile.waiting.count
    }

    private static func write(
        _ db: Database, _ one: ComposedPile, at now: Moment, wallClock: Int
    ) throws {
        let pile = one.pile
        for (notice, reason) in pile.untrue {
            try db.cachedStatement(
                sql: "UPDATE notice SET state = 'withdrawn', reason = ? WHERE id = ?"
            ).execute(arguments: [reason, notice])
        }
        for notice in pile.postponed {
            try db.cachedStatement(sql: "UPDATE notice SET release_at = ? WHERE id = ?")
                .execute(arguments: [pile.next.seconds, notice])
        }
        let isReplaced = one.letters.first.map { $0 != nil } ?? false
        for letter in pile.superseded {
            try withdraw(db, letter: letter, why: isReplaced ? "superseded" : "no-longer-true")
        }
        for (draft, letter) in zip(pile.drafts, one.letters) {
            let id: Int?
            switch (draft.target, letter) {
            case (.letter(let old, _, _), let letter?):
                try write(db, draft, letter, over: old, at: now)
                id = old
            case (.letter(let old, _, _), nil):
                try withdraw(db, letter: old, why: "no-longer-true")
                id = nil
            case (.new(let slot), let letter?):
                id = try insert(
                    db, draft, letter, to: pile, slot, at: now, wallClock: wallClock)
            case (.new, nil): id = nil
            }
            guard let id else {
                // Nothing is left to say of what is looked at: it would be looked at for ever.
                for notice in draft.notices {
                    try db.cachedStatement(
                        sql: """
                            UPDATE notice SET state = 'withdrawn', reason = 'no-longer-true'
                            WHERE id = ?
                            """
                    ).execute(arguments: [notice.id])
                }
                continue
            }
            try db.cachedStatement(
                sql: """
                    UPDATE notice SET state = 'carried', letter = ?
                    WHERE id IN (SELECT value FROM json_each(?))
                    """
            ).execute(arguments: [id, "\(draft.notices.map(\.id))"])
        }
    }

    private static func insert(
        _ db: Database, _ draft: Draft, _ letter: NewLetter, to pile: Pile, _ slot: String,
        at now: Moment, wallClock: Int
    ) throws -> Int {
        try db.cachedStatement(
            sql: """
                INSERT INTO letter (channel, recipient, slot, day, daily, state, replaces, since,
                    composed_at, queued_at, tried_at, next_try_at, message_id, subject)
                VALUES (?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            pile.channel, pile.recipient, slot, now.day.description, draft.isDaily, draft.replaces,
            draft.since, now.seconds, draft.queuedAt ?? wallClock, draft.triedAt,
            min(draft.queuedAt ?? wallClock, wallClock),
            letter.messageID, letter.subject,
        ])
        let id = Int(db.lastInsertedRowID)
        try text(db, of: id, letter.message)
        return id
    }

    private static func write(
        _ db: Database, _ draft: Draft, _ letter: NewLetter, over id: Int, at now: Moment
    ) throws {
        try db.cachedStatement(
            sql: """
                UPDATE letter SET daily = ?, replaces = ?, since = ?, composed_at = ?, stale = 0,
                    queued_at = min(queued_at, ?), tried_at = coalesce(tried_at, ?),
                    subject = ?
                WHERE id = ? AND next_try_at IS NOT NULL
                """
        ).execute(arguments: [
            draft.isDaily, draft.replaces, draft.since, (draft.composedAt ?? now).seconds,
            draft.queuedAt ?? Int.max, draft.triedAt,
            letter.subject, id,
        ])
        if db.changesCount == 1 { try text(db, of: id, letter.message) }
    }

    /// Puts the whole letter beside its row.
    static func text(_ db: Database, of letter: Int, _ message: [UInt8]) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO letter_text (letter, message) VALUES (?, ?)
                ON CONFLICT (letter) DO UPDATE SET message = excluded.message
                """
        ).execute(arguments: [letter, data(message)])
    }
}

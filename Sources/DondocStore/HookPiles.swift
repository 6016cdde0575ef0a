public import DondocCore
import GRDB

extension PiledNotice {
    /// What a hook is told of a reminder beside its content.
    public struct Origin: Sendable {
        /// What it was decided to be, whatever it says by now.
        public let kind: NoticeKind
        public let dueVersion: Int
        public let merged: [String]
        /// Addresses that were told of the same reminder by mail, or are going to be.
        public let recipients: [String]
    }
}

/// A hook is told of each reminder by itself: a letter of its own for each notice, with no limit of
/// letters a day.
extension Store {
    /// Notices, or letters, of a hook that are composed in one transaction.
    static let hookBatch = 200

    /// What a notice about a dead letter is called; nothing that happens later makes it untrue.
    public static let failedSlot = "failed-"

    /// Hooks with something to compose, each with some of it.
    ///
    /// Notices that are released, letters that have lost something, and, from the hour of the day's
    /// letter on, letters of earlier days that have not left.
    public func hookPiles(at now: Moment, _ release: Release) async throws -> [Pile] {
        try await pool.read { db in
            let channels = try String.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT channel FROM notice WHERE state = 'waiting' AND release_at <= ?1
                            AND channel <> 'mail'
                        UNION SELECT channel FROM letter WHERE stale = 1 AND channel <> 'mail'
                        UNION SELECT channel FROM letter WHERE next_try_at IS NOT NULL
                            AND composed_at < ?2 AND ?3 AND channel <> 'mail'
                            AND slot NOT GLOB 'failed-*'
                        """),
                arguments: [now.seconds, midnight(now), release.hours.isDaily(now)])
            return try channels.map { channel in
                try PileReader(
                    db: db, recipient: String(channel.dropFirst(hookPrefix.count)), now: now,
                    release: release, channel: channel
                ).hookPile()
            }
        }
    }
}

/// What the channel of a hook begins with; its name follows.
public let hookPrefix = "hook:"

extension PileReader {
    func hookPile() throws -> Pile {
        var pile = Pile(
            recipient: recipient, channel: channel, drafts: [],
            next: release.hours.nextDaily(after: now))
        var rows = try notices(
            """
            n.id IN (SELECT m.id FROM notice m WHERE m.recipient = ? AND m.channel = ?
                AND m.state = 'waiting' AND m.release_at <= ? ORDER BY m.id LIMIT ?)
            """, [recipient, channel, now.seconds, Store.hookBatch])
        pile.waiting = rows.map { $0["id"] }
        // A day off may have come in between: nothing is released then.
        if !release.hours.isOpen(now) { try postpone(&rows, &pile) { _ in true } }
        for row in rows {
            guard let said = try look([row], &pile).first else { continue }
            pile.drafts.append(
                Draft(
                    target: .new(slot: try hookSlot(said.order)), isDaily: false,
                    notices: [said.notice], replaces: 0, since: said.decidedAt))
        }
        let isOld = "composed_at < \(midnight(now)) AND \(release.hours.isDaily(now) ? 1 : 0)"
        let letters = try waitingLetters(
            "AND slot NOT GLOB 'failed-*' AND (stale = 1 OR \(isOld))", limit: Store.hookBatch)
        pile.seen = letters.map(\.seen)
        for letter in letters {
            pile.drafts.append(again(letter, try look(letter.notices, &pile)))
        }
        return pile
    }

    /// `reminder-ID`; with a number where a letter of that name was withdrawn.
    private func hookSlot(_ reminder: Int) throws -> String {
        let name = "reminder-\(reminder)"
        let taken = try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT count(*) FROM letter WHERE recipient = ? AND channel = ?
                        AND (slot = ?3 OR slot GLOB ?3 || '-*')
                    """), arguments: [recipient, channel, name])
        return taken.map { $0 == 0 ? name : "\(name)-\($0 + 1)" } ?? name
    }

    /// nil for mail.
    func origin(_ row: Row) throws -> PiledNotice.Origin? {
        guard channel != "mail" else { return nil }
        let recipients = try String.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT recipient FROM notice
                    WHERE reminder = ? AND channel = 'mail' AND state <> 'withdrawn' ORDER BY id
                    """), arguments: [row["reminder"] as Int])
        return PiledNotice.Origin(
            kind: NoticeKind(rawValue: row["kind"]) ?? .upcoming, dueVersion: row["due_version"],
            merged: try JSONText.texts(row["merged"]),
            recipients: recipients)
    }
}

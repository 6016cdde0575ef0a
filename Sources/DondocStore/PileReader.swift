import DondocCore
import GRDB

/// Reads one recipient's pile and decides which letter says what.
struct PileReader {
    let db: Database
    let recipient: String
    let now: Moment
    let release: Release
    var channel = "mail"
    /// Nothing is sent to this address.
    var isDead = false

    struct Waiting {
        let id: Int
        let state: String
        let slot: String
        let isToday: Bool
        let isDaily: Bool
        let isStale: Bool
        let isOld: Bool
        let attempts: Int
        let unsure: Int
        let composedAt: Int
        let messageID: String
        let replaces: Int
        let since: Int
        let queuedAt: Int
        let triedAt: Int?
        var notices: [Row]

        /// Whether the relay has certainly not taken it.
        var neverLeft: Bool { unsure == 0 && state == LetterState.queued.rawValue }
        var seen: SeenLetter {
            SeenLetter(id: id, state: state, attempts: attempts, notices: notices.map { $0["id"] })
        }
    }

    func pile() throws -> Pile {
        var pile = Pile(
            recipient: recipient, drafts: [], next: release.hours.nextDaily(after: now))
        let letters = try waitingLetters()
        var notices = try waitingNotices()
        pile.waiting = notices.map { $0["id"] }
        pile.seen = letters.filter { $0.neverLeft || $0.isStale || $0.isOld }.map(\.seen)
        let free = letters.filter(\.neverLeft)
        let isOpen = release.hours.isOpen(now)
        // A day off may have come in between: nothing is released then.
        if !isOpen { try postpone(&notices, &pile) { _ in true } }
        let hasHadDaily = try hasHadDaily(free)
        if hasHadDaily { try postpone(&notices, &pile) { !($0["at_once"] as Bool) } }
        let target = free.first { $0.isToday && $0.isDaily } ?? free.first(where: \.isToday)
        // What is late since today has its place in the day's letter, until that has gone.
        let goesDaily = { (row: Row) in
            !(row["at_once"] as Bool) || (!hasHadDaily && row["is_rung"])
        }
        if target == nil, !notices.contains(where: goesDaily),
            try lettersToday(free) >= release.perRecipientDay
        {
            try postpone(&notices, &pile) { _ in true }
        }
        var said = try look(notices, &pile)
        let hasNothingNew = said.isEmpty
        let isDue = !hasNothingNew || free.contains(where: \.isOld)
        if isDue {
            for letter in free where letter.id != target?.id {
                said += try look(letter.notices, &pile)
                pile.superseded.append(letter.id)
            }
            if let target { said += try look(target.notices, &pile) }
            let others = free.filter { $0.id != target?.id }
            // A letter of yesterday that came back after the day's letter goes beside it.
            let isDaily =
                said.contains { !$0.isAtOnce } || target?.isDaily == true
                || others.contains(where: \.isDaily)
            pile.drafts.append(
                try main(
                    said, target, others, isDaily: isDaily && !hasHadDaily,
                    hasNothingNew: hasNothingNew))
        } else {
            for letter in free where letter.isStale {
                pile.drafts.append(again(letter, try look(letter.notices, &pile)))
            }
        }
        for letter in letters where !letter.neverLeft && (letter.isStale || letter.isOld) {
            pile.drafts.append(again(letter, try look(letter.notices, &pile)))
        }
        return pile
    }

    /// Those that wait for the next day's letter leave the others.
    func postpone(
        _ notices: inout [Row], _ pile: inout Pile, _ isLater: (Row) -> Bool
    ) throws {
        pile.postponed += notices.filter(isLater).map { $0["id"] }
        notices.removeAll(where: isLater)
    }

    /// The letter of everything that is released, and of letters that it takes the place of.
    private func main(
        _ said: [Said], _ target: Waiting?, _ others: [Waiting], isDaily: Bool,
        hasNothingNew: Bool
    ) throws -> Draft {
        let place: Draft.Target =
            if let target {
                .letter(id: target.id, messageID: target.messageID, slot: target.slot)
            } else { .new(slot: try slot(isDaily: isDaily)) }
        let all = others + [target].compactMap { $0 }
        // The same letter on another day is one letter, whatever its number of days left.
        let isSame = target == nil && hasNothingNew && !others.isEmpty
        return Draft(
            target: place, isDaily: isDaily,
            notices: said.sorted { $0.order < $1.order }.map(\.notice),
            replaces: others.map { $0.replaces + 1 }.reduce(target?.replaces ?? 0, +)
                - (isSame ? 1 : 0),
            since: (said.map(\.decidedAt) + all.map(\.since)).min() ?? now.seconds,
            queuedAt: all.map(\.queuedAt).min(), triedAt: all.compactMap(\.triedAt).max())
    }

    /// The same letter with what is left of it; a text that may have arrived, or that will be written
    /// anew at the next day's hour, keeps its moment.
    func again(_ letter: Waiting, _ said: [Said]) -> Draft {
        let isNew = letter.isOld || (letter.neverLeft && letter.isToday)
        return Draft(
            target: .letter(id: letter.id, messageID: letter.messageID, slot: letter.slot),
            isDaily: letter.isDaily, notices: said.sorted { $0.order < $1.order }.map(\.notice),
            replaces: letter.replaces,
            composedAt: isNew ? nil : Moment(seconds: letter.composedAt),
            since: letter.since, queuedAt: letter.queuedAt)
    }

    // MARK: Letters

    /// Of a hook only those that are stale or old, so many at most.
    func waitingLetters(_ rest: String = "", limit: Int = -1) throws -> [Waiting] {
        let today = now.day.description
        let isDaily = release.hours.isDaily(now)
        return try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT id, state, slot, day, daily, stale, attempts, unsure, composed_at,
                        message_id, replaces, since, queued_at, tried_at
                    FROM letter INDEXED BY letter_of WHERE recipient = ?1 AND channel = ?2
                        AND next_try_at IS NOT NULL \(rest) ORDER BY id LIMIT ?3
                    """), arguments: [recipient, channel, limit]
        ).map { row in
            Waiting(
                id: row["id"], state: row["state"], slot: row["slot"],
                isToday: row["day"] == today, isDaily: row["daily"], isStale: row["stale"],
                isOld: isDaily && (row["composed_at"] as Int) < midnight(now),
                attempts: row["attempts"], unsure: row["unsure"], composedAt: row["composed_at"],
                messageID: row["message_id"], replaces: row["replaces"], since: row["since"],
                queuedAt: row["queued_at"], triedAt: row["tried_at"],
                notices: try notices("n.letter = ? AND n.state = 'carried'", [row["id"] as Int]))
        }
    }

    /// Letters of today that will not be taken back by this one.
    private func today(_ rest: String, but free: [Waiting]) throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT count(*) FROM letter WHERE recipient = ?1 AND channel = 'mail'
                        AND slot >= ?2 AND slot < ?3 AND state <> 'withdrawn'
                        AND id NOT IN (SELECT value FROM json_each(?4)) \(rest)
                    """),
            arguments: [
                recipient, now.day.description, (now.day + 1).description, "\(free.map(\.id))",
            ]) ?? 0
    }

    private func lettersToday(_ free: [Waiting]) throws -> Int { try today("", but: free) }

    private func hasHadDaily(_ free: [Waiting]) throws -> Bool {
        try today("AND daily = 1", but: free) > 0
    }

    /// `2023-06-12` for the day's letter, with the hour for another; with a number where it is taken.
    private func slot(isDaily: Bool) throws -> String {
        let day = now.day.description
        let name = isDaily ? day : String(now.description.prefix(19))
        var (slot, n) = (name, 1)
        while try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM letter
                        WHERE recipient = ? AND channel = 'mail' AND slot = ?)
                    """), arguments: [recipient, slot]) == true
        {
            n += 1
            slot = "\(name)-\(n)"
        }
        return slot
    }
}

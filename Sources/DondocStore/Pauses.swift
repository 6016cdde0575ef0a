public import DondocCore
import GRDB

/// A pause of reminders that somebody sets or ends.
public struct PauseChange: Sendable {
    public enum Kind: String, Sendable {
        /// Nothing is said (hoãn nhắc).
        case snooze
        /// Taken in hand (đã tiếp nhận): nobody beyond the lead and the coordinator is told.
        case ack
    }

    public let kind: Kind
    /// nil: what stands ends now.
    public let until: Moment?
    /// Who, as people read it.
    public let by: String
    /// Set by somebody who may set it beyond the due day.
    public let isJudged: Bool

    public init(_ kind: Kind, until: Moment?, by: String, isJudged: Bool = false) {
        self.kind = kind
        self.until = until
        self.by = by
        self.isJudged = isJudged
    }
}

/// A pause in an obligation's row.
struct Pause: Hashable, Sendable {
    var until: Int
    /// What had been decided when it began: rungs after it are held.
    var since: Int
    var by: String
    var text: String?
    var isJudged = false

    /// Nothing of it is left to say once everything up to its end has been decided.
    func isOpen(_ decidedTo: Moment) -> Bool { until > decidedTo.seconds }

    /// What is held is said now.
    func ended(at now: Moment) -> Pause {
        var pause = self
        pause.until = min(until, now.seconds)
        return pause
    }
}

extension Snapshot {
    var snooze: Pause? {
        get {
            guard let snoozedUntil else { return nil }
            return Pause(
                until: snoozedUntil, since: snoozedSince ?? snoozedUntil, by: snoozedBy ?? "",
                text: snoozeReason, isJudged: snoozeJudged)
        }
        set {
            (snoozedUntil, snoozedSince) = (newValue?.until, newValue?.since)
            (snoozedBy, snoozeReason) = (newValue?.by, newValue?.text)
            snoozeJudged = newValue?.isJudged ?? false
        }
    }

    var ack: Pause? {
        get {
            guard let ackedUntil else { return nil }
            return Pause(
                until: ackedUntil, since: ackedSince ?? ackedUntil, by: ackedBy ?? "",
                text: ackNote)
        }
        set {
            (ackedUntil, ackedSince) = (newValue?.until, newValue?.since)
            (ackedBy, ackNote) = (newValue?.by, newValue?.text)
        }
    }

    /// Work that nobody is pressed for has nothing to pause.
    mutating func dropPauses() { (snooze, ack) = (nil, nil) }

    /// Sets or ends a pause; a new one takes the place of the old.
    mutating func take(
        _ change: PauseChange, text: String?, at now: Moment, decidedTo: Moment
    ) {
        let path = change.kind == .snooze ? \Snapshot.snooze : \.ack
        let old = self[keyPath: path]
        guard let until = change.until else {
            self[keyPath: path] = old?.ended(at: now)
            return
        }
        // What the old one still holds waits for the end of the new one.
        let since = old.flatMap { $0.isOpen(decidedTo) ? min($0.since, decidedTo.seconds) : nil }
        self[keyPath: path] = Pause(
            until: until.seconds, since: since ?? decidedTo.seconds, by: change.by, text: text,
            isJudged: change.isJudged)
    }

    /// A snooze of those who owe the work ends with its day at the latest, also when the day moves.
    mutating func clipSnooze(_ rules: Rules, at now: Moment) {
        guard let old = snooze, !old.isJudged, old.until > now.seconds else { return }
        let last = day(due).map { max(rules.snoozeEnd($0), now) } ?? now
        guard old.until > last.seconds else { return }
        snooze?.until = last.seconds
    }

    // MARK: Undo

    /// Pauses as they are to be once values of before come back: what is held now is said and not lost,
    /// and what was said at the end of one is not said again.
    mutating func settlePauses(from current: Snapshot, at now: Moment, decidedTo: Moment) {
        guard state.isOpen else { return dropPauses() }
        // Without a snooze everything up to then has been said.
        if current.snooze == nil { snooze?.since = decidedTo.seconds }
        for path in [\Snapshot.snooze, \.ack] {
            guard let old = current[keyPath: path], old != self[keyPath: path] else { continue }
            if !old.isOpen(decidedTo) {
                self[keyPath: path]?.since = decidedTo.seconds
            } else if let own = self[keyPath: path], own.until > now.seconds {
                self[keyPath: path]?.since = min(own.since, old.since)
            } else {
                self[keyPath: path] = old.ended(at: now)
            }
        }
    }

    /// Without what makes no difference any more: pauses that are over, and since when others hold.
    func comparable(at now: Moment) -> Snapshot {
        var s = self
        for path in [\Snapshot.snooze, \.ack] {
            let isOver = s[keyPath: path].map { $0.until <= now.seconds } ?? true
            if isOver { s[keyPath: path] = nil } else { s[keyPath: path]?.since = 0 }
        }
        return s
    }
}

extension Store {
    /// Up to when an obligation's rungs have been decided.
    static func decidedTo(_ db: Database, _ number: Int) throws -> Moment {
        let seconds = try Int.fetchOne(
            db.cachedStatement(sql: "SELECT decided_to FROM obligation WHERE number = ?"),
            arguments: [number])
        return Moment(seconds: seconds ?? 0)
    }

    /// Notices that wait follow the pauses: those of one that has gone or moved are released, then those
    /// that one in force holds wait for its end.
    static func heedPauses(
        _ db: Database, _ number: Int, _ before: Snapshot, _ after: Snapshot, _ change: Change,
        at now: Moment, _ rules: Rules
    ) throws {
        let release = max(rules.release ?? now, now)
        for (old, new) in [(before.snooze, after.snooze), (before.ack, after.ack)] {
            guard let old, old.until != new?.until else { continue }
            try db.cachedStatement(
                sql: """
                    UPDATE notice SET release_at = ?3 WHERE state = 'waiting' AND release_at = ?2
                        AND reminder IN (SELECT r.id FROM reminder r WHERE r.obligation = ?1)
                    """
            ).execute(arguments: [number, old.until, release.seconds])
        }
        if let snooze = after.snooze {
            try hold(db, number, "snoozed", snooze, "", change, at: now)
        }
        if let ack = after.ack {
            let rest = "AND n.role NOT IN ('lead', 'coordinator')"
            try hold(db, number, "acked", ack, rest, change, at: now)
        }
    }

    /// What no relay can have taken waits for the end of a pause; whom somebody presses, he presses.
    private static func hold(
        _ db: Database, _ number: Int, _ why: String, _ pause: Pause, _ rest: String,
        _ change: Change, at now: Moment
    ) throws {
        guard pause.until > now.seconds else { return }
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT n.id, n.letter FROM reminder r JOIN notice n ON n.reminder = r.id
                    LEFT JOIN letter l ON l.id = n.letter
                    WHERE r.obligation = ? AND r.side <> 'now' \(rest)
                        AND ((n.state = 'waiting' AND n.release_at < ?) OR
                            (n.state = 'carried' AND l.state = 'queued' AND l.unsure = 0))
                    """), arguments: [number, pause.until])
        for row in rows {
            try db.cachedStatement(
                sql: """
                    UPDATE notice SET state = 'waiting', letter = NULL, release_at = max(release_at, ?)
                    WHERE id = ?
                    """
            ).execute(arguments: [pause.until, row["id"] as Int])
        }
        for letter in Set(rows.compactMap { $0["letter"] as Int? }).sorted() {
            try shrink(db, letter: letter, why: why, change)
        }
    }

    /// A letter that came back, not accepted for certain, loses what was paused while it was on its way.
    ///
    /// - Returns: True when nothing is left of it.
    static func holdPaused(_ db: Database, letter id: Int, at now: Moment) throws -> Bool {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT n.id, max(iif(o.snoozed_until > ?2, o.snoozed_until, 0),
                        iif(o.acked_until > ?2 AND n.role NOT IN ('lead', 'coordinator'),
                            o.acked_until, 0)) AS until
                    FROM letter l JOIN notice n ON n.letter = l.id AND n.state = 'carried'
                    JOIN reminder r ON r.id = n.reminder AND r.side <> 'now'
                    JOIN obligation o ON o.number = r.obligation
                    WHERE l.id = ?1 AND l.state = 'queued' AND l.unsure = 0
                        AND (o.snoozed_until > ?2 OR (o.acked_until > ?2
                            AND n.role NOT IN ('lead', 'coordinator')))
                    """), arguments: [id, now.seconds])
        guard !rows.isEmpty else { return false }
        for row in rows {
            try db.cachedStatement(
                sql: """
                    UPDATE notice SET state = 'waiting', letter = NULL, release_at = max(release_at, ?)
                    WHERE id = ?
                    """
            ).execute(arguments: [row["until"] as Int, row["id"] as Int])
        }
        try shrink(db, letter: id, why: "paused", nil)
        let state = try String.fetchOne(
            db.cachedStatement(sql: "SELECT state FROM letter WHERE id = ?"), arguments: [id])
        return state == LetterState.withdrawn.rawValue
    }
}

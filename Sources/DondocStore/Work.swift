public import DondocCore
import GRDB

/// What somebody does to an obligation, checked for rights and legality before it comes here.
public struct Act: Sendable {
    public enum Effect: Sendable {
        /// A move of the table; claims carry their proof.
        case move(ObligationVerb, to: ObligationState)
        case checkin
        case note
    }

    public var number: Int
    /// The change that the caller saw: if it is no longer the last, nothing happens.
    public var seen: Int
    public var verb: String
    public var effect: Effect
    public var from: ObligationState
    public var doc: String?
    public var dated: Day?
    /// SHA-256 of the file that proves it.
    public var file: String?
    public var note: String?
    /// When the obligation is to be asked about next; nil when it needs no asking.
    public var wake: Moment?
    /// The coordinator's next list, for a plan that had none left.
    public var digestAt: Moment?
    public var journal: JournalEntry?

    public init(
        number: Int, seen: Int, verb: String, effect: Effect, from: ObligationState
    ) {
        self.number = number
        self.seen = seen
        self.verb = verb
        self.effect = effect
        self.from = from
    }
}

/// Somebody was faster: the obligation has changed since it was read.
public struct Outpaced: Error, Sendable {
    public init() {}
}

/// An answer kept for a repeated request.
public struct KeptAnswer: Sendable {
    public let status: Int
    public let body: String
    /// False when the key was used for another request.
    public let isSameRequest: Bool
}

extension Store {
    /// The answer that an idempotency key has already had; nil for a new key.
    public func keptAnswer(uid: Int, key: String, request: String) async throws -> KeptAnswer? {
        try await pool.read { db in
            try Row.fetchOne(
                db, sql: "SELECT request, status, body FROM idempotency WHERE uid = ? AND key = ?",
                arguments: [uid, key]
            ).map {
                KeptAnswer(
                    status: $0["status"], body: $0["body"], isSameRequest: $0["request"] == request)
            }
        }
    }

    /// Does one act: the state, its trail, its journal entry, the letters that are no longer true
    /// and the answer under its idempotency key are one transaction.
    ///
    /// `answer` makes the answer from the record after the act; it is kept for repetitions.
    /// - Throws: `Outpaced` when the obligation has changed since it was read.
    public func perform(
        _ act: Act, by actor: Actor, at now: Moment,
        idempotency: (uid: Int, key: String, request: String)?,
        answer: @escaping @Sendable (ObligationRecord) throws -> String
    ) async throws -> String {
        try await pool.write { db in
            if let idempotency {
                // Two of one key at once: the second must not be done again.
                let known = try Bool.fetchOne(
                    db,
                    sql: "SELECT EXISTS (SELECT 1 FROM idempotency WHERE uid = ? AND key = ?)",
                    arguments: [idempotency.uid, idempotency.key])
                if known == true { throw Outpaced() }
            }
            let change = try Store.change(db, at: now, verb: act.verb, by: actor)
            switch act.effect {
            case .move(_, let to): try Store.apply(db, act, to: to, change: change, at: now)
            case .checkin, .note: try Store.touch(db, act, change: change, at: now)
            }
            guard
                let record = try ObligationRecord.all(db, "WHERE o.number = ?", [act.number]).first
            else { throw Outpaced() }
            try Store.trail(
                db, change: change, obligation: act.number, plan: record.plan.id, verb: act.verb,
                before: act.from.rawValue, after: record.standing.state.rawValue,
                reason: act.reasonLine)
            if let entry = act.journal { try Store.journal(db, entry) }
            let body = try answer(record)
            if let idempotency {
                try db.execute(
                    sql: """
                        INSERT INTO idempotency (uid, key, request, status, body, change)
                        VALUES (?, ?, ?, 200, ?, ?)
                        """,
                    arguments: [
                        idempotency.uid, idempotency.key, idempotency.request, body, change,
                    ])
            }
            return body
        }
    }

    private static func apply(
        _ db: Database, _ act: Act, to: ObligationState, change: Int, at now: Moment
    ) throws {
        let claims = act.verb == "done"
        try db.execute(
            sql: """
                UPDATE obligation SET state = ?, change = ?, wake_at = ?,
                    claimed_at = CASE WHEN ? THEN ? ELSE claimed_at END,
                    claimed_day = CASE WHEN ? THEN ? ELSE claimed_day END,
                    doc = CASE WHEN ? THEN ? ELSE doc END,
                    doc_dated = CASE WHEN ? THEN ? ELSE doc_dated END,
                    done_at = CASE WHEN ? = 'done' THEN ? ELSE NULL END
                WHERE number = ? AND state = ? AND change = ?
                """,
            arguments: [
                to.rawValue, change, to.isOpen ? act.wake?.seconds : nil,
                claims, now.seconds, claims, now.day.description, claims, act.doc, claims,
                act.dated?.description, to.rawValue, now.seconds,
                act.number, act.from.rawValue, act.seen,
            ])
        guard db.changesCount == 1 else { throw Outpaced() }
        if !to.isOpen { try withdrawLetters(db, obligation: act.number, why: act.verb) }
        try db.execute(
            sql: """
                UPDATE plan SET wake_at = ? WHERE wake_at IS NULL AND silent = 0
                    AND id = (SELECT plan FROM obligation WHERE number = ?)
                """, arguments: [act.digestAt?.seconds, act.number])
    }

    private static func touch(_ db: Database, _ act: Act, change: Int, at now: Moment) throws {
        guard case .checkin = act.effect else {
            // A note is as true of the state after somebody else's act.
            try db.execute(
                sql: "UPDATE obligation SET change = ? WHERE number = ?",
                arguments: [change, act.number])
            return
        }
        try db.execute(
            sql: "UPDATE obligation SET change = ? WHERE number = ? AND state = ? AND change = ?",
            arguments: [change, act.number, act.from.rawValue, act.seen])
        guard db.changesCount == 1 else { throw Outpaced() }
        try db.execute(
            sql: "INSERT INTO checkin (obligation, day, note, change) VALUES (?, ?, ?, ?)",
            arguments: [act.number, now.day.description, act.note, change])
        try withdrawCheckinLetters(db, obligation: act.number)
    }

    /// A check-in answers the letters that asked for it; those about a date stay true.
    private static func withdrawCheckinLetters(_ db: Database, obligation: Int) throws {
        try db.execute(
            sql: """
                UPDATE letter SET state = 'withdrawn', next_try_at = NULL, error = 'checkin'
                WHERE state IN ('queued', 'unsure') AND reminder IN (SELECT id FROM reminder
                    WHERE obligation = ? AND (step LIKE 'checkin-%' OR step LIKE 'quiet-%'))
                """, arguments: [obligation])
    }

    /// A request that was refused stays in the trail.
    public func refused(
        _ verb: String, by actor: Actor, at now: Moment, obligation: Int?, reason: String
    ) async throws {
        try await pool.write { db in
            let change = try Store.change(db, at: now, verb: "refused", by: actor)
            try Store.trail(
                db, change: change, obligation: obligation, verb: "refused",
                reason: "\(verb): \(reason)"
            )
        }
    }
}

extension Act {
    /// Proof and note in one line for the trail.
    var reasonLine: String? {
        let parts = [
            doc.map { "doc=\($0)" }, dated.map { "dated=\($0)" }, file.map { "file=\($0)" },
            note.map { "note=\($0)" },
        ].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }
}

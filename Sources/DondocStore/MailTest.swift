public import DondocCore
import GRDB

/// Test letters stand in the trail alone: no reminder, no letter of the outbox.
extension Store {
    /// Writes down that a test letter is being sent, before anybody connects.
    ///
    /// A key is in use from now on: its answer comes with `closeMailTest`.
    /// - Returns: The change's number.
    /// - Throws: `Outpaced` when the key is in use.
    public func openMailTest(
        _ what: String, by actor: Actor, at now: Moment, key: RequestKey? = nil
    ) async throws -> Int {
        try await pool.write { db in
            try Store.take(db, key)
            let change = try Store.change(db, at: now, verb: "mail-test", by: actor)
            try Store.trail(
                db, change: change, verb: "mail-test", after: LetterState.sending.rawValue,
                reason: what)
            try Store.reserve(db, key, change: change.id)
            return change.id
        }
    }

    /// Writes down how it ended, with the journal's entry; blocks, since a courier calls it.
    ///
    /// `answer` is kept under `key` for repetitions; without one the key may be used again.
    public func closeMailTest(
        _ change: Int, state: LetterState, reason: String, journal: JournalEntry,
        key: RequestKey? = nil, answer: String? = nil
    ) throws {
        try pool.write { db in
            try Store.trail(
                db, change: try Change(db, change), verb: "mail-test",
                before: LetterState.sending.rawValue,
                after: state.rawValue, reason: reason)
            try Store.journal(db, journal)
            try Store.settle(db, key, answer)
        }
    }
}

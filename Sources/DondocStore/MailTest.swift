public import DondocCore
import GRDB

/// Test letters stand in the trail alone: no reminder, no letter of the outbox.
extension Store {
    /// Writes down that a test letter is being sent, before anybody connects.
    ///
    /// - Returns: The change's number.
    public func openMailTest(_ what: String, by actor: Actor, at now: Moment) async throws -> Int {
        try await pool.write { db in
            let change = try Store.change(db, at: now, verb: "mail-test", by: actor)
            try Store.trail(
                db, change: change, verb: "mail-test", after: LetterState.sending.rawValue,
                reason: what)
            return change.id
        }
    }

    /// Writes down how it ended, with the journal's entry; blocks, since a courier calls it.
    public func closeMailTest(
        _ change: Int, state: LetterState, reason: String, journal: JournalEntry
    ) throws {
        try pool.write { db in
            try Store.trail(
                db, change: try Change(db, change), verb: "mail-test",
                before: LetterState.sending.rawValue,
                after: state.rawValue, reason: reason)
            try Store.journal(db, journal)
        }
    }
}

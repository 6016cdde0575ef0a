import GRDB

extension Store {
    /// Journal entries that wait, oldest first.
    public func waitingJournal(limit: Int) async throws -> [(id: Int, entry: JournalEntry)] {
        try await pool.read { db in
            let rows = try Row.fetchAll(
                db, sql: "SELECT id, fields FROM journal_entry ORDER BY id LIMIT ?",
                arguments: [limit])
            return try rows.map { row in
                let flat = try JSONText.texts(row["fields"])
                let pairs = stride(from: 0, to: flat.count - 1, by: 2).map {
                    (flat[$0], Optional(flat[$0 + 1]))
                }
                return (row["id"], JournalEntry(pairs))
            }
        }
    }

    /// Takes entries that journald has accepted out of the outbox.
    public func journalSent(through id: Int) async throws {
        try await pool.write { db in
            try db.execute(sql: "DELETE FROM journal_entry WHERE id <= ?", arguments: [id])
        }
    }

    /// Puts a single entry into the journal's outbox.
    public func addJournal(_ entry: JournalEntry) async throws {
        try await pool.write { db in try Store.journal(db, entry) }
    }
}

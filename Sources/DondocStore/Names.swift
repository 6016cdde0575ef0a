import GRDB

/// Whether a name in a filter is that of anything, also of what no file names any more.
extension Store {
    /// A plan that was ever loaded.
    public func knows(plan: String) async throws -> Bool {
        try await exists("plan WHERE id = ?", plan)
    }

    /// An agency with work, as keys have it or with its territory.
    public func knows(agency: String) async throws -> Bool {
        try await exists("obligation WHERE agency_part = ?1 OR agency = ?1", agency)
    }

    /// Somebody who leads, as a plan has it.
    public func knows(lead: String) async throws -> Bool {
        try await exists("task t, json_each(t.lead) l WHERE l.value = ?", lead)
    }

    public func knows(change: Int) async throws -> Bool {
        try await exists("change WHERE id = ?", change)
    }

    private func exists(_ what: String, _ value: any DatabaseValueConvertible & Sendable)
        async throws -> Bool
    {
        try await pool.read { db in
            try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM \(what))", arguments: [value])
                ?? false
        }
    }
}

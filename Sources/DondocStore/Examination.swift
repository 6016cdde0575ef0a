import GRDB

/// When SQLite's quick_check looked at the whole file, and what it found.
public struct Examination: Hashable, Sendable {
    /// Seconds since the Unix epoch by the wall clock.
    public let at: Int
    /// nil when all is well.
    public let fault: String?

    public init(at: Int, fault: String?) {
        self.at = at
        self.fault = fault
    }
}

extension Store {
    /// The last one; nil before the first is recorded.
    public func lastExamination() async throws -> Examination? {
        try await pool.read { db in try Store.examination(db) }
    }

    static func examination(_ db: Database) throws -> Examination? {
        try Row.fetchOne(db.cachedStatement(sql: "SELECT at, fault FROM examination")).map {
            Examination(at: $0["at"], fault: $0["fault"])
        }
    }

    public func record(_ examination: Examination) throws {
        try pool.write { db in
            try db.execute(
                sql: """
                    INSERT INTO examination VALUES (1, ?1, ?2)
                    ON CONFLICT (one) DO UPDATE SET at = ?1, fault = ?2
                    """, arguments: [examination.at, examination.fault])
        }
    }

    /// Reads the whole file as it is on disk, on a connection of its own that cannot write; blocks.
    ///
    /// - Returns: What is damaged; nil when all is well.
    /// - Throws: GRDB's `DatabaseError` when the file cannot be read.
    public func findDamage() throws -> String? {
        do {
            try Store.examine(path)
            return nil
        } catch StoreFault.damaged(let what) {
            return what.isEmpty ? "quick_check" : what
        }
    }
}

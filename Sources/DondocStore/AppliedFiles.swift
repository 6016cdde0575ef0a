public import DondocCore
import GRDB

extension Store {
    /// Files as they were last applied, by name.
    public func appliedFiles() throws -> [(name: String, text: String)] {
        try pool.read { db in
            try Row.fetchAll(db, sql: "SELECT name, text FROM applied_file ORDER BY name")
                .map { ($0["name"], $0["text"]) }
        }
    }

    /// Applies a set of files: what is not among them is no longer applied.
    ///
    /// - Returns: Names whose content is new or gone; empty when nothing changed.
    public func apply(_ files: [(name: String, text: String)], by actor: Actor, at now: Moment)
        throws -> [String]
    {
        try pool.write { db in try Store.apply(db, files, by: actor, at: now) }
    }

    /// Applies files and what follows from them for the stored plans, in one transaction.
    ///
    /// What `gone` addresses were to hear is said to whoever hears now. `answer` makes the answer
    /// that is kept under `key` for repetitions.
    /// - Returns: Names of files whose content is new or gone.
    /// - Throws: `Outpaced` when the key is in use, or `gone` is no longer so.
    public func reload(
        _ files: [(name: String, text: String)], _ plans: [PlanToLoad], by actor: Actor,
        gone: [GoneAddress] = [], at now: Moment, key: RequestKey? = nil,
        _ rules: Rules, isNewLadder: @escaping @Sendable (Standing) -> Bool,
        journal: @escaping @Sendable (Plan, LoadCounts) -> JournalEntry,
        turning: @escaping @Sendable (GoneAddress, [String]) -> JournalEntry,
        answer: @escaping @Sendable ([String]) throws -> String = { _ in "" }
    ) async throws -> [String] {
        try await pool.write { db in
            try Store.take(db, key)
            try Store.check(db, gone)
            let applied = try Store.apply(db, files, by: actor, at: now)
            // Before the plans: what leaves them withdraws these notices as well.
            try Store.turn(db, gone, by: actor, at: now, journal: turning)
            _ = try Store.load(db, plans, by: actor, at: now, journal: journal)
            try Store.rewake(db, at: now, rules, isNewLadder: isNewLadder)
            if key != nil { try Store.keep(db, key, try answer(applied), change: nil) }
            return applied
        }
    }

    private static func apply(
        _ db: Database, _ files: [(name: String, text: String)], by actor: Actor, at now: Moment
    ) throws -> [String] {
        let rows = try Row.fetchAll(db, sql: "SELECT name, sha256 FROM applied_file")
        var old: [String: String] = [:]
        for row in rows { old[row["name"]] = row["sha256"] }
        let new = files.map { (name: $0.name, text: $0.text, sha: SHA256.hex($0.text)) }
        let fresh = new.filter { old[$0.name] != $0.sha }
        let gone = Set(old.keys).subtracting(files.map(\.name)).sorted()
        guard !fresh.isEmpty || !gone.isEmpty else { return [] }
        let change = try Store.change(db, at: now, verb: "reload", by: actor)
        for file in fresh {
            try db.execute(
                sql: """
                    INSERT INTO applied_file VALUES (?1, ?2, ?3, ?4) ON CONFLICT (name)
                    DO UPDATE SET sha256 = ?2, text = ?3, change = ?4
                    """, arguments: [file.name, file.sha, file.text, change.id])
        }
        for name in gone {
            try db.execute(sql: "DELETE FROM applied_file WHERE name = ?", arguments: [name])
        }
        let names = fresh.map(\.name) + gone
        try Store.trail(
            db, change: change, verb: "reload", after: names.joined(separator: " "),
            reason: try Facts.files(db))
        return names
    }
}

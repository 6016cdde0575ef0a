import GRDB

/// What a load or a reload writes beside obligations, as hashes that stand in its row of the trail.
///
/// Titles, roles, proofs and what waits for what follow from the files by readers that this room does
/// not know: so the trail keeps a hash of what came of them. Each is 32 hexadecimal digits, the first
/// half of a SHA-256.
enum Facts {
    /// `rows=HASH versions=HASH`, the end of the reason of a plan's row.
    static func line(_ db: Database, plan: String, change: Int) throws -> String {
        "rows=\(try rows(db, plan)) versions=\(try versions(db, plan, change))"
    }

    /// The plan with its tasks and targets, as they are.
    static func rows(_ db: Database, _ plan: String) throws -> String {
        let queries = [
            """
            SELECT json_array(id, number, title, territory, issuer, coordinator, issued, starts, ends,
                note, confirm, silent, sha256) FROM plan WHERE id = ?1
            """,
            """
            SELECT json_array(id, position, kind, ref, title, phrase, lead, "with", addressees, via,
                "after", product, proof, is_request, is_assumed, report, note, remind)
            FROM task WHERE plan = ?1 ORDER BY id
            """,
            """
            SELECT json_array(id, position, ref, title, goal, unit, owner, by_label)
            FROM target WHERE plan = ?1 ORDER BY id
            """,
        ]
        return try hash(db, queries, [plan])
    }

    /// The versions of a plan's tasks that a change brought.
    static func versions(_ db: Database, _ plan: String, _ change: Int) throws -> String {
        let query = """
            SELECT json_array(id, kind, ref, title, phrase, lead, "with", addressees, via, "after",
                product, proof, is_request, remind)
            FROM task_version WHERE plan = ?1 AND change = ?2 ORDER BY id
            """
        return try hash(db, [query], [plan, change])
    }

    /// `files=HASH`, the reason of a reload's row: the names of all applied files, and their hashes.
    static func files(_ db: Database) throws -> String {
        let rows = "SELECT json_array(name, sha256) FROM applied_file ORDER BY name"
        return "files=\(try hash(db, [rows], []))"
    }

    /// The hashes in the reason of a plan's row; nil in rows of before there were any.
    ///
    /// What people wrote comes before them.
    static func read(_ reason: String?) -> (rows: String, versions: String)? {
        let words = (reason ?? "").split(separator: " ").suffix(2).map(String.init)
        guard words.count == 2, words[0].hasPrefix("rows="), words[1].hasPrefix("versions=")
        else { return nil }
        return (String(words[0].dropFirst(5)), String(words[1].dropFirst(9)))
    }

    private static func hash(
        _ db: Database, _ queries: [String], _ arguments: [any DatabaseValueConvertible]
    ) throws -> String {
        let lines = try queries.flatMap {
            try String.fetchAll(db, sql: $0, arguments: StatementArguments(arguments))
        }
        return String(SHA256.hex(lines.joined(separator: "\n")).prefix(32))
    }
}

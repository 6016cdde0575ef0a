import GRDB

extension Store {
    /// What is marked as taken back must be what the undos of the trail took back.
    static func compareUndos(_ db: Database, _ result: inout AuditResult) throws {
        var undoneBy: [Int: Int] = [:]
        var undoes: [Int: Int] = [:]
        let undos = try Row.fetchCursor(
            db,
            sql: """
                SELECT c.id, c.undoes FROM change c WHERE c.undoes IS NOT NULL
                    AND EXISTS (SELECT 1 FROM trail t WHERE t.change = c.id) ORDER BY c.id
                """)
        while let row = try undos.next() {
            let (id, target): (Int, Int) = (row[0], row[1])
            undoes[id] = target
            undoneBy[target] = id
            var (root, isUndone) = (target, true)
            while let next = undoes[root] {
                (root, isUndone) = (next, !isUndone)
                undoneBy[root] = isUndone ? id : nil
            }
        }
        let marked = try Row.fetchCursor(
            db, sql: "SELECT id, undone_by FROM change WHERE undone_by IS NOT NULL ORDER BY id")
        var wrong: Int?
        while let row = try marked.next(), wrong == nil {
            let (id, by): (Int, Int) = (row[0], row[1])
            if undoneBy.removeValue(forKey: id) != by { wrong = id }
        }
        guard let change = wrong ?? undoneBy.keys.min() else { return }
        result.fault = .changed
        result.row = try Int.fetchOne(
            db, sql: "SELECT min(id) FROM trail WHERE change = ?", arguments: [change])
    }

    /// Check-ins, waivers and files are those of the trail, and in force as it says.
    static func compareBeside(_ db: Database, _ result: inout AuditResult) throws {
        // As `Act.reasonLine` writes it; of before the chain, the words alone.
        let list = "substr(t.reason, 8, instr(t.reason || ';', ';') - 8)"
        let kinds = [
            (
                "checkin", "checkin",
                """
                (t.reason IS b.note OR t.reason IS 'note=' || b.note)
                AND b.day = date(c.at + 25200, 'unixepoch')
                """, "1"
            ),
            (
                "waiver", "waive",
                """
                instr(',' || \(list) || ',', ',' || b.input || ',') > 0
                AND t.reason IN ('inputs=' || \(list) || '; ' || b.reason,
                    'inputs=' || \(list) || '; own-work; ' || b.reason)
                """, "length(\(list)) - length(replace(\(list), ',', '')) + 1"
            ),
            (
                "attachment", "attach",
                """
                t.reason = 'name=' || b.name || '; file=' || b.sha256
                    || coalesce('; note=' || b.note, '')
                """, "1"
            ),
        ]
        let extra = kinds.map { table, verb, says, _ in
            """
            SELECT (SELECT min(x.id) FROM trail x WHERE x.change = b.change), o.key
            FROM \(table) b JOIN change c ON c.id = b.change
            JOIN obligation o ON o.number = b.obligation
            WHERE b.undone <> (c.undone_by IS NOT NULL) OR NOT EXISTS (
                SELECT 1 FROM trail t WHERE t.change = b.change
                    AND t.obligation = b.obligation AND t.verb = '\(verb)' AND \(says))
            """
        }
        let lacking = kinds.map { table, verb, _, count in
            """
            (t.verb = '\(verb)' AND (SELECT count(*) FROM \(table) b
                WHERE b.change = t.change AND b.obligation = t.obligation) <> \(count))
            """
        }
        let all =
            extra + [
                """
                SELECT t.id, o.key FROM trail t JOIN obligation o ON o.number = t.obligation
                WHERE \(lacking.joined(separator: " OR "))
                """
            ]
        let row = try Row.fetchOne(
            db, sql: all.joined(separator: " UNION ALL ") + " ORDER BY 1 LIMIT 1")
        guard let row else { return }
        result.fault = .state
        result.row = row[0]
        result.key = row[1]
    }
}

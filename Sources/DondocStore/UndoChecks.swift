import GRDB

/// What stands on a change, so that it is not taken back.
extension Store {
    /// A later change in force that has touched the same obligation.
    ///
    /// What was taken back, and what took it back, cancel each other.
    static func later(_ db: Database, _ number: Int, than change: Int) throws
        -> UndoRefusal?
    {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT c.id, c.verb, c.user, o.key FROM trail t JOIN change c ON c.id = t.change
                JOIN obligation o ON o.number = t.obligation
                WHERE t.obligation = ? AND t.change > ? AND c.undone_by IS NULL
                    AND t.verb NOT IN ('undo', 'refused', 'note', 'attach', 'now')
                ORDER BY t.id DESC LIMIT 1
                """, arguments: [number, change])
        return row.map { .dependent(change: $0[0], verb: $0[1], user: $0[2], key: $0[3]) }
    }

    /// The later change that something rests on.
    static func dependent(_ db: Database, _ number: Int, after change: Int) throws
        -> UndoRefusal
    {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT c.id, c.verb, c.user, o.key FROM trail t JOIN change c ON c.id = t.change
                JOIN obligation o ON o.number = t.obligation
                WHERE t.obligation = ? AND t.change > ? AND t."after" IS NOT NULL
                ORDER BY t.id DESC LIMIT 1
                """, arguments: [number, change])
        guard let row else { return .nothingToUndo(verb: "?") }
        return .dependent(change: row[0], verb: row[1], user: row[2], key: row[3])
    }

    /// A report that was consolidated from this one must not be left without it.
    static func checkUpper(_ db: Database, _ number: Int, after change: Int) throws {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT c.id, c.verb, c.user, u.key FROM obligation o
                JOIN task t ON t.plan = o.plan
                    AND EXISTS (SELECT 1 FROM json_each(t."after") WHERE value = o.task)
                JOIN obligation u ON u.plan = t.plan AND u.task = t.id
                    AND u.state IN ('claimed', 'done')
                    AND (u.period = o.period OR NOT EXISTS (SELECT 1 FROM obligation s
                        WHERE s.plan = o.plan AND s.task = o.task AND s.period = u.period))
                JOIN change c ON c.id = (SELECT max(x.change) FROM trail x
                    WHERE x.obligation = u.number AND x."after" IS NOT NULL
                        AND json_extract(x."after", '$.state') IN ('claimed', 'done')
                        AND coalesce(json_extract(x."before", '$.state'), '')
                            NOT IN ('claimed', 'done'))
                WHERE o.number = ?1 AND c.id > ?2 AND NOT EXISTS (SELECT 1 FROM waiver w
                    WHERE w.obligation = u.number AND w.input = o.number AND w.undone = 0)
                LIMIT 1
                """, arguments: [number, change])
        guard let row else { return }
        throw UndoRefusal.dependent(change: row[0], verb: row[1], user: row[2], key: row[3])
    }

    /// A report that was reported without what a waiver spared it must not be left without the waiver.
    static func checkWaivers(_ db: Database, _ root: Int, after change: Int) throws {
        let number = try Int.fetchOne(
            db,
            sql: """
                SELECT u.number FROM waiver w JOIN obligation u ON u.number = w.obligation
                WHERE w.change = ? AND w.undone = 0 AND u.state IN ('claimed', 'done')
                ORDER BY u.number LIMIT 1
                """, arguments: [root])
        if let number { throw try dependent(db, number, after: change) }
    }
}

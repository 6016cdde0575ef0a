public import DondocCore
import GRDB

/// That somebody pressed for an obligation by a letter of its own (đôn đốc ngay).
public struct PastPress: Sendable {
    public let at: Moment
    /// When its letter may leave, or could.
    public let release: Moment
    public let by: String
}

/// What a letter says of whoever pressed.
public struct Press: Hashable, Sendable {
    public let by: String
    public let note: String?
}

extension Store {
    /// How often somebody has pressed, and the last time that was neither taken back nor overtaken.
    public func presses(of number: Int) async throws -> (count: Int, last: PastPress?) {
        try await pool.read { db in
            let count = try Int.fetchOne(
                db.cachedStatement(
                    sql: "SELECT count(*) FROM reminder WHERE obligation = ? AND side = 'now'"),
                arguments: [number])
            let row = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT r.decided_at, max(coalesce(n.release_at, r.decided_at)) AS release,
                            coalesce(c.person, c.user) AS by
                        FROM reminder r JOIN change c ON c.id = r.change
                        LEFT JOIN notice n ON n.reminder = r.id
                        WHERE r.obligation = ? AND r.side = 'now' AND c.undone_by IS NULL
                            AND coalesce(n.state, '') <> 'withdrawn'
                        GROUP BY r.id ORDER BY r.id DESC LIMIT 1
                        """), arguments: [number])
            return (
                count ?? 0,
                row.map {
                    PastPress(
                        at: Moment(seconds: $0["decided_at"]),
                        release: Moment(seconds: $0["release"]), by: $0["by"])
                }
            )
        }
    }

    /// Who pressed by a change, and what was added.
    static func press(_ db: Database, change: Int, obligation: Int) throws -> Press? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT coalesce(c.person, c.user) AS by, t.reason FROM change c
                    LEFT JOIN trail t ON t.change = c.id AND t.obligation = ?2 AND t.verb = 'now'
                    WHERE c.id = ?1
                    """), arguments: [change, obligation]
        ).map { row in
            let said: String? = row["reason"]
            return Press(
                by: row["by"],
                note: said.map { $0.hasPrefix("note=") ? String($0.dropFirst(5)) : $0 }
            )
        }
    }

    /// Takes back what of a press has not left.
    ///
    /// - Throws: `UndoRefusal.letterLeft` when all of it has; where none will, `letterLost` when none has,
    ///   `letterUnsure` when one may have arrived.
    static func takeBackPresses(
        _ db: Database, of pressed: Int, _ touched: [Int], _ change: Change
    ) throws {
        let which = "AND r.side = 'now' AND r.change = \(pressed)"
        let waiting = try touched.filter { number in
            try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM reminder r JOIN notice n ON n.reminder = r.id
                        LEFT JOIN letter l ON l.id = n.letter
                        WHERE r.obligation = ? \(which) AND (n.state = 'waiting'
                            OR (n.state = 'carried' AND l.next_try_at IS NOT NULL)))
                    """, arguments: [number]) ?? false
        }
        guard !waiting.isEmpty else {
            let has = { (what: String) in
                try Bool.fetchOne(
                    db,
                    sql: """
                        SELECT EXISTS (SELECT 1 FROM reminder r JOIN notice n ON n.reminder = r.id
                            JOIN letter l ON l.id = n.letter WHERE \(what) \(which))
                        """) ?? false
            }
            if try has("n.state = 'carried' AND l.state NOT IN ('failed', 'withdrawn')") {
                throw UndoRefusal.letterLeft
            }
            throw try has("l.unsure > 0") ? UndoRefusal.letterUnsure : UndoRefusal.letterLost
        }
        for number in waiting {
            try withdrawNotices(db, obligation: number, why: "undo", change, which)
        }
    }
}

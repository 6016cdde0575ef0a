import DondocCore
import GRDB

/// Looks at notices again, and reads all that a letter says about what is still true.
extension PileReader {
    func waitingNotices() throws -> [Row] {
        try notices(
            """
            n.recipient = ? AND n.channel = 'mail' AND n.state = 'waiting' AND n.release_at <= ?
            """, [recipient, now.seconds])
    }

    func notices(_ which: String, _ arguments: StatementArguments) throws -> [Row] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT n.id, n.role, n.release_at, n.at_once, r.id AS reminder, r.about,
                        r.obligation, r.plan, r.due_version, r.step, r.side, r.kind, r.decided_at, r.step_at,
                        r.merged, r.is_late, r.change,
                        r.obligation IS NOT NULL AND r.side = 'dated' AS is_rung,
                        r.obligation IS NOT NULL AND \(Store.isUntrue) AS is_untrue
                    FROM notice n JOIN reminder r ON r.id = n.reminder
                    WHERE \(which) ORDER BY r.id
                    """), arguments: arguments)
    }

    struct Said {
        let notice: PiledNotice
        /// False for what belongs into the day's letter where that has not gone.
        let isAtOnce: Bool
        let decidedAt: Int
        let order: Int
    }

    /// What is still true of some notices, with all that a letter says about it.
    func look(_ rows: [Row], _ pile: inout Pile) throws -> [Said] {
        try rows.compactMap { row in
            let id: Int = row["id"]
            if isDead {
                pile.untrue.append((id, Store.deadAddress))
            } else if row["is_untrue"] {
                pile.untrue.append((id, "no-longer-true"))
            } else if try isOvertaken(row) {
                pile.untrue.append((id, "superseded"))
            } else if let content = try content(row) {
                return Said(
                    notice: try piled(row, content),
                    isAtOnce: row["at_once"] && !row["is_rung"],
                    decidedAt: row["decided_at"], order: row["reminder"])
            } else {
                pile.untrue.append((id, "no-longer-true"))
            }
            return nil
        }
    }

    /// Whether a newer reminder says all that this one would, to the same recipient.
    private func isOvertaken(_ row: Row) throws -> Bool {
        guard row["kind"] != NoticeKind.assigned.rawValue else { return false }
        let (number, side): (Int?, String) = (row["obligation"], row["side"])
        let same = number == nil ? "s.about = ?1" : "s.obligation = ?1 AND s.side = ?6"
        let about: any DatabaseValueConvertible = number ?? row["about"] as String
        var arguments: [any DatabaseValueConvertible] = [
            about, row["reminder"] as Int, recipient, now.seconds, channel,
        ]
        if number != nil { arguments.append(side) }
        return try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM reminder s JOIN notice m ON m.reminder = s.id
                        WHERE \(same) AND s.id > ?2 AND m.recipient = ?3 AND m.channel = ?5
                            AND (m.state = 'carried'
                                OR (m.state = 'waiting' AND m.release_at <= ?4)))
                    """), arguments: StatementArguments(arguments)) ?? false
    }

    private func piled(_ row: Row, _ content: PiledNotice.Content) throws -> PiledNotice {
        let isWork = (row["obligation"] as Int?) != nil
        return PiledNotice(
            id: row["id"], role: Audience(rawValue: row["role"]) ?? .lead, about: row["about"],
            step: row["step"], sayings: isWork ? try sayings(row) : [], isLate: row["is_late"],
            isOwnLate: row["is_late"]
                && (row["decided_at"] as Int) - (row["step_at"] as Int) > Policy.lateAfter,
            releaseAt: Moment(seconds: row["release_at"]), origin: try origin(row),
            overdueCount: row["kind"] == NoticeKind.overdue.rawValue ? try overdueCount(row) : 0,
            reason: row["side"] == "returned" ? try returnReason(row) : nil,
            press: row["side"] == "now" ? try press(row) : nil, content: content)
    }

    private func press(_ row: Row) throws -> Press? {
        guard let change = row["change"] as Int?, let number = row["obligation"] as Int? else {
            return nil
        }
        return try Store.press(db, change: change, obligation: number)
    }

    /// Itself, and the reminders since the last one that reached this recipient, oldest first.
    private func sayings(_ row: Row) throws -> [PiledNotice.Saying] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT s.step, s.merged, s.is_late, m.release_at < ?7 AS was_missed
                    FROM reminder s
                    JOIN notice m ON m.reminder = s.id AND m.recipient = ?5 AND m.channel = ?6
                    LEFT JOIN letter l ON l.id = m.letter
                    WHERE s.obligation = ?1 AND s.due_version = ?2 AND s.side = ?3 AND s.id <= ?4
                        AND (m.state <> 'withdrawn' OR m.reason = 'superseded')
                        AND s.id > (SELECT coalesce(max(x.id), 0) FROM reminder x
                            JOIN notice y ON y.reminder = x.id AND y.recipient = ?5
                                AND y.channel = ?6 AND y.state = 'carried'
                            JOIN letter z ON z.id = y.letter AND z.next_try_at IS NULL
                            WHERE x.obligation = ?1 AND x.side = ?3)
                    ORDER BY s.id
                    """),
            arguments: [
                row["obligation"] as Int, row["due_version"] as Int, row["side"] as String,
                row["reminder"] as Int, recipient, channel, row["release_at"] as Int,
            ]
        ).map {
            PiledNotice.Saying(
                step: $0["step"], merged: try JSONText.texts($0["merged"]), isLate: $0["is_late"],
                wasMissed: $0["was_missed"])
        }
    }

    /// From the record of what left: what nobody heard is not counted, nor for a letter what only a hook
    /// heard.
    private func overdueCount(_ row: Row) throws -> Int {
        let before = try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT count(*) FROM reminder s WHERE s.obligation = ? AND s.due_version = ?
                        AND s.kind = 'overdue' AND s.side = 'dated' AND s.id < ?
                        AND EXISTS (SELECT 1 FROM notice m JOIN letter l ON l.id = m.letter
                            WHERE m.reminder = s.id AND m.state = 'carried'
                                AND (m.channel = 'mail' OR ? <> 'mail')
                                AND (l.state IN ('sent', 'sending') OR l.unsure > 0))
                    """),
            arguments: [
                row["obligation"] as Int, row["due_version"] as Int, row["reminder"] as Int,
                channel,
            ])
        return (before ?? 0) + 1
    }

    private func returnReason(_ row: Row) throws -> String? {
        try String.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT reason FROM trail WHERE obligation = ? AND verb = 'return'
                        ORDER BY id DESC LIMIT 1
                    """), arguments: [row["obligation"] as Int])
    }

    /// Open work of an agency of which one reminder tells; the index is named, for the order of the rows
    /// would choose a walk through all work.
    static let toldOf = """
        SELECT p.number FROM obligation p INDEXED BY obligation_pressed
            WHERE p.agency = ?1 AND p.silent = 0 AND p.agency IS NOT NULL
                AND p.state IN ('planned', 'started', 'returned') AND p.told_by = ?2
        """

    /// nil where there is nothing to say any more.
    private func content(_ row: Row) throws -> PiledNotice.Content? {
        if let number = row["obligation"] as Int? {
            guard let record = try ObligationRecord.numbered(db, [number], counted: false).first
            else { return nil }
            return .work(record, try Store.inputs(db, of: record, nil))
        }
        let id: String = row["plan"]
        guard let plan = try plan(id) else { return nil }
        let about: String = row["about"]
        let reminder: Int = row["reminder"]
        let who = about.dropFirst("plan:\(id)/".count)
        if who.hasPrefix("with:"), let agency = AgencyRef(String(who.dropFirst(5))) {
            let tasks = try Store.tasks(db, id, agency, toldBy: reminder)
            return tasks.isEmpty ? nil : .partner(plan, agency, tasks)
        }
        if who.hasPrefix("lead:"), let agency = AgencyRef(String(who.dropFirst(5))) {
            let records = try ObligationRecord.all(
                db, "WHERE o.number IN (\(PileReader.toldOf)) ORDER BY o.day, o.number",
                [agency.description, reminder], counted: false)
            return records.isEmpty ? nil : .assigned(plan, records)
        }
        let today = now.day.description
        let rows = try Store.listed(db, id, today)
        return rows.isEmpty
            ? nil : .list(plan, rows, exhausted: try Store.exhausted(db, id, today))
    }

    private func plan(_ id: String) throws -> PlanFacts? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: "SELECT \(PlanFacts.columns) FROM plan p WHERE p.id = ? AND p.unloaded = 0"),
            arguments: [id]
        ).map { try PlanFacts($0) }
    }
}

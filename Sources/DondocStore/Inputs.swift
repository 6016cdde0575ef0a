public import DondocCore
import GRDB

/// The reports that another one waits for.
public struct Inputs: Sendable {
    public struct Missing: Sendable {
        public let number: Int
        public let key: String
        public let agency: AgencyRef?
        public let agencyPart: String
        public let due: Day?
    }

    public let total: Int
    /// Not claimed and not waived, in the order of the plan.
    public let missing: [Missing]
    /// Not waited for, though not claimed.
    public let waived: Int

    /// Those among the missing whose day has passed.
    public func late(on today: Day) -> Int { missing.count { $0.due.map { $0 < today } ?? false } }
}

extension Store {
    /// The inputs of a report with `after`: those of its own period, or all where none shares it.
    public func inputs(of record: ObligationRecord, asOf: AsOf? = nil) async throws -> Inputs? {
        guard !record.task.after.isEmpty else { return nil }
        return try await pool.read { db in try Store.inputs(db, of: record, asOf) }
    }

    static func inputs(_ db: Database, of record: ObligationRecord, _ asOf: AsOf?) throws
        -> Inputs?
    {
        guard !record.task.after.isEmpty else { return nil }
        let open = ObligationState.allCases.filter(\.isOpen).map { "'\($0.rawValue)'" }
            .joined(separator: ", ")
        let existed = asOf.map {
            """
            AND EXISTS (SELECT 1 FROM trail x WHERE x.obligation = s.number
                AND x.change <= \($0.cutoff))
            """
        }
        let period = """
            o.plan = ?1 AND o.task = ?2 AND +o.state <> 'withdrawn' AND (o.period = ?3
                OR NOT EXISTS (SELECT 1 FROM obligation s
                    WHERE s.plan = ?1 AND s.task = ?2 AND s.period = ?3 \(existed ?? "")))
            """
        var total = 0
        var waived = 0
        var missing: [Inputs.Missing] = []
        for task in record.task.after {
            let arguments: StatementArguments = [record.plan.id, task, record.periodLabel]
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT o.number, o.key, o.agency, o.agency_part, o.due, EXISTS (
                        SELECT 1 FROM waiver w WHERE w.obligation = \(record.number)
                            AND w.input = o.number AND w.change <= \(asOf?.cutoff ?? Int.max)
                            AND NOT \(undone("w", asOf))), o.state IN (\(open))
                    FROM \(asOf.map { ObligationRecord.past($0) } ?? "obligation o")
                    WHERE \(period) ORDER BY o.number
                    """, arguments: arguments)
            while let row = try rows.next() {
                total += 1
                guard row[6] else { continue }
                guard !(row[5] as Bool) else {
                    waived += 1
                    continue
                }
                missing.append(
                    Inputs.Missing(
                        number: row[0], key: row[1],
                        agency: (row[2] as String?).flatMap { AgencyRef($0) }, agencyPart: row[3],
                        due: day(row[4])))
            }
        }
        return Inputs(total: total, missing: missing, waived: waived)
    }
}

extension Store {
    /// The index by plan and task, which the table's UNIQUE constraint makes.
    static let byTask = "sqlite_autoindex_obligation_2"

    /// Numbers of those of a task, `PLAN/TASK` or `PLAN/TASK/PERIOD`, who have not reported; nil where
    /// there is no such task.
    public func missing(of id: String, asOf: AsOf? = nil) async throws -> [Int]? {
        let parts = id.split(separator: "/").map(String.init)
        guard parts.count == 2 || parts.count == 3 else { return nil }
        return try await pool.read { db in
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT o.number, o.state IN ('planned', 'started', 'returned')
                    FROM \(ObligationRecord.tables(asOf))
                    WHERE o.plan = ?1 AND o.task = ?2 AND (?3 IS NULL OR o.period = ?3)
                        AND p.unloaded = 0
                    """, arguments: [parts[0], parts[1], parts.count == 3 ? parts[2] : nil])
            var (numbers, isTask): ([Int], Bool) = ([], false)
            while let row = try rows.next() {
                isTask = true
                if row[1] { numbers.append(row[0]) }
            }
            return isTask ? numbers : nil
        }
    }
}

/// A task or report over all its agencies.
public struct TaskStanding: Sendable {
    public let plan: String
    public let task: TaskFacts
    /// nil where all its periods are meant.
    public let period: String?
    public var total = 0
    public var claimed = 0
    public var done = 0
    public var late = 0
    public var withdrawn = 0
    /// Who has not reported, by due day; the first thousand.
    public var missing: [ObligationRecord] = []
}

extension Store {
    /// The task that `PLAN/TASK` or `PLAN/TASK/PERIOD` names; nil when it names none.
    public func task(_ id: String, on today: Day, asOf: AsOf? = nil) async throws -> TaskStanding? {
        let parts = id.split(separator: "/").map(String.init)
        guard parts.count == 2 || parts.count == 3 else { return nil }
        return try await pool.read { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT t.id AS t_id, t.kind AS t_kind, t.ref AS t_ref, t.title AS t_title,
                        t.phrase AS t_phrase, t.lead AS t_lead, t."with" AS t_with,
                        t.addressees AS t_to, t.via AS t_via, t."after" AS t_after,
                        t.product AS t_product, t.proof AS t_proof, t.is_request AS t_request
                    FROM \(ObligationRecord.tasks(asOf)) t
                    JOIN plan p ON p.id = t.plan AND (p.unloaded = 0 OR ?3)
                    WHERE t.plan = ?1 AND t.id = ?2
                    """, arguments: [parts[0], parts[1], asOf != nil])
            guard let row else { return nil }
            let period = parts.count == 3 ? parts[2] : nil
            var standing = TaskStanding(plan: parts[0], task: try TaskFacts(row), period: period)
            let clause = "o.plan = ?1 AND o.task = ?2 AND (?3 IS NULL OR o.period = ?3)"
            let arguments: StatementArguments = [parts[0], parts[1], period]
            let counts = try Row.fetchAll(
                db,
                sql: """
                    SELECT o.state, count(*) AS n, total(o.due < '\(today)') AS late
                    FROM \(ObligationRecord.tables(asOf)) WHERE \(clause) GROUP BY o.state
                    """, arguments: arguments)
            guard !counts.isEmpty else { return nil }
            for row in counts {
                let n: Int = row["n"]
                switch ObligationState(rawValue: row["state"]) {
                case .withdrawn: standing.withdrawn = n
                case .claimed: standing.claimed = n
                case .done: standing.done = n
                default:
                    if !standing.task.isRequest { standing.late += Int(row["late"] as Double) }
                }
                if row["state"] != ObligationState.withdrawn.rawValue { standing.total += n }
            }
            let first = try Int.fetchAll(
                db,
                sql: """
                    SELECT o.number FROM \(ObligationRecord.tables(asOf))
                    WHERE \(clause) AND +o.state IN ('planned', 'started', 'returned')
                    ORDER BY coalesce(o.due, '~'), o.number LIMIT 1000
                    """, arguments: arguments)
            standing.missing = try ObligationRecord.numbered(db, first, asOf: asOf)
            return standing
        }
    }
}

public import DondocCore
import GRDB

/// The reports that another one waits for.
public struct Inputs: Sendable {
    public struct Missing: Sendable {
        public let key: String
        public let agency: AgencyRef?
        public let agencyPart: String
    }

    public let total: Int
    /// Not yet claimed, in the order of the plan.
    public let missing: [Missing]
}

extension Store {
    /// The inputs of a report with `after`: those of its own period, or all where none shares it.
    public func inputs(of record: ObligationRecord) async throws -> Inputs? {
        guard !record.task.after.isEmpty else { return nil }
        return try await pool.read { db in try Store.inputs(db, of: record) }
    }

    private static func inputs(_ db: Database, of record: ObligationRecord) throws -> Inputs {
        var total = 0
        var missing: [Inputs.Missing] = []
        for task in record.task.after {
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT key, agency, agency_part, state FROM obligation
                        WHERE plan = ?1 AND task = ?2 AND state <> 'withdrawn' AND (period = ?3
                            OR NOT EXISTS (SELECT 1 FROM obligation
                                WHERE plan = ?1 AND task = ?2 AND period = ?3))
                        ORDER BY number
                        """), arguments: [record.plan.id, task, record.periodLabel])
            total += rows.count
            missing += rows.filter {
                ObligationState(rawValue: $0["state"])?.isOpen ?? true
            }.map {
                Inputs.Missing(
                    key: $0["key"], agency: ($0["agency"] as String?).flatMap { AgencyRef($0) },
                    agencyPart: $0["agency_part"])
            }
        }
        return Inputs(total: total, missing: missing)
    }
}

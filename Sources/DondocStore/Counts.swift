public import DondocCore
import GRDB

/// How many obligations of a filter stand where.
public struct Counts: Hashable, Sendable {
    public var total = 0
    public var doneOnTime = 0
    public var doneLate = 0
    public var openInTime = 0
    public var openOverdue = 0
    public var undated = 0
    public var withdrawn = 0

    public init() {}

    /// With a day, and not withdrawn: the sum of the four buckets.
    public var dated: Int { doneOnTime + doneLate + openInTime + openOverdue }
}

extension Store {
    /// Counts what a filter names; limit and offset are nothing to it.
    public func counts(_ filter: Filter, on today: Day) async throws -> Counts {
        let (clause, arguments) = Store.clause(filter, today)
        let due = filter.dueColumn
        return try await pool.read { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT count(*), total(state = 'withdrawn'),
                        total(state <> 'withdrawn' AND due IS NULL),
                        total(state = 'done' AND due IS NOT NULL AND NOT late),
                        total(state = 'done' AND due IS NOT NULL AND late),
                        total(state NOT IN ('done', 'withdrawn') AND due IS NOT NULL AND NOT over),
                        total(state NOT IN ('done', 'withdrawn') AND due IS NOT NULL AND over)
                    FROM (SELECT o.state, \(due) AS due,
                        NOT t.is_request AND o.claimed_day > \(due) AS late,
                        NOT t.is_request AND \(due) < '\(today)' AS over
                        FROM \(ObligationRecord.tables(filter.asOf)) WHERE \(clause))
                    """, arguments: arguments)
            var counts = Counts()
            guard let row else { return counts }
            func number(_ i: Int) -> Int { Int(row[i] as Double) }
            counts.total = row[0]
            counts.withdrawn = number(1)
            counts.undated = number(2)
            counts.doneOnTime = number(3)
            counts.doneLate = number(4)
            counts.openInTime = number(5)
            counts.openOverdue = number(6)
            return counts
        }
    }
}

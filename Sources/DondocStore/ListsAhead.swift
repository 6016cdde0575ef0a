public import DondocCore
import GRDB

/// A plan whose coordinator gets lists, and when something stands on one if nobody acts.
public struct PlanWithLists: Sendable {
    public let plan: PlanFacts
    /// The next look.
    public let next: Moment
    /// Spans of days with something on the list, each once.
    public let spans: [ClosedRange<Day>]
}

extension Store {
    /// Plans that are looked at for a list, by id: all, or one.
    public func plansWithLists(_ only: String?) async throws -> [PlanWithLists] {
        try await pool.read { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT \(PlanFacts.columns), p.wake_at FROM plan p
                        WHERE p.wake_at IS NOT NULL AND p.id = coalesce(?, p.id) ORDER BY p.id
                        """), arguments: [only])
            return try rows.map { row in
                let plan = try PlanFacts(row)
                return PlanWithLists(
                    plan: plan, next: Moment(seconds: row["wake_at"]),
                    spans: try Store.spans(db, plan.id))
            }
        }
    }

    /// Claims wait without end; open work is listed from the day to act by until its last letter, a
    /// request until its day.
    private static func spans(_ db: Database, _ plan: String) throws -> [ClosedRange<Day>] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT DISTINCT iif(state = 'claimed', '0001-01-01', act_by) AS first,
                        iif(state = 'claimed', '9999-12-31', iif(is_request, due, pressed_until)) AS last
                    FROM obligation WHERE plan = ? AND (state = 'claimed'
                        OR (state IN ('planned', 'started', 'returned') AND pressed_until IS NOT NULL))
                    """), arguments: [plan]
        ).compactMap { row in
            guard let first = day(row["first"]), let last = day(row["last"]), first <= last else {
                return nil
            }
            return first...last
        }
    }
}

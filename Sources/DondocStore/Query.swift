public import DondocCore
import GRDB

/// What a listing asks for; a nil filter asks nothing.
public struct Filter: Sendable {
    public var plan: String?
    public var agency: String?
    public var lead: String?
    public var state: ObligationState?
    public var bucket: Bucket?
    public var dueBefore: Day?
    public var dueAfter: Day?
    /// Judged by the first day, whatever has been granted since.
    public var byOriginal = false
    /// Only what waits for an answer to a request for another day.
    public var onlyAsked = false
    /// Only these, as far as they have not reported.
    public var numbers: [Int]?
    /// As it was; nil: as it is.
    public var asOf: AsOf?
    /// Only what waits for its next reminder, soonest first.
    public var onlyPressed = false
    public var limit = 1000
    public var offset = 0

    public init() {}

    var dueColumn: String { byOriginal ? "o.original_due" : "o.due" }
}

/// An id that names nothing, or more than one thing.
public enum Unresolved: Error, Sendable {
    case none
    /// The first few keys that it may mean.
    case several([String])
}

extension Store {
    /// Obligations in order of due day, undated last; those of silent plans after all others.
    public func obligations(_ filter: Filter, on today: Day) async throws -> [ObligationRecord] {
        let (clause, arguments) = Store.clause(filter, today)
        let order =
            filter.onlyPressed
            ? "o.wake_at, o.number" : "o.silent, coalesce(o.due, '9999-12-31'), o.number"
        return try await pool.read { db in
            try ObligationRecord.all(
                db,
                "WHERE \(clause) ORDER BY \(order) LIMIT \(filter.limit) OFFSET \(filter.offset)",
                arguments, asOf: filter.asOf)
        }
    }

    static func clause(_ filter: Filter, _ today: Day) -> (String, StatementArguments) {
        var parts = ["1"]
        var arguments: [(any DatabaseValueConvertible)?] = []
        func add(_ sql: String, _ values: (any DatabaseValueConvertible)?...) {
            parts.append(sql)
            arguments += values
        }
        if let plan = filter.plan { add("o.plan = ?", plan) }
        if let agency = filter.agency {
            add("(o.agency_part = ? OR o.agency = ?)", agency, agency)
        }
        if let lead = filter.lead {
            add("EXISTS (SELECT 1 FROM json_each(t.lead) WHERE value = ?)", lead)
        }
        if let numbers = filter.numbers {
            // Nobody is missed who has reported since, or owes it no longer.
            add(
                "o.number IN (SELECT value FROM json_each(?)) AND o.state IN ('planned', 'started', 'returned')",
                "\(numbers)")
        }
        if filter.onlyAsked { add("o.asked_to IS NOT NULL") }
        let due = filter.dueColumn
        if let state = filter.state { add("o.state = ?", state.rawValue) }
        if let day = filter.dueBefore { add("\(due) < ?", day.description) }
        if let day = filter.dueAfter { add("\(due) > ?", day.description) }
        if filter.onlyPressed { add("o.wake_at IS NOT NULL") }
        let day = today.description
        switch filter.bucket {
        case .doneOnTime:
            add(
                "o.state = 'done' AND \(due) IS NOT NULL AND (t.is_request OR o.claimed_day <= \(due))"
            )
        case .doneLate: add("o.state = 'done' AND NOT t.is_request AND o.claimed_day > \(due)")
        case .openInTime:
            add(
                "o.state NOT IN ('done', 'withdrawn') AND (\(due) >= ? OR (t.is_request AND \(due) IS NOT NULL))",
                day)
        case .openOverdue:
            add("o.state NOT IN ('done', 'withdrawn') AND NOT t.is_request AND \(due) < ?", day)
        case .undated: add("o.state <> 'withdrawn' AND \(due) IS NULL")
        case nil: break
        }
        return (parts.joined(separator: " AND "), StatementArguments(arguments))
    }

    /// The one obligation that a number, a key or a unique prefix of a key names.
    ///
    /// - Throws: `Unresolved`.
    public func obligation(_ id: String, asOf: AsOf? = nil) async throws -> ObligationRecord {
        try await pool.read { db in
            if let number = Int(id) {
                if let one = try ObligationRecord.all(
                    db, "WHERE o.number = ?", [number], asOf: asOf
                ).first {
                    return one
                }
                throw Unresolved.none
            }
            let found = try ObligationRecord.all(
                db,
                """
                WHERE o.number IN (SELECT number FROM obligation WHERE key >= ?1 AND key < ?2
                    ORDER BY key LIMIT 6) ORDER BY o.key
                """, [id, id + "\u{10FFFF}"], asOf: asOf)
            if let exact = found.first(where: { $0.key == id }) { return exact }
            guard let only = found.first else { throw Unresolved.none }
            guard found.count == 1 else { throw Unresolved.several(found.map(\.key)) }
            return only
        }
    }
}

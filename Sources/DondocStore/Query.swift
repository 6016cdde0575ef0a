public import DondocCore
import GRDB

/// What a listing asks for; a nil filter asks nothing.
public struct Filter: Sendable {
    public var plan: String?
    public var agency: String?
    /// Work of any of these: the caller's own agency and those of whom he stands in for; not beside
    /// `agency`.
    public var mine: [AgencyRef]?
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
    /// More rows than this are not sorted for a page: it is looked for in the order of listings.
    var few = 5000

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
        try await pool.read { db in
            try ObligationRecord.numbered(
                db, try Store.page(db, filter, today), asOf: filter.asOf)
        }
    }

    /// Numbers of the obligations of one page, in order; read from indexes alone where they suffice.
    static func page(_ db: Database, _ filter: Filter, _ today: Day) throws -> [Int] {
        guard let page = try pageQuery(db, filter, today) else { return [] }
        return try Int.fetchAll(
            ObligationRecord.statement(db, page.sql, filter.asOf),
            arguments: StatementArguments(page.arguments))
    }

    /// The walks of a filter side by side, each in order; nil where nothing can be found.
    static func pageQuery(_ db: Database, _ filter: Filter, _ today: Day) throws -> Clause? {
        let walks =
            if filter.onlyPressed { [filter.pressed(today)] } else if let asOf = filter.asOf {
                try filter.walks(db, today, asOf: asOf)
            } else { try filter.walks(db, today) }
        guard !walks.isEmpty else { return nil }
        let order = filter.onlyPressed ? "o.wake_at, number" : "silent, day, number"
        let sql =
            walks.map {
                "SELECT o.number AS number, o.silent AS silent, o.day AS day \($0.sql)"
            }.joined(separator: " UNION ALL ") + " ORDER BY \(order) LIMIT ? OFFSET ?"
        return Clause(
            sql: sql, arguments: walks.flatMap(\.arguments) + [filter.limit, filter.offset])
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
            let numbers = try Int.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT number FROM obligation WHERE key >= ? AND key < ?
                        ORDER BY key LIMIT 6
                        """), arguments: [id, id + "\u{10FFFF}"])
            let found = try ObligationRecord.numbered(db, numbers, asOf: asOf)
            if let exact = found.first(where: { $0.key == id }) { return exact }
            guard let only = found.first else { throw Unresolved.none }
            guard found.count == 1 else { throw Unresolved.several(found.map(\.key)) }
            return only
        }
    }
}

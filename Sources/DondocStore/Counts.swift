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

    private static let parts: [any WritableKeyPath<Counts, Int> & Sendable] = [
        \.total, \.doneOnTime, \.doneLate, \.openInTime, \.openOverdue, \.undated, \.withdrawn,
    ]

    fileprivate static func += (a: inout Counts, b: Counts) {
        for part in parts { a[keyPath: part] += b[keyPath: part] }
    }

    fileprivate static func -= (a: inout Counts, b: Counts) {
        for part in parts { a[keyPath: part] -= b[keyPath: part] }
    }
}

extension Store {
    /// Counts what a filter names; limit and offset are nothing to it.
    public func counts(_ filter: Filter, on today: Day) async throws -> Counts {
        try await pool.read { db in
            // All rows are looked at: in the order of what is narrowest, not in that of listings.
            var filter = filter
            filter.few = .max
            switch (filter.asOf, filter.isOfStretches) {
            case (nil, true): return try Store.lengths(db, filter, today)
            case (nil, false): return try Store.sum(db, filter.walks(db, today), filter, today)
            case (let asOf?, false):
                let walks = try filter.walks(db, today, asOf: asOf)
                return try Store.sum(db, walks, filter, today)
            case (let asOf?, true):
                var counts = try Store.lengths(db, filter, today)
                counts -= try Store.sum(db, [filter.touchedNow(today, asOf)], filter, today)
                counts += try Store.sum(db, [filter.touched(today, asOf)], filter, today)
                return counts
            }
        }
    }

    /// Looks at each row.
    private static func sum(_ db: Database, _ walks: [Clause], _ filter: Filter, _ today: Day)
        throws -> Counts
    {
        let due = filter.dueColumn
        var counts = Counts()
        for walk in walks {
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
                        NOT o.is_request AND o.claimed_day > \(due) AS late,
                        NOT o.is_request AND \(due) < '\(today)' AS over \(walk.sql))
                    """, arguments: StatementArguments(walk.arguments))
            guard let row else { continue }
            func number(_ i: Int) -> Int { Int(row[i] as Double) }
            var part = Counts()
            part.total = row[0]
            part.withdrawn = number(1)
            part.undated = number(2)
            part.doneOnTime = number(3)
            part.doneLate = number(4)
            part.openInTime = number(5)
            part.openOverdue = number(6)
            counts += part
        }
        return counts
    }

    /// Counts along indexes, without looking at rows; by the first day only what was moved is looked at.
    private static func lengths(_ db: Database, _ filter: Filter, _ today: Day) throws -> Counts {
        var inForce = filter
        inForce.byOriginal = false
        var counts = Counts()
        for bucket in Bucket.allCases where filter.bucket == nil || filter.bucket == bucket {
            inForce.bucket = bucket
            counts[keyPath: bucket.count] = try length(db, inForce, today)
        }
        inForce.bucket = nil
        if filter.bucket == nil, [nil, .withdrawn].contains(filter.state) {
            inForce.state = .withdrawn
            counts.withdrawn = try length(db, inForce, today)
            inForce.state = filter.state
        }
        counts.total = counts.dated + counts.undated + counts.withdrawn
        inForce.bucket = filter.bucket
        if filter.byOriginal {
            counts -= try sum(db, [inForce.moved(today)], inForce, today)
            counts += try sum(db, [filter.moved(today)], filter, today)
        }
        return counts
    }

    private static func length(_ db: Database, _ filter: Filter, _ today: Day) throws -> Int {
        let (plus, minus) = filter.lengths(today)
        return try plus.reduce(0) { try $0 + count(db, $1) }
            - minus.reduce(0) { try $0 + count(db, $1) }
    }

    private static func count(_ db: Database, _ walk: Clause) throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(sql: "SELECT count(*) \(walk.sql)"),
            arguments: StatementArguments(walk.arguments)) ?? 0
    }
}

extension Bucket {
    fileprivate var count: any WritableKeyPath<Counts, Int> & Sendable {
        switch self {
        case .doneOnTime: \.doneOnTime
        case .doneLate: \.doneLate
        case .openInTime: \.openInTime
        case .openOverdue: \.openOverdue
        case .undated: \.undated
        }
    }
}

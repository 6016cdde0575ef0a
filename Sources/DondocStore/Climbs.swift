public import DondocCore
import GRDB

/// Those who take part in a task that climbs a ladder.
public struct PartnersOfTask: Hashable, Sendable {
    public let territory: String
    /// Agencies and `@group`s as the plan has them.
    public let with: [String]
}

extension Store {
    /// The last change that anybody made of anything: while it is the same, so is all work.
    public func lastChange() async throws -> Int {
        try await pool.read { db in
            try Int.fetchOne(db.cachedStatement(sql: "SELECT max(id) FROM change")) ?? 0
        }
    }

    private static let columns =
        "t.kind, o.is_request, o.due IS NULL AS is_endless, t.remind"

    /// What one agency's open work climbs, in plans that are pressed for; the clause is word for word
    /// that of the index.
    static let climbsOf = """
        SELECT DISTINCT \(columns) FROM obligation o INDEXED BY obligation_pressed
        JOIN task t ON t.plan = o.plan AND t.id = o.task
        WHERE o.agency = ? AND o.silent = 0 AND o.agency IS NOT NULL
            AND o.state IN ('planned', 'started', 'returned')
        """

    /// Agencies with open work in plans that are pressed for, whose ladder speaks to one of the audiences
    /// `wanted` of them, by audience and in order.
    ///
    /// `wanted` is asked of every agency that ever had anything to do: only where it wants anything is
    /// looked further, up to the first work whose ladder speaks to all of it.
    public func climbing(
        wanted: @escaping @Sendable (AgencyRef) -> Set<Audience>,
        speaks: @escaping @Sendable (WorkKind, String?) -> Set<Audience>
    ) async throws -> [Audience: [AgencyRef]] {
        try await pool.read { db in
            var found: [Audience: [AgencyRef]] = [:]
            for agency in try Store.chargedAgencies(db) {
                var open = wanted(agency)
                guard !open.isEmpty else { continue }
                let rows = try Row.fetchCursor(
                    db.cachedStatement(sql: Store.climbsOf), arguments: [agency.description])
                while !open.isEmpty, let row = try rows.next() {
                    for audience in open.intersection(speaks(WorkKind(row), row["remind"])) {
                        found[audience, default: []].append(agency)
                        open.remove(audience)
                    }
                }
            }
            return found
        }
    }

    /// Who takes part in open work, in plans that are pressed for, whose ladder speaks to partners.
    public func partnersClimbing(
        speaks: @escaping @Sendable (WorkKind, String?) -> Bool
    ) async throws -> Set<PartnersOfTask> {
        try await pool.read { db in
            var found: Set<PartnersOfTask> = []
            let tasks = try Row.fetchCursor(
                db,
                sql: """
                    SELECT t.plan, t.id, p.territory, t."with" FROM task t
                    JOIN plan p ON p.id = t.plan
                    WHERE p.silent = 0 AND p.unloaded = 0 AND t."with" <> '[]'
                    """)
            while let task = try tasks.next() {
                let rows = try Row.fetchCursor(
                    db,
                    sql: """
                        SELECT DISTINCT \(Store.columns) FROM obligation o
                        JOIN task t ON t.plan = o.plan AND t.id = o.task
                        WHERE o.plan = ? AND o.task = ? AND o.silent = 0
                            AND o.state IN ('planned', 'started', 'returned')
                        """, arguments: [task["plan"] as String, task["id"] as String])
                while let row = try rows.next() {
                    guard speaks(WorkKind(row), row["remind"]) else { continue }
                    found.insert(
                        PartnersOfTask(
                            territory: task["territory"],
                            with: try JSONText.texts(task["with"])))
                    break
                }
            }
            return found
        }
    }

    /// What work of a stored plan climbs, by who leads it and by who takes part in it.
    public func climbs(of plan: String) async throws -> (leads: [Climb], partners: [Climb]) {
        try await pool.read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT DISTINCT o.agency, o.task, \(Store.columns)
                    FROM obligation o INDEXED BY obligation_open
                    JOIN task t ON t.plan = o.plan AND t.id = o.task
                    WHERE o.plan = ? AND o.left_plan = 0
                    """, arguments: [plan])
            let partners = try Row.fetchAll(
                db, sql: "SELECT task, agency FROM partner WHERE plan = ? AND part = 'with'",
                arguments: [plan])
            let with = Dictionary(grouping: partners) { $0["task"] as String }
            var (leads, taking) = (Set<Climb>(), Set<Climb>())
            for row in rows {
                let (kind, remind) = (WorkKind(row), row["remind"] as String?)
                if let agency = (row["agency"] as String?).flatMap({ AgencyRef($0) }) {
                    leads.insert(Climb(agency: agency, kind: kind, remind: remind))
                }
                for partner in with[row["task"]] ?? [] {
                    guard let agency = AgencyRef(partner["agency"] as String) else { continue }
                    taking.insert(Climb(agency: agency, kind: kind, remind: remind))
                }
            }
            return (Array(leads), Array(taking))
        }
    }
}

extension WorkKind {
    /// As `Standing.workKind`.
    fileprivate init(_ row: Row) {
        if row["is_endless"] {
            self = .continuous
        } else if row["is_request"] {
            self = .request
        } else {
            self = row["kind"] == "report" ? .report : .task
        }
    }
}

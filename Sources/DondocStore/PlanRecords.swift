public import DondocCore
import GRDB

/// A stored plan with its counts.
public struct PlanRecord: Sendable {
    public let facts: PlanFacts
    public let starts: Day
    public let ends: Day
    public let note: String?
    public let loadedAt: Moment
    public let isSilent: Bool
    public let file: String
    public let sha256: String
    public let tasks: Int
    public let reports: Int
    public let targets: Int
    public let obligations: Int
    /// Obligations whose line stands in the file.
    public let named: Int
}

/// A task or report of a stored plan, in the order of its file.
public struct PlanItem: Sendable {
    public let task: TaskFacts
    public let report: String?
    public let note: String?
    public let isAssumed: Bool
    public let due: [Day]
    public let obligations: Int
}

/// A target of a stored plan, in the order of its file.
public struct PlanTarget: Sendable {
    public let id: String
    public let ref: String?
    public let title: String
    public let goal: String
    public let unit: String?
    public let owner: String?
    public let by: String
}

extension Store {
    /// Every plan, by id.
    public func plans() async throws -> [PlanRecord] {
        try await pool.read { db in
            try Row.fetchAll(db, sql: Store.planSQL + " WHERE p.unloaded = 0 ORDER BY p.id").map(
                Store.planRecord)
        }
    }

    /// One plan with all that is in it; nil when there is none of this id.
    public func plan(_ id: String) async throws -> (PlanRecord, [PlanItem], [PlanTarget])? {
        try await pool.read { db in
            guard
                let row = try Row.fetchOne(
                    db, sql: Store.planSQL + " WHERE p.id = ? AND p.unloaded = 0",
                    arguments: [id])
            else { return nil }
            return (try Store.planRecord(row), try Store.items(db, id), try Store.targets(db, id))
        }
    }

    static let planSQL = """
        SELECT \(PlanFacts.columns), p.starts, p.ends, p.note, p.loaded_at, p.silent, p.file,
            p.sha256,
            (SELECT count(*) FROM task WHERE plan = p.id AND kind = 'task') AS tasks,
            (SELECT count(*) FROM task WHERE plan = p.id AND kind = 'report') AS reports,
            (SELECT count(*) FROM target WHERE plan = p.id) AS targets,
            (SELECT count(*) FROM obligation WHERE plan = p.id) AS obligations,
            (SELECT count(*) FROM obligation WHERE plan = p.id AND NOT left_plan) AS named
        FROM plan p
        """

    static func planRecord(_ row: Row) throws -> PlanRecord {
        guard let starts = day(row["starts"]), let ends = day(row["ends"]) else {
            throw StoreFault.damaged("plan")
        }
        return PlanRecord(
            facts: try PlanFacts(row), starts: starts, ends: ends, note: row["note"],
            loadedAt: Moment(seconds: row["loaded_at"]), isSilent: row["silent"],
            file: row["file"], sha256: row["sha256"], tasks: row["tasks"],
            reports: row["reports"], targets: row["targets"], obligations: row["obligations"],
            named: row["named"])
    }

    private static func items(_ db: Database, _ plan: String) throws -> [PlanItem] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT t.id AS t_id, t.kind AS t_kind, t.ref AS t_ref, t.title AS t_title,
                    t.phrase AS t_phrase, t.lead AS t_lead, t."with" AS t_with,
                    t.addressees AS t_to, t.via AS t_via, t."after" AS t_after,
                    t.product AS t_product, t.proof AS t_proof, t.is_request AS t_request,
                    t.report, t.note, t.is_assumed,
                    (SELECT count(*) FROM obligation o WHERE o.plan = t.plan AND o.task = t.id) AS n,
                    (SELECT json_group_array(due) FROM (SELECT DISTINCT due FROM obligation o
                        WHERE o.plan = t.plan AND o.task = t.id AND due IS NOT NULL ORDER BY due))
                        AS dues
                FROM task t WHERE t.plan = ? ORDER BY t.position
                """, arguments: [plan])
        return try rows.map { row in
            PlanItem(
                task: try TaskFacts(row), report: row["report"], note: row["note"],
                isAssumed: row["is_assumed"],
                due: try JSONText.texts(row["dues"]).compactMap { Day(iso: $0) },
                obligations: row["n"])
        }
    }

    private static func targets(_ db: Database, _ plan: String) throws -> [PlanTarget] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM target WHERE plan = ? ORDER BY position", arguments: [plan]
        ).map { row in
            PlanTarget(
                id: row["id"], ref: row["ref"], title: row["title"], goal: row["goal"],
                unit: row["unit"], owner: row["owner"], by: row["by_label"])
        }
    }
}

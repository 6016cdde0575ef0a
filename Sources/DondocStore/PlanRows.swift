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
    static func writePlan(_ db: Database, _ one: PlanToLoad, change: Change, at now: Moment) throws
    {
        let plan = one.plan
        try db.execute(
            sql: """
                INSERT INTO plan (id, number, title, territory, issuer, coordinator, issued, starts,
                    ends, note, confirm, loaded_at, silent, file, sha256, change, wake_at, text,
                    office)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                    ?18, ?19)
                ON CONFLICT (id) DO UPDATE SET number = ?2, title = ?3, territory = ?4, issuer = ?5,
                    coordinator = ?6, issued = ?7, starts = ?8, ends = ?9, note = ?10, confirm = ?11,
                    silent = ?13, file = ?14, sha256 = ?15, change = ?16, wake_at = ?17, text = ?18,
                    office = ?19, unloaded = 0
                """,
            arguments: [
                plan.id, plan.number, plan.title, plan.territory, plan.issuer.description,
                plan.coordinator.description, plan.issued?.description,
                plan.period.starts.description, plan.period.ends.description, plan.note,
                plan.defaults.confirm.rawValue, now.seconds, one.isSilent, one.file,
                SHA256.hex(one.text), change.id, one.digestAt?.seconds, one.text,
                try officeHash(db),
            ])
        try db.execute(
            sql: """
                INSERT INTO plan_text (sha256, file, text) VALUES (?, ?, ?)
                ON CONFLICT (sha256) DO NOTHING
                """, arguments: [SHA256.hex(one.text), one.file, one.text])
        for (position, task) in plan.tasks.enumerated() {
            try write(db, task, plan, position)
            try keepVersion(db, plan.id, task.id, change)
        }
        try db.execute(sql: "DELETE FROM target WHERE plan = ?", arguments: [plan.id])
        for (position, target) in plan.targets.enumerated() {
            try db.execute(
                sql: "INSERT INTO target VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    plan.id, target.id, position, target.ref, target.title, target.goal,
                    target.unit, target.owner?.description, target.by.label,
                ])
        }
        // A task that left the file stays only as long as obligations hang on it.
        let ids = JSONText.array(plan.tasks.map(\.id))
        try db.execute(
            sql: """
                DELETE FROM task WHERE plan = ?1
                    AND id NOT IN (SELECT value FROM json_each(?2))
                    AND id NOT IN (SELECT task FROM obligation WHERE plan = ?1)
                    AND id NOT IN (SELECT task FROM partner WHERE plan = ?1)
                """, arguments: [plan.id, ids])
        try db.execute(sql: "DELETE FROM task_lead WHERE plan = ?", arguments: [plan.id])
        try db.execute(
            sql: """
                INSERT INTO task_lead SELECT DISTINCT t.plan, t.id, j.value
                    FROM task t, json_each(t.lead) j WHERE t.plan = ?
                """, arguments: [plan.id])
    }

    private static func write(_ db: Database, _ task: Plan.Task, _ plan: Plan, _ position: Int)
        throws
    {
        func names(_ parties: [Plan.Party]) -> String {
            JSONText.array(parties.map { $0.name(in: plan.territory) })
        }
        try db.cachedStatement(
            sql: """
                INSERT INTO task (plan, id, position, kind, ref, title, phrase, lead, "with",
                    addressees, via, "after", product, proof, is_request, is_assumed, report, note)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                    ?18)
                ON CONFLICT (plan, id) DO UPDATE SET position = ?3, kind = ?4, ref = ?5, title = ?6,
                    phrase = ?7, lead = ?8, "with" = ?9, addressees = ?10, via = ?11, "after" = ?12,
                    product = ?13, proof = ?14, is_request = ?15, is_assumed = ?16, report = ?17,
                    note = ?18
                """
        ).execute(arguments: [
            plan.id, task.id, position, task.kind.rawValue, task.ref, task.title, task.due.text,
            names(task.lead), names(task.with), names(task.to), names(task.via),
            JSONText.array(task.after), task.product, task.proof.rawValue, task.isRequest,
            task.isAssumed, task.report, task.note,
        ])
    }

    /// What is asked about a past day is answered with the words of that day.
    private static func keepVersion(
        _ db: Database, _ plan: String, _ task: String, _ change: Change
    )
        throws
    {
        let columns = """
            kind, ref, title, phrase, lead, "with", addressees, via, "after", product, proof,
            is_request
            """
        try db.cachedStatement(
            sql: """
                INSERT INTO task_version SELECT plan, id, ?3, \(columns) FROM task t
                WHERE plan = ?1 AND id = ?2 AND NOT EXISTS (
                    SELECT \(columns) FROM task WHERE plan = ?1 AND id = ?2
                    INTERSECT SELECT \(columns) FROM (SELECT * FROM task_version
                        WHERE plan = ?1 AND id = ?2 ORDER BY change DESC LIMIT 1))
                """
        ).execute(arguments: [plan, task, change.id])
    }

    /// What a plan's days and units follow from beside its own text.
    private static func officeHash(_ db: Database) throws -> String {
        let files = try String.fetchAll(
            db, sql: "SELECT name || ' ' || sha256 FROM applied_file ORDER BY name")
        return SHA256.hex(files.joined(separator: "\n"))
    }

    /// Plans whose stored text is one of these, in that order; nil unless all are such.
    ///
    /// They were loaded under the agencies and calendar in force: there is nothing to read anew.
    public func unchanged(_ texts: [String]) async throws -> [PlanRecord]? {
        let hashes = texts.map(SHA256.hex)
        return try await pool.read { db in
            let office = try Store.officeHash(db)
            var found: [PlanRecord] = []
            for hash in hashes {
                guard
                    let row = try Row.fetchOne(
                        db,
                        sql: Store.planSQL
                            + " WHERE p.sha256 = ? AND p.office = ? AND p.unloaded = 0",
                        arguments: [hash, office])
                else { return nil }
                found.append(try Store.planRecord(row))
            }
            return Set(found.map(\.facts.id)).count == found.count ? found : nil
        }
    }

    /// Files of the stored plans as they were loaded, and whether each is silent, by plan id.
    public func planTexts() async throws -> [(
        plan: String, file: String, text: String, isSilent: Bool
    )] {
        try await pool.read { db in
            try Row.fetchAll(
                db, sql: "SELECT id, file, text, silent FROM plan WHERE unloaded = 0 ORDER BY id"
            ).map {
                ($0["id"], $0["file"], $0["text"], $0["silent"])
            }
        }
    }

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

    private static let planSQL = """
        SELECT \(PlanFacts.columns), p.starts, p.ends, p.note, p.loaded_at, p.silent, p.file,
            p.sha256,
            (SELECT count(*) FROM task WHERE plan = p.id AND kind = 'task') AS tasks,
            (SELECT count(*) FROM task WHERE plan = p.id AND kind = 'report') AS reports,
            (SELECT count(*) FROM target WHERE plan = p.id) AS targets,
            (SELECT count(*) FROM obligation WHERE plan = p.id) AS obligations,
            (SELECT count(*) FROM obligation WHERE plan = p.id AND NOT left_plan) AS named
        FROM plan p
        """

    private static func planRecord(_ row: Row) throws -> PlanRecord {
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

extension Plan.Party {
    /// As files and answers write it.
    func name(in territory: String) -> String {
        switch self {
        case .agency(let ref): ref.keyPart(in: territory)
        case .group(let ref): "@" + ref.keyPart(in: territory)
        case .unknown: AgencyRef.unknownId
        }
    }
}

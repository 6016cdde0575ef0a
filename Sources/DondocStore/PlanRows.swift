import DondocCore
import GRDB

extension Store {
    static func writePlan(_ db: Database, _ one: PlanToLoad, change: Change, at now: Moment) throws
    {
        let plan = one.plan
        try db.execute(
            sql: """
                INSERT INTO plan (id, number, title, territory, issuer, coordinator, issued, starts,
                    ends, note, confirm, loaded_at, silent, file, sha256, change, wake_at, text,
                    office, tell_at)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                    ?18, ?19, ?20)
                ON CONFLICT (id) DO UPDATE SET number = ?2, title = ?3, territory = ?4, issuer = ?5,
                    coordinator = ?6, issued = ?7, starts = ?8, ends = ?9, note = ?10, confirm = ?11,
                    silent = ?13, file = ?14, sha256 = ?15, change = ?16, wake_at = ?17, text = ?18,
                    office = ?19, unloaded = 0, tell_at = ?20
                """,
            arguments: [
                plan.id, plan.number, plan.title, plan.territory, plan.issuer.description,
                plan.coordinator.description, plan.issued?.description,
                plan.period.starts.description, plan.period.ends.description, plan.note,
                plan.defaults.confirm.rawValue, now.seconds, one.isSilent, one.file,
                SHA256.hex(one.text), change.id, one.isSilent ? nil : one.rules.digestAt?.seconds,
                one.text,
                try officeHash(db), one.tellAt?.seconds,
            ])
        try db.execute(
            sql: "INSERT INTO plan_text VALUES (?, ?, ?) ON CONFLICT (sha256) DO NOTHING",
            arguments: [SHA256.hex(one.text), one.file, one.text])
        let ladders = try ladders(db, plan.id)
        for (position, task) in plan.tasks.enumerated() {
            try write(db, task, plan, position)
            try keepVersion(db, plan.id, task.id, change)
        }
        let climbed = try Store.ladders(db, plan.id)
        for (task, ladder) in ladders.sorted(by: { $0.key < $1.key })
        where climbed[task] != ladder {
            try rewake(db, plan: plan.id, task: task, at: now, one.rules)
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
                    addressees, via, "after", product, proof, is_request, is_assumed, report, note,
                    remind)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                    ?18, ?19)
                ON CONFLICT (plan, id) DO UPDATE SET position = ?3, kind = ?4, ref = ?5, title = ?6,
                    phrase = ?7, lead = ?8, "with" = ?9, addressees = ?10, via = ?11, "after" = ?12,
                    product = ?13, proof = ?14, is_request = ?15, is_assumed = ?16, report = ?17,
                    note = ?18, remind = ?19
                """
        ).execute(arguments: [
            plan.id, task.id, position, task.kind.rawValue, task.ref, task.title, task.due.text,
            names(task.lead), names(task.with), names(task.to), names(task.via),
            JSONText.array(task.after), task.product, task.proof.rawValue, task.isRequest,
            task.isAssumed, task.report, task.note, task.remind,
        ])
    }

    /// What decides on which ladder a task's work is reminded, by task.
    private static func ladders(_ db: Database, _ plan: String) throws -> [String: String] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT id, kind || ' ' || is_request || ' ' || coalesce(remind, '') AS ladder
                FROM task WHERE plan = ?
                """, arguments: [plan])
        return Dictionary(uniqueKeysWithValues: rows.map { ($0["id"], $0["ladder"]) })
    }

    /// True for a plan that was stored before ladders had names.
    static func namesOtherLadders(_ db: Database, _ plan: Plan) throws -> Bool {
        let rows = try Row.fetchAll(
            db, sql: "SELECT id, remind FROM task WHERE plan = ?", arguments: [plan.id])
        let stored =
            Dictionary(uniqueKeysWithValues: rows.map { ($0["id"], $0["remind"]) })
            as [String: String?]
        return plan.tasks.contains { stored[$0.id] != .some($0.remind) }
    }

    /// What is asked about a past day is answered with the words of that day.
    private static func keepVersion(
        _ db: Database, _ plan: String, _ task: String, _ change: Change
    )
        throws
    {
        let columns = """
            kind, ref, title, phrase, lead, "with", addressees, via, "after", product, proof,
            is_request, remind
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

import GRDB

extension Store {
    /// Agencies, calendar and settings are those of the last reload.
    static func compareFiles(
        _ db: Database, _ last: (row: Int, reason: String?)?, _ result: inout AuditResult
    ) throws {
        guard let last, let reason = last.reason, reason.hasPrefix("files=") else { return }
        if try Facts.files(db) == reason, try wrongText(db, "name", "applied_file") == nil {
            return
        }
        (result.fault, result.row) = (.state, last.row)
        result.key = try wrongText(db, "name", "applied_file") ?? "applied_file"
    }

    /// Plans, their tasks and what past days had of them are what the last load of each wrote.
    static func comparePlans(_ db: Database, _ rows: [PlanRow], _ result: inout AuditResult) throws
    {
        var last: [String: PlanRow] = [:]
        var brought: Set<String> = []
        func wrong(_ row: PlanRow) {
            (result.fault, result.row, result.key) = (.state, row.id, row.plan)
        }
        for row in rows {
            if row.before != nil || row.after != nil { last[row.plan] = row }
            brought.insert("\(row.change) \(row.plan)")
            guard let facts = Facts.read(row.reason) else { continue }
            let versions = try Facts.versions(db, row.plan, row.change)
            if versions != facts.versions { return wrong(row) }
        }
        for row in last.values.sorted(by: { $0.id < $1.id }) where try !stands(db, row) {
            return wrong(row)
        }
        let strange = try Row.fetchAll(
            db, sql: "SELECT DISTINCT change, plan FROM task_version WHERE change > 0"
        ).first { !brought.contains("\($0[0] as Int) \($0[1] as String)") }
        if let strange {
            (result.fault, result.key) = (.state, strange[1])
            result.row = last[strange[1]]?.id
        }
        let texts = try Set(String.fetchAll(db, sql: "SELECT sha256 FROM plan_text"))
        let lost = rows.first { $0.after.map { !texts.contains($0) } ?? false }
        if let lost { return wrong(lost) }
        if let text = try wrongText(db, "sha256", "plan_text") {
            if let row = rows.first(where: { $0.after == text }) { return wrong(row) }
            (result.fault, result.key) = (.state, text)
        }
    }

    /// Whether a plan is what its last row says.
    private static func stands(_ db: Database, _ row: PlanRow) throws -> Bool {
        let plan = try Row.fetchOne(
            db, sql: "SELECT sha256, text, unloaded FROM plan WHERE id = ?", arguments: [row.plan])
        guard let plan else { return false }
        guard let after = row.after else { return plan["unloaded"] }
        guard !(plan["unloaded"] as Bool), plan["sha256"] == after,
            SHA256.hex(plan["text"] as String) == after
        else { return false }
        return try Facts.read(row.reason).map { try Facts.rows(db, row.plan) == $0.rows } ?? true
    }

    /// The name of the first row whose text has another hash than the one beside it.
    private static func wrongText(_ db: Database, _ name: String, _ table: String) throws -> String?
    {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT \(name), sha256, text FROM \(table) ORDER BY 1")
        while let row = try rows.next() {
            if SHA256.hex(row[2] as String) != row[1] as String { return row[0] }
        }
        return nil
    }

    /// An obligation is a request where its task is one, and is found under whoever leads that.
    static func compareRequests(_ db: Database, _ result: inout AuditResult) throws {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT o.number, o.key FROM obligation o WHERE o.is_request = 1 AND o.silent IN (0, 1)
                    AND NOT EXISTS (SELECT 1 FROM task t
                        WHERE t.plan = o.plan AND t.id = o.task AND t.is_request)
                UNION ALL SELECT o.number, o.key FROM task t
                    JOIN obligation o ON o.plan = t.plan AND o.task = t.id
                    WHERE t.is_request AND NOT o.is_request
                UNION ALL SELECT NULL, plan || '/' || task FROM (
                    SELECT plan, task, lead FROM task_lead EXCEPT
                    SELECT t.plan, t.id, j.value FROM task t, json_each(t.lead) j)
                UNION ALL SELECT NULL, plan || '/' || id FROM (
                    SELECT t.plan AS plan, t.id AS id, j.value FROM task t, json_each(t.lead) j EXCEPT
                    SELECT plan, task, lead FROM task_lead)
                LIMIT 1
                """)
        guard let row else { return }
        (result.fault, result.key) = (.state, row[1])
        result.row = try Int.fetchOne(
            db, sql: "SELECT min(id) FROM trail WHERE obligation = ?", arguments: [row[0] as Int?])
    }
}

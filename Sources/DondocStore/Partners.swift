public import DondocCore
import GRDB

/// How an agency takes part in what another one leads.
public enum TaskPart: String, Hashable, Sendable, CaseIterable {
    /// "phối hợp", "tham mưu", "ban hành".
    case with, advises, decides
}

/// A partner that has not been told yet, with the work in question in the order of the plan.
public struct UntoldPartner: Sendable {
    public let agency: AgencyRef
    public let tasks: [TaskFacts]
}

extension Store {
    /// Keeps who takes part in what: a pair that is new will be told once, one that has gone is not.
    ///
    /// Of a plan that had ended nobody is told.
    static func writePartners(_ db: Database, _ one: PlanToLoad) throws {
        let known = one.isSilent ? [] : Set(one.partners.map { [$0.task, $0.agency.description] })
        let stored = try Row.fetchAll(
            db, sql: "SELECT task, agency FROM partner WHERE plan = ? AND told_at IS NULL",
            arguments: [one.plan.id])
        for row in stored {
            if known.contains([row["task"], row["agency"]]) { continue }
            try db.execute(
                sql: "DELETE FROM partner WHERE plan = ? AND task = ? AND agency = ?",
                arguments: [one.plan.id, row["task"] as String, row["agency"] as String])
        }
        for partner in one.partners where !one.isSilent {
            try db.cachedStatement(
                sql: """
                    INSERT INTO partner (plan, task, agency, part) VALUES (?, ?, ?, ?)
                    ON CONFLICT (plan, task, agency) DO UPDATE SET part = excluded.part
                    WHERE part <> excluded.part
                    """
            ).execute(arguments: [
                one.plan.id, partner.task, partner.agency.description, partner.part.rawValue,
            ])
        }
    }

    /// Partners of a plan who have not been told, by agency.
    static func untold(_ db: Database, _ plan: String) throws -> [UntoldPartner] {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT n.agency, \(TaskFacts.columns) FROM partner n JOIN task t ON t.plan = n.plan AND t.id = n.task
                    WHERE n.plan = ? AND n.told_at IS NULL ORDER BY n.agency, t.position
                    """), arguments: [plan])
        var tasks: [String: [TaskFacts]] = [:]
        for row in rows { tasks[row["agency"], default: []].append(try TaskFacts(row)) }
        return tasks.sorted { $0.key < $1.key }.compactMap { agency, tasks in
            AgencyRef(agency).map { UntoldPartner(agency: $0, tasks: tasks) }
        }
    }

    /// What a reminder has told an agency that it takes part in, in the order of the plan.
    static func tasks(_ db: Database, _ plan: String, _ agency: AgencyRef, toldBy reminder: Int)
        throws -> [(TaskFacts, TaskPart)]
    {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT n.part, \(TaskFacts.columns) FROM partner n
                    JOIN task t ON t.plan = n.plan AND t.id = n.task
                    WHERE n.plan = ? AND n.agency = ? AND n.told_by = ? ORDER BY t.position
                    """), arguments: [plan, agency.description, reminder]
        ).map { (try TaskFacts($0), TaskPart(rawValue: $0["part"]) ?? .with) }
    }

    static func told(
        _ db: Database, _ plan: String, _ partner: UntoldPartner, by reminder: Int64,
        at now: Moment
    ) throws {
        for task in partner.tasks {
            try db.cachedStatement(
                sql: """
                    UPDATE partner SET told_at = ?, told_by = ?
                    WHERE plan = ? AND task = ? AND agency = ? AND told_at IS NULL
                    """
            ).execute(arguments: [
                now.seconds, reminder, plan, task.id, partner.agency.description,
            ])
        }
    }
}

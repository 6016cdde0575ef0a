public import DondocCore
import GRDB

/// A plan of which some agencies have not been told yet.
public struct PlanToTell: Sendable {
    public let plan: PlanFacts
    public let at: Moment
    /// Agencies that take part without answering for the work, and that somebody hears for.
    public let partners: [UntoldPartner]
    /// Agencies with work that is new to them, a hundred at most; false for one with none that is open.
    ///
    /// Those for which nobody hears are not among them, unless none of it is open.
    public let leads: [(agency: AgencyRef, hasOpen: Bool)]
}

/// One agency that is told of a plan.
public struct Told: Sendable {
    public enum Whom: Sendable {
        case partner(UntoldPartner)
        case lead(AgencyRef)
    }

    public let whom: Whom
    public let reminder: NewReminder

    public init(_ whom: Whom, _ reminder: NewReminder) {
        self.whom = whom
        self.reminder = reminder
    }
}

extension Store {
    /// Plans whose agencies are to be told by now; `hears` says whether telling an agency reaches anybody.
    public func plansToTell(
        by now: Moment, hears: @escaping @Sendable (AgencyRef) -> Bool
    ) async throws -> [PlanToTell] {
        try await pool.read { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT \(PlanFacts.columns), p.tell_at FROM plan p
                        WHERE p.tell_at <= ? ORDER BY p.tell_at, p.id LIMIT 100
                        """), arguments: [now.seconds])
            return try rows.map { row in
                let plan = try PlanFacts(row)
                return PlanToTell(
                    plan: plan, at: Moment(seconds: row["tell_at"]),
                    partners: try Store.untold(db, plan.id).filter { hears($0.agency) },
                    leads: try Store.untoldLeads(db, plan.id, hears))
            }
        }
    }

    private static func untoldLeads(
        _ db: Database, _ plan: String, limit: Int = 100, _ hears: (AgencyRef) -> Bool
    ) throws -> [(agency: AgencyRef, hasOpen: Bool)] {
        var leads: [(agency: AgencyRef, hasOpen: Bool)] = []
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT agency, max(state IN ('planned', 'started', 'returned')) AS open
                    FROM obligation INDEXED BY obligation_untold
                    WHERE plan = ? AND told_by IS NULL AND silent = 0 AND agency IS NOT NULL
                    GROUP BY agency ORDER BY agency
                    """), arguments: [plan])
        while leads.count < limit, let row = try rows.next() {
            guard let agency = AgencyRef(row["agency"] as String) else { continue }
            let hasOpen: Bool = row["open"]
            if !hasOpen || hears(agency) { leads.append((agency, hasOpen)) }
        }
        return leads
    }

    /// Records who is told of a plan; when nobody is left who hears, nobody is asked about any more.
    ///
    /// An agency for which nobody hears stays untold until `tellAgain`.
    public func recordTold(
        _ plan: PlanToTell, _ told: [Told], at now: Moment,
        hears: @escaping @Sendable (AgencyRef) -> Bool
    ) async throws {
        try await pool.write { db in
            try Store.reached(db, now)
            let id = plan.plan.id
            for one in told {
                switch one.whom {
                case .partner(let partner):
                    let reminder = try Store.insert(db, one.reminder, with: partner.agency, id, now)
                    try Store.told(db, id, partner, by: reminder, at: now)
                case .lead(let agency):
                    let reminder = try Store.insert(db, one.reminder, lead: agency, id, now)
                    try Store.toldLead(db, id, agency, by: reminder)
                }
            }
            for lead in plan.leads where !lead.hasOpen {
                try Store.toldLead(db, id, lead.agency, by: 0)
            }
            guard try Store.untoldLeads(db, id, limit: 1, hears).isEmpty,
                try !Store.untold(db, id).contains(where: { hears($0.agency) })
            else { return }
            try db.cachedStatement(
                sql: "UPDATE plan SET tell_at = NULL WHERE id = ? AND tell_at = ?"
            ).execute(arguments: [id, plan.at.seconds])
        }
    }

    /// Asks once more, at a moment, about plans with somebody whom telling did not reach; one that is
    /// asked about anyway keeps its hour.
    public func tellAgain(at moment: Moment) async throws {
        let untold = """
            silent = 0 AND unloaded = 0 AND tell_at IS NULL AND (
                EXISTS (SELECT 1 FROM obligation o INDEXED BY obligation_untold
                    WHERE o.plan = plan.id AND o.told_by IS NULL AND o.silent = 0
                        AND o.agency IS NOT NULL)
                OR EXISTS (SELECT 1 FROM partner n
                    WHERE n.plan = plan.id AND n.told_at IS NULL))
            """
        try await pool.write { db in
            try db.cachedStatement(sql: "UPDATE plan SET tell_at = ? WHERE \(untold)")
                .execute(arguments: [moment.seconds])
        }
    }

    private static func toldLead(
        _ db: Database, _ plan: String, _ agency: AgencyRef, by reminder: Int64
    ) throws {
        try db.cachedStatement(
            sql: """
                UPDATE obligation SET told_by = ? WHERE plan = ? AND agency = ?
                    AND told_by IS NULL AND silent = 0
                """
        ).execute(arguments: [reminder, plan, agency.description])
    }

    private static func insert(
        _ db: Database, _ reminder: NewReminder, with agency: AgencyRef, _ plan: String,
        _ now: Moment
    ) throws -> Int64 {
        try insert(db, reminder, of: "plan:\(plan)/with:\(agency)", plan, now)
    }

    private static func insert(
        _ db: Database, _ reminder: NewReminder, lead agency: AgencyRef, _ plan: String,
        _ now: Moment
    ) throws -> Int64 {
        try insert(db, reminder, of: "plan:\(plan)/lead:\(agency)", plan, now)
    }

    /// What is told at the same second once more counts as another version.
    private static func insert(
        _ db: Database, _ reminder: NewReminder, of about: String, _ plan: String, _ now: Moment
    ) throws -> Int64 {
        let version = try Int.fetchOne(
            db.cachedStatement(
                sql: "SELECT count(*) + 1 FROM reminder WHERE about = ?"), arguments: [about])
        try insert(
            db, reminder, about: about, obligation: nil, plan: plan, dueVersion: version ?? 1,
            at: now)
        return try Int64.fetchOne(
            db.cachedStatement(
                sql: "SELECT id FROM reminder WHERE about = ? AND due_version = ? AND step = ?"),
            arguments: [about, version ?? 1, reminder.step]) ?? 0
    }
}

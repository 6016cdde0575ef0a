public import DondocCore
import GRDB

/// A past moment of the record: everything up to the end of a day.
public struct AsOf: Hashable, Sendable {
    public let day: Day
    /// The last change of that day.
    let cutoff: Int

    /// Seconds at which the day was over.
    var end: Int { Moment(day + 1, minuteOfDay: 0).seconds }
}

extension Store {
    /// The record as it was at the end of a day; nil when that day is not over.
    ///
    /// - Throws: `BeforeTrail` for a day before the trail could tell.
    public func asOf(_ day: Day, now: Moment) async throws -> AsOf? {
        guard day < now.day else { return nil }
        return try await pool.read { db in
            let end = Moment(day + 1, minuteOfDay: 0).seconds
            let cutoff = try Int.fetchOne(
                db, sql: "SELECT max(id) FROM change WHERE at < ?", arguments: [end])
            let baseline = try Row.fetchOne(
                db, sql: "SELECT id, at FROM change WHERE verb = 'baseline' LIMIT 1")
            if let baseline, (baseline["id"] as Int) > (cutoff ?? 0) {
                throw BeforeTrail(from: Moment(seconds: baseline["at"]).day)
            }
            return AsOf(day: day, cutoff: cutoff ?? 0)
        }
    }
}

/// The trail of that time holds words and no values.
public struct BeforeTrail: Error, Sendable {
    /// The first day that can be asked about.
    public let from: Day
}

extension ObligationRecord {
    /// Where rows come from: the obligations as they are, or as the trail says that they were.
    static func tables(_ asOf: AsOf?) -> String {
        guard let asOf else { return tables }
        let kept = [
            "number", "key", "plan", "task", "period", "starts", "ends", "agency_part",
            "original_due", "due_version", "silent", "since", "decided_to",
        ].map { "b.\($0)" }
        let told = Snapshot.columns.map { name in
            let value = "json_extract(s.\"after\", '$.\(name)')"
            let isNumber = ["returned", "asks_checkin", "is_assumed", "left_plan"].contains(name)
            return (isNumber ? "coalesce(\(value), 0)" : value) + " AS \(name)"
        }
        let columns = (kept + told + ["NULL AS wake_at", "s.change AS change"])
            .joined(separator: ", ")
        return """
            (SELECT \(columns) FROM obligation b JOIN trail s ON s.id = (
                SELECT x.id FROM trail x
                WHERE x.obligation = b.number AND x."after" IS NOT NULL
                    AND x.change <= \(asOf.cutoff)
                ORDER BY x.change DESC, x.id DESC LIMIT 1)) o
            JOIN plan p ON p.id = o.plan JOIN task t ON t.plan = o.plan AND t.id = o.task
            """
    }

    /// What is counted beside a row, up to a past moment.
    static func columns(_ asOf: AsOf?) -> String {
        guard let asOf else { return columns }
        return shared + """
            , (SELECT max(day) FROM checkin c WHERE c.obligation = o.number AND c.undone = 0
                AND c.change <= \(asOf.cutoff)) AS last_checkin,
            (SELECT count(*) FROM reminder r WHERE r.obligation = o.number
                AND r.decided_at < \(asOf.end)) AS reminders,
            0 AS overdue_reminders
            """
    }
}

public import DondocCore
import GRDB

/// A past moment of the record: everything up to the end of a day.
public struct AsOf: Hashable, Sendable {
    public let day: Day
    /// The last change of that day.
    let cutoff: Int

    /// Numbers of the obligations that somebody has touched since, or whose task has been changed, as a
    /// subquery.
    var touched: String {
        """
        (SELECT x.obligation FROM trail x WHERE x.change > \(cutoff) AND x.obligation IS NOT NULL
            UNION SELECT y.number FROM task_version v
                CROSS JOIN obligation y ON y.plan = v.plan AND y.task = v.id
                WHERE v.change > \(cutoff))
        """
    }

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

extension Store {
    /// SQL: whether a change had been taken back; `row` is the alias of a row with `change` and, for what
    /// is asked of today, `undone`.
    ///
    /// Each undo turns it over, one that takes an undo back too.
    static func undone(_ row: String, _ asOf: AsOf?) -> String {
        guard let asOf else { return "\(row).undone" }
        return """
            (WITH RECURSIVE taken (id) AS (
                SELECT id FROM change WHERE undoes = \(row).change
                UNION ALL SELECT n.id FROM change n JOIN taken ON n.undoes = taken.id)
            SELECT count(*) % 2 FROM taken WHERE id <= \(asOf.cutoff))
            """
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
        return """
            \(past(asOf)) JOIN plan p ON p.id = o.plan
            JOIN \(tasks(asOf)) t ON t.plan = o.plan AND t.id = o.task
            """
    }

    /// Obligations as the trail says that they were; all, or those that were touched since.
    static func past(_ asOf: AsOf, isTouched: Bool = false) -> String {
        let kept = [
            "number", "key", "plan", "task", "period", "starts", "ends", "agency_part",
            "due_version", "silent", "decided_to", "late_at",
        ].map { "b.\($0)" }
        let told = Snapshot.columns.map { name in
            var value = "json_extract(s.\"after\", '$.\(name)')"
            if name == "original_due" {
                value = "coalesce(\(value), json_extract(s.\"after\", '$.due'))"
            }
            let isNumber = [
                "returned", "asks_checkin", "is_assumed", "left_plan", "snooze_judged",
            ].contains(name)
            return (isNumber ? "coalesce(\(value), 0)" : value) + " AS \(name)"
        }
        let own = [
            "coalesce(json_extract(s.\"after\", '$.due'), '~') AS day", isRequest(asOf),
            "NULL AS wake_at", since(asOf), change(asOf),
        ]
        let columns = (kept + told + own)
            .joined(separator: ", ")
        return """
            (SELECT \(columns) FROM obligation b JOIN trail s ON s.id = (
                SELECT x.id FROM trail x
                WHERE x.obligation = b.number AND x."after" IS NOT NULL
                    AND x.change <= \(asOf.cutoff)
                ORDER BY x.change DESC, x.id DESC LIMIT 1)
            \(isTouched ? "WHERE b.number IN \(asOf.touched)" : "")) o
            """
    }

    /// The tasks as they are, or as the plans' files had them at a past moment.
    static func tasks(_ asOf: AsOf?) -> String {
        guard let asOf else { return "task" }
        return """
            (SELECT v.* FROM task_version v WHERE v.change = (SELECT max(x.change)
                FROM task_version x
                WHERE x.plan = v.plan AND x.id = v.id AND x.change <= \(asOf.cutoff)))
            """
    }

    /// Whether it was asked for ("đề nghị") by the plan of that time.
    private static func isRequest(_ asOf: AsOf) -> String {
        """
        (SELECT v.is_request FROM task_version v WHERE v.plan = b.plan AND v.id = b.task
            AND v.change <= \(asOf.cutoff) ORDER BY v.change DESC LIMIT 1) AS is_request
        """
    }

    /// When the ladder had last begun anew: by the trail where it has done so again since.
    private static func since(_ asOf: AsOf) -> String {
        """
        CASE WHEN b.since < \(asOf.end) THEN b.since ELSE (
            SELECT c.at FROM trail x JOIN change c ON c.id = x.change
            WHERE x.obligation = b.number AND x."after" IS NOT NULL AND x.change <= \(asOf.cutoff)
                AND x.verb <> 'undo' AND (x.verb = 'reopen' OR x."before" IS NULL
                    OR json_extract(x."before", '$.due') IS NOT json_extract(x."after", '$.due')
                    OR json_extract(x."before", '$.act_by')
                        IS NOT json_extract(x."after", '$.act_by')
                    OR coalesce(json_extract(x."before", '$.left_plan'), 0)
                        > coalesce(json_extract(x."after", '$.left_plan'), 0))
            ORDER BY x.change DESC, x.id DESC LIMIT 1) END AS since
        """
    }

    /// The last change that had touched it, with or without moving it.
    private static func change(_ asOf: AsOf) -> String {
        """
        (SELECT x.change FROM trail x
            WHERE x.obligation = b.number AND x.change <= \(asOf.cutoff) AND x.verb <> 'refused'
            ORDER BY x.id DESC LIMIT 1) AS change
        """
    }

    /// What is counted beside a row, up to a past moment.
    static func columns(_ asOf: AsOf?) -> String {
        guard let asOf else { return columns }
        return shared + """
            , (SELECT max(day) FROM checkin c WHERE c.obligation = o.number
                AND c.change <= \(asOf.cutoff) AND NOT \(Store.undone("c", asOf))) AS last_checkin,
            (SELECT count(*) FROM reminder r WHERE r.obligation = o.number
                AND EXISTS (SELECT 1 FROM notice n JOIN letter l ON l.id = n.letter
                    WHERE n.reminder = r.id AND n.state = 'carried' AND n.channel = 'mail'
                        AND l.sent_at < \(asOf.end))) AS reminders
            """
    }
}

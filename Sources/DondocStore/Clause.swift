import DondocCore
import GRDB

/// Part of a query with its arguments.
struct Clause: Sendable {
    var sql: String
    var arguments: [any DatabaseValueConvertible & Sendable] = []

    static func && (a: Clause, b: Clause) -> Clause {
        Clause(sql: "\(a.sql) AND \(b.sql)", arguments: a.arguments + b.arguments)
    }

    static func + (a: Clause, b: Clause) -> Clause {
        Clause(sql: "\(a.sql) \(b.sql)", arguments: a.arguments + b.arguments)
    }
}

extension Filter {
    /// All that a row must meet, whatever way it was found.
    ///
    /// `past` is the moment of whose tasks the leads are asked.
    func clause(_ today: Day, past: AsOf? = nil) -> Clause {
        let due = dueColumn
        var all = rest(past)
        func add(_ sql: String, _ values: any DatabaseValueConvertible & Sendable...) {
            all.append(Clause(sql: sql, arguments: values))
        }
        if let state { add("o.state = ?", state.rawValue) }
        if let day = dueBefore { add("\(due) < ?", day.description) }
        if let day = dueAfter { add("\(due) > ?", day.description) }
        switch bucket {
        case .doneOnTime:
            add(
                """
                o.state = 'done' AND \(due) IS NOT NULL
                AND (o.is_request OR o.claimed_day <= \(due))
                """)
        case .doneLate: add("o.state = 'done' AND NOT o.is_request AND o.claimed_day > \(due)")
        case .openInTime:
            add(
                """
                o.state NOT IN ('done', 'withdrawn')
                AND (\(due) >= ? OR (o.is_request AND \(due) IS NOT NULL))
                """, today.description)
        case .openOverdue:
            add(
                "o.state NOT IN ('done', 'withdrawn') AND NOT o.is_request AND \(due) < ?",
                today.description)
        case .undated: add("o.state <> 'withdrawn' AND \(due) IS NULL")
        case nil: break
        }
        return all.dropFirst().reduce(all.first ?? Clause(sql: "1"), &&)
    }

    /// What is neither a state nor a day.
    func rest(_ past: AsOf? = nil) -> [Clause] {
        var all: [Clause] = []
        if let plan { all.append(Clause(sql: "o.plan = ?", arguments: [plan])) }
        if let agency {
            // A slash stands in no part of a key, and in every full name.
            let column = agency.contains("/") ? "o.agency" : "o.agency_part"
            all.append(Clause(sql: "\(column) = ?", arguments: [agency]))
        }
        if let mine {
            let sql = "o.agency IN (SELECT value FROM json_each(?))"
            all.append(Clause(sql: sql, arguments: [JSONText.array(mine.map(\.description))]))
        }
        if let numbers {
            // Nobody is missed who has reported since, or owes it no longer.
            all.append(
                Clause(
                    sql: """
                        o.number IN (SELECT value FROM json_each(?))
                        AND o.state IN ('planned', 'started', 'returned')
                        """, arguments: ["\(numbers)"]))
        }
        if onlyAsked { all.append(Clause(sql: "o.asked_to IS NOT NULL")) }
        if let lead {
            let leads =
                past.map { asOf in
                    """
                    EXISTS (SELECT 1 FROM json_each((SELECT v.lead FROM task_version v
                        WHERE v.plan = o.plan AND v.id = o.task AND v.change <= \(asOf.cutoff)
                        ORDER BY v.change DESC LIMIT 1)) WHERE value = ?)
                    """
                } ?? """
                    EXISTS (SELECT 1 FROM task_lead x
                        WHERE x.lead = ? AND x.plan = o.plan AND x.task = o.task)
                    """
            all.append(Clause(sql: leads, arguments: [lead]))
        }
        return all
    }
}

import DondocCore
import GRDB

/// Rows of one way to stand: in an index by that way they lie side by side, in the order of listings.
private struct Stretch {
    let stands: [ObligationStand]
    var days: [Clause] = []
    /// Only requests, which are few and have an index of their own.
    var isRequests = false
    /// Is contained in another one.
    var isTakenOff = false
}

/// The state, with what was done late told apart: the column `stands`.
enum ObligationStand: String, CaseIterable {
    case planned, started, claimed, returned, done, late, withdrawn

    static let open: [ObligationStand] = [.planned, .started, .claimed, .returned]

    var state: ObligationState? { self == .late ? .done : ObligationState(rawValue: rawValue) }
}

extension Filter {
    /// `~` stands in `day` for no day.
    private static let isDated = Clause(sql: "o.day < '~'")

    /// FROM and WHERE, one for each index to walk along; together they name every row once.
    ///
    /// What is narrowest decides: numbers, requests for another day, an agency, a lead, a plan, a way
    /// to stand; the rest is asked row by row. None where the filters exclude each other.
    func walks(_ db: Database, _ today: Day) throws -> [Clause] {
        if numbers != nil {
            // By number, and by no other index.
            return [Clause(sql: "FROM obligation o NOT INDEXED WHERE") + clause(today)]
        }
        if onlyAsked {
            return [along("obligation_asked", "o.asked_to IS NOT NULL") + clause(today)]
        }
        if let parts = agencyParts, try isOnlyAgency || isFew(db, parts) {
            return parts.map { part in
                along("obligation_agency", "o.agency_part = ?", [part]) + clause(today)
            }
        }
        if let lead, try isFew(db, lead: lead) {
            var rest = self
            rest.lead = nil
            return [
                Clause(
                    sql: """
                        FROM task_lead l CROSS JOIN obligation o INDEXED BY \(Store.byTask)
                            ON o.plan = l.plan AND o.task = l.task
                        WHERE l.lead = ? AND
                        """, arguments: [lead]) + rest.clause(today)
            ]
        }
        return stretches(today).flatMap { walks($0) } + (isMovedApart ? [moved(today)] : [])
    }

    /// Whether the walks of a count are in indexes that say all that is asked.
    var isOfStretches: Bool {
        numbers == nil && !onlyAsked && agency == nil && mine == nil && lead == nil
    }

    /// What is to be counted along indexes alone, and what of it is to be taken off again.
    ///
    /// To ask each overdue row whether it is a request would be to look at each.
    func lengths(_ today: Day) -> (plus: [Clause], minus: [Clause]) {
        let all = stretches(today, counting: true)
        return (
            all.filter { !$0.isTakenOff }.flatMap { walks($0) },
            all.filter(\.isTakenOff).flatMap { walks($0) }
        )
    }

    /// The same on a past day: what nobody has touched since stands as it stood, and the trail tells
    /// of the rest.
    func walks(_ db: Database, _ today: Day, asOf: AsOf) throws -> [Clause] {
        let untouched = Clause(sql: "AND o.number NOT IN \(asOf.touched)")
        return try walks(db, today).map { $0 + untouched } + [touched(today, asOf)]
    }

    /// What was touched since, as it was.
    func touched(_ today: Day, _ asOf: AsOf) -> Clause {
        Clause(sql: "FROM \(ObligationRecord.past(asOf, isTouched: true)) WHERE")
            + clause(today, past: asOf)
    }

    /// What was touched since, as it is.
    func touchedNow(_ today: Day, _ asOf: AsOf) -> Clause {
        Clause(sql: "FROM obligation o WHERE o.number IN \(asOf.touched) AND") + clause(today)
    }

    /// What waits for its next reminder.
    func pressed(_ today: Day) -> Clause {
        Clause(sql: "FROM obligation o INDEXED BY obligation_wake WHERE o.wake_at IS NOT NULL AND")
            + clause(today)
    }

    /// What was moved, judged by its first day.
    func moved(_ today: Day) -> Clause {
        along("obligation_moved", "o.original_due IS NOT o.due") + clause(today)
    }

    private func along(
        _ index: String, _ key: String, _ arguments: [any DatabaseValueConvertible & Sendable] = []
    ) -> Clause {
        Clause(
            sql: "FROM obligation o INDEXED BY \(index) WHERE \(key) AND o.silent IN (0, 1) AND",
            arguments: arguments)
    }

    // MARK: Which way is narrow

    private var isOnlyAgency: Bool {
        plan == nil && lead == nil && state == nil && bucket == nil
    }

    /// How keys write the agencies that are asked for, each once: the id in plans of the own territory,
    /// `territory.id` in others; nil where none is asked for.
    private var agencyParts: [String]? {
        guard let names = agency.map({ [$0] }) ?? mine?.map(\.description) else { return nil }
        var parts: [String] = []
        for name in names {
            let both = AgencyRef(name).map { [$0.id, "\($0.territory).\($0.id)"] } ?? [name]
            parts += both.filter { !parts.contains($0) }
        }
        return parts
    }

    private func isFew(_ db: Database, _ parts: [String]) throws -> Bool {
        guard few < .max else { return true }
        return try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT count(*) FROM (SELECT 1 FROM obligation
                        WHERE agency_part IN (SELECT value FROM json_each(?)) LIMIT ?)
                    """), arguments: [JSONText.array(parts), few + 1]) ?? 0 <= few
    }

    private func isFew(_ db: Database, lead: String) throws -> Bool {
        guard few < .max else { return true }
        return try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT count(*) FROM (SELECT 1 FROM task_lead l
                        CROSS JOIN obligation o ON o.plan = l.plan AND o.task = l.task
                        WHERE l.lead = ? AND l.plan = coalesce(?, l.plan) LIMIT ?)
                    """), arguments: [lead, plan, few + 1]) ?? 0 <= few
    }

    // MARK: In the order of listings

    /// What was moved is judged by its first day, all else by its day.
    private var isMovedApart: Bool {
        byOriginal && (bucket != nil || dueBefore != nil || dueAfter != nil)
    }

    private func stretches(_ today: Day, counting: Bool = false) -> [Stretch] {
        var range: [Clause] = []
        if let dueBefore {
            range.append(Clause(sql: "o.day < ?", arguments: [dueBefore.description]))
        }
        if let dueAfter {
            range.append(Clause(sql: "o.day > ?", arguments: [dueAfter.description]))
        }
        if !range.isEmpty { range.append(Filter.isDated) }
        if isMovedApart { range.append(Clause(sql: "o.original_due IS o.due")) }
        let isOver = Clause(sql: "o.day < ?", arguments: [today.description])
        func stretch(
            _ stands: [ObligationStand], _ days: Clause..., isRequests: Bool = false,
            isTakenOff: Bool = false
        ) -> Stretch {
            let fit = stands.filter { state == nil || $0.state == state }
            return Stretch(
                stands: fit, days: range + days, isRequests: isRequests, isTakenOff: isTakenOff)
        }
        switch bucket {
        case nil: return [stretch(ObligationStand.allCases)]
        case .doneOnTime: return [stretch([.done], Filter.isDated)]
        case .doneLate: return [stretch([.late])]
        case .openOverdue where counting:
            return [
                stretch(ObligationStand.open, isOver),
                stretch(ObligationStand.open, isOver, isRequests: true, isTakenOff: true),
            ]
        case .openOverdue:
            return [stretch(ObligationStand.open, isOver, Clause(sql: "o.is_request = 0"))]
        case .openInTime:
            let isAhead = Clause(sql: "o.day >= ?", arguments: [today.description])
            return [
                stretch(ObligationStand.open, isAhead, Filter.isDated),
                stretch(ObligationStand.open, isOver, isRequests: true),
            ]
        case .undated: return [stretch(ObligationStand.open + [.done], Clause(sql: "o.day = '~'"))]
        }
    }

    /// One for each way to stand, so that each is in order; all ways together are an index of their own.
    private func walks(_ stretch: Stretch) -> [Clause] {
        let rest = (stretch.days + rest()).reduce(Clause(sql: "1"), &&)
        guard !stretch.stands.isEmpty else { return [] }
        if stretch.isRequests {
            let stands = stretch.stands.map { "'\($0.rawValue)'" }.joined(separator: ", ")
            return [
                along("obligation_request", "o.is_request = 1 AND o.stands IN (\(stands))") + rest
            ]
        }
        if plan == nil, stretch.stands.count == ObligationStand.allCases.count {
            return [along("obligation_due", "1") + rest]
        }
        let index = plan == nil ? "obligation_stands" : "obligation_plan"
        return stretch.stands.map { along(index, "o.stands = '\($0.rawValue)'") + rest }
    }
}

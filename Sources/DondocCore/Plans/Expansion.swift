/// One obligation as a plan makes it: one task or report × one responsible agency × one period.
public struct Assignment: Hashable, Sendable {
    /// `PLAN/TASK/PERIOD/AGENCY`, stable for ever.
    public let key: String
    public let task: String
    public let kind: Plan.Task.Kind
    /// nil where the document names nobody.
    public let agency: AgencyRef?
    /// As in the key: `so-y-te`, `central.bo-y-te` or `unknown`.
    public let agencyPart: String
    public let period: Period
    public let phrase: String
    public let title: String
    public let ref: String?
    /// nil for work without a day.
    public let date: DueDate?
    public let asksCheckin: Bool
    public let isRequest: Bool
    public let isAssumed: Bool
    public let covers: ClosedRange<Day>?
    /// The ladder that the plan names; nil for that of its kind.
    public let remind: String?
}

/// What a plan comes to, with what a person should know about it.
public struct Expansion: Hashable, Sendable {
    public var assignments: [Assignment] = []
    /// Task id and warning, in the order of the file.
    public var warnings: [Remark] = []

    public struct Remark: Hashable, Sendable {
        public let task: String
        public let warning: Phrase.Warning
    }
}

extension Plan {
    /// Every obligation of the plan in the order of the file; members of a group in its order.
    ///
    /// - Throws: `ExpansionError` for the first phrase that makes no day in this plan, or whose
    ///   periods are not those of its scheme.
    public func expand(_ directory: Directory, _ calendar: WorkCalendar)
        throws(ExpansionError) -> Expansion
    {
        var result = Expansion()
        // Within a task keys differ by period and agency; a million keys need no look-up then.
        let isEachOnce = Set(tasks.map(\.id)).count == tasks.count
        var seen: Set<String> = []
        for task in tasks where task.report == nil {
            for warning in task.due.warnings {
                result.warnings.append(.init(task: task.id, warning: warning))
            }
            let spans = try spans(of: task, calendar)
            if dropsPastPeriods(task, calendar) {
                result.warnings.append(.init(task: task.id, warning: .pastPeriods))
            }
            for span in spans {
                for (part, agency) in responsible(
                    task, directory, on: span.date?.due ?? period.ends)
                {
                    let key = "\(id)/\(task.id)/\(span.period.label)/\(part)"
                    guard isEachOnce || seen.insert(key).inserted else { continue }
                    result.assignments.append(
                        Assignment(
                            key: key, task: task.id, kind: task.kind, agency: agency,
                            agencyPart: part, period: span.period, phrase: task.due.text,
                            title: task.title, ref: task.ref, date: span.date,
                            asksCheckin: task.due.asksCheckin && defaults.asksCheckin
                                && task.kind == .task,
                            isRequest: task.isRequest,
                            isAssumed: task.isAssumed || task.due.isAssumed
                                || span.date?.isAssumed ?? false, covers: span.window,
                            remind: task.remind))
                }
            }
        }
        return result
    }

    private func spans(of task: Task, _ calendar: WorkCalendar) throws(ExpansionError)
        -> [(period: Period, date: DueDate?, window: ClosedRange<Day>?)]
    {
        var dates: [DueDate]
        do {
            dates = try task.due.dates(
                in: period, issued: issued, from: task.event, rules: rules(of: task),
                calendar: calendar)
        } catch {
            throw ExpansionError(task: task.id, problem: .phrase(error))
        }
        // A day said twice is one day.
        var said: Set<DueDate> = []
        dates = dates.filter { said.insert($0).inserted }
        if dates.isEmpty {
            if case .repeating = task.due.rule { return [] }
            return [(period, nil, nil)]
        }
        var spans: [(period: Period, date: DueDate, window: ClosedRange<Day>?)] = []
        var first: [String: Day] = [:]
        for date in dates {
            let covered: (period: Period, window: ClosedRange<Day>)?
            do {
                covered = try task.covers?.coverage(of: date)
            } catch {
                throw ExpansionError(task: task.id, problem: .covers(error))
            }
            let period = date.period ?? covered?.period ?? label(for: date, of: dates)
            // Days of one month, or of one data window, would be one obligation: a day would be
            // lost.
            if let other = first.updateValue(date.named, forKey: period.label) {
                if let scheme = task.covers {
                    throw ExpansionError(task: task.id, problem: .covers(.shared(scheme, period)))
                }
                let shared = PhraseError(problem: .daysShareKey(other, date.named), offset: 0)
                throw ExpansionError(task: task.id, problem: .phrase(shared))
            }
            spans.append((period, date, covered?.window))
        }
        return spans.map { ($0.period, $0.date, $0.window) }
    }

    /// A one-off has the plan's period; several days in one phrase get the month of each.
    private func label(for date: DueDate, of dates: [DueDate]) -> Period {
        guard dates.count > 1 else { return period }
        return Period.month(date.named.month, date.named.year) ?? period
    }

    private func dropsPastPeriods(_ task: Task, _ calendar: WorkCalendar) -> Bool {
        guard case .repeating = task.due.rule, issued != nil else { return false }
        func count(_ issued: Day?) -> Int? {
            try? task.due.dates(
                in: period, issued: issued, rules: rules(of: task), calendar: calendar
            ).count
        }
        return count(issued) != count(nil)
    }

    /// Who answers for a task on a day, each once, with the name in the key.
    private func responsible(_ task: Task, _ directory: Directory, on day: Day)
        -> [(part: String, agency: AgencyRef?)]
    {
        var seen: Set<String> = []
        var result: [(part: String, agency: AgencyRef?)] = []
        func add(_ ref: AgencyRef?) {
            let part = ref?.keyPart(in: territory) ?? AgencyRef.unknownId
            if seen.insert(part).inserted { result.append((part, ref)) }
        }
        for party in task.lead {
            switch party {
            case .agency(let ref): add(ref)
            case .unknown: add(nil)
            case .group(let ref):
                for member in directory.groups[ref]?.members(on: day) ?? [] { add(member) }
            }
        }
        return result
    }
}

/// A task or report of which no obligation can be made.
public struct ExpansionError: Error, Hashable, Sendable {
    public enum Problem: Hashable, Sendable {
        /// Its phrase makes no day in the plan.
        case phrase(PhraseError)
        /// Its reporting scheme has no window for a day.
        case covers(SchemeMisfit)
    }

    public let task: String
    public let problem: Problem
}

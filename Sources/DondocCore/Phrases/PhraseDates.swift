extension Phrase {
    /// The days of this phrase in a plan, oldest first; empty for work without a day.
    ///
    /// `period` is the plan's: it gives missing years and the ends of "cả năm" and of repeats.
    /// Repeats that were past by `issued` are left out; nil keeps all. `event` is the day from
    /// which a counted period runs; until it is known the phrase makes no day.
    /// - Throws: `PhraseError` when a year is missing and neither the plan nor its signing gives
    ///   one, or 29/2 meets a common year.
    public func dates(
        in period: Period, issued: Day?, from event: Day? = nil, rules: CountingRules,
        calendar: WorkCalendar
    ) throws(PhraseError) -> [DueDate] {
        let count = Counting(rules: rules, calendar: calendar, bound: bound ?? .within)
        let years = Years(period: period, issued: issued, calendar: calendar)
        switch rule {
        case .days(let list):
            var dates: [DueDate] = []
            for named in list {
                let (day, isAssumed) = try years.day(named)
                dates.append(
                    named.form == .tet
                        ? count.before(day, isAssumed: isAssumed)
                        : count.day(day, minute: named.minute, isAssumed: isAssumed))
            }
            return dates.sorted { $0.named < $1.named }
        case .span(let span): return [try due(span, years, count)]
        case .spans(let list):
            var dates: [DueDate] = []
            for span in list { dates.append(try due(span, years, count)) }
            return dates.sorted { $0.named < $1.named }
        case .milestones(let list):
            var dates: [DueDate] = []
            for one in list {
                dates += try one.phrase.dates(
                    in: period, issued: issued, rules: rules, calendar: calendar)
            }
            return inOrder(dates)
        case .window(let from, let to):
            let (window, isAssumed) = try years.window(from, to)
            return [count.end(of: window, isAssumed: isAssumed)]
        case .repeating(let list):
            let dates = occurrences(list, in: period, absorbs: rules.absorbs)
                .map { count.due($0, among: list) }
                .filter { date in issued.map { date.due >= $0 } ?? true }
            return inOrder(dates)
        case .counted(let length): return try counted(length, years, event, count)
        case .afterEvent, .continuous, .onDemand, .elsewhere, .unknown: return []
        }
    }

    private func due(_ span: Span, _ years: Years, _ count: Counting) throws(PhraseError) -> DueDate
    {
        let (resolved, isAssumed) = try years.span(span)
        return bound == .before
            ? count.before(resolved.starts, isAssumed: isAssumed)
            : count.end(of: resolved, isAssumed: isAssumed)
    }

    private func counted(_ length: Count, _ years: Years, _ event: Day?, _ count: Counting)
        throws(PhraseError) -> [DueDate]
    {
        let from: Day?
        switch length.event {
        case .day(let named): from = try years.day(named).day
        case .issued: from = event ?? years.issued
        case .person: from = event
        }
        guard let from else { return [] }
        if length.isBackwards { return [count.countedBack(length.before(from, years.calendar))] }
        return [count.counted(length.after(from, years.calendar))]
    }
}

/// Oldest `due` first; what is due together keeps its order.
private func inOrder(_ dates: [DueDate]) -> [DueDate] {
    dates.enumerated().sorted { ($0.element.due, $0.offset) < ($1.element.due, $1.offset) }
        .map(\.element)
}

extension Phrase.Count {
    /// The last day of the length, the event's day not counted; months end on the same number.
    func after(_ event: Day, _ calendar: WorkCalendar) -> Day {
        switch unit {
        case .hour: event + (number + 23) / 24
        case .day: event + number
        case .week: event + 7 * number
        case .month: event.movedBy(months: number)
        case .year: event.movedBy(months: 12 * number)
        case .workingDay: calendar.working(number, after: event)
        }
    }

    func before(_ event: Day, _ calendar: WorkCalendar) -> Day {
        switch unit {
        case .hour: event - (number + 23) / 24
        case .day: event - number
        case .week: event - 7 * number
        case .month: event.movedBy(months: -number)
        case .year: event.movedBy(months: -12 * number)
        case .workingDay: calendar.working(number, before: event)
        }
    }
}

extension Day {
    /// The same day of another month, clamped to its length.
    ///
    /// Source: Bộ luật Dân sự 2015, Điều 148.3.
    func movedBy(months: Int) -> Day {
        let (y, m, d) = civil
        return Day.clamped(y, m + months, d) ?? self
    }

    /// A day of a month that may lie outside 1…12, clamped to the month's length.
    static func clamped(_ year: Int, _ month: Int, _ day: Int) -> Day? {
        let months = year * 12 + month - 1
        let (y, m) = (months / 12, months % 12 + 1)
        guard months >= 0 else { return nil }
        return Day(y, m, min(day, Day.length(ofMonth: m, year: y)))
    }
}

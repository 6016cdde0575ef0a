/// How a plan counts: the parts of `defaults:` that turn a phrase into days.
public struct CountingRules: Hashable, Sendable {
    /// Whether "trước ngày X" leaves X itself on time (`lenient`, what offices practise) or not.
    public enum Before: String, Hashable, Sendable, CaseIterable { case lenient, strict }
    /// Whether a named day that is a day off moves.
    public enum OffDay: String, Hashable, Sendable, CaseIterable { case keep, next, previous }

    public var before: Before
    public var offDay: OffDay

    public init(before: Before = .lenient, offDay: OffDay = .keep) {
        self.before = before
        self.offDay = offDay
    }
}

/// Days that a phrase makes in one plan.
public struct DueDate: Hashable, Sendable {
    /// The day that the phrase names, or the last day of the span that it names.
    public let named: Day
    /// The last day that counts as on time.
    public let due: Day
    /// The working day that reminders count down to.
    public let actBy: Day
    /// The first day of a span; nil for a single day.
    public let starts: Day?
    /// The span of a repeat, whose label stands in the key; nil for one-off days.
    public let period: Period?
    /// Why a day was moved; nil when nothing was.
    public let moved: DayMoved?

    public init(
        named: Day, due: Day, actBy: Day, starts: Day? = nil, period: Period? = nil,
        moved: DayMoved? = nil
    ) {
        self.named = named
        self.due = due
        self.actBy = actBy
        self.starts = starts
        self.period = period
        self.moved = moved
    }
}

/// The reason for which `act_by` or `due` is not the named day.
public enum DayMoved: Hashable, Sendable {
    /// The named day is excluded by "trước".
    case exclusive
    /// The day is a Saturday or Sunday.
    case weekend(Day)
    /// The day is an official day off of this name.
    case dayOff(Day, name: String)
}

extension Phrase {
    /// The days of this phrase in a plan, oldest first; empty for work without a day.
    ///
    /// `period` is the plan's: it gives missing years and the ends of "cả năm" and of repeats. Periods
    /// of a repeat that had ended by `issued` are left out; nil keeps all.
    /// - Throws: `PhraseError` when a year is missing and the plan has several, or 29/2 meets a
    ///   common year.
    public func dates(
        in period: Period, issued: Day?, rules: CountingRules, calendar: WorkCalendar
    ) throws(PhraseError) -> [DueDate] {
        let count = Counting(rules: rules, calendar: calendar, bound: bound ?? .within)
        switch rule {
        case .days(let list):
            var dates: [DueDate] = []
            for named in list { dates.append(count.day(try resolve(named, period))) }
            return dates.sorted { $0.named < $1.named }
        case .span(let span):
            let resolved = try resolve(span, period)
            return [bound == .before ? count.before(resolved) : count.end(of: resolved)]
        case .repeating(let frequencies):
            return repeats(frequencies, in: period)
                .filter { span in issued.map { span.ends >= $0 } ?? true }
                .map { count.end(of: $0, repeating: true) }
        case .continuous, .onDemand, .elsewhere, .unknown: return []
        }
    }

    /// Every span of the repeats in the period, oldest first; one that ends together with a longer
    /// one is absorbed by it (June: half-year; December: year).
    public func repeats(_ frequencies: [Frequency], in period: Period) -> [Period] {
        var byEnd: [Day: Period] = [:]
        for frequency in frequencies.sorted() {
            for span in period.years.flatMap({ frequency.spans(of: $0) })
            where period.contains(span.ends) { byEnd[span.ends] = span }
        }
        return byEnd.values.sorted { $0.ends < $1.ends }
    }

    private func resolve(_ named: NamedDay, _ period: Period) throws(PhraseError) -> Day {
        let year = try year(named.year, period)
        guard let day = Day(year, named.month, named.day) else {
            throw PhraseError(
                problem: .noSuchDay(day: named.day, month: named.month, year: year), offset: 0)
        }
        return day
    }

    private func resolve(_ span: Span, _ period: Period) throws(PhraseError) -> Period {
        let resolved: Period? =
            switch span {
            case .month(let m, let y): Period.month(m, try year(y, period))
            case .quarter(let q, let y): Period.quarter(q, try year(y, period))
            case .half(let h, let y): Period.half(h, try year(y, period))
            case .nineMonths(let y): nineMonths(try year(y, period))
            case .year(let y): Period.year(y)
            case .whole: period
            }
        guard let resolved else { throw PhraseError(problem: .incomplete, offset: 0) }
        return resolved
    }

    private func year(_ said: Int?, _ period: Period) throws(PhraseError) -> Int {
        if let said { return said }
        guard period.years.count == 1 else { throw PhraseError(problem: .yearMissing, offset: 0) }
        return period.years.lowerBound
    }

    private func nineMonths(_ year: Int) -> Period? {
        guard let a = Day(year, 1, 1), let b = Day(year, 9, 30) else { return nil }
        return Period(label: "\(year)-9T", starts: a, ends: b)
    }
}

extension Phrase.Frequency {
    func spans(of year: Int) -> [Period] {
        switch self {
        case .month: (1...12).compactMap { Period.month($0, year) }
        case .quarter: (1...4).compactMap { Period.quarter($0, year) }
        case .half: (1...2).compactMap { Period.half($0, year) }
        case .year: [Period.year(year)].compactMap { $0 }
        }
    }
}

/// Turns a named day or span into `due` and `act_by` under a plan's counting rules.
private struct Counting {
    let rules: CountingRules
    let calendar: WorkCalendar
    let bound: Phrase.Bound

    func day(_ named: Day) -> DueDate {
        guard bound == .before else { return finish(named, moved(named), nil) }
        if rules.before == .strict {
            return finish(named, moved(named - 1), nil, exclusive: true)
        }
        let due = moved(named)
        return DueDate(
            named: named, due: due, actBy: calendar.working(onOrBefore: due - 1),
            moved: due == named ? .exclusive : reason(named))
    }

    /// "trước tháng 6", "trước năm 2030": exclusive whatever the mode.
    func before(_ span: Period) -> DueDate {
        finish(span.starts, span.starts - 1, nil, exclusive: true)
    }

    func end(of span: Period, repeating: Bool = false) -> DueDate {
        finish(span.ends, span.ends, span.starts, period: repeating ? span : nil)
    }

    private func finish(
        _ named: Day, _ due: Day, _ starts: Day?, period: Period? = nil, exclusive: Bool = false
    ) -> DueDate {
        let actBy = calendar.working(onOrBefore: due)
        let why: DayMoved? =
            actBy != due
            ? reason(due) : due != named ? (exclusive ? .exclusive : reason(named)) : nil
        return DueDate(
            named: named, due: due, actBy: actBy, starts: starts, period: period, moved: why)
    }

    private func moved(_ day: Day) -> Day {
        switch rules.offDay {
        case .keep: day
        case .next: calendar.working(onOrAfter: day)
        case .previous: calendar.working(onOrBefore: day)
        }
    }

    private func reason(_ day: Day) -> DayMoved {
        if let entry = calendar.entry(day), entry.kind.isOff {
            return .dayOff(day, name: entry.name)
        }
        return .weekend(day)
    }
}

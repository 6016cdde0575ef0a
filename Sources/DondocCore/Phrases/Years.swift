/// Gives days and spans the year that the phrase leaves to its plan.
///
/// Order: the only year of the plan, or the only one that falls inside it; else the year of the
/// signing, as a proposal; else a person must say.
struct Years {
    let period: Period
    let issued: Day?
    let calendar: WorkCalendar

    /// The named day, and whether its year is a proposal.
    func day(_ named: Phrase.NamedDay) throws(PhraseError) -> (day: Day, isAssumed: Bool) {
        if named.form == .lunar, named.year == nil, let found = lunar(named) { return found }
        let (year, isAssumed) = try year(named.year) { resolve(named, $0) }
        guard let day = resolve(named, year) else {
            throw PhraseError(
                problem: .noSuchDay(day: named.day, month: named.month, year: year), offset: 0)
        }
        return (day, isAssumed)
    }

    /// A lunar day without a year: the one inside the plan; tháng Chạp ends in the solar year after.
    private func lunar(_ named: Phrase.NamedDay) -> (day: Day, isAssumed: Bool)? {
        let years = (period.years.lowerBound - 1)...period.years.upperBound
        let inside = years.compactMap { resolve(named, $0) }.filter(period.contains)
        if inside.count == 1 { return (inside[0], false) }
        // Twice in one year, or in none: a proposal.
        let all = inside.isEmpty ? years.suffix(1).compactMap { resolve(named, $0) } : inside
        return period.years.count == 1 ? all.first.map { ($0, true) } : nil
    }

    func span(_ span: Phrase.Span) throws(PhraseError) -> (period: Period, isAssumed: Bool) {
        switch span {
        case .whole, .wholeStage: return (period, false)
        case .part(let n):
            let (a, b) = (period.years.lowerBound, period.years.upperBound)
            let year = n == 1 ? a : n == 3 ? b : (a + b) / 2
            guard let part = Period.year(year) else {
                throw PhraseError(problem: .incomplete, offset: 0)
            }
            return (part, false)
        default:
            let (year, isAssumed) = try year(span.year) { resolve(span, $0)?.ends }
            guard let resolved = resolve(span, year) else {
                throw PhraseError(problem: .incomplete, offset: 0)
            }
            return (resolved, isAssumed)
        }
    }

    /// Both ends included; a start after its end, both without a year, begins the year before.
    func window(_ from: Phrase.End, _ to: Phrase.End) throws(PhraseError)
        -> (period: Period, isAssumed: Bool)
    {
        let (end, a) = try last(to)
        let start: (day: Day, isAssumed: Bool)
        switch from {
        case .day(let named): start = try day(named)
        case .span(let named):
            let (period, isAssumed) = try span(named)
            start = (period.starts, isAssumed)
        case .now, .open: start = (min(issued ?? period.starts, end), false)
        }
        if start.day > end {
            guard from.year == nil, to.year == nil, to != .open,
                let later = Day.clamped(end.year + 1, end.month, end.day), start.day <= later
            else {
                throw PhraseError(problem: .reversed, offset: 0)
            }
            return (labelled(start.day, later), true)
        }
        return (labelled(start.day, end), a || start.isAssumed)
    }

    private func labelled(_ a: Day, _ b: Day) -> Period {
        Period(label: "\(a)..\(b)", starts: a, ends: b)
    }

    private func last(_ end: Phrase.End) throws(PhraseError) -> (Day, Bool) {
        switch end {
        case .day(let named): return try day(named)
        case .span(let named):
            let (period, isAssumed) = try span(named)
            return (period.ends, isAssumed)
        case .now, .open: return (period.ends, false)
        }
    }

    private func year(_ said: Int?, _ resolve: (Int) -> Day?) throws(PhraseError) -> (Int, Bool) {
        if let said { return (said, false) }
        let years = period.years
        if years.count == 1 { return (years.lowerBound, false) }
        let inside = years.filter { resolve($0).map(period.contains) ?? false }
        if inside.count == 1 { return (inside[0], false) }
        guard let issued else { throw PhraseError(problem: .yearMissing, offset: 0) }
        return (issued.year, true)
    }

    private func resolve(_ named: Phrase.NamedDay, _ year: Int) -> Day? {
        switch named.form {
        case .solar: return Day(year, named.month, named.day)
        case .lunar: return Day(LunarDay(year: year, month: named.month, day: named.day))
        case .lastDay: return Day.last(ofMonth: named.month, year: year)
        case .lastWorkingDay:
            return Day.last(ofMonth: named.month, year: year).map(calendar.working(onOrBefore:))
        case .quarterStart: return Period.quarter(named.month, year)?.starts
        case .quarterEnd: return Period.quarter(named.month, year)?.ends
        case .tet: return LunarCalendar.tet(ofYear: year)
        }
    }

    private func resolve(_ span: Phrase.Span, _ year: Int) -> Period? {
        switch span {
        case .month(let m, _): return Period.month(m, year)
        case .quarter(let q, _): return Period.quarter(q, year)
        case .half(let h, _): return Period.half(h, year)
        case .firstMonths(let n, _): return Period.months(1, n, year)
        case .lastMonths(let n, _): return Period.months(13 - n, 12, year)
        case .year, .yearAndLater: return Period.year(year)
        case .stage(let a, let b), .stageAndLater(let a, let b): return Period.years(a, b)
        case .week(let n, let m, _):
            guard let last = Day.last(ofMonth: m, year: year) else { return nil }
            let ends = n == 5 ? last : last - last.day + 7 * n
            return Period(label: "\(ends - 6)..\(ends)", starts: ends - 6, ends: ends)
        case .schoolYear(let a):
            guard let first = Day(a, 9, 1), let last = Day(a + 1, 5, 31) else { return nil }
            return Period(label: "\(a)-\(a + 1)", starts: first, ends: last)
        case .whole, .wholeStage, .part: return nil
        }
    }
}

extension Phrase.End {
    fileprivate var year: Int? {
        switch self {
        case .day(let named): named.year
        case .span(let span): span.year
        case .now, .open: nil
        }
    }
}

extension Period {
    /// Months `first`…`last` of a year, `2023-9T` for nine from its start.
    static func months(_ first: Int, _ last: Int, _ year: Int) -> Period? {
        guard let a = Day.first(ofMonth: first, year: year),
            let b = Day.last(ofMonth: last, year: year)
        else { return nil }
        let length = last - first + 1
        return Period(
            label: "\(padded(year, 4))-\(first == 1 ? "\(length)T" : "T\(length)")", starts: a,
            ends: b)
    }
}

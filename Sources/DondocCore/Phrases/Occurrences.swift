/// One day of a repeat, with the period that it reports.
struct Occurrence {
    let item: Phrase.Repeat
    /// What it is about.
    let reported: Period
    /// What stands in its key.
    let period: Period
    let named: Day

    init(item: Phrase.Repeat, reported: Period, named: Day, period: Period? = nil) {
        self.item = item
        self.reported = reported
        self.named = named
        self.period = period ?? reported
    }
}

extension Phrase {
    /// What only one report can have: an end, or, where nothing is absorbed, an end and a length.
    private struct Slot: Hashable {
        let ends: Day
        let every: Frequency?
    }

    /// The days of the repeats, oldest first, each with a period of its own where it can have one.
    ///
    /// A report that ends together with a longer one is absorbed by it, unless `absorbs` is false;
    /// one that is named ("riêng báo cáo tháng 12") takes the place of its like in any case.
    func occurrences(_ list: [Repeat], in plan: Period, absorbs: Bool) -> [Occurrence] {
        var slots: [Slot: [Occurrence]] = [:]
        for item in list {
            for one in item.occurrences(in: plan) {
                let slot = Slot(ends: one.period.ends, every: absorbs ? nil : item.every)
                let others = slots[slot] ?? []
                let rank = others.first?.item.rank ?? (0, 0)
                if others.isEmpty || rank < item.rank {
                    slots[slot] = [one]
                } else if rank == item.rank, !others.contains(where: { $0.named == one.named }) {
                    slots[slot] = others + [one]
                }
            }
        }
        return slots.values.flatMap { same in same.count == 1 ? same : same.map(\.withItsMonth) }
            .sorted { $0.order < $1.order }
    }
}

extension Occurrence {
    /// Oldest first; what falls on one day in an order of its own.
    var order: (Int, Int, Int, Int) {
        (named.number, item.every.rawValue, period.starts.number, item.minute ?? -1)
    }

    /// Several days of one period are told apart by the month of each.
    var withItsMonth: Occurrence {
        let month = Period.month(named.month, named.year) ?? period
        return Occurrence(
            item: item, reported: reported, named: named,
            period: item.every > .month ? month : period)
    }
}

extension Phrase.Repeat {
    /// What absorbs what: the longer period first, then the one that is named.
    var rank: (Int, Int) { (every.rawValue, index == nil ? 0 : 1) }

    /// "15/6 hằng năm", "Quý I hằng năm": when in the year, but not what is reported.
    func saysOnlyWhen(among list: [Phrase.Repeat]) -> Bool {
        switch place {
        // Beside reports of shorter periods a year is one too: "6 tháng (15/6) và năm (15/12)".
        case .date: every == .year && list.allSatisfy { $0.every == .year }
        case .within: index != nil
        case .season, .lunarDate: true
        default: false
        }
    }

    func occurrences(in plan: Period) -> [Occurrence] {
        if case .date(_, _, let shift) = place { return dated(shift, in: plan) }
        if case .season(_, let to) = place { return seasons(to, in: plan) }
        if case .lunarDate(let d, let m) = place {
            return plan.years.compactMap { year in
                guard let named = Day(LunarDay(year: year, month: m, day: d)), plan.contains(named),
                    let whole = Period.year(year)
                else { return nil }
                return Occurrence(item: self, reported: whole, named: named)
            }
        }
        if case .weekday(let n) = place {
            return days(of: plan).filter { $0.weekday == n }.map {
                Occurrence(item: self, reported: .week(of: $0), named: $0)
            }
        }
        // A year beside the plan's: a month may be reported before or after it.
        let years = (plan.years.lowerBound - 1)...(plan.years.upperBound + 1)
        let isAfter = (months ?? 0) > 0
        return years.flatMap { spans(of: $0) }.compactMap { span in
            guard let named = day(in: span), plan.contains(isAfter ? span.ends : named) else {
                return nil
            }
            return Occurrence(item: self, reported: span, named: named)
        }
    }

    private func day(in span: Period) -> Day? {
        switch place {
        case .end, .within, .lastMonth, .lastWorkingDay: return span.ends
        case .day(let n, let months):
            return Day.clamped(span.ends.year, span.ends.month + months, n)
        case .workingDay(let n, let months):
            // About where it lies; the calendar gives the day itself.
            return Day.clamped(span.ends.year, span.ends.month + months, n)
        case .weekdayOf(let weekday, let isLast, let months):
            let (month, n) = (span.ends.month + months, isLast ? 31 : 7)
            return Day.clamped(span.ends.year, month, n).map { last in
                last - (last.weekday - weekday + 7) % 7
            }
        case .window(_, let to): return Day.clamped(span.ends.year, span.ends.month, to)
        case .weekday, .date, .season, .lunarDate: return nil
        }
    }

    /// How many months after its period's last one the day lies; nil where none is counted.
    private var months: Int? {
        switch place {
        case .day(_, let months), .workingDay(_, let months), .weekdayOf(_, _, let months): months
        default: nil
        }
    }

    private func seasons(_ to: Phrase.MonthDay, in plan: Period) -> [Occurrence] {
        plan.years.compactMap { year in
            guard let named = Day.clamped(year, to.month, to.day), plan.contains(named),
                let whole = Period.year(year)
            else { return nil }
            return Occurrence(item: self, reported: whole, named: named)
        }
    }

    private func dated(_ shift: Int, in plan: Period) -> [Occurrence] {
        guard case .date(let d, let m, _) = place else { return [] }
        return plan.years.compactMap { year in
            guard let named = Day.clamped(year + shift, m, d), let whole = Period.year(year) else {
                return nil
            }
            // A year that the plan only touches is its own when its end, or the day, lies in it.
            guard plan.contains(whole.ends) || plan.contains(named) || plan.years.count == 1 else {
                return nil
            }
            if shift == 0, !plan.contains(named) { return nil }
            let reported = span(holding: named, year) ?? whole
            return Occurrence(item: self, reported: reported, named: named)
        }
    }

    /// The period that a dated report is about: the named one, or that of the day, a report of
    /// which may come up to six weeks after its end.
    private func span(holding day: Day, _ year: Int) -> Period? {
        guard every < .year, every > .week else { return nil }
        let all = [year - 1, year].flatMap { spans(of: $0) }
        if index != nil { return all.last }
        return all.first { $0.contains(day - 45) } ?? all.last { $0.ends >= day - 45 }
    }

    /// The periods of a year: all of them, or the one of this index.
    func spans(of year: Int) -> [Period] {
        let all = every.ofReports?.periods(of: year) ?? []
        if let index { return all.indices.contains(index - 1) ? [all[index - 1]] : [] }
        if every == .day, let span = Period.year(year) {
            return days(of: span).map { Period(label: "\($0)", starts: $0, ends: $0) }
        }
        if every == .week, let span = Period.year(year) {
            return days(of: span).filter { $0.weekday == 7 }.map { Period.week(of: $0) }
        }
        return all
    }

    private func days(of span: Period) -> [Day] {
        (span.starts.number...span.ends.number).map { Day(number: $0) }
    }
}

extension Phrase.Frequency {
    /// The length of its periods as reports have them; nil for days and weeks.
    var ofReports: ReportingScheme.Every? {
        switch self {
        case .day, .week: nil
        case .month: .month
        case .quarter: .quarter
        case .half: .half
        case .nineMonths: .nineMonths
        case .year: .year
        }
    }
}

extension Period {
    /// Monday to Sunday, labelled by the ISO week: `2023-W22`.
    static func week(of day: Day) -> Period {
        let monday = day - (day.weekday - 1)
        let thursday = monday + 3
        let year = thursday.year
        let week = (Day(year, 1, 1).map { thursday - $0 } ?? 0) / 7 + 1
        return Period(
            label: "\(padded(year, 4))-W\(padded(week, 2))", starts: monday, ends: monday + 6)
    }
}

extension Counting {
    /// The day of one occurrence among those of `list`.
    func due(_ one: Occurrence, among list: [Phrase.Repeat]) -> DueDate {
        var date = due(one)
        date.reported = one.reported
        date.saysOnlyWhen = one.item.saysOnlyWhen(among: list)
        return date
    }

    /// A span of its own where the whole period is meant.
    private func due(_ one: Occurrence) -> DueDate {
        switch one.item.place {
        case .within where bound == .before: return before(one.period.starts, period: one.period)
        case .end, .within, .lastMonth:
            return one.item.minute == nil
                ? end(of: one.period, repeating: true, isAssumed: one.item.isAssumed)
                : day(
                    one.named, minute: one.item.minute, period: one.period,
                    isAssumed: one.item.isAssumed)
        case .lastWorkingDay:
            return day(calendar.working(onOrBefore: one.named), period: one.period)
        case .workingDay(let n, _):
            let before = one.named - one.named.day
            return day(
                calendar.working(n, after: before), minute: one.item.minute, period: one.period)
        case .window(let from, _):
            let month = one.named - one.named.day + from
            return end(of: Period(label: one.period.label, starts: month, ends: one.named), of: one)
        case .season(let from, let to):
            let isBefore = (from.month, from.day) > (to.month, to.day)
            let starts = Day.clamped(one.named.year - (isBefore ? 1 : 0), from.month, from.day)
            return end(
                of: Period(
                    label: one.period.label, starts: starts ?? one.named, ends: one.named), of: one)
        default: return day(one.named, minute: one.item.minute, period: one.period)
        }
    }
}

/// One day of a repeat, with the period that it reports.
struct Occurrence {
    let item: Phrase.Repeat
    let period: Period
    let named: Day
}

extension Phrase {
    /// Every period of the repeats, oldest first; one that ends together with a longer one is
    /// absorbed by it (June: half-year; December: year).
    public func repeats(_ list: [Repeat], in period: Period) -> [Period] {
        var seen: Set<Period> = []
        let all = (try? occurrences(list, in: period)) ?? []
        return all.map(\.period).filter { seen.insert($0).inserted }
    }

    /// The days of the repeats, oldest first, each with a period of its own where it can have one.
    func occurrences(_ list: [Repeat], in plan: Period) throws(PhraseError) -> [Occurrence] {
        var byEnd: [Day: [Occurrence]] = [:]
        for item in list {
            for one in item.occurrences(in: plan) {
                let others = byEnd[one.period.ends] ?? []
                let rank = others.first?.item.rank ?? (0, 0)
                if others.isEmpty || rank < item.rank {
                    byEnd[one.period.ends] = [one]
                } else if rank == item.rank, !others.contains(where: { $0.named == one.named }) {
                    byEnd[one.period.ends] = others + [one]
                }
            }
        }
        return byEnd.values.flatMap { same in same.count == 1 ? same : same.map(\.withItsMonth) }
            .sorted { $0.named < $1.named }
    }
}

extension Occurrence {
    /// Several days of one period are told apart by the month of each.
    var withItsMonth: Occurrence {
        let month = Period.month(named.month, named.year) ?? period
        return Occurrence(item: item, period: item.every > .month ? month : period, named: named)
    }
}

extension Phrase.Repeat {
    /// What absorbs what: the longer period first, then the one that is named.
    var rank: (Int, Int) { (every.rawValue, index == nil ? 0 : 1) }

    func occurrences(in plan: Period) -> [Occurrence] {
        if case .date(_, _, let shift) = place { return dated(shift, in: plan) }
        if case .weekday(let n) = place {
            return days(of: plan).filter { $0.weekday == n }.map {
                Occurrence(item: self, period: .week(of: $0), named: $0)
            }
        }
        // A year beside the plan's: a month may be reported before or after it.
        let years = (plan.years.lowerBound - 1)...(plan.years.upperBound + 1)
        let isAfter = if case .day(_, let months) = place { months > 0 } else { false }
        return years.flatMap { spans(of: $0) }.compactMap { span in
            guard let named = day(in: span), plan.contains(isAfter ? span.ends : named) else {
                return nil
            }
            return Occurrence(item: self, period: span, named: named)
        }
    }

    private func day(in span: Period) -> Day? {
        switch place {
        case .end, .within, .lastMonth, .lastWorkingDay: return span.ends
        case .day(let n, let months):
            return Day.clamped(span.ends.year, span.ends.month + months, n)
        case .weekday, .date: return nil
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
            return Occurrence(item: self, period: span(holding: named, year) ?? whole, named: named)
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
        let all: [Period?] =
            switch every {
            case .day, .week: []
            case .month: (1...12).map { Period.month($0, year) }
            case .quarter: (1...4).map { Period.quarter($0, year) }
            case .half: (1...2).map { Period.half($0, year) }
            case .nineMonths: [Period.months(1, 9, year)]
            case .year: [Period.year(year)]
            }
        if let index {
            return all.indices.contains(index - 1) ? [all[index - 1]].compactMap(\.self) : []
        }
        if every == .day, let span = Period.year(year) {
            return days(of: span).map { Period(label: "\($0)", starts: $0, ends: $0) }
        }
        if every == .week, let span = Period.year(year) {
            return days(of: span).filter { $0.weekday == 7 }.map { Period.week(of: $0) }
        }
        return all.compactMap(\.self)
    }

    private func days(of span: Period) -> [Day] {
        (span.starts.number...span.ends.number).map { Day(number: $0) }
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
    /// The day of one occurrence; a span of its own where the whole period is meant.
    func due(_ one: Occurrence) -> DueDate {
        switch one.item.place {
        case .within where bound == .before: return before(one.period.starts, period: one.period)
        case .end, .within, .lastMonth:
            return one.item.minute == nil
                ? end(of: one.period, repeating: true)
                : day(one.named, minute: one.item.minute, period: one.period)
        case .lastWorkingDay:
            return day(calendar.working(onOrBefore: one.named), period: one.period)
        default: return day(one.named, minute: one.item.minute, period: one.period)
        }
    }
}

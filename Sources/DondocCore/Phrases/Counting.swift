/// Turns a named day or span into `due` and `act_by` under a plan's counting rules.
struct Counting {
    let rules: CountingRules
    let calendar: WorkCalendar
    let bound: Phrase.Bound

    /// `minute` is the hour said: it falls inside the day, so the day itself is worked.
    func day(_ named: Day, minute: Int? = nil, period: Period? = nil, isAssumed: Bool = false)
        -> DueDate
    {
        if let minute {
            // 0:00 of a day is the end of the day before.
            let end = bound == .before && minute == 0 ? named - 1 : named
            return finish(end, moved(end), nil, period: period, isAssumed: isAssumed)
        }
        guard bound == .before else {
            return finish(named, moved(named), nil, period: period, isAssumed: isAssumed)
        }
        if rules.before == .strict {
            return finish(
                named, moved(named - 1), nil, period: period, exclusive: true, isAssumed: isAssumed)
        }
        let due = moved(named)
        return DueDate(
            named: named, due: due, actBy: calendar.working(onOrBefore: due - 1), period: period,
            moved: due == named ? .exclusive : reason(named), isAssumed: isAssumed)
    }

    /// "trước tháng 6", "trước năm 2030": exclusive whatever the mode.
    func before(_ first: Day, period: Period? = nil, isAssumed: Bool = false) -> DueDate {
        finish(first, first - 1, nil, period: period, exclusive: true, isAssumed: isAssumed)
    }

    func end(of span: Period, repeating: Bool = false, isAssumed: Bool = false) -> DueDate {
        finish(
            span.ends, span.ends, span.starts, period: repeating ? span : nil, isAssumed: isAssumed)
    }

    /// The last day of a span that comes again in each period.
    func end(of span: Period, of one: Occurrence) -> DueDate {
        finish(span.ends, span.ends, span.starts, period: one.period)
    }

    /// A counted end: it rolls forward from a rest day, and the day itself is worked.
    func counted(_ end: Day) -> DueDate {
        let due = calendar.working(onOrAfter: end)
        return DueDate(named: end, due: due, actBy: due, moved: due == end ? nil : reason(end))
    }

    /// Counted back from an event: it never rolls past the event.
    func countedBack(_ day: Day) -> DueDate { finish(day, day, nil) }

    private func finish(
        _ named: Day, _ due: Day, _ starts: Day?, period: Period? = nil, exclusive: Bool = false,
        isAssumed: Bool = false
    ) -> DueDate {
        let actBy = calendar.working(onOrBefore: due)
        let why: DayMoved? =
            actBy != due
            ? reason(due) : due != named ? (exclusive ? .exclusive : reason(named)) : nil
        return DueDate(
            named: named, due: due, actBy: actBy, starts: starts, period: period, moved: why,
            isAssumed: isAssumed)
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

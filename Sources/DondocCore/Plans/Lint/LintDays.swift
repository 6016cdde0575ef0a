/// Checks of a task's own days.
extension Lint {
    /// A day whose year looks wrong is told once, as that, and counts for nothing else.
    func ofDays(_ task: Plan.Task) -> [Plan.Finding] {
        let days = days(of: task.id).map(\.date)
        var causes = [saidTwice(task)]
        if days.isEmpty { causes.append(never(task)) }
        for date in days {
            if let cause = wrongYear(date, task) {
                causes.append(cause)
            } else {
                causes.append(past(date))
                causes.append(dayOff(date, task))
            }
        }
        var result: [Plan.Finding] = []
        result.add(causes, of: task)
        return result
    }

    /// Before the signing, or before today in a plan that runs: nobody can be reminded in time.
    private func past(_ date: DueDate) -> Plan.Finding.Cause? {
        if let issued = plan.issued, date.due < issued {
            return .dueBeforeIssue(due: date.due, issued: issued)
        }
        return date.due < today && !isOver ? .duePast(due: date.due, today: today) : nil
    }

    /// Why a phrase that speaks of days makes none here; nil for work without a day of its own.
    private func never(_ task: Plan.Task) -> Plan.Finding.Cause? {
        switch task.due.rule {
        case .repeating:
            guard let last = dates(task, issued: nil).last?.due else {
                return .neverInPeriod(plan.period)
            }
            guard let issued = plan.issued, dates(task, issued: issued).isEmpty else { return nil }
            return .allBeforeIssue(last: last, issued: issued)
        case .counted(let count):
            return count.event == .issued && plan.issued == nil ? .issueDayMissing : nil
        default: return nil
        }
    }

    /// The days of the phrase in this plan, also where the task makes no obligation.
    func dates(_ task: Plan.Task, issued: Day?) -> [DueDate] {
        let dates = try? task.due.dates(
            in: plan.period, issued: issued, from: task.event, rules: plan.rules(of: task),
            calendar: calendar)
        return dates ?? []
    }

    private func saidTwice(_ task: Plan.Task) -> Plan.Finding.Cause? {
        switch task.due.rule {
        case .repeating(let list): return Set(list).count < list.count ? .saidTwice(nil) : nil
        case .days, .spans:
            let dates = dates(task, issued: plan.issued)
            return zip(dates, dates.dropFirst()).first { $0 == $1 }.map { .saidTwice($0.0.named) }
        default: return nil
        }
    }

    /// A year before the plan's first, a day more than three months after its end, or one that is far
    /// from the signing because the phrase leaves its year out; nil for repeats, which have no year.
    func wrongYear(_ date: DueDate, _ task: Plan.Task) -> Plan.Finding.Cause? {
        guard task.due.namesYear else { return nil }
        let (first, ended) = (plan.period.years.lowerBound, plan.period.ends)
        if date.named.year < first { return .yearTooEarly(due: date.due, first: first) }
        if date.named > ended.movedBy(months: 3) {
            return .yearTooLate(due: date.due, ended: ended)
        }
        // "15/5" in a plan of one year that was signed in December may mean the May after it.
        guard plan.period.years.count == 1, let issued = plan.issued,
            date.named < issued.movedBy(months: -6), task.due.leavesYearOut(of: date.named)
        else { return nil }
        return .yearLeftOut(due: date.due, issued: issued)
    }

    private func dayOff(_ date: DueDate, _ task: Plan.Task) -> Plan.Finding.Cause? {
        guard task.due.choosesDays, plan.defaults.counting.offDay == .keep,
            !calendar.isWorking(date.due)
        else { return nil }
        if case .repeating = task.due.rule, date.starts != nil { return nil }
        return .dueOnDayOff(
            due: date.due, name: calendar.entry(date.due)?.name, actBy: date.actBy)
    }
}

extension Phrase {
    /// True where the document's year or the plan's, and not our counting, gives the day.
    fileprivate var namesYear: Bool {
        switch rule {
        case .days, .span, .spans, .window: true
        case .counted(let count): if case .day = count.event { true } else { false }
        default: false
        }
    }

    fileprivate func leavesYearOut(of day: Day) -> Bool {
        guard case .days(let list) = rule else { return false }
        return list.contains {
            $0.form == .solar && $0.year == nil && $0.day == day.day && $0.month == day.month
        }
    }

    /// True when the phrase chooses days: the end of a month or a quarter is nobody's choice.
    var choosesDays: Bool {
        switch rule {
        case .days(let list): list.contains { [.solar, .lunar, .lastDay].contains($0.form) }
        case .window(_, .day): true
        case .milestones(let list): list.contains(where: \.phrase.choosesDays)
        case .repeating(let list):
            list.contains { item in
                switch item.place {
                case .day, .date, .weekday, .weekdayOf, .window, .season, .lunarDate: true
                case .end, .within, .lastMonth, .lastWorkingDay, .workingDay: false
                }
            }
        default: false
        }
    }
}

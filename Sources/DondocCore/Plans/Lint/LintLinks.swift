/// Checks between a report and what it depends on: its figures, its inputs, the work it discharges.
extension Lint {
    /// Source: Nghị định 09/2019/NĐ-CP, Điều 8.5.
    func ofClosing(_ task: Plan.Task) -> [Plan.Finding] {
        var result: [Plan.Finding] = []
        let causes = days(of: task.id).map { day -> Plan.Finding.Cause? in
            guard let closed = day.covers?.upperBound else { return nil }
            if calendar.workingDays(after: closed, through: day.due) < 1 {
                return .noDayAfterClosing(
                    closing: closed, due: day.due, earliest: calendar.working(1, after: closed))
            }
            // A report of a month or less may well come just before the next closing.
            guard day.due - closed > 60,
                let next = task.covers?.period(dueOn: day.due + 7)?.window.upperBound, next > closed
            else { return nil }
            return .dueBeforeClosing(closing: next, due: day.due, closed: closed)
        }
        result.add(causes, of: task, at: .covers)
        return result
    }

    /// The report that waits must come after each input, with a working day to sum it up.
    ///
    /// Which inputs are waited for is what decides whether it may be claimed: those of its own
    /// period, or all of a report that has none of that period.
    func ofInputs(_ task: Plan.Task) -> [Plan.Finding] {
        var result: [Plan.Finding] = []
        for report in task.after {
            let inputs = awaited(report)
            let latest = inputs.values.max()
            let causes = days(of: task.id).map { day -> Plan.Finding.Cause? in
                let own = inputs[day.period.label]
                guard let due = own ?? latest else { return nil }
                let isWhole = own == nil && inputs.count > 1
                let input = Plan.Finding.Input(
                    report: report, due: due, unmatched: isWhole ? day.period.label : nil)
                return order(input, day, isBefore: task.due.bound == .before)
            }
            result.add(causes, of: task, at: .after(report))
        }
        return result
    }

    private func order(_ input: Plan.Finding.Input, _ upper: Dated, isBefore: Bool)
        -> Plan.Finding.Cause?
    {
        if input.due > upper.due || isBefore && input.due == upper.due {
            return .inputTooLate(input, due: upper.due)
        }
        return calendar.workingDays(after: input.due, through: upper.due) < 1
            ? .noDayAfterInput(input, due: upper.due) : nil
    }

    /// A task that a report discharges makes no obligation: its own days would be lost unseen.
    func ofDischarge(_ task: Plan.Task, by report: String) -> [Plan.Finding] {
        guard task.due.choosesDays else { return [] }
        let reported = days(of: report).map(\.due)
        guard let latest = reported.last else { return [] }
        var result: [Plan.Finding] = []
        let lost = Set(dates(task, issued: plan.issued).map(\.due)).subtracting(reported).sorted()
        let causes = lost.map { due in
            Plan.Finding.Cause.reportDiffers(
                report: report, reportDue: reported.first { $0 >= due } ?? latest, due: due)
        }
        result.add(causes, of: task)
        return result
    }
}

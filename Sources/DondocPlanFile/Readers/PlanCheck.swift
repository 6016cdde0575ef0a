import DondocCore

/// Checks a plan as a whole: phrases that make no day in it, and what is worth a second look.
struct PlanCheck {
    let plan: Plan
    let places: [String: DutyPlaces]
    let period: Place
    let document: Document
    let directory: Directory
    let calendar: WorkCalendar
    let findings: Findings

    /// What the plan comes to; empty when one of its phrases is an error.
    ///
    /// Without `today` there is no lint.
    func run(today: Day?) -> [Assignment] {
        let lint = today.map { plan.lint(directory, calendar, today: $0) } ?? []
        let never = Set(lint.filter(allArePast).flatMap(\.tasks))
        for task in plan.tasks { check(task, isNever: never.contains(task.id)) }
        for finding in lint { findings.warning(Words.finding(finding), at: place(finding)) }
        do {
            return try plan.expand(directory, calendar).assignments
        } catch {
            refuse(error)
            return []
        }
    }

    /// Task by task, so that each phrase without a day is told at its own place.
    private func check(_ task: Plan.Task, isNever: Bool) {
        if task.due.countsFromEvent, task.event == nil, task.report == nil,
            !(task.due.countsFromIssue && plan.issued != nil)
        {
            findings.warning(Words.eventMissing, at: due(task.id).place)
        }
        var one = plan
        one.tasks = [task]
        // Who answers changes no day, and a group would repeat each day for every member.
        one.tasks[0].lead = [.unknown]
        do {
            for remark in try one.expand(directory, calendar).warnings {
                // That every period is past, and not only some, is said by the lint.
                if isNever, remark.warning == .pastPeriods { continue }
                findings.warning(Words.warning(remark.warning), at: due(task.id).place)
            }
        } catch {
            refuse(error)
        }
    }

    private func allArePast(_ finding: Plan.Finding) -> Bool {
        if case .allBeforeIssue = finding.cause { true } else { false }
    }

    private func refuse(_ error: ExpansionError) {
        let due = due(error.task)
        let (what, fix) = explain(error, in: due.text)
        let place: Place =
            switch error.problem {
            case .phrase(let phrase): document.place(in: due, offset: phrase.offset)
            case .covers: places[error.task]?.covers ?? due.place
            }
        findings.error(Advice(what, fix: fix), at: place)
    }

    private func due(_ task: String) -> Scalar {
        places[task]?.due ?? Scalar(text: "", place: period)
    }

    private func place(_ finding: Plan.Finding) -> Place {
        guard let duty = finding.task.flatMap({ places[$0] }) else { return period }
        let at: Place? =
            switch finding.field {
            case .due: duty.due?.place
            case .covers: duty.covers
            case .after(let report): duty.after.first { $0.text == report }?.place
            case .period: period
            }
        return at ?? duty.due?.place ?? period
    }
}

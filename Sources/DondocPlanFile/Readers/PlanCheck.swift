import DondocCore

/// Expands a plan task by task, so that each phrase without a day, and each reporting scheme
/// without a window, is told at its own place.
struct PlanCheck {
    let plan: Plan
    let dues: [String: Scalar]
    let schemes: [String: Place]
    let document: Document
    let directory: Directory
    let calendar: WorkCalendar
    let findings: Findings

    func run() {
        for task in plan.tasks {
            guard let due = dues[task.id] else { continue }
            var one = plan
            one.tasks = [task]
            // Who answers changes no day, and a group would repeat each day for every member.
            one.tasks[0].lead = [.unknown]
            do {
                let expansion = try one.expand(directory, calendar)
                for remark in expansion.warnings {
                    findings.warning(Words.warning(remark.warning), at: due.place)
                }
                if let far = expansion.assignments.compactMap(\.date?.named).first(where: isFar) {
                    findings.warning(Words.farDay(far, plan.period), at: due.place)
                }
            } catch {
                let (what, fix) = explain(error, in: due.text)
                findings.error(Advice(what, fix: fix), at: place(of: error.problem, task, due))
            }
        }
    }

    private func place(of problem: ExpansionError.Problem, _ task: Plan.Task, _ due: Scalar)
        -> Place
    {
        switch problem {
        case .phrase(let error): document.place(in: due, offset: error.offset)
        case .covers: schemes[task.id] ?? due.place
        }
    }

    /// More than half a year outside the plan's period.
    private func isFar(_ day: Day) -> Bool {
        day < plan.period.starts - 183 || day > plan.period.ends + 183
    }
}

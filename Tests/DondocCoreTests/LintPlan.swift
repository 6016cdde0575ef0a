import DondocCore

/// A plan of 2023 whose lead is one agency, for the lint.
struct LintPlan {
    var plan: Plan
    var directory = Directory()
    var calendar = calendar2023()

    static let so = AgencyRef(territory: "t", id: "so")
    static let ubnd = AgencyRef(territory: "t", id: "ubnd")

    init(
        _ period: String = "2023", issued: String? = nil,
        before: CountingRules.Before = .lenient, offDay: CountingRules.OffDay = .keep
    ) {
        guard let period = Period(written: period) else { preconditionFailure(period) }
        plan = Plan(
            id: "p", number: nil, title: "Kế hoạch", territory: "t", issuer: Self.ubnd,
            issued: issued.map(day), period: period, coordinator: Self.so)
        plan.defaults.counting = CountingRules(before: before, offDay: offDay)
    }

    func task(
        _ id: String, _ due: String, title: String? = nil, lead: [Plan.Party] = [.agency(so)],
        report: String? = nil
    ) throws -> LintPlan {
        var task = Plan.Task(
            kind: .task, id: id, title: title ?? "Việc \(id)", lead: lead, due: try Phrase(due))
        task.report = report
        return with(task)
    }

    func report(
        _ id: String, _ due: String, covers: ReportingScheme? = nil, after: [String] = [],
        title: String? = nil, lead: [Plan.Party] = [.agency(so)], to: [Plan.Party] = [.agency(ubnd)]
    ) throws -> LintPlan {
        var report = Plan.Task(
            kind: .report, id: id, title: title ?? "Báo cáo \(id)", lead: lead,
            due: try Phrase(due))
        (report.covers, report.after, report.to) = (covers, after, to)
        return with(report)
    }

    private func with(_ task: Plan.Task) -> LintPlan {
        var copy = self
        copy.plan.tasks.append(task)
        return copy
    }

    /// What is found on a day before the period begins, so that nothing has passed.
    func lint(today: String = "2023-01-01") -> [Plan.Finding] {
        plan.lint(directory, calendar, today: day(today))
    }

    func causes(today: String = "2023-01-01") -> [Plan.Finding.Cause] {
        lint(today: today).map(\.cause)
    }
}

extension Plan {
    /// What is lawful to load but worth a second look, in the order of the file; what concerns the
    /// plan as a whole comes first.
    ///
    /// `today` is the office's day. Empty for a plan with a phrase that makes no day in it: that is
    /// an error, told elsewhere.
    public func lint(_ directory: Directory, _ calendar: WorkCalendar, today: Day) -> [Finding] {
        guard let lint = Lint(self, directory, calendar, today: today) else { return [] }
        let found = merged(tasks.flatMap(lint.ofTask) + lint.twins()).enumerated().sorted { a, b in
            (lint.place(a.element), a.offset) < (lint.place(b.element), b.offset)
        }
        return lint.ofPlan() + found.map(\.element)
    }

    /// One finding for what is the same in many tasks; that a day has passed is the same of all days.
    private func merged(_ findings: [Finding]) -> [Finding] {
        struct Same: Hashable {
            var kind: Finding.Cause.Kind
            var cause: Finding.Cause?
            var field: Finding.Field?
            var count: Int?
        }
        var places: [Same: Int] = [:]
        var result: [Finding] = []
        for one in findings {
            var same = Same(kind: one.cause.kind)
            if same.kind != .duePast {
                (same.cause, same.field, same.count) = (one.cause, one.field, one.count)
            }
            if let i = places[same] {
                result[i].alsoIn += one.tasks
                if same.kind == .duePast { result[i].count += one.count }
            } else {
                places[same] = result.count
                result.append(one)
            }
        }
        return result
    }
}

/// A plan laid out in days, for the checks.
struct Lint {
    /// One day of a task or report, whoever answers for it.
    struct Dated {
        let period: Period
        let date: DueDate
        let covers: ClosedRange<Day>?

        var due: Day { date.due }
    }

    let plan: Plan
    let directory: Directory
    let calendar: WorkCalendar
    let today: Day
    private let days: [String: [Dated]]
    /// The due day of each period of the reports that others wait for.
    private let awaited: [String: [String: Day]]
    private let places: [String: Int]

    /// - Returns: nil when a phrase of the plan makes no day.
    init?(_ plan: Plan, _ directory: Directory, _ calendar: WorkCalendar, today: Day) {
        // Who answers changes no day, and a group would repeat each day for every member.
        var bare = plan
        for i in bare.tasks.indices { bare.tasks[i].lead = [.unknown] }
        guard let expansion = try? bare.expand(directory, calendar) else { return nil }
        var days: [String: [Dated]] = [:]
        for one in expansion.assignments {
            guard let date = one.date else { continue }
            days[one.task, default: []].append(
                Dated(period: one.period, date: date, covers: one.covers))
        }
        self.days = days
        let waitedFor = Set(plan.tasks.flatMap(\.after))
        awaited = days.filter { waitedFor.contains($0.key) }.mapValues { days in
            Dictionary(days.map { ($0.period.label, $0.due) }, uniquingKeysWith: max)
        }
        self.plan = plan
        self.directory = directory
        self.calendar = calendar
        self.today = today
        places = Dictionary(
            plan.tasks.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { a, _ in a })
    }

    var isOver: Bool { plan.period.ends < today }

    /// The days of a task, oldest first; empty for work without a day, or that a report discharges.
    func days(of task: String) -> [Dated] { days[task] ?? [] }

    /// The due day, by period, of a report that another one waits for.
    func awaited(_ report: String) -> [String: Day] { awaited[report] ?? [:] }

    /// Where in the file the task of a finding stands.
    func place(_ finding: Plan.Finding) -> Int { finding.task.flatMap { places[$0] } ?? -1 }

    func ofTask(_ task: Plan.Task) -> [Plan.Finding] {
        if let report = task.report { return ofDischarge(task, by: report) }
        return ofDays(task) + ofClosing(task) + ofInputs(task)
    }

    /// What is true of the plan as a whole.
    func ofPlan() -> [Plan.Finding] {
        var result: [Plan.Finding] = []
        let dues = Set(
            plan.tasks.flatMap { task in
                days(of: task.id).filter { wrongYear($0.date, task) == nil }.map(\.due)
            })
        if isOver {
            let ahead = dues.filter { $0 >= today }.sorted()
            result.append(.init(.planOver(ended: plan.period.ends, ahead: ahead), at: .period))
        }
        let years = Set(dues.map(\.year)).subtracting(calendar.years).sorted()
        if !years.isEmpty {
            let forecast = years.filter(calendar.forecastYears.contains)
            let missing = years.filter { !calendar.forecastYears.contains($0) }
            result.append(
                .init(.daysOffUncertain(forecast: forecast, missing: missing), at: .period))
        }
        return result
    }
}

extension [Plan.Finding] {
    /// Adds one finding for each kind of cause, with the facts of the first and their number.
    mutating func add(
        _ causes: [Plan.Finding.Cause?], of task: Plan.Task, at field: Plan.Finding.Field = .due
    ) {
        var places: [Plan.Finding.Cause.Kind: Int] = [:]
        for cause in causes.compactMap(\.self) {
            if let i = places[cause.kind] {
                self[i].count += 1
            } else {
                places[cause.kind] = count
                append(Plan.Finding(cause, of: task.id, at: field))
            }
        }
    }
}

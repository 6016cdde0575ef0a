/// Work that seems to stand in the plan twice.
extension Lint {
    /// What two pieces of work have in common when they are one.
    private struct Same: Hashable {
        /// A key of the title; nil where the addressee and the figures are compared instead.
        var title: String?
        var lead: Plan.Party
        var due: Day
        var to: Plan.Party?
        var covers: ClosedRange<Day>?
    }

    /// Tasks of one lead, title and day; reports of one lead, addressee, day and data window.
    ///
    /// Each is told at the later of the two.
    func twins() -> [Plan.Finding] {
        let owed = plan.tasks.filter { $0.report == nil && !days(of: $0.id).isEmpty }
        let titles = owed.map { comparisonKey($0.title) }
        let counts = Dictionary(titles.map { ($0, 1) }, uniquingKeysWith: +)
        var first: [Same: String] = [:]
        var result: [Plan.Finding] = []
        for (task, title) in zip(owed, titles) {
            var twins: [String] = []
            if counts[title] ?? 0 > 1 {
                let found = seen(task, &first) { day, lead in
                    [Same(title: title, lead: lead, due: day.due)]
                }
                for (twin, days) in found {
                    twins.append(twin)
                    result.add(days.map { .sameWork(as: twin, due: $0.due) }, of: task)
                }
            }
            guard task.kind == .report, task.covers != nil else { continue }
            let found = seen(task, &first) { day, lead in
                guard let covers = day.covers, lead != .unknown else { return [] }
                return task.to.filter { $0 != .unknown }.map {
                    Same(title: nil, lead: lead, due: day.due, to: $0, covers: covers)
                }
            }
            for (twin, days) in found where !twins.contains(twin) {
                let causes = days.map { day in
                    day.covers.map {
                        Plan.Finding.Cause.sameReport(as: twin, due: day.due, covers: $0)
                    }
                }
                result.add(causes, of: task)
            }
        }
        return result
    }

    /// The earlier work that has something in common with this one, each with the days of it; what is
    /// new goes into `first`.
    private func seen(
        _ task: Plan.Task, _ first: inout [Same: String],
        _ keys: (Dated, Plan.Party) -> [Same]
    ) -> [(twin: String, days: [Dated])] {
        var found: [(twin: String, days: [Dated])] = []
        for day in days(of: task.id) {
            var told: Set<String> = []
            for lead in leads(task, on: day.due) {
                for same in keys(day, lead) {
                    guard let twin = first[same] else {
                        first[same] = task.id
                        continue
                    }
                    guard twin != task.id, told.insert(twin).inserted else { continue }
                    if let i = found.firstIndex(where: { $0.twin == twin }) {
                        found[i].days.append(day)
                    } else {
                        found.append((twin, [day]))
                    }
                }
            }
        }
        return found
    }

    /// Whoever answers on a day: as the file says it, and the members of each group.
    private func leads(_ task: Plan.Task, on day: Day) -> [Plan.Party] {
        task.lead.flatMap { party -> [Plan.Party] in
            guard case .group(let ref) = party else { return [party] }
            return [party] + (directory.groups[ref]?.members(on: day) ?? []).map { .agency($0) }
        }
    }
}

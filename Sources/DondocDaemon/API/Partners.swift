import DondocCore
import DondocStore

extension Plan {
    /// Who takes part in what, each pair once, in the order of the file; not those who lead it too.
    func partners(_ directory: Directory) -> [PlanToLoad.Partner] {
        var seen: Set<PlanToLoad.Partner> = []
        return tasks.flatMap { task -> [PlanToLoad.Partner] in
            let leads = Set(task.lead.flatMap { members($0, directory) })
            return task.with.flatMap { members($0, directory) }.filter { !leads.contains($0) }
                .map { PlanToLoad.Partner(task: task.id, agency: $0) }
        }.filter { seen.insert($0).inserted }
    }

    private func members(_ party: Party, _ directory: Directory) -> [AgencyRef] {
        switch party {
        case .agency(let ref): [ref]
        case .group(let ref): directory.groups[ref]?.members(on: period.ends) ?? []
        case .unknown: []
        }
    }
}

import DondocCore
import DondocStore

extension Plan {
    /// Who takes part in what, each pair once, in the order of the file; not those who lead it too.
    func partners(_ directory: Directory) -> [PlanToLoad.Partner] {
        tasks.flatMap { task -> [PlanToLoad.Partner] in
            // Who leads is told as such; of several parts the weightier one.
            var seen = Set(task.lead.flatMap { members($0, directory) })
            let parts = [
                (TaskPart.decides, task.decides), (.advises, task.advises), (.with, task.with),
            ]
            return parts.flatMap { part, parties in
                parties.flatMap { members($0, directory) }.filter { seen.insert($0).inserted }
                    .map { PlanToLoad.Partner(task: task.id, agency: $0, part: part) }
            }
        }
    }

    private func members(_ party: Party, _ directory: Directory) -> [AgencyRef] {
        switch party {
        case .agency(let ref): [ref]
        case .group(let ref): directory.groups[ref]?.members(on: period.ends) ?? []
        case .unknown: []
        }
    }
}

import DondocAPI
import DondocCore
import DondocStore

/// Names in filters: one that names nothing is told, with the nearest that does.
///
/// What is known and has no work is an empty list.
extension Work {
    /// - Throws: `Problem` 404 for the first that names nothing.
    func named(_ query: Query, _ caller: Caller) async throws
        -> (plan: String?, agency: String?, lead: String?)
    {
        let (plan, agency) = (query.value(.plan), query.value(.agency))
        let lead = query.value(.lead)
        let names = Names(office.current.directory, caller)
        if let plan, try await !store.knows(plan: plan) { throw try await noSuchPlan(plan) }
        if let agency { try await check(agency: agency, caller) }
        if let lead, !names.isLead(lead), try await !store.knows(lead: lead) {
            throw Problem.noSuch(Words.noSuchAgency(lead, names.nearest(lead)))
        }
        return (plan, agency, lead)
    }

    /// - Throws: `Problem` 404 for a name that no agency has or had.
    func check(agency: String, _ caller: Caller) async throws {
        let names = Names(office.current.directory, caller)
        if !names.isAgency(agency), try await !store.knows(agency: agency) {
            throw Problem.noSuch(Words.noSuchAgency(agency, names.nearest(agency)))
        }
    }

    func noSuchPlan(_ id: String) async throws -> Problem {
        let near = try await store.plans().map(\.facts.id).compactMap { plan in
            editDistance(id, plan, limit: 3).map { ($0, plan) }
        }
        return Problem.noSuch(Words.noSuchPlan(id, near.min { $0 < $1 }?.1))
    }
}

/// The names of agencies and groups as keys and plans write them.
private struct Names {
    private static let central = "central"
    private let directory: Directory
    /// Where a nearest name is looked for, the caller's own first.
    private let territories: [String]

    init(_ directory: Directory, _ caller: Caller) {
        self.directory = directory
        let own = caller.person?.agency.territory
        let all = Set(directory.agencies.keys.map(\.territory)).sorted()
        territories = [own].compactMap { $0 } + all.filter { $0 != own }
    }

    /// `so-y-te`, `thanh-hoa/so-y-te`, `central.bo-y-te`, `unknown`.
    func isAgency(_ name: String) -> Bool {
        if name == AgencyRef.unknownId { return true }
        if let ref = AgencyRef(name) { return directory[ref] != nil }
        return directory.agencies.keys.contains {
            $0.territory == Names.central ? name == "central.\($0.id)" : name == $0.id
        }
    }

    /// The same, or `@ubnd-huyen`.
    func isLead(_ name: String) -> Bool {
        guard name.hasPrefix("@") else { return isAgency(name) }
        return directory.groups.values.contains { name.dropFirst() == $0.id }
    }

    func nearest(_ name: String) -> String? {
        let isGroup = name.hasPrefix("@")
        let id = String(isGroup ? name.dropFirst() : name.split(separator: "/").last ?? "")
        for territory in territories {
            guard let near = directory.suggestion(for: id, in: territory, groups: isGroup)
            else { continue }
            if isGroup { return "@\(near)" }
            let isHere = directory[AgencyRef(territory: territory, id: near)] != nil
            return isHere && territory != Names.central ? near : "\(Names.central).\(near)"
        }
        return nil
    }
}

import DondocCore
import DondocPlanFile
import DondocStore

/// What nobody heard for its address, and what is on its way to an address that is somebody else's by now.
extension Notices {
    /// Says it to whoever hears by now; a role in which somebody has heard has heard.
    ///
    /// `addresses` are those where something may wait that does not concern them any more.
    /// - Returns: Whether a letter is on its way at this moment, of which nothing can be said.
    func settle(_ addresses: Set<String> = [], at now: Moment) async throws -> Bool {
        guard office.sendsMail(isTraining) else { return false }
        let spelled = addresses.flatMap { [$0, office.spelling($0)] }
        var settled: [Settled] = []
        for lost in try await store.lostReminders(Set(spelled).sorted()) {
            if let one = try await settlement(lost, at: now) { settled.append(one) }
        }
        return try await store.settle(settled, at: now)
    }

    private func settlement(_ lost: LostReminder, at now: Moment) async throws -> Settled? {
        let hearing = notices(
            of: lost.turned, for: try await self.hearing(lost, on: now.day), at: now)
        func has(_ recipient: String) -> Bool {
            hearing.contains { $0.recipient.lowercased() == recipient.lowercased() }
        }
        let withdrawn = lost.untold.filter { !has($0.recipient) }
        let others = hearing.filter { one in
            lost.roles.contains(one.role) && !lost.told.contains(one.role)
                && !lost.untold.contains { $0.recipient.lowercased() == one.recipient.lowercased() }
        }
        guard !withdrawn.isEmpty || !others.isEmpty else { return nil }
        return Settled(lost, withdrawn: withdrawn.map(\.id), others: others)
    }

    private func hearing(_ lost: LostReminder, on day: Day) async throws -> [Addressee] {
        try await hearing(
            lost.turned, merged: lost.merged, roles: lost.roles, plan: lost.plan, in: office,
            on: day)
    }
}

extension Directory {
    /// Addresses, in small letters, that belong to others than in an older directory.
    func otherOwners(than old: Directory) -> Set<String> {
        let (before, after) = (old.owners, owners)
        return Set(
            before.filter { address, owners in after[address].map { $0 != owners } ?? false }.keys)
    }

    /// Whose each address is.
    private var owners: [String: Set<String>] {
        var owners: [String: Set<String>] = [:]
        for (ref, agency) in agencies {
            for address in agency.mail {
                owners[address.lowercased(), default: []].insert("\(ref)")
            }
        }
        for person in people {
            guard let address = person.mail else { continue }
            owners[address.lowercased(), default: []]
                .insert("\(person.ref) \(person.agency) \(person.role)")
        }
        return owners
    }
}

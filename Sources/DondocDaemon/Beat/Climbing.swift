import DondocCore
import DondocPlanFile
import DondocStore
import Synchronization

/// Whom the ladders of open work climb to in vain.
///
/// An agency that names none above it has nobody there to be reached, and is no trouble.
struct Climbing: Sendable {
    let office: Office
    let day: Day
    /// Agencies whose leaders have a mailbox.
    private let led: Set<AgencyRef>

    init(_ office: Office, on day: Day) {
        self.office = office
        self.day = day
        led = office.directory.ledAgencies(on: day)
    }

    /// Whom a ladder cannot reach above an agency, as its leader or as the agency above it.
    private func unheard(above agency: AgencyRef) -> Set<Audience> {
        var found: Set<Audience> = []
        if !led.contains(agency) { found.insert(.leader) }
        if let above = above(agency), !office.directory.reaches(asAbove: above, led, on: day) {
            found.insert(.above)
        }
        return found
    }

    private func above(_ agency: AgencyRef) -> AgencyRef? {
        office.directory[agency]?.parent
            .flatMap { office.directory.agency($0, in: agency.territory)?.ref }
    }

    /// Of work that is not stored, or that is: who leads what, and who takes part in what.
    func unheard(_ leads: some Sequence<Climb>, _ partners: some Sequence<Climb>)
        -> [Audience: [AgencyRef]]
    {
        func speaks(_ one: Climb) -> Set<Audience> {
            office.policies.mailed(one.kind, named: one.remind)
        }
        var found: [Audience: Set<AgencyRef>] = [:]
        for one in Set(leads) {
            for audience in unheard(above: one.agency).intersection(speaks(one)) {
                found[audience, default: []].insert(one.agency)
            }
        }
        for one in Set(partners)
        where speaks(one).contains(.partners) && !office.reaches(one.agency, as: .lead, on: day) {
            found[.partners, default: []].insert(one.agency)
        }
        return told(found.mapValues(Array.init))
    }

    /// Of all open work that is pressed for.
    func unheard(_ store: Store) async throws -> [Audience: [AgencyRef]] {
        let policies = office.policies
        let memory = Memory(policies)
        let wanted = Set([Audience.leader, .above].filter(policies.everMails))
        var found: [Audience: [AgencyRef]] = [:]
        if !wanted.isEmpty {
            found = try await store.climbing(
                wanted: { unheard(above: $0).intersection(wanted) },
                speaks: memory.speaks)
        }
        if policies.everMails(.partners) {
            let tasks = try await store.partnersClimbing {
                memory.speaks($0, $1).contains(.partners)
            }
            found[.partners] = Set(
                tasks.flatMap { office.partners($0.with, in: $0.territory, on: day) }
            ).filter { !office.reaches($0, as: .lead, on: day) }
        }
        return told(found)
    }

    /// By whom is to be mended: above many agencies there is one.
    private func told(_ found: [Audience: [AgencyRef]]) -> [Audience: [AgencyRef]] {
        var told = found
        told[.above] = Set((found[.above] ?? []).compactMap(above)).sorted()
        return told.mapValues { $0.sorted() }.filter { !$0.value.isEmpty }
    }

    /// Whom the ladder of each kind of work speaks to: found out once.
    private final class Memory: Sendable {
        private let policies: Policies
        private let known = Mutex<[String?: [WorkKind: Set<Audience>]]>([:])

        init(_ policies: Policies) { self.policies = policies }

        func speaks(_ kind: WorkKind, _ name: String?) -> Set<Audience> {
            known.withLock { known in
                if let one = known[name]?[kind] { return one }
                let one = policies.mailed(kind, named: name)
                known[name, default: [:]][kind] = one
                return one
            }
        }
    }
}

/// What the last look at the ladders of all work found: a beat that follows no change looks no more.
final class ClimbingMemory: Sendable {
    /// Two copies of one office are equal at a glance.
    private struct Premises: Equatable {
        let change: Int
        let day: Day
        let directory: Directory
        let policies: Policies
    }

    private let last = Mutex<(premises: Premises, unheard: [Audience: [AgencyRef]])?>(nil)

    func unheard(_ office: Office, _ store: Store, on day: Day) async throws
        -> [Audience: [AgencyRef]]
    {
        let premises = Premises(
            change: try await store.lastChange(), day: day, directory: office.directory,
            policies: office.policies)
        let known = last.withLock { $0?.premises == premises ? $0?.unheard : nil }
        if let known { return known }
        let found = try await Climbing(office, on: day).unheard(store)
        last.withLock { $0 = (premises, found) }
        return found
    }
}

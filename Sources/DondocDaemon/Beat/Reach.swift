import DondocCore
import DondocPlanFile
import DondocStore

/// Whom nobody can write to.
extension Trouble {
    /// Agencies with open work, and coordinators of plans with live work, that no letter reaches.
    static func unreachable(_ concerns: Concerns, _ office: Office, on day: Day) -> [Trouble] {
        concerns.pressed.map { .unreachable($0, office, on: day) }
            + concerns.unwatched.map { .unreachable($0, office, on: day) }
    }

    /// Rungs of ladders that would be said to nobody: one for the leaders, one for the agencies above,
    /// one for those who take part, and one more for those of each whose mailboxes are all marked dead.
    static func unheard(_ list: [Audience: [AgencyRef]], _ office: Office, on day: Day) -> [Trouble]
    {
        let asleep = office.asleep
        return [Audience.leader, .above, .partners].flatMap { role -> [Trouble] in
            let all = list[role] ?? []
            let dead = all.filter { agency in
                switch role {
                case .leader: !asleep.leaderMailboxes(of: agency, on: day).isEmpty
                case .above: !asleep.mailboxes(asAbove: agency, on: day).isEmpty
                case .lead, .coordinator, .partners:
                    !asleep.mailboxes(of: agency, on: day).isEmpty
                }
            }
            let bare = all.filter { !dead.contains($0) }
            return [(bare, false), (dead, true)].filter { !$0.0.isEmpty }.map { agencies, isDead in
                Trouble(
                    cause: .unheardRung, subject: role.rawValue + (isDead ? "/dead" : ""),
                    what: Words.unheard(role, agencies.map(office.label), isDead: isDead),
                    mend: isDead ? Words.Mend.deadMailboxes : Words.Mend.mailbox(of: role),
                    unheard: agencies)
            }
        }
    }

    static func unreachable(_ agency: AgencyRef, _ office: Office, on day: Day) -> Trouble {
        unreachable(
            agency, nil, asleep: office.asleep.mailboxes(of: agency, on: day), office)
    }

    static func unreachable(_ one: Watched, _ office: Office, on day: Day) -> Trouble {
        let agency = one.coordinator
        return unreachable(
            agency, one.plan, asleep: office.asleep.coordinatorMailboxes(of: agency, on: day),
            office)
    }

    /// `asleep` are the mailboxes that it would have if none was marked dead: the first to be used again
    /// is named.
    private static func unreachable(
        _ agency: AgencyRef, _ plan: String?, asleep: [String], _ office: Office
    ) -> Trouble {
        let label = office.label(agency)
        let name = plan.map { Words.coordinator(label, $0) } ?? label
        let first = asleep.compactMap { address in
            office.directory.dead[address.lowercased()].map { (until: $0, address: address) }
        }.min { $0 < $1 }
        return Trouble(
            cause: .unreachable, subject: plan.map { "plan:\($0)" } ?? agency.description,
            label: name, what: Words.noMailbox([name], isDead: first != nil),
            mend: first.map { Words.Mend.deadMailbox($0.address, until: $0.until) }
                ?? Words.Mend.mailbox,
            agency: agency, plan: plan, isDead: first != nil)
    }

    /// What is told in one line: all unreachable agencies that are mended alike together, every other
    /// trouble by itself.
    struct Bundle: Hashable, Sendable {
        let cause: Cause
        var of: [Trouble]

        var what: String {
            cause == .unreachable
                ? Words.noMailbox(of.map(\.label), isDead: of.contains(where: \.isDead))
                : of.map(\.what).joined(separator: "; ")
        }

        var mend: String { of.first?.mend ?? "" }
        var line: String { Words.trouble(what, mend) }
    }

    static func bundled(_ list: [Trouble]) -> [Bundle] {
        var bundles: [Bundle] = []
        for trouble in list {
            let same = bundles.firstIndex { bundle in
                bundle.cause == .unreachable && trouble.cause == .unreachable
                    && bundle.mend == trouble.mend
            }
            if let same {
                bundles[same].of.append(trouble)
            } else {
                bundles.append(Bundle(cause: trouble.cause, of: [trouble]))
            }
        }
        return bundles
    }
}

extension Office {
    /// The directory as if no address was marked dead.
    fileprivate var asleep: Directory {
        var all = directory
        all.dead = [:]
        return all
    }

    /// Whether a letter to an agency goes anywhere: to it as a lead, or as the coordinator of a plan.
    func reaches(_ agency: AgencyRef, as role: Audience, on day: Day) -> Bool {
        // Most agencies have an address of their own: only the others cost a look at people.
        if (directory[agency]?.mail ?? []).contains(where: { !directory.isDead($0, on: day) }) {
            return true
        }
        let boxes =
            role == .coordinator
            ? directory.coordinatorMailboxes(of: agency, on: day)
            : directory.mailboxes(of: agency, on: day)
        return !boxes.isEmpty
    }

    /// What the record itself knows to be wrong, as if mail was sent.
    func reach(_ store: Store, on day: Day) async throws -> Concerns {
        var concerns = try await store.concerns { reaches($0, as: $1, on: day) }
        concerns.unheard = try await climbing.unheard(self, store, on: day)
        // Who answers for work that nobody is told of is told of as such.
        concerns.unheard[.partners]?.removeAll(where: Set(concerns.pressed).contains)
        return concerns
    }

    /// What the record itself knows to be wrong; without mail nobody is written to anyway.
    func concerns(_ store: Store, _ isTraining: Bool, on day: Day) async throws -> Concerns {
        guard sendsMail(isTraining) else { return try await store.concerns() }
        return try await reach(store, on: day)
    }
}

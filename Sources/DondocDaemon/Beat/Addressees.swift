import DondocCore
import DondocStore

/// A mailbox that hears of an obligation, in the most charged of its roles.
struct Addressee: Hashable, Sendable {
    let mailbox: String
    let role: Audience
}

extension Office {
    /// Who hears of an obligation on a day, the most charged first; each address once.
    ///
    /// An audience without a mailbox is passed over, save the lead: where nobody is named, or who is
    /// named has no mailbox, the coordinator hears in its place.
    func addressees(of record: ObligationRecord, _ audience: [Audience], on day: Day) -> [Addressee]
    {
        var seen: Set<String> = []
        return audience.sorted().flatMap { role in
            mailboxes(of: record, role, on: day).map { Addressee(mailbox: $0, role: role) }
        }.filter { seen.insert($0.mailbox.lowercased()).inserted }
    }

    /// As what nobody hears of an obligation on a day, the most charged first.
    func unheard(_ record: ObligationRecord, _ audience: [Audience], on day: Day) -> [Audience] {
        audience.sorted().filter { role in
            let isNobodys = role == .partners && record.task.with.isEmpty
            return !isNobodys && mailboxes(of: record, role, on: day).isEmpty
        }
    }

    /// As what somebody hears of an obligation on a day; empty where he does not.
    func roles(of mailbox: String, _ record: ObligationRecord, on day: Day) -> Set<Audience> {
        let address = mailbox.lowercased()
        return Set(
            Audience.allCases.filter { role in
                mailboxes(of: record, role, on: day).contains { $0.lowercased() == address }
            })
    }

    /// The person or the agency whose mailbox it is; the address itself where none is.
    func holder(of mailbox: String) -> String {
        let address = mailbox.lowercased()
        if let person = directory.people.first(where: { $0.mail?.lowercased() == address }) {
            return person.name
        }
        let agencies = directory.agencies.values.filter { agency in
            agency.mail.contains { $0.lowercased() == address }
        }
        let exact = agencies.filter { $0.mail.contains(mailbox) }
        return (exact.isEmpty ? agencies : exact).min { $0.ref < $1.ref }?.label ?? mailbox
    }

    private func mailboxes(of record: ObligationRecord, _ role: Audience, on day: Day) -> [String] {
        let coordinator = record.plan.coordinator
        switch role {
        case .lead:
            let own = record.agency.map { directory.mailboxes(of: $0, on: day) } ?? []
            return own.isEmpty ? directory.coordinatorMailboxes(of: coordinator, on: day) : own
        case .leader: return record.agency.map { directory.leaderMailboxes(of: $0, on: day) } ?? []
        case .above:
            return record.agency.map { directory.mailboxes(above: $0, on: day) } ?? []
        case .coordinator: return directory.coordinatorMailboxes(of: coordinator, on: day)
        case .partners:
            return partners(of: record, on: day).flatMap { directory.mailboxes(of: $0, on: day) }
        }
    }

    /// Agencies that take part ("phối hợp"), groups by their members on that day.
    func partners(of record: ObligationRecord, on day: Day) -> [AgencyRef] {
        partners(record.task.with, in: record.plan.territory, on: day)
    }

    /// Agencies behind ids and groups as a plan has them.
    func partners(_ with: [String], in territory: String, on day: Day) -> [AgencyRef] {
        with.flatMap { id in
            if id.hasPrefix("@") {
                return directory.group(dotted(id.dropFirst()), in: territory)?.members(on: day)
                    ?? []
            }
            return directory.agency(dotted(id[...]), in: territory).map { [$0.ref] } ?? []
        }
    }
}

import DondocCore
import DondocLetters
import DondocPlanFile
import DondocStore

/// To whom a letter is addressed, and why it comes to him.
extension Composer {
    /// Who is written to: the one agency that owes what is asked, the one leader in whose place the reader
    /// hears, or else whose the address is.
    func addressee(_ list: [PiledNotice], _ recipient: String, on day: Day) -> String {
        let office = notices.office
        let names = list.map { notice -> String in
            switch notice.content {
            case .work(let record, _)
            where notice.role == .lead && !isInPlace(notice, record, recipient, on: now.day):
                office.name(record.agency)
            case .work: leaderAway(notice, recipient, on: day) ?? ""
            case .list(let plan, _, _): office.name(plan.coordinator)
            case .assigned(_, let records): office.name(records.first?.agency)
            case .partner(_, let agency, _): office.name(agency)
            }
        }
        if let name = names.first, !name.isEmpty, names.allSatisfy({ $0 == name }) { return name }
        return owners[recipient.lowercased()] ?? names.first { !$0.isEmpty }
            ?? office.settings.siteName
    }

    /// Whether a lead's reminder comes to somebody else, since nobody reached the lead when that was
    /// decided.
    func isInPlace(
        _ notice: PiledNotice, _ record: ObligationRecord, _ recipient: String, on day: Day
    ) -> Bool {
        guard notice.role == .lead, let agency = record.agency else { return false }
        let directory = notices.office.directory
        let isTheirs = { (mailboxes: [String]) in
            mailboxes.contains { $0.lowercased() == recipient.lowercased() }
        }
        return !isTheirs(directory.mailboxes(of: agency, on: day))
            && isTheirs(directory.coordinatorMailboxes(of: record.plan.coordinator, on: day))
    }

    /// How many of the reminders that were for this reader one stands for, and how many of them, from
    /// before, did not go out in their time.
    func counts(
        _ notice: PiledNotice, _ record: ObligationRecord, to recipient: String, on today: Day
    ) -> (merged: Int, missed: Int) {
        guard notice.sayings.map(\.merged.count).reduce(0, +) > 1 else { return (1, 0) }
        let roles = notices.office.roles(of: recipient, record, on: today).union([notice.role])
        var (merged, missed) = (0, 0)
        for saying in notice.sayings {
            let heard = notices.office.policy.heard(
                saying.merged, of: record.standing, as: roles
            ).count
            merged += heard
            missed += saying.wasMissed ? heard : saying.isLate ? max(0, heard - 1) : 0
        }
        return (max(1, merged), missed)
    }

    // MARK: Deputies

    /// Names of those away in whose place the recipient hears, and who would not hear otherwise.
    func standsFor(_ list: [PiledNotice], _ recipient: String, on day: Day) -> [String] {
        let address = recipient.lowercased()
        guard let mine = deputies[address] else { return [] }
        var names: [String] = []
        for desk in list.flatMap({ desks($0, on: day) }) {
            guard !desk.isOwn(address) else { continue }
            names += desk.away(for: mine, on: day).map(\.name).filter { !names.contains($0) }
        }
        return names
    }

    /// The leader in whose place the recipient hears something, as a letter addresses his deputy.
    private func leaderAway(_ notice: PiledNotice, _ recipient: String, on day: Day) -> String? {
        let address = recipient.lowercased()
        guard let mine = deputies[address] else { return nil }
        for desk in desks(notice, on: day) {
            guard !desk.isOwn(address) else { return nil }
            guard let leader = desk.away(for: mine, on: day).first(where: { $0.role == .leader })
            else { continue }
            let office = notices.office
            return Language.$current.withValue(notices.head.language) {
                Words.deputy(
                    of: Words.leader(
                        leader.name, of: office.name(leader.agency),
                        or: office.label(leader.agency)))
            }
        }
        return nil
    }

    /// Those to whom something is said in one role, and the mailbox that they share.
    private struct Desk {
        let people: [Person]
        let mail: [String]

        /// Whether somebody hears there for himself, by his address in small letters.
        func isOwn(_ address: String) -> Bool {
            people.contains { $0.mail?.lowercased() == address }
                || mail.contains { $0.lowercased() == address }
        }

        /// Those in whose place one of these persons (`ref`) stands.
        func away(for mine: Set<String>, on day: Day) -> [Person] {
            people.filter { person in
                person.deputy.map { mine.contains($0.person) && $0.stands(on: day) } ?? false
            }
        }
    }

    private func desks(_ notice: PiledNotice, on day: Day) -> [Desk] {
        switch notice.content {
        case .list(let plan, _, _): return [watching(plan.coordinator, on: day)]
        case .assigned(_, let records): return records.first?.agency.map { [working($0)] } ?? []
        case .partner(_, let agency, _): return [working(agency)]
        case .work(let record, _):
            let watch = watching(record.plan.coordinator, on: day)
            guard let agency = record.agency else { return [watch] }
            let directory = notices.office.directory
            switch notice.role {
            case .lead:
                let isReached = !directory.mailboxes(of: agency, on: day).isEmpty
                return [isReached ? working(agency) : watch]
            case .leader: return [leading(agency)]
            case .above:
                let above = directory[agency]?.parent
                    .flatMap { directory.agency($0, in: agency.territory) }
                return above.map { [Desk(people: leading($0.ref).people, mail: $0.mail)] } ?? []
            case .coordinator: return [watch]
            case .partners:
                return notices.office.partners(of: record, on: day).map(working)
            }
        }
    }

    private func working(_ agency: AgencyRef) -> Desk {
        let directory = notices.office.directory
        let people = directory.people.filter {
            $0.agency == agency && ($0.role == .staff || $0.role == .coordinator)
        }
        return Desk(people: people, mail: directory[agency]?.mail ?? [])
    }

    private func leading(_ agency: AgencyRef) -> Desk {
        let people = notices.office.directory.people.filter {
            $0.agency == agency && $0.role == .leader
        }
        return Desk(people: people, mail: [])
    }

    /// The coordinators of an agency; its mailbox hears only where they have none.
    private func watching(_ agency: AgencyRef, on day: Day) -> Desk {
        let directory = notices.office.directory
        let people = directory.people.filter { $0.agency == agency && $0.role == .coordinator }
        let boxes = directory.coordinatorMailboxes(of: agency, on: day)
        return Desk(
            people: people, mail: boxes.filter { directory[agency]?.mail.contains($0) == true })
    }
}

extension Office {
    /// Persons (`ref`) who stand or will stand in for somebody, by their address in small letters.
    var deputies: [String: Set<String>] {
        let named = Set(directory.people.compactMap(\.deputy?.person))
        var deputies: [String: Set<String>] = [:]
        for person in directory.people where named.contains(person.ref) {
            guard let mail = person.mail?.lowercased() else { continue }
            deputies[mail, default: []].insert(person.ref)
        }
        return deputies
    }

    /// Whose an address is as a letter writes to him, by the address in small letters: an agency by its
    /// name, a leader in person, anybody else by the name of the agency.
    func owners(in language: Language) -> [String: String] {
        Language.$current.withValue(language) {
            var owners: [String: String] = [:]
            let (leaders, others) = (
                directory.people.filter { $0.role == .leader },
                directory.people.filter { $0.role != .leader }
            )
            for person in others + leaders {
                guard let mail = person.mail?.lowercased() else { continue }
                let agency = name(person.agency)
                owners[mail] =
                    person.role == .leader
                    ? Words.leader(person.name, of: agency, or: label(person.agency)) : agency
            }
            for (ref, agency) in directory.agencies.sorted(by: { $0.key < $1.key }) {
                for mail in agency.mail { owners[mail.lowercased()] = name(ref) }
            }
            return owners
        }
    }
}

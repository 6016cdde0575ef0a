/// Somebody who acts for an agency; identity is the system user alone.
public struct Person: Hashable, Sendable {
    public enum Role: String, Hashable, Sendable, CaseIterable {
        case staff, coordinator, leader, auditor, admin
    }

    /// Who stands in for somebody, from the first day to the last.
    public struct Deputy: Hashable, Sendable {
        /// `ref` of another person.
        public var person: String
        public var from: Day
        public var until: Day

        public init(person: String, from: Day, until: Day) {
            self.person = person
            self.from = from
            self.until = until
        }

        public func stands(on day: Day) -> Bool { from <= day && day <= until }
    }

    public var id: String
    public var name: String
    /// Login name on this machine; nil for somebody who only gets letters.
    public var user: String?
    public var mail: String?
    public var agency: AgencyRef
    public var role: Role
    /// The territory whose file names this person.
    public var territory: String
    public var deputy: Deputy?

    public init(
        id: String, name: String, user: String?, mail: String?, agency: AgencyRef, role: Role,
        territory: String = "", deputy: Deputy? = nil
    ) {
        self.id = id
        self.name = name
        self.user = user
        self.mail = mail
        self.agency = agency
        self.role = role
        self.territory = territory
        self.deputy = deputy
    }

    /// `territory/id`: the one name in all files.
    public var ref: String { "\(territory)/\(id)" }
}

extension Directory {
    public mutating func add(_ person: Person) { people.append(person) }

    /// Names the deputy of a person who is in the directory.
    public mutating func appoint(_ deputy: Person.Deputy, of ref: String) {
        guard let i = people.firstIndex(where: { $0.ref == ref }) else { return }
        people[i].deputy = deputy
    }

    public func person(user: String) -> Person? { people.first { $0.user == user } }

    /// Looks `id` up in the territory, then in central; `territory/id` only where it says.
    public func person(_ id: String, in territory: String) -> Person? {
        let refs = id.contains("/") ? [id] : ["\(territory)/\(id)", "central/\(id)"]
        return refs.lazy.compactMap { ref in people.first { $0.ref == ref } }.first
    }

    /// Those in whose place somebody may act on a day, in the order of the files.
    ///
    /// What a person has as a deputy he hands on to nobody: a deputy of a deputy gets nothing by it.
    public func principals(of person: Person, on day: Day) -> [Person] {
        people.filter { other in
            other.deputy.map { $0.person == person.ref && $0.stands(on: day) } ?? false
        }
    }

    /// Mailboxes that hear of an agency's work on a day: its own, then its people's, with those of
    /// their deputies; each address once.
    public func mailboxes(of ref: AgencyRef, on day: Day) -> [String] {
        let own = people.filter {
            $0.agency == ref && ($0.role == .staff || $0.role == .coordinator)
        }
        return living(
            (agencies[ref]?.mail ?? []) + own.flatMap { mailboxes(of: $0, on: day) }, on: day)
    }

    /// Mailboxes of those who watch the plans of an agency: its coordinators', else its own.
    public func coordinatorMailboxes(of ref: AgencyRef, on day: Day) -> [String] {
        let people = living(
            people.filter { $0.agency == ref && $0.role == .coordinator }
                .flatMap { mailboxes(of: $0, on: day) }, on: day)
        return people.isEmpty ? living(agencies[ref]?.mail ?? [], on: day) : people
    }

    /// Mailboxes of those who direct an agency (lãnh đạo), with those of their deputies.
    public func leaderMailboxes(of ref: AgencyRef, on day: Day) -> [String] {
        living(
            people.filter { $0.agency == ref && $0.role == .leader }
                .flatMap { mailboxes(of: $0, on: day) }, on: day)
    }

    /// Agencies whose leaders have a mailbox on a day.
    public func ledAgencies(on day: Day) -> Set<AgencyRef> {
        Set(
            people.filter { $0.role == .leader }
                .filter { !living(mailboxes(of: $0, on: day), on: day).isEmpty }.map(\.agency))
    }

    /// Mailboxes of the agency above (cơ quan cấp trên): its own, else its leaders'.
    public func mailboxes(above ref: AgencyRef, on day: Day) -> [String] {
        guard let parent = agencies[ref]?.parent,
            let above = agency(parent, in: ref.territory)
        else { return [] }
        return mailboxes(asAbove: above.ref, on: day)
    }

    /// Whether there are any; `led` are the agencies whose leaders have one.
    public func reaches(asAbove ref: AgencyRef, _ led: Set<AgencyRef>, on day: Day) -> Bool {
        led.contains(ref) || !living(agencies[ref]?.mail ?? [], on: day).isEmpty
    }

    /// Mailboxes of an agency as one above others: its own, else its leaders'.
    public func mailboxes(asAbove ref: AgencyRef, on day: Day) -> [String] {
        let own = living(agencies[ref]?.mail ?? [], on: day)
        return own.isEmpty ? leaderMailboxes(of: ref, on: day) : own
    }

    /// Somebody's own, then the deputy's beside it.
    private func mailboxes(of person: Person, on day: Day) -> [String] {
        let deputy = person.deputy.flatMap { deputy in
            deputy.stands(on: day) ? people.first { $0.ref == deputy.person } : nil
        }
        return [person.mail, deputy?.mail].compactMap { $0 }
    }

    /// Whether nothing is sent to an address on a day.
    public func isDead(_ address: String, on day: Day) -> Bool {
        !dead.isEmpty && dead[address.lowercased()].map { day <= $0 } ?? false
    }

    /// Each address once, without those to which nothing is sent.
    private func living(_ addresses: [String], on day: Day) -> [String] {
        var seen: Set<String> = []
        return addresses.filter {
            !isDead($0, on: day) && seen.insert($0.lowercased()).inserted
        }
    }
}

import DondocCore

/// Reads agencies/*.yaml in two passes: first every agency, then all that refers to one.
struct DirectoryReader {
    static let fileKeys = Keys("agencies groups people")
    static let agencyKeys = Keys(
        "name* short level parent mail also from until successor source assumed note")
    static let groupKeys = Keys("name* members* also source assumed note")
    static let memberKeys = Keys("id* until")
    static let personKeys = Keys("name* user mail agency* role* deputy note")
    static let deputyKeys = Keys("id* from* until*")
    static let levels = ["central", "province", "district", "commune", "other"]

    /// What waits for the second pass.
    private struct Territory {
        let id: String
        let fields: Fields
        /// What each agency says of another, `parent` or `successor`.
        var references: [(of: String, key: String, name: Scalar)] = []
    }

    /// What waits until everybody is known.
    private struct Appointment {
        let of: Person
        let id: Scalar
        let life: (from: Day?, until: Day?)
        let findings: Findings
    }

    private var directory = Directory()
    private var appointments: [Appointment] = []
    private var territories: [Territory] = []
    /// Where a name was first used, for all files.
    private var places: [String: String] = [:]
    private var all: [Findings] = []

    mutating func read(_ files: [SourceText]) throws(Diagnostics) -> Directory {
        for file in files { agencies(of: file) }
        for territory in territories { references(of: territory) }
        for appointment in appointments { appoint(appointment) }
        try all.refuse()
        return directory
    }

    /// What a person should know about the files; by file, line and column.
    var warnings: [Diagnostic] { all.flatMap(\.warnings) }

    private mutating func agencies(of file: SourceText) {
        let findings = Findings(file: file.name)
        all.append(findings)
        if !isId(file.stem) { findings.error(Words.badTerritory(file.stem), at: .start) }
        guard let document = Document(file, findings),
            let fields = Fields(document.root, Self.fileKeys, findings)
        else { return }
        var territory = Territory(id: file.stem, fields: fields)
        for (id, fields) in fields.named("agencies", Self.agencyKeys) {
            if id.text == AgencyRef.unknownId { findings.error(Words.reservedId, at: id.place) }
            claim(.agency, "\(territory.id)/\(id.text)", id, findings)
            for key in ["parent", "successor"] {
                guard let name = fields.scalar(key) else { continue }
                territory.references.append((id.text, key, name))
            }
            directory.add(agency(id.text, fields, in: territory.id))
        }
        territories.append(territory)
    }

    /// One without a name is refused once, and not again by each that refers to it.
    private func agency(_ id: String, _ fields: Fields, in territory: String) -> Agency {
        _ = (fields.flag("assumed"), fields.text("source"), fields.text("note"))
        let (from, until) = fields.life()
        return Agency(
            id: id, territory: territory, name: fields.text("name") ?? id,
            short: fields.text("short"), level: fields.word("level", among: Self.levels),
            parent: fields.text("parent"), mail: fields.addresses("mail"),
            also: fields.texts("also"), from: from, until: until,
            successor: fields.text("successor"))
    }

    // MARK: Second pass

    private mutating func references(of territory: Territory) {
        let findings = territory.fields.findings
        let lookup = AgencyLookup(
            directory: directory, territory: territory.id, findings: findings)
        for reference in territory.references where lookup.agency(reference.name) != nil {
            refuseCircle(from: reference.of, reference.key, reference.name, lookup)
        }
        for (id, fields) in territory.fields.named("groups", Self.groupKeys) {
            claim(.group, "\(territory.id)/@\(id.text)", id, findings)
            _ = (fields.flag("assumed"), fields.text("source"), fields.text("note"))
            _ = fields.texts("also")
            let members = members(fields.list("members"), lookup)
            guard let name = fields.text("name") else { continue }
            directory.add(
                AgencyGroup(id: id.text, territory: territory.id, name: name, members: members))
        }
        for (id, fields) in territory.fields.named("people", Self.personKeys) {
            claim(.person, "\(territory.id)/people/\(id.text)", id, findings)
            if let person = person(id.text, fields, lookup) { directory.add(person) }
        }
    }

    /// An agency above itself, or that takes over from itself, by however many steps.
    private func refuseCircle(
        from id: String, _ key: String, _ name: Scalar, _ lookup: AgencyLookup
    ) {
        let start = AgencyRef(territory: lookup.territory, id: id)
        var path = [start]
        var next = directory.agency(name.text, in: lookup.territory)
        while let agency = next, !path.contains(agency.ref) {
            path.append(agency.ref)
            let further = key == "parent" ? agency.parent : agency.successor
            next = further.flatMap { directory.agency($0, in: agency.territory) }
        }
        // A circle is told where its first agency stands, not at every way into it.
        guard next?.ref == start, path.min() == start else { return }
        let names = (path + [start]).map { $0.territory == lookup.territory ? $0.id : "\($0)" }
        lookup.findings.error(Words.agencyCircle(key, names), at: name.place)
    }

    private func members(_ values: [Value], _ lookup: AgencyLookup) -> [AgencyGroup.Member] {
        var seen: Set<AgencyRef> = []
        return values.compactMap { value in
            guard let member = member(value, lookup) else { return nil }
            guard seen.insert(member.agency).inserted else {
                lookup.findings.error(Words.memberAgain(member.agency.id), at: value.place)
                return nil
            }
            return member
        }
    }

    private func member(_ value: Value, _ lookup: AgencyLookup) -> AgencyGroup.Member? {
        if let scalar = value.scalar {
            return memberAgency(scalar, lookup).map { AgencyGroup.Member(agency: $0) }
        }
        guard let fields = Fields(value, Self.memberKeys, named: "members", lookup.findings) else {
            return nil
        }
        let until = fields.day("until")
        return fields.scalar("id").flatMap { memberAgency($0, lookup) }.map {
            AgencyGroup.Member(agency: $0, until: until)
        }
    }

    private func memberAgency(_ name: Scalar, _ lookup: AgencyLookup) -> AgencyRef? {
        guard name.text.hasPrefix("@") else { return lookup.agency(name) }
        lookup.findings.error(Words.groupInGroup(name.text), at: name.place)
        return nil
    }

    private mutating func person(
        _ id: String, _ fields: Fields, _ lookup: AgencyLookup
    ) -> Person? {
        let user = fields.scalar("user")
        if let user {
            if isLogin(user.text) {
                claim(.login, "user \(user.text)", user, lookup.findings)
            } else {
                lookup.findings.error(Words.badUser(user.text), at: user.place)
            }
        }
        let (mail, role) = (fields.address("mail"), fields.choice("role", Person.Role.self))
        _ = fields.text("note")
        let agency = fields.scalar("agency").flatMap(lookup.agency)
        let deputy = fields.fields("deputy", Self.deputyKeys)
        let (deputyId, life) = (deputy?.scalar("id"), deputy?.life())
        guard let name = fields.text("name"), let agency, let role else { return nil }
        let person = Person(
            id: id, name: name, user: user?.text, mail: mail, agency: agency, role: role,
            territory: lookup.territory)
        if let deputyId, let life {
            appointments.append(
                Appointment(of: person, id: deputyId, life: life, findings: lookup.findings))
        }
        return person
    }

    /// The deputy of one person: somebody else among the people of all files.
    private mutating func appoint(_ one: Appointment) {
        guard let deputy = directory.person(one.id.text, in: one.of.territory) else {
            // `thanh-hoa/van-thu` is looked for there, and a name like it is proposed as it is written.
            let said = AgencyRef(one.id.text)
            let (id, territory) = (said?.id ?? one.id.text, said?.territory ?? one.of.territory)
            let near = nearest(
                to: id, among: directory.people.filter { $0.territory == territory }.map(\.id))
            let written = near.map { said == nil ? $0 : "\(territory)/\($0)" }
            one.findings.error(
                Words.noPerson(id, in: territory, suggestion: written), at: one.id.place)
            return
        }
        guard deputy.ref != one.of.ref else {
            one.findings.error(Words.deputyOfHimself, at: one.id.place)
            return
        }
        if deputy.user == nil {
            one.findings.warning(Words.deputyWithoutUser(deputy.id), at: one.id.place)
        }
        guard let from = one.life.from, let until = one.life.until, from <= until else { return }
        directory.appoint(
            Person.Deputy(person: deputy.ref, from: from, until: until), of: one.of.ref)
    }

    /// As useradd takes it: at most 32 of `a-z 0-9 _ - .`, the first a letter or `_`.
    private func isLogin(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, text.utf8.count <= 32 else { return false }
        return (("a"..."z").contains(first) || first == "_")
            && text.unicodeScalars.allSatisfy {
                ("a"..."z").contains($0) || ("0"..."9").contains($0)
                    || ["_", "-", "."].contains($0)
            }
    }

    /// Refuses a name that another place has taken.
    private mutating func claim(
        _ what: Words.Thing, _ name: String, _ scalar: Scalar, _ findings: Findings
    ) {
        if let first = places[name] {
            findings.error(Words.taken(what, scalar.text, by: first), at: scalar.place)
        } else {
            places[name] = "\(findings.file):\(scalar.place.line)"
        }
    }
}

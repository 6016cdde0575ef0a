import DondocCore

/// Reads agencies/*.yaml in two passes: first every agency, then all that refers to one.
struct DirectoryReader {
    static let fileKeys = Keys("agencies groups people")
    static let agencyKeys = Keys(
        "name* short level parent mail also from until successor source assumed note")
    static let groupKeys = Keys("name* members* also source assumed note")
    static let memberKeys = Keys("id* until")
    static let personKeys = Keys("name* user mail agency* role* note")
    static let levels = ["central", "province", "district", "commune", "other"]

    /// What waits for the second pass.
    private struct Territory {
        let id: String
        let fields: Fields
        var references: [Scalar] = []
    }

    private var directory = Directory()
    private var territories: [Territory] = []
    /// Where a name was first used, for all files.
    private var places: [String: String] = [:]
    private var all: [Findings] = []

    mutating func read(_ files: [SourceText]) throws(Diagnostics) -> Directory {
        for file in files { agencies(of: file) }
        for territory in territories { references(of: territory) }
        try all.refuse()
        return directory
    }

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
            territory.references += ["parent", "successor"].compactMap { fields.scalar($0) }
            if let agency = agency(id.text, fields, in: territory.id) { directory.add(agency) }
        }
        territories.append(territory)
    }

    private func agency(_ id: String, _ fields: Fields, in territory: String) -> Agency? {
        _ = (fields.flag("assumed"), fields.text("source"), fields.text("note"))
        let (from, until) = fields.life()
        return fields.text("name").map { name in
            Agency(
                id: id, territory: territory, name: name, short: fields.text("short"),
                level: fields.word("level", among: Self.levels), parent: fields.text("parent"),
                mail: fields.addresses("mail"), also: fields.texts("also"), from: from,
                until: until, successor: fields.text("successor"))
        }
    }

    // MARK: Second pass

    private mutating func references(of territory: Territory) {
        let findings = territory.fields.findings
        let lookup = AgencyLookup(
            directory: directory, territory: territory.id, findings: findings)
        for reference in territory.references { _ = lookup.agency(reference) }
        for (id, fields) in territory.fields.named("groups", Self.groupKeys) {
            claim(.group, "\(territory.id)/@\(id.text)", id, findings)
            _ = (fields.flag("assumed"), fields.text("source"), fields.text("note"))
            _ = fields.texts("also")
            let members = fields.list("members").compactMap { member($0, lookup) }
            guard let name = fields.text("name") else { continue }
            directory.add(
                AgencyGroup(id: id.text, territory: territory.id, name: name, members: members))
        }
        for (id, fields) in territory.fields.named("people", Self.personKeys) {
            claim(.person, "\(territory.id)/people/\(id.text)", id, findings)
            if let person = person(id.text, fields, lookup) { directory.add(person) }
        }
    }

    private func member(_ value: Value, _ lookup: AgencyLookup) -> AgencyGroup.Member? {
        if let scalar = value.scalar {
            return lookup.agency(scalar).map { AgencyGroup.Member(agency: $0) }
        }
        guard let fields = Fields(value, Self.memberKeys, named: "members", lookup.findings) else {
            return nil
        }
        let until = fields.day("until")
        return fields.scalar("id").flatMap(lookup.agency).map {
            AgencyGroup.Member(agency: $0, until: until)
        }
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
        guard let name = fields.text("name"), let agency, let role else { return nil }
        return Person(
            id: id, name: name, user: user?.text, mail: mail, agency: agency, role: role)
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

import DondocCore

/// Finds the agencies and groups that a file of one territory names, and tells of those that are not.
struct AgencyLookup {
    let directory: Directory
    let territory: String
    let findings: Findings

    func agency(_ name: Scalar) -> AgencyRef? {
        if let agency = directory.agency(name.text, in: territory) { return agency.ref }
        let (id, home, prefix) = split(name.text)
        findings.error(
            Words.noAgency(
                id, in: home, suggestion: suggestion(for: id, in: home, prefix, groups: false)),
            at: name.place)
        return nil
    }

    /// One entry of `lead`, `with` … : an id, `@group`, or `unknown` where that is allowed.
    func party(_ name: Scalar, key: String, allowsUnknown: Bool) -> Plan.Party? {
        if name.text == AgencyRef.unknownId {
            if allowsUnknown { return .unknown }
            findings.error(Words.unknownNotHere(key), at: name.place)
            return nil
        }
        guard name.text.hasPrefix("@") else { return agency(name).map { .agency($0) } }
        let text = String(name.text.dropFirst())
        if let group = directory.group(text, in: territory) {
            return .group(AgencyRef(territory: group.territory, id: group.id))
        }
        let (id, home, prefix) = split(text)
        findings.error(
            Words.noGroup(
                id, in: home, suggestion: suggestion(for: id, in: home, prefix, groups: true)),
            at: name.place)
        return nil
    }

    private func split(_ text: String) -> (id: String, territory: String, prefix: String) {
        guard let ref = AgencyRef(text) else { return (text, territory, "") }
        return (ref.id, ref.territory, ref.territory + "/")
    }

    /// What was meant, as it is to be written; an agency where a group was asked for, and the other
    /// way round, comes first, for the `@` is what people forget.
    private func suggestion(
        for id: String, in home: String, _ prefix: String, groups: Bool
    ) -> String? {
        guard !findings.isFull else { return nil }
        if groups, directory.agency(id, in: home) != nil { return prefix + id }
        if !groups, directory.group(id, in: home) != nil { return "\"@\(prefix)\(id)\"" }
        guard let near = directory.suggestion(for: id, in: home, groups: groups) else { return nil }
        return groups ? "\"@\(prefix)\(near)\"" : prefix + near
    }
}

import DondocCore

/// The keys of one kind of mapping, in the order in which help lists them.
struct Keys {
    let required: [String]
    let all: [String]

    /// - Parameter list: Names by spaces; a `*` marks what must be there.
    init(_ list: String) {
        let names = list.split(separator: " ")
        required = names.filter { $0.hasSuffix("*") }.map { String($0.dropLast()) }
        all = names.map { $0.hasSuffix("*") ? String($0.dropLast()) : String($0) }
    }
}

/// A mapping whose keys are checked; its methods read values and tell what is wrong with them.
///
/// Each method returns nil, or an empty list, for a key that is absent or wrong: the findings say
/// which. Callers read everything first, so that all mistakes are told at once.
struct Fields {
    let place: Place
    let findings: Findings
    private let keys: Keys
    private var entries: [String: Value.Entry] = [:]

    /// `name` is the key behind which the mapping stands, for the message; the root has none.
    init?(_ value: Value, _ keys: Keys, named name: String = "", _ findings: Findings) {
        place = value.place
        self.keys = keys
        self.findings = findings
        guard case .map(let list) = value.shape else {
            findings.error(Words.wrongShape(name, wanted: .map), at: value.place)
            return nil
        }
        var excused: Set<String> = []
        for entry in list {
            if keys.all.contains(entry.key.text) {
                entries[entry.key.text] = entry
            } else {
                let near = nearest(to: entry.key.text, among: keys.all)
                if let near { excused.insert(near) }
                findings.error(
                    Words.unknownKey(entry.key.text, suggestion: near, known: keys.all),
                    at: entry.key.place)
            }
        }
        for key in keys.required where entries[key] == nil && !excused.contains(key) {
            findings.error(Words.missing(key), at: place)
        }
    }

    func has(_ key: String) -> Bool { value(key) != nil }

    /// What stands behind a key; nil when it is absent, or left blank where that is allowed.
    func value(_ key: String) -> Value? {
        guard let entry = entries[key] else { return nil }
        guard entry.value.isBlank else { return entry.value }
        if keys.required.contains(key) { findings.error(Words.blank(key), at: entry.key.place) }
        return nil
    }

    /// A text that is not blank.
    func scalar(_ key: String) -> Scalar? {
        guard let value = value(key) else { return nil }
        guard let scalar = value.scalar else {
            findings.error(Words.wrongShape(key, wanted: .text), at: value.place)
            return nil
        }
        guard scalar.text.allSatisfy(\.isWhitespace) else { return scalar }
        if keys.required.contains(key) { findings.error(Words.blank(key), at: value.place) }
        return nil
    }

    func text(_ key: String) -> String? { scalar(key)?.text }

    func list(_ key: String) -> [Value] {
        guard let value = value(key) else { return [] }
        guard case .list(let items) = value.shape else {
            findings.error(Words.wrongShape(key, wanted: .list), at: value.place)
            return []
        }
        return items
    }

    /// A list of texts, none of them blank.
    func scalars(_ key: String) -> [Scalar] {
        list(key).compactMap { item in
            guard let scalar = item.scalar else {
                findings.error(Words.wrongShape(key, wanted: .text), at: item.place)
                return nil
            }
            guard scalar.text.allSatisfy(\.isWhitespace) else { return scalar }
            findings.error(Words.blank(key), at: item.place)
            return nil
        }
    }

    func texts(_ key: String) -> [String] { scalars(key).map(\.text) }

    func fields(_ key: String, _ keys: Keys) -> Fields? {
        value(key).flatMap { Fields($0, keys, named: key, findings) }
    }

    /// The entries of a mapping from ids to mappings, in the order of the file.
    func named(_ key: String, _ keys: Keys) -> [(id: Scalar, fields: Fields)] {
        guard let value = value(key) else { return [] }
        guard case .map(let entries) = value.shape else {
            findings.error(Words.wrongShape(key, wanted: .map), at: value.place)
            return []
        }
        return entries.compactMap { entry in
            let id = findings.id(entry.key)
            let fields = Fields(entry.value, keys, named: entry.key.text, findings)
            guard id != nil, let fields else { return nil }
            return (entry.key, fields)
        }
    }
}

/// The name nearest to a misspelt one, at most two letters away and nearer than half of it.
func nearest(to text: String, among names: [String]) -> String? {
    names.compactMap { name in editDistance(text, name, limit: 2).map { ($0, name) } }
        .filter { $0.0 * 2 < max(text.count, 2) }
        .min { ($0.0, $0.1) < ($1.0, $1.1) }?.1
}

/// A body that owes or receives work (cơ quan, đơn vị), with its life span.
public struct Agency: Hashable, Sendable {
    /// Kebab-case, unique within its territory.
    public var id: String
    public var territory: String
    public var name: String
    public var short: String?
    public var level: String?
    public var parent: String?
    public var mail: [String]
    /// Other spellings and former names, for suggestions.
    public var also: [String]
    public var from: Day?
    public var until: Day?
    public var successor: String?

    public init(
        id: String, territory: String, name: String, short: String? = nil, level: String? = nil,
        parent: String? = nil, mail: [String] = [], also: [String] = [], from: Day? = nil,
        until: Day? = nil, successor: String? = nil
    ) {
        self.id = id
        self.territory = territory
        self.name = name
        self.short = short
        self.level = level
        self.parent = parent
        self.mail = mail
        self.also = also
        self.from = from
        self.until = until
        self.successor = successor
    }

    public var ref: AgencyRef { AgencyRef(territory: territory, id: id) }

    /// The name for tight places.
    public var label: String { short ?? name }
}

/// An agency's full identity: `thanh-hoa/so-y-te`.
public struct AgencyRef: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let territory: String
    public let id: String

    public init(territory: String, id: String) {
        self.territory = territory
        self.id = id
    }

    /// Reads `territory/id`.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        self.init(territory: String(parts[0]), id: String(parts[1]))
    }

    public var description: String { "\(territory)/\(id)" }

    /// As it stands in the key of an obligation of `territory`: `so-y-te`, or `central.bo-y-te`.
    public func keyPart(in territory: String) -> String {
        self.territory == territory ? id : "\(self.territory).\(id)"
    }

    public static func < (a: AgencyRef, b: AgencyRef) -> Bool {
        (a.territory, a.id) < (b.territory, b.id)
    }

    /// The reserved id for "the document names nobody".
    public static let unknownId = "unknown"

    public var isUnknown: Bool { id == AgencyRef.unknownId }
}

/// A phrase such as "UBND các huyện, thị xã, thành phố" that binds many agencies at once.
public struct AgencyGroup: Hashable, Sendable {
    public struct Member: Hashable, Sendable {
        public var agency: AgencyRef
        public var until: Day?

        public init(agency: AgencyRef, until: Day? = nil) {
            self.agency = agency
            self.until = until
        }
    }

    public var id: String
    public var territory: String
    public var name: String
    public var members: [Member]

    public init(id: String, territory: String, name: String, members: [Member]) {
        self.id = id
        self.territory = territory
        self.name = name
        self.members = members
    }

    /// Members on a day, in the order of the file; empty for a group whose membership is open.
    public func members(on day: Day) -> [AgencyRef] {
        members.filter { m in m.until.map { day <= $0 } ?? true }.map(\.agency)
    }
}

/// Every agency, group and person that the files name.
public struct Directory: Hashable, Sendable {
    public private(set) var agencies: [AgencyRef: Agency] = [:]
    public private(set) var groups: [AgencyRef: AgencyGroup] = [:]
    public internal(set) var people: [Person] = []
    /// Addresses, in small letters, to which nothing is sent up to the end of a day; no file says so.
    public var dead: [String: Day] = [:]

    public init() {}

    public mutating func add(_ agency: Agency) { agencies[agency.ref] = agency }

    public mutating func add(_ group: AgencyGroup) {
        groups[AgencyRef(territory: group.territory, id: group.id)] = group
    }

    public subscript(ref: AgencyRef) -> Agency? { agencies[ref] }

    /// Looks `id` up in the territory, then in central; `territory/id` only where it says.
    public func agency(_ id: String, in territory: String) -> Agency? {
        if let ref = AgencyRef(id) { return agencies[ref] }
        return agencies[AgencyRef(territory: territory, id: id)]
            ?? agencies[AgencyRef(territory: "central", id: id)]
    }

    /// The group behind `@id`, looked up as agencies are; `id` comes without its `@`.
    public func group(_ id: String, in territory: String) -> AgencyGroup? {
        if let ref = AgencyRef(id) { return groups[ref] }
        return groups[AgencyRef(territory: territory, id: id)]
            ?? groups[AgencyRef(territory: "central", id: id)]
    }

    /// The id nearest to a misspelt one, by spelling or by name; nil when nothing is near.
    public func suggestion(for id: String, in territory: String, groups wanted: Bool) -> String? {
        let known: [(id: String, names: [String])] =
            wanted
            ? groups.values.filter { $0.territory == territory || $0.territory == "central" }
                .map { ($0.id, [$0.name]) }
            : agencies.values.filter { $0.territory == territory || $0.territory == "central" }
                .map { ($0.id, [$0.name, $0.short ?? ""] + $0.also) }
        let key = comparisonKey(id)
        let named = known.filter { $0.names.contains { comparisonKey($0) == key } }.map(\.id)
        if let exact = named.sorted().first { return exact }
        return known.compactMap { k in editDistance(id, k.id, limit: 3).map { ($0, k.id) } }
            .min { ($0.0, $0.1) < ($1.0, $1.1) }?.1
    }
}

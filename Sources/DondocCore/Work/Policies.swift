/// The ladders of an office, by name and by the kind of work that each is meant for.
public struct Policies: Hashable, Sendable {
    /// The ladder of work for which nothing else is said; there always is one.
    public static let standardName = "standard"
    public static let builtIn = Policies([])

    /// In the order of the file; the built-in standard ladder last where the file has none.
    public let ladders: [Ladder]
    private let places: [String: Int]
    /// In the order of `WorkKind.allCases`.
    private let kinds: [Int]
    private let standard: Int

    /// - Parameter ladders: Each name and each kind once.
    public init(_ ladders: [(ladder: Ladder, kinds: [WorkKind])]) {
        var all = ladders.map(\.ladder)
        if !all.contains(where: { $0.name == Policies.standardName }) { all.append(.standard) }
        self.ladders = all
        let places = Dictionary(
            all.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { a, _ in a })
        self.places = places
        standard = places[Policies.standardName] ?? 0
        kinds = WorkKind.allCases.map { kind in
            ladders.firstIndex { $0.kinds.contains(kind) } ?? places[Policies.standardName] ?? 0
        }
    }

    public subscript(name: String) -> Ladder? { places[name].map { ladders[$0] } }

    /// Names that a plan may use, in order.
    public var names: [String] { ladders.map(\.name).sorted() }

    /// Kinds whose work has this ladder where nobody names another one.
    public func kinds(of name: String) -> [WorkKind] {
        WorkKind.allCases.filter { ladder(for: $0, named: nil).name == name }
    }

    /// The ladder that a plan names for a task, else that of its kind, else the standard one.
    public func ladder(for kind: WorkKind, named name: String?) -> Ladder {
        if let name, let place = name == Policies.standardName ? standard : places[name] {
            return ladders[place]
        }
        return ladders[kinds[kind.place]]
    }
}

extension WorkKind {
    fileprivate var place: Int {
        switch self {
        case .task: 0
        case .report: 1
        case .request: 2
        case .continuous: 3
        }
    }
}

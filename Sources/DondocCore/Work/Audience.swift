/// Who hears of a rung, the most charged first: one address in several roles hears once, in the first.
public enum Audience: String, Hashable, Sendable, CaseIterable, Comparable {
    /// The agency that answers for the work (chủ trì), or owes the report.
    case lead
    /// Who directs that agency (lãnh đạo cơ quan).
    case leader
    /// The agency above it (cơ quan cấp trên).
    case above
    /// Who watches the plan (theo dõi, đôn đốc).
    case coordinator
    /// Who takes part without answering for it (phối hợp).
    case partners

    /// How charged it is; 0 is the most.
    public var rank: Int {
        switch self {
        case .lead: 0
        case .leader: 1
        case .above: 2
        case .coordinator: 3
        case .partners: 4
        }
    }

    /// Still spoken to while somebody has taken the work in hand.
    public var hearsOfHandled: Bool { self == .lead || self == .coordinator }

    public static func < (a: Audience, b: Audience) -> Bool { a.rank < b.rank }
}

/// Several audiences without an order and without an allocation: a decision touches some twenty.
struct Audiences: Hashable, Sendable {
    private var bits: UInt8 = 0

    /// Those who are still spoken to while somebody has taken the work in hand.
    static let ofHandled = Audiences(Audience.allCases.filter(\.hearsOfHandled))
    static let lead = Audiences([.lead])

    init(_ list: some Sequence<Audience>) { for one in list { bits |= 1 << UInt8(one.rank) } }

    /// The most charged first.
    var list: [Audience] { Audience.allCases.filter { bits & (1 << UInt8($0.rank)) != 0 } }

    var isEmpty: Bool { bits == 0 }

    mutating func formUnion(_ other: Audiences) { bits |= other.bits }

    /// Leaves those in `kept`, and returns the others.
    mutating func remove(allBut kept: Audiences) -> Audiences {
        var others = self
        others.bits &= ~kept.bits
        bits &= kept.bits
        return others
    }
}

/// Which of its kinds work belongs to when the question is how to remind of it.
public enum WorkKind: String, Hashable, Sendable, CaseIterable {
    case task, report
    /// "đề nghị": never late, so nothing is said after its day.
    case request
    /// Work without a day of its own ("thường xuyên"): only its check-ins are asked for.
    case continuous

    /// Whether a rung after the due day can ever speak.
    public var isEverLate: Bool { self == .task || self == .report }
}

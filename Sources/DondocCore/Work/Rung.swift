/// One line of a ladder: when something is said, to whom, over which channels.
public struct Rung: Hashable, Sendable {
    /// How far from its day, at least 1.
    public enum Distance: Hashable, Sendable {
        /// Working days of the office (`7wd`).
        case working(Int)
        /// Calendar days (`30d`); where that day is off, the next working day away from the due day.
        case calendar(Int)

        public var count: Int {
            switch self {
            case .working(let n), .calendar(let n): n
            }
        }

        func plus(_ other: Distance, times: Int) -> Distance {
            switch self {
            case .working(let n): .working(n + other.count * times)
            case .calendar(let n): .calendar(n + other.count * times)
            }
        }
    }

    public enum Place: Hashable, Sendable {
        /// Before `act_by` (`-7wd`, `-30d`).
        case ahead(Distance)
        /// On `act_by` (`0`).
        case actBy
        /// On the due day, where that is another working day (`due`).
        case due
        /// After the due day (`+1wd`, `+10d`).
        case overdue(Distance)
    }

    /// `every: 7wd, times: 10`: the first time is among them.
    public struct Repetition: Hashable, Sendable {
        public let every: Distance
        public let times: Int

        public init(every: Distance, times: Int) {
            self.every = every
            self.times = times
        }
    }

    public let place: Place
    /// The most charged first.
    public let audience: [Audience]
    /// `mail` and names of hooks.
    public let channels: [String]
    /// The template of its sentence, `wording-NAME`; nil for that of its kind.
    public let wording: String?
    /// Only the last rung after the due day repeats.
    public let repetition: Repetition?

    /// Words of their own that come with the program: `templates/*/wording-urgent.mustache`.
    public static let shippedWordings = ["urgent"]

    /// The channel that needs no hook.
    public static let mail = "mail"

    public init(
        _ place: Place, to audience: [Audience] = [.lead], channels: [String] = [Rung.mail],
        wording: String? = nil, repeats: Repetition? = nil
    ) {
        self.place = place
        self.audience = audience.sorted()
        self.channels = channels
        self.wording = wording
        repetition = repeats
    }

    /// `-30wd`, `-30d`, `0`, `due`, `+7wd`; stable for ever.
    public var id: String { place.description }

    /// Letters that it makes, one or its repetitions.
    public var times: Int { repetition?.times ?? 1 }

    /// Itself once for each time that it speaks, without repetitions.
    var unrolled: [Rung] {
        guard let repetition, case .overdue(let distance) = place else { return [self] }
        return (0..<repetition.times).map { n in
            Rung(
                .overdue(distance.plus(repetition.every, times: n)), to: audience,
                channels: channels, wording: wording)
        }
    }
}

extension Rung.Distance: CustomStringConvertible {
    public var description: String {
        switch self {
        case .working(let n): "\(n)wd"
        case .calendar(let n): "\(n)d"
        }
    }

    /// Reads `7wd` or `30d`, 1…`limit` in digits.
    public init?(written text: some StringProtocol, limit: Int = 999) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let count = Int(digits), (1...limit).contains(count), digits.first != "0" else {
            return nil
        }
        switch text.dropFirst(digits.count) {
        case "wd": self = .working(count)
        case "d": self = .calendar(count)
        default: return nil
        }
    }
}

extension Rung.Place: CustomStringConvertible {
    public var description: String {
        switch self {
        case .ahead(let distance): "-\(distance)"
        case .actBy: "0"
        case .due: "due"
        case .overdue(let distance): "+\(distance)"
        }
    }

    /// Reads `-30d`, `-7wd`, `0`, `due` or `+1wd`.
    public init?(written text: some StringProtocol) {
        switch text.first {
        case "-":
            guard let distance = Rung.Distance(written: text.dropFirst()) else { return nil }
            self = .ahead(distance)
        case "+":
            guard let distance = Rung.Distance(written: text.dropFirst()) else { return nil }
            self = .overdue(distance)
        default:
            switch String(text) {
            case "0": self = .actBy
            case "due": self = .due
            default: return nil
            }
        }
    }
}

extension Rung.Place {
    /// Why a rung cannot stand behind another one in a ladder.
    public enum Misorder: Hashable, Sendable {
        /// The same place again, or one that comes earlier in every calendar.
        case notLater
        /// One counts working days and the other calendar days, and in some calendar they change
        /// places: this many working days may be as near, or as far, as so many calendar days.
        case mayCross(working: Int, calendar: Int)
    }

    /// What is wrong with this place behind `earlier`; nil when it never comes before it.
    ///
    /// Working days against calendar days are compared by the worst case: `n` working days span at
    /// least `n` calendar days (every day worked), at most `longestSpan(n)`.
    public func misorder(behind earlier: Rung.Place) -> Misorder? {
        switch (earlier, self) {
        case (.ahead(let far), .ahead(let near)): Rung.Place.crossing(near: near, far: far)
        case (.overdue(let near), .overdue(let far)): Rung.Place.crossing(near: near, far: far)
        default: earlier.part < part ? nil : .notLater
        }
    }

    private var part: Int {
        switch self {
        case .ahead: 0
        case .actBy: 1
        case .due: 2
        case .overdue: 3
        }
    }

    private static func crossing(near: Rung.Distance, far: Rung.Distance) -> Misorder? {
        switch (near, far) {
        case (.working(let a), .working(let b)), (.calendar(let a), .calendar(let b)):
            return a < b ? nil : .notLater
        case (.calendar(let days), .working(let n)):
            return n >= days ? nil : .mayCross(working: n, calendar: n)
        case (.working(let n), .calendar(let days)):
            let worst = longestSpan(n)
            return days >= worst ? nil : .mayCross(working: n, calendar: worst)
        }
    }

    /// The most calendar days that `n` working days may take: five a week, and two weeks more for the
    /// days off of Tết and the holidays about it in each year begun.
    ///
    /// Source: Bộ luật Lao động 45/2019/QH14, Điều 112 (eleven days a year), with the swaps of the
    /// yearly announcements.
    public static func longestSpan(_ n: Int) -> Int {
        n + (n + 4) / 5 * 2 + 14 * ((n + 249) / 250)
    }
}

/// What a due phrase of a plan means: "trước ngày 15/6/2023", "Quý I/2023", "Cả năm", "Thường xuyên".
///
/// The text stays verbatim; `rule` is its meaning before any plan is known, and
/// `dates(in:)` makes days of it.
public struct Phrase: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        case date, window, month, quarter, half, year, stage, recurring, continuous, relative
        case onDemand = "on-demand"
        case none
    }

    /// How the phrase holds its day: `before` excludes it by the letter, the others include it.
    public enum Bound: String, Hashable, Sendable { case before, by, on, within }

    /// A named day; the year may be left to the plan.
    public struct NamedDay: Hashable, Sendable {
        public let day: Int
        public let month: Int
        public let year: Int?
    }

    /// A named span of months.
    public enum Span: Hashable, Sendable {
        case month(Int, year: Int?)
        case quarter(Int, year: Int?)
        case half(Int, year: Int?)
        case nineMonths(year: Int?)
        case year(Int)
        /// "Cả năm", "cả giai đoạn": the plan's own period.
        case whole
    }

    /// How often something repeats, shortest first.
    public enum Frequency: Int, Hashable, Sendable, Comparable, CaseIterable {
        case month, quarter, half, year

        public static func < (a: Frequency, b: Frequency) -> Bool { a.rawValue < b.rawValue }
    }

    public enum Rule: Hashable, Sendable {
        case days([NamedDay])
        case span(Span)
        case repeating([Frequency])
        case continuous
        /// When somebody asks: no day of its own.
        case onDemand
        /// Fixed in another document, or by a person: "theo quy định", "định kỳ" alone.
        case elsewhere
        /// The document says nothing (`due: unknown`).
        case unknown
    }

    public enum Warning: String, Hashable, Sendable {
        /// The period of a repeat is not stated: a person must fix it.
        case periodUnstated = "period-unstated"
        /// The day within each period is not stated: its last day is proposed.
        case dayUnstated = "day-unstated"
        /// "báo cáo nhanh" beside the periodic ones: on demand, so it makes no day.
        case alsoOnDemand = "also-on-demand"
        /// Periods that had ended when the plan was issued make no obligation.
        case pastPeriods = "past-periods"
        /// The day off data of a year are missing: only weekends were counted.
        case calendarMissing = "calendar-missing"
        /// The days off of a year are not announced yet: the law's forecast was counted.
        case calendarForecast = "calendar-forecast"
    }

    public let text: String
    public let bound: Bound?
    public let rule: Rule
    public let warnings: [Warning]

    init(text: String, bound: Bound?, rule: Rule, warnings: [Warning] = []) {
        self.text = text
        self.bound = bound
        self.rule = rule
        self.warnings = warnings
    }

    public var kind: Kind {
        switch rule {
        case .days: .date
        case .span(.month): .month
        case .span(.quarter): .quarter
        case .span(.half): .half
        case .span(.nineMonths): .window
        case .span(.year), .span(.whole): .year
        case .repeating: .recurring
        case .continuous: .continuous
        case .onDemand: .onDemand
        case .elsewhere, .unknown: .none
        }
    }

    /// True when the days are our reading and not the document's word.
    public var isAssumed: Bool { warnings.contains(.dayUnstated) }

    /// Work without a day of its own, or of the whole period: asked for a check-in each quarter.
    public var asksCheckin: Bool {
        switch rule {
        case .continuous, .unknown, .elsewhere, .span(.whole): true
        case .days, .span, .repeating, .onDemand: false
        }
    }
}

extension Phrase {
    /// The phrase in one spelling, which parses back to the same meaning.
    public var normal: String {
        switch rule {
        case .days(let list): prefix(list.count) + list.map(\.normal).joined(separator: ", ")
        case .span(let span):
            (bound == .before ? "trước " : bound == .by ? "hết " : "") + span.normal
        case .repeating(let list): "định kỳ " + list.map(\.normal).joined(separator: ", ")
        case .continuous: "thường xuyên"
        case .onDemand: "khi có yêu cầu"
        case .elsewhere: "định kỳ"
        case .unknown: "unknown"
        }
    }

    private func prefix(_ count: Int) -> String {
        switch bound {
        case .before: "trước ngày "
        case .by: "chậm nhất ngày "
        default: "ngày "
        }
    }
}

extension Phrase.NamedDay {
    var normal: String { "\(padded(day, 2))/\(padded(month, 2))" + (year.map { "/\($0)" } ?? "") }
}

extension Phrase.Span {
    var normal: String {
        func of(_ year: Int?) -> String { year.map { "/\($0)" } ?? "" }
        switch self {
        case .month(let m, let y): return "tháng \(padded(m, 2))" + of(y)
        case .quarter(let q, let y): return "quý \(roman[q - 1])" + of(y)
        case .half(let h, let y):
            return "6 tháng \(h == 1 ? "đầu" : "cuối") năm" + (y.map { " \($0)" } ?? "")
        case .nineMonths(let y): return "9 tháng đầu năm" + (y.map { " \($0)" } ?? "")
        case .year(let y): return "năm \(y)"
        case .whole: return "cả năm"
        }
    }
}

extension Phrase.Frequency {
    var normal: String {
        switch self {
        case .month: "tháng"
        case .quarter: "quý"
        case .half: "6 tháng"
        case .year: "năm"
        }
    }
}

let roman = ["I", "II", "III", "IV"]

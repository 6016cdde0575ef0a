/// A reporting period scheme: which days a periodic report covers and when its figures close
/// (kỳ báo cáo, chốt số liệu).
///
/// A window opens on the day after the figures of the period before closed, and ends on the day of
/// its own closing. It is data of a report, never a global rule.
/// Source: Nghị định 09/2019/NĐ-CP, Điều 12 (`nd09`: from the 15th to the 14th; provinces add nine
/// months, as Khánh Hòa did by 01/2023/QĐ-UBND); other regimes close on other days.
public struct ReportingScheme: Hashable, Sendable {
    /// How long the periods are, shortest first; the raw values are words of a plan's file.
    public enum Every: String, Hashable, Sendable, CaseIterable {
        case month, quarter, half
        /// From January to September.
        case nineMonths = "9-months"
        case year
    }

    /// The day on which the figures of a period close.
    public enum Close: Hashable, Sendable {
        /// A day of the period's last month, clamped to its length: 31 is its last day.
        case day(Int)
        /// A day and month of the period's year, clamped likewise; for years alone.
        case date(day: Int, month: Int)
    }

    /// nil takes the length of each period that a repeating report has.
    public let every: Every?
    public let close: Close

    public init(_ every: Every?, closes close: Close) {
        self.every = every
        self.close = close
    }

    /// The days that a period covers, the last of them the day on which its figures close.
    ///
    /// - Returns: nil when the scheme has no period of this length.
    public func window(of period: Period) -> ClosedRange<Day>? {
        // Whole calendar periods may be of any length, weeks too.
        if self == .calendar { return period.starts...period.ends }
        guard let length = period.every, every == nil || every == length else { return nil }
        let (first, last) = (period.starts, period.ends)
        let closings: (Day?, Day?)
        switch close {
        case .day(let day):
            closings = (
                Day.clamped(first.year, first.month - 1, day),
                Day.clamped(last.year, last.month, day)
            )
        case .date(let day, let month):
            guard length == .year else { return nil }
            closings = (
                Day.clamped(first.year - 1, month, day), Day.clamped(last.year, month, day)
            )
        }
        guard let before = closings.0, let closing = closings.1 else { return nil }
        return before + 1...closing
    }

    /// The period whose figures close last on or before `due`, with its window.
    ///
    /// A half-year report due 15/6/2023 closes on 14/6/2023, so its period is 2023-H1 and its
    /// window 15/12/2022 … 14/6/2023.
    /// - Returns: nil when the scheme leaves the length of its periods to the report.
    public func period(dueOn due: Day) -> (period: Period, window: ClosedRange<Day>)? {
        guard let every else { return nil }
        let periods = [due.year - 1, due.year].flatMap { every.periods(of: $0) }
        return periods.compactMap { period in window(of: period).map { (period, $0) } }
            .last { $0.1.upperBound <= due }
    }
}

// Columns are the point of a table.
// swift-format-ignore
extension ReportingScheme {
    public static let nd09           = ReportingScheme(nil, closes: .day(14))
    public static let nd09Month      = ReportingScheme(.month, closes: .day(14))
    public static let nd09Quarter    = ReportingScheme(.quarter, closes: .day(14))
    public static let nd09Half       = ReportingScheme(.half, closes: .day(14))
    public static let nd09NineMonths = ReportingScheme(.nineMonths, closes: .day(14))
    public static let nd09Year       = ReportingScheme(.year, closes: .day(14))
    public static let calendar       = ReportingScheme(nil, closes: .day(31))
}

extension ReportingScheme {
    /// The schemes with a name of their own, in the order in which help lists them: each family
    /// bare, then by length.
    public static let named: [(name: String, scheme: ReportingScheme)] =
        [("nd09", nd09), ("calendar", calendar)].flatMap { family, bare in
            [(family, bare)]
                + Every.allCases.map {
                    ("\(family)-\($0.rawValue)", ReportingScheme($0, closes: bare.close))
                }
        }

    /// The scheme of this name; nil when there is none.
    public init?(named name: String) {
        guard let found = ReportingScheme.named.first(where: { $0.name == name }) else {
            return nil
        }
        self = found.scheme
    }

    /// nil for a scheme that only a plan's file describes.
    public var name: String? { ReportingScheme.named.first { $0.scheme == self }?.name }
}

extension ReportingScheme.Every {
    var months: Int {
        switch self {
        case .month: 1
        case .quarter: 3
        case .half: 6
        case .nineMonths: 9
        case .year: 12
        }
    }

    /// The calendar periods of this length in a year, oldest first; empty outside 1…9999.
    public func periods(of year: Int) -> [Period] {
        switch self {
        case .month: (1...12).compactMap { Period.month($0, year) }
        case .quarter: (1...4).compactMap { Period.quarter($0, year) }
        case .half: (1...2).compactMap { Period.half($0, year) }
        case .nineMonths: [Period.months(1, 9, year)].compactMap(\.self)
        case .year: [Period.year(year)].compactMap(\.self)
        }
    }
}

extension Period {
    /// Its length as reports count it; nil for a week, a day, or what begins elsewhere than a
    /// calendar period does.
    public var every: ReportingScheme.Every? {
        let (a, b) = (starts.civil, ends.civil)
        guard a.year == b.year, a.day == 1, b.day == Day.length(ofMonth: b.month, year: b.year)
        else { return nil }
        let length = b.month - a.month + 1
        return ReportingScheme.Every.allCases.first {
            $0.months == length && (a.month - 1) % length == 0
        }
    }
}

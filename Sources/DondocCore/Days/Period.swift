/// A span of days that a plan or an obligation belongs to, both ends included.
///
/// The label is what stands in an obligation's key: `2023`, `2023-H1`, `2023-Q2`, `2023-06`,
/// `2021-2025`.
public struct Period: Hashable, Sendable {
    public let label: String
    public let starts: Day
    public let ends: Day

    public init(label: String, starts: Day, ends: Day) {
        precondition(starts <= ends, "a period ends before it starts")
        self.label = label
        self.starts = starts
        self.ends = ends
    }

    public func contains(_ day: Day) -> Bool { starts <= day && day <= ends }

    /// Years touched, oldest first.
    public var years: ClosedRange<Int> { starts.year...ends.year }

    /// The calendar year; nil outside 1…9999.
    public static func year(_ year: Int) -> Period? {
        guard let a = Day(year, 1, 1), let b = Day(year, 12, 31) else { return nil }
        return Period(label: padded(year, 4), starts: a, ends: b)
    }

    /// Whole years, `2021-2025`; nil when reversed or outside 1…9999.
    public static func years(_ first: Int, _ last: Int) -> Period? {
        if first == last { return year(first) }
        guard first < last, let a = Day(first, 1, 1), let b = Day(last, 12, 31) else { return nil }
        return Period(label: "\(padded(first, 4))-\(padded(last, 4))", starts: a, ends: b)
    }

    /// A half (1…2) of a year, `2023-H1`.
    public static func half(_ half: Int, _ year: Int) -> Period? {
        months(6, half, year, label: "H\(half)")
    }

    /// A quarter (1…4) of a year, `2023-Q2`.
    public static func quarter(_ quarter: Int, _ year: Int) -> Period? {
        months(3, quarter, year, label: "Q\(quarter)")
    }

    /// A month (1…12) of a year, `2023-06`.
    public static func month(_ month: Int, _ year: Int) -> Period? {
        months(1, month, year, label: padded(month, 2))
    }

    private static func months(_ length: Int, _ index: Int, _ year: Int, label: String) -> Period? {
        guard index >= 1, index * length <= 12,
            let a = Day.first(ofMonth: (index - 1) * length + 1, year: year),
            let b = Day.last(ofMonth: index * length, year: year)
        else { return nil }
        return Period(label: "\(padded(year, 4))-\(label)", starts: a, ends: b)
    }

    /// The calendar quarters that overlap this period, oldest first, cut to it at both ends.
    public var quarters: [Period] {
        years.flatMap { y in (1...4).compactMap { Period.quarter($0, y) } }
            .filter { $0.ends >= starts && $0.starts <= ends }
            .map {
                Period(label: $0.label, starts: max($0.starts, starts), ends: min($0.ends, ends))
            }
    }

    /// Reads `2023`, `2021..2025` or `2023-02-01..2023-12-31`, the forms of a plan's `period`.
    public init?(written text: some StringProtocol) {
        if let year = Int(text), text.utf8.count == 4, let p = Period.year(year) {
            self = p
            return
        }
        guard let dots = text.firstRange(of: "..") else { return nil }
        let (a, b) = (text[..<dots.lowerBound], text[dots.upperBound...])
        if a.utf8.count == 4, b.utf8.count == 4, let first = Int(a), let last = Int(b),
            let p = Period.years(first, last)
        {
            self = p
            return
        }
        guard let first = Day(iso: a), let last = Day(iso: b), first <= last else { return nil }
        self.init(label: "\(first)..\(last)", starts: first, ends: last)
    }
}

/// A reporting period scheme: which days a periodic report covers.
///
/// Source: Nghị định 09/2019/NĐ-CP, Điều 12 (the `nd09` schemes); a window is data of a report,
/// never a global rule.
public enum ReportingScheme: String, Hashable, Sendable, CaseIterable {
    case nd09Month = "nd09-month"
    case nd09Quarter = "nd09-quarter"
    case nd09Half = "nd09-half"
    case nd09Year = "nd09-year"

    /// The period whose figures close last on or before `due`, with its data window.
    ///
    /// A half-year report due 15/6/2023 closes on 14/6/2023, so its period is 2023-H1 and its
    /// window 15/12/2022 … 14/6/2023.
    public func period(dueOn due: Day) -> (period: Period, window: ClosedRange<Day>)? {
        let y = due.year
        let candidates: [Period?]
        switch self {
        case .nd09Month:
            candidates = [y - 1, y].flatMap { y in (1...12).map { Period.month($0, y) } }
        case .nd09Quarter:
            candidates = [y - 1, y].flatMap { y in (1...4).map { Period.quarter($0, y) } }
        case .nd09Half:
            candidates = [y - 1, y].flatMap { y in (1...2).map { Period.half($0, y) } }
        case .nd09Year: candidates = [y - 1, y].map(Period.year)
        }
        let closed = candidates.compactMap { $0 }.compactMap { p in window(p).map { (p, $0) } }
        return closed.last { $0.1.upperBound <= due }.map { (period: $0.0, window: $0.1) }
    }

    /// From the 15th of the month before the period to the 14th of its last month.
    private func window(_ period: Period) -> ClosedRange<Day>? {
        let before = period.starts - 1
        guard let from = Day(before.year, before.month, 15),
            let to = Day(period.ends.year, period.ends.month, 14)
        else { return nil }
        return from...to
    }
}

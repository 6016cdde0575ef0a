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

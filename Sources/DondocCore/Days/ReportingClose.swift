/// When the figures of one period close, and between which days its report goes up.
public struct ReportingClose: Hashable, Sendable {
    /// The scheme's name, `nd09-half`.
    public let scheme: String
    public let period: Period
    /// The days that the report covers; the last is the day on which its figures close.
    public let window: ClosedRange<Day>
    /// The first working day after the closing: one of them is the least between closing and
    /// sending.
    ///
    /// Source: Nghị định 09/2019/NĐ-CP, Điều 8.5.
    public let sendFrom: Day
    /// The 25th of the period's last month, by which ministries and provinces report to the
    /// Government.
    ///
    /// Source: Nghị định 09/2019/NĐ-CP, Điều 13.
    public let upper: Day

    /// - Returns: nil for a period that Decree 09 knows no report of, such as a week.
    public init?(nd09 period: Period, _ calendar: WorkCalendar) {
        guard let every = period.every,
            let window = ReportingScheme.nd09.window(of: period),
            let upper = Day(period.ends.year, period.ends.month, 25)
        else { return nil }
        scheme = "nd09-\(every.rawValue)"
        self.period = period
        self.window = window
        sendFrom = calendar.working(1, after: window.upperBound)
        self.upper = upper
    }

    /// Every closing of Decree 09 in a year, by day; of those on one day the shorter period first.
    public static func nd09(ofYear year: Int, _ calendar: WorkCalendar) -> [ReportingClose] {
        let all = ReportingScheme.Every.allCases.flatMap { $0.periods(of: year) }
            .compactMap { ReportingClose(nd09: $0, calendar) }
        return all.enumerated().sorted {
            ($0.element.window.upperBound, $0.offset) < ($1.element.window.upperBound, $1.offset)
        }.map(\.element)
    }
}

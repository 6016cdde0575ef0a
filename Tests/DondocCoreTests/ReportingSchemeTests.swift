import DondocCore
import Testing

@Suite struct ReportingSchemeTests {
    /// Own schemes: social insurance, a regime that closes on the 30th, law enforcement.
    static let insurance = ReportingScheme(.month, closes: .day(25))
    static let thirtieth = ReportingScheme(nil, closes: .day(30))
    static let enforcement = ReportingScheme(.year, closes: .date(day: 30, month: 9))
    static let leapDay = ReportingScheme(.year, closes: .date(day: 29, month: 2))

    /// Written down by hand from Nghị định 09/2019/NĐ-CP, Điều 12 and the lengths of the months:
    /// 2023 is a common year, 2024 a leap year.
    @Test(
        "Windows of each built-in family and of own schemes",
        arguments: [
            (
                ReportingScheme.nd09Month,
                """
                2023-01 2022-12-15 2023-01-14, 2023-02 2023-01-15 2023-02-14,
                2023-03 2023-02-15 2023-03-14, 2023-04 2023-03-15 2023-04-14,
                2023-05 2023-04-15 2023-05-14, 2023-06 2023-05-15 2023-06-14,
                2023-07 2023-06-15 2023-07-14, 2023-08 2023-07-15 2023-08-14,
                2023-09 2023-08-15 2023-09-14, 2023-10 2023-09-15 2023-10-14,
                2023-11 2023-10-15 2023-11-14, 2023-12 2023-11-15 2023-12-14,
                2024-01 2023-12-15 2024-01-14, 2024-02 2024-01-15 2024-02-14,
                2024-03 2024-02-15 2024-03-14, 2024-12 2024-11-15 2024-12-14
                """
            ),
            (
                .nd09Quarter,
                """
                2023-Q1 2022-12-15 2023-03-14, 2023-Q2 2023-03-15 2023-06-14,
                2023-Q3 2023-06-15 2023-09-14, 2023-Q4 2023-09-15 2023-12-14,
                2024-Q1 2023-12-15 2024-03-14
                """
            ),
            (.nd09Half, "2023-H1 2022-12-15 2023-06-14, 2023-H2 2023-06-15 2023-12-14"),
            (.nd09NineMonths, "2023-9T 2022-12-15 2023-09-14, 2024-9T 2023-12-15 2024-09-14"),
            (.nd09Year, "2023 2022-12-15 2023-12-14, 2024 2023-12-15 2024-12-14"),
            (
                .nd09,
                """
                2024-02 2024-01-15 2024-02-14, 2024-Q1 2023-12-15 2024-03-14,
                2024-H1 2023-12-15 2024-06-14, 2024-9T 2023-12-15 2024-09-14,
                2024 2023-12-15 2024-12-14
                """
            ),
            (
                .calendar,
                """
                2023-01 2023-01-01 2023-01-31, 2023-02 2023-02-01 2023-02-28,
                2024-02 2024-02-01 2024-02-29, 2024-04 2024-04-01 2024-04-30,
                2023-Q1 2023-01-01 2023-03-31, 2023-Q2 2023-04-01 2023-06-30,
                2023-Q3 2023-07-01 2023-09-30, 2023-Q4 2023-10-01 2023-12-31,
                2023-H1 2023-01-01 2023-06-30, 2023-H2 2023-07-01 2023-12-31,
                2023-9T 2023-01-01 2023-09-30, 2024 2024-01-01 2024-12-31
                """
            ),
            (
                insurance,
                """
                2023-01 2022-12-26 2023-01-25, 2023-02 2023-01-26 2023-02-25,
                2024-03 2024-02-26 2024-03-25, 2024-12 2024-11-26 2024-12-25
                """
            ),
            (
                // February is shorter: it closes on its last day, and March opens on the 1st.
                thirtieth,
                """
                2023-01 2022-12-31 2023-01-30, 2023-02 2023-01-31 2023-02-28,
                2023-03 2023-03-01 2023-03-30, 2024-02 2024-01-31 2024-02-29,
                2024-03 2024-03-01 2024-03-30, 2024-04 2024-03-31 2024-04-30,
                2024-Q1 2023-12-31 2024-03-30, 2024-H2 2024-07-01 2024-12-30
                """
            ),
            (enforcement, "2023 2022-10-01 2023-09-30, 2024 2023-10-01 2024-09-30"),
            (leapDay, "2023 2022-03-01 2023-02-28, 2024 2023-03-01 2024-02-29"),
        ])
    func byHand(scheme: ReportingScheme, rows: String) throws {
        for row in rows.split(separator: ",") {
            let words = row.split(whereSeparator: \.isWhitespace).map(String.init)
            let period = try #require(Self.periods(2022...2024).first { $0.label == words[0] })
            #expect(scheme.window(of: period) == day(words[1])...day(words[2]), "\(row)")
        }
    }

    static let all: [ReportingScheme] =
        ReportingScheme.named.map(\.scheme) + [
            insurance, thirtieth, enforcement, leapDay, ReportingScheme(.half, closes: .day(25)),
            ReportingScheme(.nineMonths, closes: .day(31)),
        ]

    @Test(
        "Every period of leap, common and century years agrees with a walk from day to day",
        arguments: all)
    func slow(scheme: ReportingScheme) {
        for year in [1900, 2000, 2022, 2023, 2024, 2025, 2100] {
            for period in Self.periods(year...year) {
                #expect(scheme.window(of: period) == walked(scheme, period), "\(period.label)")
            }
        }
    }

    @Test("A due day belongs to what closed last, on each day of four years", arguments: all)
    func dueDays(scheme: ReportingScheme) {
        guard scheme.every != nil else {
            #expect(scheme.period(dueOn: day("2023-06-15")) == nil)
            return
        }
        let closings = Self.periods(2021...2026).compactMap { period in
            walked(scheme, period).map { (period, $0) }
        }
        for number in day("2022-12-01").number...day("2026-12-31").number {
            let due = Day(number: number)
            let last = closings.filter { $0.1.upperBound <= due }
                .max { $0.1.upperBound < $1.1.upperBound }
            let found = scheme.period(dueOn: due)
            #expect(found?.period == last?.0 && found?.window == last?.1, "\(due)")
        }
    }

    /// Nghị định 09/2019/NĐ-CP, Điều 12.
    @Test(
        "The period and the window of a due day",
        arguments: [
            (ReportingScheme.nd09Half, "2023-06-15", "2023-H1", "2022-12-15", "2023-06-14"),
            (.nd09Half, "2023-06-13", "2022-H2", "2022-06-15", "2022-12-14"),
            (.nd09Half, "2023-12-15", "2023-H2", "2023-06-15", "2023-12-14"),
            (.nd09Year, "2023-12-15", "2023", "2022-12-15", "2023-12-14"),
            (.nd09Year, "2023-12-20", "2023", "2022-12-15", "2023-12-14"),
            (.nd09Quarter, "2023-03-20", "2023-Q1", "2022-12-15", "2023-03-14"),
            (.nd09Month, "2023-03-16", "2023-03", "2023-02-15", "2023-03-14"),
            (.nd09Month, "2023-01-10", "2022-12", "2022-11-15", "2022-12-14"),
            (insurance, "2024-03-01", "2024-02", "2024-01-26", "2024-02-25"),
            (enforcement, "2023-10-15", "2023", "2022-10-01", "2023-09-30"),
            (enforcement, "2023-09-29", "2022", "2021-10-01", "2022-09-30"),
        ])
    func dueOn(scheme: ReportingScheme, due: String, label: String, from: String, to: String)
        throws
    {
        let found = try #require(scheme.period(dueOn: day(due)))
        #expect(found.period.label == label)
        #expect(found.window == day(from)...day(to))
    }

    @Test("The names are two families, bare and with each length")
    func names() {
        #expect(
            ReportingScheme.named.map(\.name) == [
                "nd09", "nd09-month", "nd09-quarter", "nd09-half", "nd09-9-months", "nd09-year",
                "calendar", "calendar-month", "calendar-quarter", "calendar-half",
                "calendar-9-months", "calendar-year",
            ])
        for (name, scheme) in ReportingScheme.named {
            #expect(ReportingScheme(named: name) == scheme && scheme.name == name)
        }
        #expect(ReportingScheme(named: "nd09-week") == nil)
        #expect(Self.insurance.name == nil)
    }

    @Test("A scheme has no window for a period of another length, nor Decree 09 for odd spans")
    func otherLength() throws {
        let month = try #require(Period.month(6, 2023))
        #expect(ReportingScheme.nd09Half.window(of: month) == nil)
        #expect(Self.enforcement.window(of: try #require(Period.quarter(3, 2023))) == nil)
        let odd = Period(label: "x", starts: day("2023-02-01"), ends: day("2023-04-30"))
        let week = Period(label: "2023-W24", starts: day("2023-06-12"), ends: day("2023-06-18"))
        for span in [odd, week] {
            #expect(ReportingScheme.nd09.window(of: span) == nil)
            #expect(ReportingScheme.calendar.window(of: span) == span.starts...span.ends)
        }
        #expect(odd.every == nil && month.every == .month)
    }

    private static func periods(_ years: ClosedRange<Int>) -> [Period] {
        years.flatMap { year in
            ReportingScheme.Every.allCases.flatMap { $0.periods(of: year) }
        }
    }

    /// The same by a calendar on the wall: step on to the closing day, and back to the one before.
    private func walked(_ scheme: ReportingScheme, _ period: Period) -> ClosedRange<Day>? {
        let length = period.ends.month - period.starts.month + 1
        let lengths: [ReportingScheme.Every: Int] = [
            .month: 1, .quarter: 3, .half: 6, .nineMonths: 9, .year: 12,
        ]
        if let every = scheme.every, lengths[every] != length { return nil }
        var closing = period.starts
        var opening: Day
        switch scheme.close {
        case .day(let n):
            func closes(_ d: Day) -> Bool { d.day == n || (d.day < n && (d + 1).day == 1) }
            while closing.month != period.ends.month || !closes(closing) { closing = closing + 1 }
            opening = period.starts - 1
            while !closes(opening) { opening = opening - 1 }
        // Whole months that close on their last day: the day before the period closes them.
        case .date(let n, let month):
            func closes(_ d: Day) -> Bool {
                d.month == month && (d.day == n || (d.day < n && (d + 1).day == 1))
            }
            while !closes(closing) { closing = closing + 1 }
            opening = closing - 1
            while !closes(opening) { opening = opening - 1 }
        }
        return opening + 1...closing
    }
}

import DondocCore
import Testing

@Suite struct ReportingCloseTests {
    /// By hand from a calendar of 2023: Decree 09, Điều 12 (closing), 8.5 (a working day between),
    /// 13 (the 25th).
    @Test(
        "When figures close, and from which working day on they may go up",
        arguments: [
            // Wednesday 14/6.
            ("nd09-half", "2023-H1", "2022-12-15", "2023-06-14", "2023-06-15", "2023-06-25"),
            // Saturdays: the Monday after.
            ("nd09-month", "2023-01", "2022-12-15", "2023-01-14", "2023-01-16", "2023-01-25"),
            ("nd09-month", "2023-10", "2023-09-15", "2023-10-14", "2023-10-16", "2023-10-25"),
            // Friday 14/4: the Monday after too.
            ("nd09-month", "2023-04", "2023-03-15", "2023-04-14", "2023-04-17", "2023-04-25"),
            ("nd09-quarter", "2023-Q3", "2023-06-15", "2023-09-14", "2023-09-15", "2023-09-25"),
            ("nd09-9-months", "2023-9T", "2022-12-15", "2023-09-14", "2023-09-15", "2023-09-25"),
            ("nd09-year", "2023", "2022-12-15", "2023-12-14", "2023-12-15", "2023-12-25"),
        ])
    func year2023(
        scheme: String, label: String, opens: String, closes: String, from: String, upper: String
    ) throws {
        let all = ReportingClose.nd09(ofYear: 2023, calendar2023())
        let one = try #require(all.first { $0.scheme == scheme && $0.period.label == label })
        #expect(one.window == day(opens)...day(closes))
        #expect(one.sendFrom == day(from))
        #expect(one.upper == day(upper))
    }

    @Test(
        "Tết between closing and sending moves the first day: 14/2/2026 is the Saturday before it")
    func tet() throws {
        var calendar = WorkCalendar()
        calendar.add(
            year: 2026,
            (16...20).compactMap { Day(2026, 2, $0) }.map {
                WorkCalendar.Entry(day: $0, kind: .holiday, name: "Tết", source: nil)
            })
        let february = try #require(Period.month(2, 2026))
        let close = try #require(ReportingClose(nd09: february, calendar))
        #expect(close.sendFrom == day("2026-02-23"))
    }

    @Test("A year has twenty closings, by day, the shorter period first")
    func order() {
        let all = ReportingClose.nd09(ofYear: 2024, calendar2023())
        #expect(all.count == 20)
        #expect(all.map(\.window.upperBound) == all.map(\.window.upperBound).sorted())
        #expect(
            all.filter { $0.window.upperBound == day("2024-06-14") }.map(\.period.label) == [
                "2024-06", "2024-Q2", "2024-H1",
            ])
        #expect(all.suffix(4).map(\.period.label) == ["2024-12", "2024-Q4", "2024-H2", "2024"])
    }

    @Test("Decree 09 knows no weekly report")
    func week() {
        let week = Period(label: "2023-W24", starts: day("2023-06-12"), ends: day("2023-06-18"))
        #expect(ReportingClose(nd09: week, calendar2023()) == nil)
    }
}

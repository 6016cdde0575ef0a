import DondocCore
import Testing

@Suite struct CoverageTests {
    private func days(
        _ text: String, _ period: String = "2023", rules: CountingRules = CountingRules()
    ) throws -> [DueDate] {
        try Phrase(text).dates(
            in: try #require(Period(written: period)), issued: nil, rules: rules,
            calendar: calendar2023())
    }

    private func windows(
        _ text: String, _ scheme: ReportingScheme, _ period: String = "2023",
        rules: CountingRules = CountingRules()
    ) throws -> [String] {
        try days(text, period, rules: rules).map { date in
            let (period, window) = try scheme.coverage(of: date)
            return "\(period.label) \(window.lowerBound) \(window.upperBound)"
        }
    }

    @Test("The bare schemes give each period of a repeating report its own window")
    func bare() throws {
        let text = "định kỳ hàng quý, 6 tháng, năm"
        #expect(
            try windows(text, .nd09) == [
                "2023-Q1 2022-12-15 2023-03-14", "2023-H1 2022-12-15 2023-06-14",
                "2023-Q3 2023-06-15 2023-09-14", "2023 2022-12-15 2023-12-14",
            ])
        #expect(
            try windows(text, .calendar).map { String($0.suffix(21)) } == [
                "2023-01-01 2023-03-31", "2023-01-01 2023-06-30", "2023-07-01 2023-09-30",
                "2023-01-01 2023-12-31",
            ])
        #expect(
            try windows("định kỳ tháng, 9 tháng", .nd09)[7...9] == [
                "2023-08 2023-07-15 2023-08-14", "2023-9T 2022-12-15 2023-09-14",
                "2023-10 2023-09-15 2023-10-14",
            ])
        // Weeks are whole calendar periods; Decree 09 has none. Sunday 1/1/2023 ends a week of 2022.
        #expect(try windows("hằng tuần", .calendar).first == "2022-W52 2022-12-26 2023-01-01")
    }

    /// A monthly report sent on the 5th of the next month is still about its month.
    @Test(
        "The period of a repeat decides, wherever its day lies",
        arguments: [
            ("ngày 05 của tháng sau", ReportingScheme.nd09Month, "2023-01 2022-12-15 2023-01-14"),
            ("ngày 20 hằng tháng", .nd09Month, "2023-01 2022-12-15 2023-01-14"),
            ("ngày 20 hằng tháng", .calendar, "2023-01 2023-01-01 2023-01-31"),
            ("báo cáo 6 tháng trước ngày 10/6", .nd09Half, "2023-H1 2022-12-15 2023-06-14"),
            ("báo cáo quý I trước ngày 5/4", .calendar, "2023-Q1 2023-01-01 2023-03-31"),
        ])
    func ownPeriod(text: String, scheme: ReportingScheme, first: String) throws {
        #expect(try windows(text, scheme).first == first)
    }

    @Test(
        "A day that names no period belongs to what closed last on or before it",
        arguments: [
            ("trước ngày 15/6/2023", ReportingScheme.nd09Half, ["2023-H1"]),
            ("trước ngày 15/6/2023", .nd09Quarter, ["2023-Q2"]),
            ("trước ngày 15/6/2023 và 15/12/2023", .nd09Half, ["2023-H1", "2023-H2"]),
            // A time of each year, not a yearly report, where the scheme says so.
            ("trước ngày 15/6 hằng năm", .nd09Half, ["2023-H1"]),
            ("trước ngày 15/6 và 15/12 hằng năm", .nd09Half, ["2023-H1", "2023-H2"]),
            ("tháng 6 và tháng 12 hằng năm", .nd09Half, ["2023-H1", "2023-H2"]),
            ("trước ngày 15/12 hằng năm", .nd09Year, ["2023"]),
            ("trước ngày 15/12 hằng năm", .nd09, ["2023"]),
            ("trước ngày 15/12 hằng năm", ReportingScheme(.year, closes: .day(31)), ["2023"]),
            ("trước ngày 15/10 hằng năm", ReportingSchemeTests.enforcement, ["2023"]),
            // Nobody reports in January on the year that has begun.
            ("chậm nhất ngày 31/01 hằng năm", .nd09Year, ["2022"]),
            ("chậm nhất ngày 31/01 hằng năm", .nd09, ["2022"]),
        ])
    func dueDay(text: String, scheme: ReportingScheme, labels: [String]) throws {
        #expect(try windows(text, scheme).map { String($0.prefix { $0 != " " }) } == labels)
    }

    @Test("Strict counting and moved days off change no period")
    func counting() throws {
        for before in CountingRules.Before.allCases {
            for offDay in CountingRules.OffDay.allCases {
                let rules = CountingRules(before: before, offDay: offDay)
                #expect(
                    try windows("trước ngày 14/10/2023", .nd09Month, rules: rules)
                        == ["2023-10 2023-09-15 2023-10-14"])
            }
        }
    }

    @Test(
        "A scheme that does not fit is refused, not bent",
        arguments: [
            ("định kỳ hàng tháng", ReportingScheme.nd09Half, "length 2023-01"),
            ("định kỳ 6 tháng và năm", .nd09Half, "length 2023"),
            ("định kỳ hàng quý, 6 tháng", .nd09Quarter, "length 2023-H1"),
            ("báo cáo 6 tháng trước ngày 15/6, năm trước ngày 15/12", .nd09Half, "length 2023"),
            ("ngày 20 hằng tháng", ReportingSchemeTests.enforcement, "length 2023-01"),
            ("hằng tuần", .nd09, "length 2022-W52"), ("hằng ngày", .nd09Month, "length 2023-01-01"),
            ("trước ngày 15/6/2023", .nd09, "none"), ("Quý I/2023", .calendar, "none"),
            ("trước ngày 15/6 và 15/12 hằng năm", .nd09, "none"),
        ])
    func misfits(text: String, scheme: ReportingScheme, why: String) throws {
        let found = #expect(throws: SchemeMisfit.self) { try windows(text, scheme) }
        switch found {
        case .length(scheme, let period): #expect("length \(period.label)" == why)
        case .noPeriod(scheme): #expect(why == "none")
        default: Issue.record("\(String(describing: found))")
        }
    }
}

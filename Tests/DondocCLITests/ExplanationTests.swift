import DondocCore
import Testing

@testable import DondocCLI

@Suite struct ExplanationTests {
    /// Days off of 2018 and 2023 are known, though none matters here.
    private var calendar: WorkCalendar {
        var calendar = WorkCalendar()
        for year in [2018, 2023] { calendar.add(year: year, []) }
        return calendar
    }

    private func explain(
        _ text: String, _ year: Int = 2023, issued: Day? = nil, covers: String? = nil,
        rules: CountingRules = CountingRules()
    ) throws -> Explanation {
        let period = try #require(Period.year(year))
        let scheme = covers.flatMap { ReportingScheme(named: $0) }
        return try Explanation(
            text, .init(period: period, issued: issued, rules: rules, covers: scheme), calendar)
    }

    @Test(
        "The days of a phrase",
        arguments: [
            ("trước ngày 15/6/2023", "2023-06-15", "2023-06-14"),
            ("Quý I/2023", "2023-03-31", "2023-03-31"), ("Cả năm", "2023-12-31", "2023-12-29"),
            ("chậm nhất ngày 15/6", "2023-06-15", "2023-06-15"),
            ("trước tháng 6", "2023-05-31", "2023-05-31"),
        ])
    func days(text: String, due: String, actBy: String) throws {
        let dates = try explain(text).dates
        #expect(dates.map(\.due.description) == [due])
        #expect(dates.map(\.actBy.description) == [actBy])
    }

    @Test("Continuous work has no day") func continuous() throws {
        #expect(try explain("Thường xuyên").dates.isEmpty)
    }

    @Test("A repeat leaves out what had ended when the plan was issued") func repeats() throws {
        let issued = try #require(Day(2018, 4, 16))
        let answer = try explain("định kỳ hàng quý, 6 tháng, năm", 2018, issued: issued)
        #expect(answer.dates.map(\.due.description) == ["2018-06-30", "2018-09-30", "2018-12-31"])
        #expect(answer.warnings == [.dayUnstated, .pastPeriods])
    }

    @Test("A range and a count bound the days") func bounds() throws {
        let period = try #require(Period.year(2023))
        let question = Explanation.Question(
            period: period, from: Day(2023, 4, 1), to: Day(2023, 12, 1), count: 1)
        let dates = try Explanation("định kỳ hàng quý", question, calendar).dates
        #expect(dates.map(\.due.description) == ["2023-06-30"])
    }

    @Test(
        "Where the year came from is said when the phrase has none",
        arguments: [
            // The plan's period, the year asked about, the signing; a window over New Year.
            ("trước ngày 15/6", "2023", true, nil, [String]()),
            ("trước ngày 15/6", "2023", false, nil, ["year-from-today"]),
            ("trước ngày 15/6", "2023", false, "2023-04-28", ["year-from-issued"]),
            ("trước ngày 15/6", "2021..2025", true, "2023-04-28", ["year-from-issued"]),
            ("Quý I", "2021..2025", true, "2023-04-28", ["year-from-issued"]),
            ("từ 15/12 đến 15/1", "2022", true, nil, ["year-guessed"]),
            ("trước ngày 15/6/2023", "2023", false, nil, []), ("Cả năm", "2023", false, nil, []),
            ("ngày 15/6 hằng năm", "2023", false, nil, []),
        ])
    func years(
        text: String, period: String, isKnown: Bool, issued: String?, warnings: [String]
    ) throws {
        let question = Explanation.Question(
            period: try #require(Period(written: period)), isPeriodKnown: isKnown,
            issued: issued.flatMap { Day(iso: $0) })
        var calendar = calendar
        for year in 2021...2024 { calendar.add(year: year, []) }
        let answer = try Explanation(text, question, calendar)
        #expect(answer.warnings.map(\.rawValue) == warnings)
        #expect(answer.json.text.contains("\"assumed\":\(!warnings.isEmpty)"))
    }

    @Test("A missing year is still taken from the signing when periods are counted too")
    func signed() throws {
        let period = try #require(Period(written: "2021..2025"))
        let question = Explanation.Question(period: period, issued: Day(2023, 4, 28))
        #expect(
            try Explanation("trước ngày 15/6", question, calendar).dates.map(\.due.description)
                == ["2023-06-15"])
    }

    @Test("--covers gives each day the window of its period")
    func covers() throws {
        let text = "định kỳ hàng quý, 6 tháng, năm"
        try expectGoldenWords("explain-covers") { try explain(text, covers: "nd09").text }
        let json = try explain("trước ngày 15/6/2023", covers: "nd09-half").json.text
        #expect(json.contains(#""covers_from":"2022-12-15","covers_to":"2023-06-14""#))
        let refusal = try #require(throws: PhraseRefusal.self) {
            _ = try explain("định kỳ hàng tháng", covers: "nd09-half")
        }
        #expect(Failure(refusal).status == 65)
        #expect(refusal.lines.last?.contains("nd09-month") == true)
    }

    @Test("The names of --covers are those of a plan's file") func names() {
        #expect(SchemeArgument.allValueStrings == ReportingScheme.named.map(\.name))
        #expect(SchemeArgument(argument: "calendar-9-months")?.scheme.close == .day(31))
        #expect(SchemeArgument(argument: "nd09-week") == nil)
    }

    @Test(
        "Other countings can be seen",
        arguments: [
            // Thursday 15/6; Saturday 17/6.
            (
                "trước ngày 15/6/2023", CountingRules.Before.strict, CountingRules.OffDay.keep,
                "2023-06-14", "2023-06-14"
            ),
            ("trước ngày 17/6/2023", .lenient, .next, "2023-06-19", "2023-06-16"),
            ("trước ngày 17/6/2023", .lenient, .previous, "2023-06-16", "2023-06-15"),
            ("chậm nhất ngày 17/6/2023", .strict, .next, "2023-06-19", "2023-06-19"),
        ])
    func countings(
        text: String, before: CountingRules.Before, offDay: CountingRules.OffDay, due: String,
        actBy: String
    ) throws {
        let dates = try explain(text, rules: CountingRules(before: before, offDay: offDay)).dates
        #expect(dates.map(\.due.description) == [due])
        #expect(dates.map(\.actBy.description) == [actBy])
    }

    @Test("Strict counting is not explained by what offices practise")
    func strictRule() throws {
        let text = "trước ngày 15/6/2023"
        let strict = try explain(text, rules: CountingRules(before: .strict)).text
        #expect(!strict.contains("cách dùng của cơ quan"))
        #expect(strict.contains("14/06/2023, Thứ Tư"))
    }

    @Test("Decree 09 is offered where the day in a period is ours, and only there")
    func offers() throws {
        let offer = "Theo NĐ 09: số liệu 15/12/2022 – 14/06/2023; gửi từ 15/06/2023"
        #expect(try explain("theo định kỳ 6 tháng").text.contains(offer))
        for text in ["báo cáo 6 tháng trước ngày 15/6", "6 tháng đầu năm 2023", "hằng tuần"] {
            #expect(try !explain(text).text.contains("NĐ 09"), "\(text)")
        }
        #expect(try !explain("theo định kỳ 6 tháng", covers: "nd09").text.contains("NĐ 09"))
    }

    @Test("A year whose file is a forecast is told to be one", arguments: [2027, 2028, 2030, 2031])
    func forecast(year: Int) throws {
        let calendar = try officeCalendar(shippedConfig, years: year...year)
        let period = try #require(Period.year(year))
        let answer = try Explanation("trước ngày 15/6/\(year)", .init(period: period), calendar)
        #expect(answer.warnings == (year == 2027 ? [] : [.calendarForecast]))
    }

    @Test("A year without a calendar is a warning") func noCalendar() throws {
        #expect(try explain("ngày 15/6/2024").warnings == [.calendarMissing])
    }

    @Test(
        "explain speaks in words",
        arguments: [
            ("trước ngày 15/6/2023", "explain-before"), ("Cả năm", "explain-year"),
            ("định kỳ hàng quý, 6 tháng, năm", "explain-repeat"),
            ("Thường xuyên", "explain-continuous"),
        ])
    func words(text: String, name: String) throws {
        try expectGoldenWords(name) { try explain(text).text }
    }

    @Test(
        "explain --json has these fields in this order",
        arguments: [
            ("trước ngày 15/6/2023", "explain-before"), ("Cả năm", "explain-year"),
            ("Quý I/2023", "explain-quarter"), ("Thường xuyên", "explain-continuous"),
        ])
    func json(text: String, name: String) throws {
        try expectGolden(try explain(text).json.text + "\n", name + ".json")
    }

    @Test(
        "The word that stopped the reading is named, a caret below it",
        arguments: [
            ("trước ngày mai", "mai", 11), ("Quý V/2023", "V", 4), ("hằng bữa", "bữa", 5),
            ("trước ngày 15/6/2023 nhé", "nhé", 21), ("trước ngày", nil, 10),
        ])
    func stops(text: String, word: String?, column: Int) throws {
        let refusal = try #require(throws: PhraseRefusal.self) { _ = try explain(text) }
        let failure = Failure(refusal)
        #expect(failure.status == 65)
        #expect(failure.lines[1] == "  " + text)
        #expect(failure.lines[2].prefix { $0 == " " }.count == column + 2)
        #expect(failure.lines[2].drop { $0 == " " }.count >= max(1, word?.count ?? 0))
        if let word { #expect(failure.lines[0].contains(word)) }
    }
}

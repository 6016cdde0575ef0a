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

    private func explain(_ text: String, _ year: Int = 2023, issued: Day? = nil) throws
        -> Explanation
    {
        let period = try #require(Period.year(year))
        return try Explanation(text, .init(period: period, issued: issued), calendar)
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
        try expectGolden(try explain(text).text, name + ".txt")
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
        let error = try #require(throws: PhraseError.self) { _ = try explain(text) }
        let mark = caret(error, in: text)
        if let word {
            #expect(mark.word?.hasPrefix(word) == true)
        } else {
            #expect(mark.word == nil)
        }
        #expect(mark.lines[0] == "  " + text)
        #expect(mark.lines[1].prefix { $0 == " " }.count == column + 2)
        let failure = Failure(notAPhrase: error, text)
        #expect(failure.status == 65)
        if let word { #expect(failure.lines[0].contains(word)) }
    }
}

import DondocCore
import Testing

/// Every day that a phrase can name in four centuries, under each way of counting.
@Suite struct DuePropertyTests {
    private let calendar = WorkCalendarPropertyTests.calendar
    private let strip = WorkCalendarPropertyTests.strip
    private let first = -25_567

    @Test(
        "'Trước ngày X' leaves X on time, or by the letter the day before; act_by is worked before X"
    )
    func before() throws {
        var wrong = Differences()
        try each("trước ngày") { phrase, plan, x in
            let lenient = try due(phrase, plan)
            let strict = try due(phrase, plan, CountingRules(before: .strict))
            wrong.expect(lenient.map(\.due.number) == [x], "\(phrase.text) in \(plan.label)")
            wrong.expect(strict.map(\.due.number) == [x - 1], "strict \(phrase.text) \(plan.label)")
            let last = worked(x - 1, -1)
            for date in lenient + strict {
                wrong.expect(date.named.number == x, "\(phrase.text) in \(plan.label): name")
                wrong.expect(
                    date.actBy.number == last, "\(phrase.text) in \(plan.label): \(date.actBy)")
                wrong.expect(date.actBy <= date.due, "\(phrase.text) in \(plan.label): order")
            }
        }
        #expect(wrong.first == nil, "seed \(WorkCalendarPropertyTests.seed)")
    }

    @Test(
        "A day off moves the day that counts: X under lenient counting, the day before under strict"
    )
    func beforeDayOff() throws {
        var wrong = Differences()
        try each("trước ngày") { phrase, plan, x in
            for (rule, step) in [(CountingRules.OffDay.next, 1), (.previous, -1)] {
                let told = "\(phrase.text) in \(plan.label), \(rule)"
                let (named, last) = (worked(x, step), worked(x - 1, step))
                let lenient = try due(phrase, plan, CountingRules(offDay: rule))
                wrong.expect(lenient.map(\.due.number) == [named], told)
                wrong.expect(lenient.map(\.actBy.number) == [worked(named - 1, -1)], told)
                let strict = try due(phrase, plan, CountingRules(before: .strict, offDay: rule))
                wrong.expect(strict.map(\.due.number) == [last], "strict \(told)")
                wrong.expect(strict.map(\.actBy.number) == [last], "strict \(told)")
            }
        }
        #expect(wrong.first == nil, "seed \(WorkCalendarPropertyTests.seed)")
    }

    @Test(
        "'Chậm nhất ngày X' ends with X, or with the worked day that the plan's off-day rule names")
    func by() throws {
        var wrong = Differences()
        try each("chậm nhất ngày") { phrase, plan, x in
            for (rule, expected) in [
                (CountingRules.OffDay.keep, x), (.next, worked(x, 1)), (.previous, worked(x, -1)),
            ] {
                let found = try due(phrase, plan, CountingRules(offDay: rule))
                wrong.expect(
                    found.map(\.due.number) == [expected], "\(phrase.text) \(plan.label) \(rule)")
                wrong.expect(
                    found.map(\.actBy.number) == [worked(expected, -1)],
                    "\(phrase.text) \(plan.label) \(rule): act_by")
            }
        }
        #expect(wrong.first == nil, "seed \(WorkCalendarPropertyTests.seed)")
    }

    @Test(
        "The end of each month, quarter, half and year is due as it is, acted upon by a worked day")
    func spans() throws {
        var wrong = Differences()
        let named: [(String, Int)] =
            (1...12).map { ("tháng \($0)", $0) }
            + zip(["I", "II", "III", "IV"], [3, 6, 9, 12]).map { ("quý \($0)", $1) }
            + [("6 tháng đầu năm", 6), ("6 tháng cuối năm", 12), ("9 tháng", 9), ("cả năm", 12)]
        for (text, month) in named {
            let phrase = try Phrase(text)
            for year in 1901...2298 {
                let plan = try #require(Period.year(year))
                let end = SlowMonth.fourCenturies[(year - 1900) * 12 + month - 1]
                let last = end.first + end.length - 1
                let found = try due(phrase, plan, CountingRules(before: .strict, offDay: .next))
                wrong.expect(found.map(\.due.number) == [last], "\(text) \(year)")
                wrong.expect(found.map(\.actBy.number) == [worked(last, -1)], "\(text) \(year)")
            }
        }
        #expect(wrong.first == nil, "seed \(WorkCalendarPropertyTests.seed)")
    }

    /// Bộ luật Dân sự 2015, Điều 147, 148: the event's own day is not counted, a month ends on the
    /// same number, and what ends on a rest day ends with the next working day.
    @Test("A length in months or days ends where the block says, or with the next worked day")
    func counted() throws {
        let months = SlowMonth.fourCenturies
        let plan = try #require(Period.year(2023))
        var wrong = Differences()
        for (words, by) in [("01 tháng", 1), ("03 tháng", 3), ("01 năm", 12), ("15 ngày", 0)] {
            let phrase = try Phrase("trong thời hạn \(words) kể từ ngày nhận được văn bản")
            for (i, month) in months.enumerated().dropFirst(12).dropLast(24) {
                for day in 28...max(28, month.length) {
                    let event = Day(number: month.first + day - 1)
                    let to = months[i + by]
                    let end =
                        by == 0 ? event.number + 15 : to.first + min(day, to.length) - 1
                    let found = try phrase.dates(
                        in: plan, issued: nil, from: event, rules: CountingRules(),
                        calendar: calendar)
                    let told = "\(words) from \(event): \(found)"
                    wrong.expect(found.map(\.named.number) == [end], told)
                    wrong.expect(found.map(\.due.number) == [worked(end, 1)], told)
                    wrong.expect(found.map(\.actBy.number) == [worked(end, 1)], told)
                }
            }
        }
        #expect(wrong.first == nil, "seed \(WorkCalendarPropertyTests.seed)")
    }

    /// Calls `check` with a phrase, a plan of one year and the number of the day it names; 29
    /// February of a common year must be refused.
    private func each(_ lead: String, _ check: (Phrase, Period, Int) throws -> Void) throws {
        for month in 1...12 {
            for day in 1...SlowDays.length(month, 2000) {
                let phrase = try Phrase("\(lead) \(day)/\(month)")
                for year in 1901...2298 {
                    let plan = try #require(Period.year(year))
                    let block = SlowMonth.fourCenturies[(year - 1900) * 12 + month - 1]
                    if day <= block.length {
                        try check(phrase, plan, block.first + day - 1)
                    } else {
                        #expect(throws: PhraseError.self) { _ = try due(phrase, plan) }
                    }
                }
            }
        }
    }

    private func due(_ phrase: Phrase, _ plan: Period, _ rules: CountingRules = CountingRules())
        throws -> [DueDate]
    {
        try phrase.dates(in: plan, issued: nil, rules: rules, calendar: calendar)
    }

    /// The nearest worked day from this one on, backwards or forwards.
    private func worked(_ number: Int, _ step: Int) -> Int {
        var at = number
        while !strip[at - first] { at += step }
        return at
    }
}

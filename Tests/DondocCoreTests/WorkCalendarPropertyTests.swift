import DondocCore
import Testing

/// Working days of four centuries against a strip of leaves marked by hand: the law's forecast for
/// 2014–2199, plain weeks else, and in each year some days swapped at random.
@Suite struct WorkCalendarPropertyTests {
    /// True for a working day, by the days since 1 January 1900.
    static let (calendar, strip, seed) = office(Dice(112_2019))

    private let calendar = WorkCalendarPropertyTests.calendar
    private let strip = WorkCalendarPropertyTests.strip
    private let first = -25_567

    @Test("A day is worked as the strip says")
    func isWorking() {
        var wrong = Differences()
        for (i, isWorked) in strip.enumerated() {
            let day = Day(number: first + i)
            wrong.expect(calendar.isWorking(day) == isWorked, "\(day)")
        }
        #expect(wrong.first == nil, "seed \(Self.seed)")
        // 400 years have 104,355 days of Monday to Friday: the strip is not empty of holidays.
        #expect(strip.count(where: \.self) < 103_000)
    }

    @Test("The nearest working day on either side is the nearest leaf that is worked")
    func nearest() {
        var wrong = Differences()
        for i in 40..<(strip.count - 40) {
            let day = Day(number: first + i)
            var (a, b) = (i, i)
            while !strip[a] { a -= 1 }
            while !strip[b] { b += 1 }
            wrong.expect(calendar.working(onOrBefore: day).number == first + a, "before \(day)")
            wrong.expect(calendar.working(onOrAfter: day).number == first + b, "after \(day)")
        }
        #expect(wrong.first == nil, "seed \(Self.seed)")
    }

    @Test("The n-th working day before or after a day is found by counting leaves")
    func counted() {
        var wrong = Differences()
        var dice = Dice(Self.seed)
        for i in stride(from: 200, to: strip.count - 200, by: 7) {
            let n = Int.random(in: 0...30, using: &dice)
            let day = Day(number: first + i)
            wrong.expect(
                calendar.working(n, after: day).number == first + walk(i, n, 1), "\(n) after \(day)"
            )
            wrong.expect(
                calendar.working(n, before: day).number == first + walk(i, n, -1),
                "\(n) before \(day)")
        }
        #expect(wrong.first == nil, "seed \(Self.seed)")
    }

    @Test("Working days between two days are the worked leaves after the one through the other")
    func between() {
        var wrong = Differences()
        var dice = Dice(Self.seed &+ 1)
        for _ in 0..<4_000 {
            let i = Int.random(in: 0..<(strip.count - 400), using: &dice)
            let length = Int.random(in: -20...400, using: &dice)
            let (a, b) = (Day(number: first + i), Day(number: first + i + length))
            let expected = length > 0 ? strip[(i + 1)...(i + length)].count(where: \.self) : 0
            let found = calendar.workingDays(after: a, through: b)
            wrong.expect(found == expected, "after \(a) through \(b): \(found), not \(expected)")
        }
        #expect(wrong.first == nil, "seed \(Self.seed)")
    }

    @Test("A length in working days leaves out its first day and every rest day, whatever the year")
    func countedPhrase() throws {
        let plan = try #require(Period.year(2023))
        var wrong = Differences()
        for n in [1, 5, 10, 45] {
            let phrase = try Phrase("trong vòng \(n) ngày làm việc kể từ ngày nhận được văn bản")
            let back = try Phrase("\(n) ngày làm việc trước ngày họp")
            for i in stride(from: 200, to: strip.count - 200, by: 31) {
                let event = Day(number: first + i)
                let (after, before) = (first + walk(i, n, 1), first + walk(i, n, -1))
                let due = try dates(phrase, plan, event)
                wrong.expect(due.map(\.due.number) == [after], "\(n) after \(event)")
                wrong.expect(due.map(\.actBy.number) == [after], "\(n) after \(event), act_by")
                let early = try dates(back, plan, event)
                wrong.expect(early.map(\.due.number) == [before], "\(n) before \(event)")
            }
        }
        #expect(wrong.first == nil, "seed \(Self.seed)")
    }

    private func dates(_ phrase: Phrase, _ plan: Period, _ event: Day) throws -> [DueDate] {
        try phrase.dates(
            in: plan, issued: nil, from: event, rules: CountingRules(), calendar: calendar)
    }

    private func walk(_ start: Int, _ count: Int, _ step: Int) -> Int {
        var (at, left) = (start, count)
        while left > 0 {
            at += step
            if strip[at] { left -= 1 }
        }
        return at
    }

    /// A calendar and its strip, the days off put on both one by one.
    private static func office(_ start: Dice) -> (WorkCalendar, [Bool], UInt64) {
        var dice = start
        var strip = SlowDays.fourCenturies.map { $0.weekday < 6 }
        var calendar = WorkCalendar()
        for year in 1900...2299 {
            guard let january = Day(year, 1, 1) else { continue }
            var entries = HolidayForecast.entries(ofYear: year)
            // A forecast year as it is, an announced one with swaps.
            let isAnnounced = !HolidayForecast.years.contains(year) || dice.next() % 2 == 0
            for _ in 0..<(isAnnounced ? 4 : 0) {
                let day = january + Int.random(in: 0..<365, using: &dice)
                let kind = WorkCalendar.Kind.allCases.randomElement(using: &dice) ?? .holiday
                entries.append(
                    WorkCalendar.Entry(day: day, kind: kind, name: "đổi", source: nil))
            }
            for entry in entries { strip[entry.day.number + 25_567] = !entry.kind.isOff }
            if isAnnounced {
                calendar.add(year: year, entries)
            } else {
                calendar.addForecast(year: year)
            }
        }
        return (calendar, strip, start.seed)
    }
}

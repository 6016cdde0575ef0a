import DondocCore
import Testing

@Suite struct DayTests {
    @Test(
        "A day that does not exist is refused, never moved",
        arguments: [
            (2023, 6, 31), (2023, 2, 29), (1900, 2, 29), (2023, 13, 1), (2023, 0, 1), (0, 1, 1),
            (10_000, 1, 1),
        ])
    func refused(y: Int, m: Int, d: Int) { #expect(Day(y, m, d) == nil) }

    @Test("Days, written and counted, round-trip over four hundred years")
    func roundTrip() throws {
        var expected = try #require(Day(1800, 1, 1))
        for year in 1800...2199 {
            for month in 1...12 {
                for day in 1...Day.length(ofMonth: month, year: year) {
                    let built = try #require(Day(year, month, day))
                    #expect(built == expected)
                    #expect(built.civil == (year, month, day))
                    expected = expected + 1
                }
            }
        }
        #expect(Day(1970, 1, 1)?.number == 0)
    }

    @Test(
        "Weekdays of days whose weekday the documents give",
        arguments: [
            ("2023-06-15", 4), ("2023-12-15", 5), ("2023-06-20", 2), ("2023-12-20", 3),
            ("2018-04-27", 5), ("2026-11-24", 2), ("1969-12-31", 3),
        ])
    func weekday(iso: String, weekday: Int) throws {
        let day = try #require(Day(iso: iso))
        #expect(day.weekday == weekday)
        #expect(day.description == iso)
    }
}

import DondocCore
import Foundation
import Testing

@Suite struct HolidayForecastTests {
    /// Written by hand: all that announcements had and the law does not foresee are swapped days.
    @Test(
        "The forecast is what was announced, but for the swaps",
        arguments: [
            (2018, ["2018-12-31 swapped-off"]),  // New Year 2019
            (
                2019,
                ["2019-01-05 swapped-work", "2019-04-29 swapped-off", "2019-05-04 swapped-work"]
            ),
            (2020, []), (2021, []), (2022, []), (2023, []),
            (2024, ["2024-04-29 swapped-off", "2024-05-04 swapped-work"]),
            (2025, ["2025-04-26 swapped-work", "2025-05-02 swapped-off"]),
            (
                2026,
                [
                    "2026-01-02 swapped-off", "2026-01-10 swapped-work", "2026-08-22 swapped-work",
                    "2026-08-31 swapped-off",
                ]
            ),
            (2027, []),
        ])
    func announced(year: Int, onlyAnnounced: [String]) throws {
        let announced = try announcement(year)
        let forecast = HolidayForecast.entries(ofYear: year).map {
            "\($0.day) \($0.kind.rawValue)"
        }
        #expect(announced.filter { !forecast.contains($0) } == onlyAnnounced)
        #expect(forecast.filter { !announced.contains($0) } == [])
    }

    /// Day and kind of each line of a shipped calendar file; this room's tests know no YAML.
    private func announcement(_ year: Int) throws -> [String] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../config/calendar/\(year).yaml").standardizedFileURL
        let text = try String(decoding: Data(contentsOf: file), as: UTF8.self)
        let rows = text.matches(of: /- \{day: ([0-9-]+), kind: ([a-z-]+),/)
        return rows.map { "\($0.1) \($0.2)" }
    }

    @Test("A year to come, written down from the law: 2029 loses two holidays to weekends")
    func year2029() {
        let days = HolidayForecast.entries(ofYear: 2029).map { "\($0.day) \($0.name)" }
        #expect(
            days == [
                "2029-01-01 Tết Dương lịch",
                // Tết is Tuesday 13/2: Monday to Friday.
                "2029-02-12 Tết Nguyên đán", "2029-02-13 Tết Nguyên đán",
                "2029-02-14 Tết Nguyên đán", "2029-02-15 Tết Nguyên đán",
                "2029-02-16 Tết Nguyên đán",
                "2029-04-23 Giỗ Tổ Hùng Vương", "2029-04-30 Ngày Chiến thắng",
                "2029-05-01 Ngày Quốc tế lao động",
                // 2/9 is a Sunday: 3/9 is the second day, 4/9 makes up for the Sunday.
                "2029-09-02 Quốc khánh", "2029-09-03 Quốc khánh", "2029-09-04 Nghỉ bù Quốc khánh",
                // A Saturday.
                "2029-11-24 Ngày Văn hóa Việt Nam", "2029-11-26 Nghỉ bù Ngày Văn hóa Việt Nam",
            ])
    }

    @Test("Every year has its days by law, each once, and no holiday on a weekend is lost")
    func counts() {
        for year in HolidayForecast.years {
            let list = HolidayForecast.entries(ofYear: year)
            let holidays = list.filter { $0.kind == .holiday }
            #expect(holidays.count == (year >= 2026 ? 12 : year >= 2021 ? 11 : 10), "\(year)")
            #expect(Set(list.map(\.day)).count == list.count, "\(year)")
            #expect(list.count { !$0.day.isWeekend } == holidays.count, "\(year)")
            #expect(list.map(\.day) == list.map(\.day).sorted())
            #expect(list.allSatisfy { $0.isForecast && $0.day.year == year && $0.source != nil })
        }
        #expect(HolidayForecast.entries(ofYear: 2013) == [])
        #expect(HolidayForecast.entries(ofYear: 2200) == [])
    }

    @Test("A forecast year counts its days off but is not covered")
    func notCovered() {
        var calendar = WorkCalendar()
        calendar.addForecast(year: 2028)
        #expect(!calendar.isWorking(day("2028-01-26")))
        #expect(calendar.entry(day("2028-01-26"))?.isForecast == true)
        #expect(!calendar.covers(day("2028-01-26")))
        #expect(calendar.forecastYears == [2028])
        #expect(calendar.years == [])
    }

    @Test("A year that an office foresees is its own forecast, not the law's, and not covered")
    func ownForecast() {
        let entry = WorkCalendar.Entry(
            day: day("2028-01-27"), kind: .holiday, name: "Tết", source: nil)
        var calendar = WorkCalendar()
        calendar.addForecast(year: 2028, [entry])
        calendar.addForecast(year: 2028)
        #expect(calendar.entry(day("2028-01-27"))?.isForecast == true)
        #expect(calendar.isWorking(day("2028-01-26")))
        #expect(calendar.years == [] && calendar.forecastYears == [2028])
        calendar.add(year: 2028, [])
        #expect(calendar.isWorking(day("2028-01-27")))
        // What is announced stays.
        calendar.addForecast(year: 2028, [entry])
        #expect(calendar.isWorking(day("2028-01-27")) && calendar.forecastYears == [])
    }

    @Test(
        "A coming year is asked for from sixty days before it, a running one always",
        arguments: [
            ("2026-11-01", [2026, 2027], [Int]()), ("2026-11-02", [2026], [2027]),
            ("2026-11-22", [2026, 2027], []), ("2027-11-01", [2026, 2027], []),
            ("2027-11-02", [2026, 2027], [2028]), ("2028-01-01", [2026, 2027], [2028]),
            ("2027-12-01", [], [2027, 2028]),
        ])
    func unannounced(on text: String, announced: [Int], wanted: [Int]) {
        var calendar = WorkCalendar()
        for year in announced { calendar.add(year: year, []) }
        calendar.addForecast(year: 2028)
        #expect(calendar.unannounced(on: day(text)) == wanted)
    }

    @Test("An announcement replaces the forecast of its year, whichever came first")
    func replaced() {
        let entry = WorkCalendar.Entry(
            day: day("2028-01-24"), kind: .holiday, name: "Tết Nguyên đán", source: "thông báo")
        var late = WorkCalendar()
        late.addForecast(year: 2028)
        late.add(year: 2028, [entry])
        var early = WorkCalendar()
        early.add(year: 2028, [entry])
        early.addForecast(year: 2028)
        #expect(late == early)
        #expect(late.forecastYears == [])
        #expect(late.covers(day("2028-01-26")))
        #expect(late.isWorking(day("2028-01-26")))
    }
}

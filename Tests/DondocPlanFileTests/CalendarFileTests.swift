import DondocCore
import DondocPlanFile
import Testing

@Suite struct CalendarFileTests {
    private func calendar(_ texts: String...) throws -> WorkCalendar {
        try PlanFile.calendar(
            texts.enumerated().map { i, text in
                SourceText(name: "\(i)/\(text.dropFirst(6).prefix(4)).yaml", text: text)
            })
    }

    private func refusal(_ text: String) -> [String] {
        do {
            _ = try calendar(text)
            return []
        } catch let error as Diagnostics {
            return error.list.map { "\($0.line):\($0.column) \($0.what)" }
        } catch {
            return ["\(error)"]
        }
    }

    /// Domain notes, section 6: computed, and those of 2027 by announcement too.
    @Test(
        "Tết and Giỗ Tổ of the shipped calendars are those of the lunar calendar at UTC+7",
        arguments: [
            (2027, "2027-02-06", "2027-04-16"), (2028, "2028-01-26", "2028-04-04"),
            (2029, "2029-02-13", "2029-04-23"), (2030, "2030-02-02", "2030-04-12"),
        ])
    func lunar(year: Int, tet: String, gioTo: String) throws {
        let calendar = try Shipped.calendar()
        for (text, name) in [(tet, "Tết Nguyên đán"), (gioTo, "Giỗ Tổ Hùng Vương")] {
            let entry = calendar.entry(try #require(Day(iso: text)))
            #expect(entry?.kind == .holiday && entry?.name == name)
            #expect(entry?.isForecast == (year > 2027))
        }
    }

    @Test("The years nobody has announced stand in files as the law foresees them, line by line")
    func forecasts() throws {
        let calendar = try Shipped.calendar()
        #expect(calendar.years == Set(2018...2027))
        #expect(calendar.forecastYears.isSuperset(of: 2028...2030))
        for year in 2028...2030 {
            let file = try Shipped.file("calendar/\(year).yaml")
            let alone = try PlanFile.calendar([file])
            #expect(alone.years == [])
            let first = try #require(Day(year, 1, 1))
            let days = (0..<366).map { first + $0 }.filter { $0.year == year }
            #expect(days.compactMap(alone.entry) == HolidayForecast.entries(ofYear: year))
        }
    }

    @Test("2027 is what 10065/VPCP-KGVX gives: seven days at Tết, four at National Day")
    func year2027() throws {
        let calendar = try Shipped.calendar()
        func isOff(_ text: String) throws -> Bool {
            !calendar.isWorking(try #require(Day(iso: text)))
        }
        for day in 4...10 { #expect(try isOff("2027-02-\(day < 10 ? "0" : "")\(day)")) }
        #expect(try !isOff("2027-02-03") && !isOff("2027-02-11"))
        for day in 2...5 { #expect(try isOff("2027-09-0\(day)")) }
        #expect(try !isOff("2027-09-01") && !isOff("2027-09-06"))
    }

    @Test("`forecast: true` marks a whole file; without it, or with false, the year is announced")
    func marked() throws {
        let line = "days: [{day: 2031-01-22, kind: holiday, name: Tết}]"
        let day = try #require(Day(2031, 1, 22))
        let foreseen = try calendar("year: 2031\nforecast: true\n\(line)")
        #expect(foreseen.years == [] && foreseen.forecastYears.contains(2031))
        #expect(foreseen.entry(day)?.isForecast == true && !foreseen.covers(day))
        #expect(!foreseen.isWorking(day))
        for text in ["year: 2031\n\(line)", "year: 2031\nforecast: false\n\(line)"] {
            let announced = try calendar(text)
            #expect(announced.years == [2031] && announced.entry(day)?.isForecast == false)
        }
    }

    @Test("A file's forecast stands before the law's, which fills the years after it")
    func filled() throws {
        // Only one day off is foreseen in 2028: 24/1 is worked there, and off in the law's 2029.
        let calendar = try calendar(
            "year: 2027\ndays: []",
            "year: 2028\nforecast: true\ndays: [{day: 2028-01-27, kind: holiday, name: Tết}]")
        #expect(calendar.years == [2027] && calendar.forecastYears == Set(2028...2037))
        #expect(calendar.isWorking(try #require(Day(2028, 1, 24))))
        #expect(!calendar.isWorking(try #require(Day(2029, 2, 13))))
    }

    @Test(
        "A wrong mark, and a year written twice, are told at their place",
        arguments: [
            ("year: 2028\nforecast: maybe\ndays: []", ["2:11 'forecast' không nhận 'maybe'"]),
            ("year: 2028\nforcast: true\ndays: []", ["2:1 không có khóa 'forcast' ở đây"]),
            ("year: 2028\nforecast: [true]\ndays: []", ["2:11 'forecast' phải là một văn bản"]),
        ])
    func refused(text: String, told: [String]) { #expect(refusal(text) == told) }

    @Test("A forecast and an announcement of one year are two files too many")
    func twice() {
        #expect(throws: Diagnostics.self) {
            try calendar("year: 2028\nforecast: true\ndays: []", "year: 2028\ndays: []")
        }
    }
}

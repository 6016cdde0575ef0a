import DondocCore
import Testing

@testable import DondocCLI

@Suite struct CalendarTests {
    /// Counted by hand: the weekdays of each month of 2023 less the eleven days off on weekdays.
    @Test("The working days of 2023, month by month")
    func workingDays() throws {
        let calendar = try officeCalendar(shippedConfig, years: 2023...2023)
        let page = CalendarPage(2023, calendar)
        #expect(page.workingDays == [16, 20, 23, 20, 20, 22, 21, 23, 19, 22, 22, 21])
        #expect(page.remarks.count == 1)
    }

    @Test("A Saturday worked in exchange is a working day; the day it was changed for is not")
    func swapped() throws {
        // Monday 29/4/2024 was free for Saturday 4/5/2024.
        let page = CalendarPage(2024, try officeCalendar(shippedConfig, years: 2024...2024))
        let rows = page.table.rows.map { $0.cells.prefix(3).joined(separator: " ") }
        #expect(rows.contains("29/04/2024 Thứ Hai nghỉ hoán đổi"))
        #expect(rows.contains("04/05/2024 Thứ Bảy làm bù"))
        // May 2024 has 23 weekdays, less 1/5, and the Saturday.
        #expect(page.workingDays[4] == 23)
    }

    @Test("A year that is not announced is told to be a forecast")
    func forecast() throws {
        let page = CalendarPage(2029, try officeCalendar(shippedConfig, years: 2029...2029))
        #expect(page.remarks.count == 2)
        #expect(page.table.rows.contains { $0.cells[0] == "13/02/2029" })
        #expect(page.json.text.contains("\"forecast\":true"))
    }

    @Test("2027 is announced: no line of it is a forecast")
    func announced() throws {
        let page = CalendarPage(2027, try officeCalendar(shippedConfig, years: 2027...2027))
        #expect(page.remarks.count == 1)
        #expect(!page.json.text.contains("\"forecast\":true"))
    }

    @Test("calendar has a second table: when the figures of each report close")
    func closings() throws {
        let page = CalendarPage(2023, try officeCalendar(shippedConfig, years: 2023...2023))
        try expectGoldenWords("calendar-2023") {
            page.table.text(width: 80, colour: false) + "\n"
                + page.closings.text(width: 80, colour: false)
                + page.remarks.map { $0 + "\n" }.joined()
        }
    }

    @Test("calendar --json is one object with these fields in this order")
    func json() throws {
        let page = CalendarPage(2028, try officeCalendar(shippedConfig, years: 2028...2028))
        try expectGolden(page.json.text + "\n", "calendar-2028.json")
    }
}

var shippedConfig: String {
    let tests = String(#filePath).split(separator: "/").dropLast(3).joined(separator: "/")
    return "/\(tests)/config"
}

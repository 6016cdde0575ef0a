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

    private var shippedConfig: String {
        let tests = String(#filePath).split(separator: "/").dropLast(3).joined(separator: "/")
        return "/\(tests)/config"
    }
}

import DondocAPI
import DondocCore
import DondocStore
import Foundation
import Testing

@testable import DondocDaemon

@Suite struct CalendarWatchTests {
    private func moment(_ text: String) throws -> Moment { try #require(Moment(written: text)) }

    private func bench(at start: String, _ files: [Int: Bool]) throws -> Bench {
        let bench = try Bench(at: start)
        for (year, isForecast) in files {
            let mark = isForecast ? "forecast: true\n" : ""
            try "year: \(year)\n\(mark)days: []\n".write(
                to: bench.folder.appendingPathComponent("calendar/\(year).yaml"), atomically: true,
                encoding: .utf8)
        }
        return bench
    }

    /// Sixty days before 1/1/2028 is 2/11/2027.
    @Test(
        "status warns of a coming year that is only forecast; begun, the year degrades it",
        arguments: [
            ("2027-11-01 08:00", [2027: false, 2028: true], [Int](), [Int]()),
            ("2027-11-02 08:00", [2027: false, 2028: true], [2028], []),
            ("2027-12-31 08:00", [2027: false, 2028: true], [2028], []),
            ("2028-01-01 08:00", [2027: false, 2028: true], [], [2028]),
            ("2027-11-02 08:00", [2027: false, 2028: false], [], []),
            // No file is no better than a forecast.
            ("2027-11-02 08:00", [2027: false], [2028], []),
            ("2027-11-02 08:00", [:], [2028], [2027]),
        ])
    func status(at start: String, files: [Int: Bool], warned: [Int], degraded: [Int]) async throws {
        let b = try bench(at: start, files)
        defer { b.remove() }
        _ = try await b.work.reload(by: Bench.root)
        let view = try await b.work.status()
        #expect(view.warnings.count == warned.count)
        for (year, text) in zip(warned, view.warnings) {
            #expect(text.contains("calendar/\(year).yaml") && text.contains("dondoc reload"))
        }
        let calendar = view.degraded.filter { $0.contains("calendar/") }
        #expect(calendar.count == degraded.count)
        for (year, text) in zip(degraded, calendar) {
            #expect(text.contains("calendar/\(year).yaml"))
        }
    }

    @Test("The journal is told once before a year begins and once after, not at each beat")
    func journal() throws {
        var calendar = WorkCalendar()
        calendar.add(year: 2027, [])
        calendar.addForecast(year: 2028)
        let watch = CalendarWatch()
        func told(_ text: String) throws -> [String] {
            try watch.news(calendar, at: moment(text)).map { entry in
                let fields = Dictionary(
                    entry.fields.map { ($0.name, $0.value) }, uniquingKeysWith: { a, _ in a })
                #expect(fields["MESSAGE_ID"] == EntryKind.calendarMissing.messageID)
                #expect(fields["PRIORITY"] == "4")
                return fields["MESSAGE"] ?? ""
            }
        }
        #expect(try told("2027-11-01 08:00") == [])
        let first = try told("2027-11-02 08:00")
        #expect(first.count == 1 && first[0].contains("calendar/2028.yaml"))
        #expect(try told("2027-11-03 08:00") == [])
        #expect(try told("2028-01-03 08:00").count == 1)
        #expect(try told("2028-01-04 08:00") == [])
        calendar.add(year: 2028, [])
        #expect(try CalendarWatch().news(calendar, at: moment("2028-01-05 08:00")).isEmpty)
    }

    @Test("On the day these calendars were written nothing is wanted")
    func today() throws {
        var calendar = WorkCalendar()
        for year in 2018...2027 { calendar.add(year: year, []) }
        let now = try moment("2026-11-22 08:00")
        #expect(CalendarWatch().news(calendar, at: now).isEmpty)
    }
}

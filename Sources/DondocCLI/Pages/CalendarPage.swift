import DondocCore

/// `calendar`: what a year's days off are, by which document, how many days are left to work, and
/// when the figures of its reports close.
struct CalendarPage {
    private let year: Int
    private let entries: [WorkCalendar.Entry]
    /// Working days of each month, January first.
    let workingDays: [Int]
    private let isForecast: Bool
    private let closes: [ReportingClose]

    init(_ year: Int, _ calendar: WorkCalendar) {
        self.year = year
        isForecast = !calendar.years.contains(year)
        let months = (1...12).compactMap { Period.month($0, year) }
        entries = months.flatMap { days(of: $0).compactMap { calendar.entry($0) } }
        workingDays = months.map { days(of: $0).filter { calendar.isWorking($0) }.count }
        closes = ReportingClose.nd09(ofYear: year, calendar)
    }

    var table: Table {
        var table = Table(Words.Heading.calendar, shrinks: [3, 4])
        for entry in entries {
            table.add([
                entry.day.written, Words.weekday(entry.day.weekday), Words.kind(entry.kind),
                entry.name, entry.source ?? "-",
            ])
        }
        return table
    }

    /// What stands below the days off: the closings of Decree 09.
    var closings: Table {
        var table = Table(Words.Heading.closes)
        for close in closes {
            table.add([
                close.scheme, close.period.label, close.window.lowerBound.written,
                close.window.upperBound.written, close.sendFrom.written, close.upper.written,
            ])
        }
        return table
    }

    /// What stands below the tables.
    var remarks: [String] {
        let months = workingDays.enumerated().map { "\($0.offset + 1): \($0.element)" }
        let sum = Words.workingDays(year, workingDays.reduce(0, +), months.joined(separator: ", "))
        return isForecast ? [sum, Words.forecast(year)] : [sum]
    }

    var json: JSONText {
        .object([
            ("year", .number(year)), ("forecast", .bool(isForecast)),
            ("working_days", .array(workingDays.map { .number($0) })),
            ("days", .array(entries.map(json))), ("closes", .array(closes.map(json))),
        ])
    }

    private func json(_ entry: WorkCalendar.Entry) -> JSONText {
        .object([
            ("day", .string(entry.day.description)), ("weekday", .number(entry.day.weekday)),
            ("kind", .string(entry.kind.rawValue)), ("name", .string(entry.name)),
            ("source", .optional(entry.source)), ("forecast", .bool(entry.isForecast)),
        ])
    }

    private func json(_ close: ReportingClose) -> JSONText {
        .object([
            ("scheme", .string(close.scheme)), ("period", .string(close.period.label)),
            ("opens", .string(close.window.lowerBound.description)),
            ("closes", .string(close.window.upperBound.description)),
            ("send_from", .string(close.sendFrom.description)),
            ("upper", .string(close.upper.description)),
        ])
    }

    /// The days off alone: one file holds one table.
    var csv: String {
        var csv = CSV(["day", "weekday", "kind", "name", "source", "forecast"])
        for entry in entries {
            csv.add([
                .text(entry.day.description), .number(entry.day.weekday),
                .text(entry.kind.rawValue), .text(entry.name), .text(entry.source),
                .text(entry.isForecast ? "true" : "false"),
            ])
        }
        return csv.text
    }
}

private func days(of month: Period) -> [Day] {
    (month.starts.number...month.ends.number).map { Day(number: $0) }
}

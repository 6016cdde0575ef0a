import ArgumentParser
import DondocAPI
import DondocCore
import DondocPlanFile

/// `calendar [YEAR]`: the days off of a year, the Saturdays worked, the working days by month, and
/// the closings of reports.
struct CalendarCommand: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "calendar", abstract: Words.Help.calendar,
            discussion: Words.Help.discussion(of: "calendar", Words.Help.calendarMore))
    }
    @OptionGroup var global: GlobalOptions
    @Flag(help: ArgumentHelp(Words.Help.csvOfDays)) var csv = false
    @Argument(help: ArgumentHelp(Words.Help.year)) var year: Int?
    @Option(help: ArgumentHelp(Words.Help.config, valueName: "dir"), completion: .directory)
    var config: String?

    func validate() throws {
        try global.validateOffline()
        if csv, global.json { throw ValidationError(Words.eitherJSONorCSV) }
        if let year, !HolidayForecast.years.contains(year) { throw ValidationError(Words.badYear) }
    }

    func run() throws {
        let year = year ?? Clock.today.year
        let page = CalendarPage(year, try officeCalendar(config, years: year...year))
        if global.json {
            Terminal.out(page.json.text + "\n")
        } else if csv {
            Terminal.out(page.csv)
        } else {
            let width = Terminal.width
            Terminal.out(page.table.text(width: width, colour: false) + "\n")
            Terminal.out(page.closings.text(width: width, colour: false))
            for line in page.remarks { Terminal.remark(line) }
        }
    }
}

/// The office's days off; where nothing may be read, the law's forecast for the years asked about.
func officeCalendar(_ config: String?, years: ClosedRange<Int>) throws -> WorkCalendar {
    var calendar = try announced(config)
    for year in years { calendar.addForecast(year: year) }
    return calendar
}

private func announced(_ config: String?) throws -> WorkCalendar {
    guard config != nil || ConfigFolder.usual != nil else { return WorkCalendar() }
    do {
        return try PlanFile.calendar(try ConfigFolder(config).texts(in: "calendar"))
    } catch let failure as Failure where failure.status == ExitStatus.notPermitted {
        // Staff may not read the system's folder; a folder they name is another matter.
        guard config == nil else { throw failure }
        return WorkCalendar()
    } catch let error as Diagnostics {
        throw Failure(ExitStatus.data, shownLines(error.description))
    }
}

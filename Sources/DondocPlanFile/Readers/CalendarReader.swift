import DondocCore

/// Reads calendar/YYYY.yaml; `forecast: true` marks a year whose days off nobody has announced.
struct CalendarReader {
    static let fileKeys = Keys("year* forecast days*")
    static let dayKeys = Keys("day* kind* name* source note")

    private static let yearsAhead = 10
    /// Days between the two halves of a swap, at most.
    private static let swapDays = 31

    private var calendar = WorkCalendar()
    private var places: [Int: String] = [:]
    private var all: [Findings] = []
    private var swaps: [(day: Day, isWork: Bool)] = []
    /// Where each day stands, for all files.
    private var days: [Day: (place: String, findings: Findings, at: Place)] = [:]

    mutating func read(_ files: [SourceText]) throws(Diagnostics) -> WorkCalendar {
        for file in files { read(file) }
        refuseHalfSwaps()
        try all.refuse()
        // Years that nobody has announced yet: what the law foresees, marked as a forecast.
        if let last = calendar.years.max() ?? calendar.forecastYears.max() {
            for year in last + 1...last + Self.yearsAhead { calendar.addForecast(year: year) }
        }
        return calendar
    }

    private mutating func read(_ file: SourceText) {
        let findings = Findings(file: file.name)
        all.append(findings)
        guard let document = Document(file, findings),
            let fields = Fields(document.root, Self.fileKeys, findings)
        else { return }
        let scalar = fields.scalar("year")
        let year = scalar.flatMap { number($0, file, findings) }
        let isForecast = fields.flag("forecast")
        let days = fields.list("days").compactMap { value in
            Fields(value, Self.dayKeys, named: "days", findings).flatMap { entry($0, year: year) }
        }
        for entry in days where isFirst(entry.entry.day, file, entry.at, findings) {
            check(entry.entry, entry.at, findings)
        }
        guard let scalar, let year else { return }
        if let first = places[year] {
            findings.error(Words.taken(.year, scalar.text, by: first), at: scalar.place)
        }
        places[year] = "\(file.name):\(scalar.place.line)"
        if isForecast {
            calendar.addForecast(year: year, days.map(\.entry))
        } else {
            calendar.add(year: year, days.map(\.entry))
        }
    }

    private func number(_ scalar: Scalar, _ file: SourceText, _ findings: Findings) -> Int? {
        guard scalar.text.utf8.count == 4, let year = Int(scalar.text), Limit.years.contains(year)
        else {
            findings.error(Words.badYear(scalar.text), at: scalar.place)
            return nil
        }
        if let said = Int(file.stem), said != year {
            findings.error(Words.yearOfFile(year, file: file.stem), at: scalar.place)
        }
        return year
    }

    private mutating func isFirst(
        _ day: Day, _ file: SourceText, _ place: Place, _ findings: Findings
    ) -> Bool {
        if let first = days[day] {
            findings.error(Words.dayAgain(day, at: first.place), at: place)
            return false
        }
        days[day] = ("\(file.name):\(place.line)", findings, place)
        return true
    }

    /// A swap makes a working day of a Saturday or Sunday, and a day off of another day.
    private mutating func check(_ entry: WorkCalendar.Entry, _ at: Place, _ findings: Findings) {
        guard [.swappedOff, .swappedWork].contains(entry.kind) else { return }
        let isWork = entry.kind == .swappedWork
        guard entry.day.isWeekend == isWork else {
            return findings.error(Words.swappedWrongly(entry.day, isWork: isWork), at: at)
        }
        swaps.append((entry.day, isWork))
    }

    /// A day off against a day worked, at most a month apart; both in the order of the calendar.
    ///
    /// At the edge of what was read the other half may stand in a file that is not there.
    private mutating func refuseHalfSwaps() {
        var (off, work) = (swaps.filter { !$0.isWork }, swaps.filter(\.isWork))
        off.sort { $0.day < $1.day }
        work.sort { $0.day < $1.day }
        var alone: [(day: Day, isWork: Bool)] = []
        while let a = off.first, let b = work.first {
            if abs(a.day - b.day) <= Self.swapDays {
                off.removeFirst()
                work.removeFirst()
            } else {
                alone.append(a.day < b.day ? off.removeFirst() : work.removeFirst())
            }
        }
        let years = calendar.years.union(calendar.forecastYears)
        for (day, isWork) in alone + off + work {
            guard years.isSuperset(of: [(day - Self.swapDays).year, (day + Self.swapDays).year]),
                let stood = days[day]
            else { continue }
            stood.findings.error(Words.swapAlone(day, isWork: isWork), at: stood.at)
        }
    }

    private func entry(_ fields: Fields, year: Int?) -> (entry: WorkCalendar.Entry, at: Place)? {
        let day = fields.day("day")
        if let day, let year, day.year != year, let place = fields.value("day")?.place {
            fields.findings.error(Words.dayOutsideYear(day, year: year), at: place)
        }
        let kind = fields.choice("kind", WorkCalendar.Kind.self)
        let (name, source) = (fields.text("name"), fields.text("source"))
        _ = fields.text("note")
        guard let day, let kind, let name else { return nil }
        let entry = WorkCalendar.Entry(day: day, kind: kind, name: name, source: source)
        return (entry, fields.value("day")?.place ?? fields.place)
    }
}

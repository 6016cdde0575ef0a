import DondocCore

/// Reads calendar/YYYY.yaml; `forecast: true` marks a year whose days off nobody has announced.
struct CalendarReader {
    static let fileKeys = Keys("year* forecast days*")
    static let dayKeys = Keys("day* kind* name* source note")

    private static let yearsAhead = 10

    private var calendar = WorkCalendar()
    private var places: [Int: String] = [:]
    private var all: [Findings] = []

    mutating func read(_ files: [SourceText]) throws(Diagnostics) -> WorkCalendar {
        for file in files { read(file) }
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
        guard let scalar, let year else { return }
        if let first = places[year] {
            findings.error(Words.taken(.year, scalar.text, by: first), at: scalar.place)
        }
        places[year] = "\(file.name):\(scalar.place.line)"
        if isForecast {
            calendar.addForecast(year: year, days)
        } else {
            calendar.add(year: year, days)
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

    private func entry(_ fields: Fields, year: Int?) -> WorkCalendar.Entry? {
        let day = fields.day("day")
        if let day, let year, day.year != year, let place = fields.value("day")?.place {
            fields.findings.error(Words.dayOutsideYear(day, year: year), at: place)
        }
        let kind = fields.choice("kind", WorkCalendar.Kind.self)
        let (name, source) = (fields.text("name"), fields.text("source"))
        _ = fields.text("note")
        guard let day, let kind, let name else { return nil }
        return WorkCalendar.Entry(day: day, kind: kind, name: name, source: source)
    }
}

public import DondocCore

/// Text to agencies, calendar, settings and plans, or to every mistake in it at once.
///
/// Nothing is returned while one error stands; nothing is guessed.
public enum PlanFile {
    /// Reads agencies/*.yaml; a file's name is the id of its territory.
    public static func directory(_ files: [SourceText]) throws(Diagnostics) -> Directory {
        var reader = DirectoryReader()
        return try reader.read(files)
    }

    /// Reads calendar/YYYY.yaml.
    public static func calendar(_ files: [SourceText]) throws(Diagnostics) -> WorkCalendar {
        var reader = CalendarReader()
        return try reader.read(files)
    }

    /// Reads dondoc.yaml.
    public static func settings(_ file: SourceText) throws(Diagnostics) -> Settings {
        let findings = Findings(file: file.name)
        let settings = SettingsReader(findings: findings).read(file)
        try [findings].refuse()
        guard let settings else { preconditionFailure("no settings and no reason") }
        return settings
    }

    /// Reads one plan, with what a person should know about it.
    public static func plan(
        _ file: SourceText, _ directory: Directory, _ calendar: WorkCalendar
    ) throws(Diagnostics) -> (plan: Plan, warnings: [Diagnostic]) {
        let plans = try plans([file], directory, calendar)
        guard let first = plans.first else { preconditionFailure("one file makes one plan") }
        return first
    }

    /// Reads several plans, in the order of the files; two with one id are refused.
    public static func plans(
        _ files: [SourceText], _ directory: Directory, _ calendar: WorkCalendar
    ) throws(Diagnostics) -> [(plan: Plan, warnings: [Diagnostic])] {
        var all: [Findings] = []
        var places: [String: String] = [:]
        var plans: [(plan: Plan, warnings: [Diagnostic])] = []
        for file in files {
            let findings = Findings(file: file.name)
            all.append(findings)
            guard let document = Document(file, findings),
                let reader = PlanReader(document, directory, calendar, findings)
            else { continue }
            if let id = reader.id {
                if let first = places[id.text] {
                    findings.error(Words.taken(.plan, id.text, by: first), at: id.place)
                } else {
                    places[id.text] = "\(file.name):\(id.place.line)"
                }
            }
            if let plan = reader.plan() { plans.append((plan, findings.warnings)) }
        }
        try all.refuse()
        return plans
    }
}

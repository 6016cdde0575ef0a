public import DondocCore

/// Text to agencies, calendar, settings and plans, or to every mistake in it at once.
///
/// Nothing is returned while one error stands; nothing is guessed.
public enum PlanFile {
    /// True for the names of a folder's files that are read: `example.yaml` only shows the keys.
    public static func isApplied(_ name: String) -> Bool {
        name.hasSuffix(".yaml") && !name.hasPrefix(".") && name != "example.yaml"
    }

    /// Reads agencies/*.yaml; a file's name is the id of its territory.
    public static func directory(_ files: [SourceText]) throws(Diagnostics) -> Directory {
        try directoryWithWarnings(files).directory
    }

    /// The same, with what a person should know about the files; by file, line and column.
    public static func directoryWithWarnings(_ files: [SourceText]) throws(Diagnostics)
        -> (directory: Directory, warnings: [Diagnostic])
    {
        var reader = DirectoryReader()
        let directory = try reader.read(files)
        return (directory, reader.warnings)
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

    /// Reads policies.yaml; `hooks` are the channels beside mail that a step may name, `wordings` the
    /// words of their own that there are templates for (nil: not asked).
    public static func policies(
        _ file: SourceText, hooks: [String]? = [], wordings: [String]? = nil
    ) throws(Diagnostics) -> Policies {
        let findings = Findings(file: file.name)
        let policies = PolicyReader(findings: findings, hooks: hooks, wordings: wordings)
            .read(file)
        try [findings].refuse()
        guard let policies else { preconditionFailure("no policies and no reason") }
        return policies
    }

    /// A plan as its file gives it.
    public struct ReadPlan: Sendable {
        public let plan: Plan
        /// What the plan comes to with these agencies and days off.
        public let assignments: [Assignment]
        /// What a person should know about it; by line and column.
        public let warnings: [Diagnostic]
    }

    /// Reads one plan; `today` as in `plans`.
    public static func plan(
        _ file: SourceText, _ directory: Directory, _ calendar: WorkCalendar,
        _ policies: Policies = .builtIn, today: Day? = nil
    ) throws(Diagnostics) -> ReadPlan {
        let plans = try plans([file], directory, calendar, policies, today: today)
        guard let first = plans.first else { preconditionFailure("one file makes one plan") }
        return first
    }

    /// Reads several plans, in the order of the files; two with one id are refused.
    ///
    /// With `today`, the office's day, the warnings have the findings of `Plan.lint` too.
    public static func plans(
        _ files: [SourceText], _ directory: Directory, _ calendar: WorkCalendar,
        _ policies: Policies = .builtIn, today: Day? = nil
    ) throws(Diagnostics) -> [ReadPlan] {
        var all: [Findings] = []
        var places: [String: String] = [:]
        var plans: [ReadPlan] = []
        for file in files {
            let findings = Findings(file: file.name)
            all.append(findings)
            guard let document = Document(file, findings),
                let reader = PlanReader(document, directory, calendar, policies, today, findings)
            else { continue }
            if let id = reader.id {
                if let first = places[id.text] {
                    findings.error(Words.taken(.plan, id.text, by: first), at: id.place)
                } else {
                    places[id.text] = "\(file.name):\(id.place.line)"
                }
            }
            if let (plan, assignments) = reader.plan() {
                plans.append(
                    ReadPlan(plan: plan, assignments: assignments, warnings: findings.warnings))
            }
        }
        try all.refuse()
        return plans
    }
}

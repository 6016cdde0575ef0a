import DondocAPI
import DondocCore
import DondocPlanFile
import Glibc

/// The folder that holds `agencies/`, `calendar/` and `plans/`.
struct ConfigFolder {
    let path: String

    /// - Throws: `Failure` 66 when there is none.
    init(_ named: String?) throws {
        guard let path = named ?? ConfigFolder.usual, Files.exists(path) else {
            let why = named.map { Words.cannotRead(shown($0), errorText(errno)) }
            throw Failure(ExitStatus.noSuchThing, why ?? Words.noConfig)
        }
        self.path = path
    }

    /// `DONDOC_CONFIG`, the system's folder, the user's; nil when none is there.
    static var usual: String? {
        if let named = environment("DONDOC_CONFIG"), !named.isEmpty { return named }
        let home = environment("XDG_CONFIG_HOME") ?? environment("HOME").map { $0 + "/.config" }
        return ["/etc/dondoc", home.map { $0 + "/dondoc" }].compactMap { $0 }
            .first(where: Files.exists)
    }

    /// `policies.yaml`; nil where the built-in ladder is in force.
    func policies() throws -> SourceText? {
        let file = "\(path)/policies.yaml"
        return Files.exists(file) ? try sourceText(file) : nil
    }

    /// What a step's `wording` may name: the shipped ones and those of `templates/{vi,en}`.
    func wordings() throws -> [String] {
        let (start, end) = ("wording-", ".mustache")
        let own = try Language.allCases.flatMap {
            try Files.names(in: "\(path)/templates/\($0.rawValue)")
        }.filter { $0.hasPrefix(start) && $0.hasSuffix(end) }
            .map { String($0.dropFirst(start.count).dropLast(end.count)) }
        return Set(Rung.shippedWordings + own).sorted()
    }

    /// Every file of a sub-folder that is applied, by name; empty where there is no such folder.
    func texts(in folder: String) throws -> [SourceText] {
        try Files.names(in: "\(path)/\(folder)").filter(PlanFile.isApplied)
            .map { try sourceText("\(path)/\(folder)/\($0)") }
    }
}

/// The text of one file.
///
/// Where it may be `marked`, a byte order mark, as spreadsheets write one, is passed over.
/// - Throws: `Failure` 65 with its diagnostics when it is no text.
func sourceText(_ file: String, marked: Bool = false) throws -> SourceText {
    var bytes = try Files.read(file)
    if marked, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    do {
        return try PlanFile.bytes(bytes, name: file)
    } catch {
        throw Failure(ExitStatus.data, shownLines(error.description))
    }
}

/// `plan check`: what plan files come to, or everything that is wrong with them.
struct PlanCheck {
    struct Row {
        let plan: String
        let tasks: Int
        let reports: Int
        let targets: Int
        let obligations: Int
        /// As on stderr: `FILE:LINE:COLUMN: warning: …`, then the way out.
        let warnings: [String]

        var line: String {
            "\(shown(plan)): \(Words.checked(tasks, reports, targets, obligations))\n"
        }

        var json: JSONText {
            .object([
                ("plan", .string(plan)), ("tasks", .number(tasks)), ("reports", .number(reports)),
                ("targets", .number(targets)), ("obligations", .number(obligations)),
                ("warnings", .array(warnings.map { .string($0) })),
            ])
        }
    }

    /// Diagnostics and warnings, for stderr.
    private(set) var remarks: [String] = []
    /// nil when something is wrong.
    private(set) var rows: [Row]?

    /// `today` is the office's day, for what has passed.
    init(config: ConfigFolder, plans: [String], today: Day = Clock.today) throws {
        let (agencies, days) = (try config.texts(in: "agencies"), try config.texts(in: "calendar"))
        let read = try plans.map { (name: $0, bytes: try Files.read($0)) }
        let found = collect { () throws(Diagnostics) in
            try PlanFile.directoryWithWarnings(agencies)
        }
        remarks += (found?.warnings ?? []).flatMap { shownLines($0.description) }
        let directory = found?.directory
        let calendar = collect { () throws(Diagnostics) in try PlanFile.calendar(days) }
        let (ladders, wordings) = (try config.policies(), try config.wordings())
        let policies = collect { () throws(Diagnostics) in
            guard let ladders else { return Policies.builtIn }
            // Which hooks there are says dondoc.yaml, which not everybody may read.
            return try PlanFile.policies(ladders, hooks: nil, wordings: wordings)
        }
        let texts = read.compactMap { file in
            collect { () throws(Diagnostics) in try PlanFile.bytes(file.bytes, name: file.name) }
        }
        guard let directory, let calendar, let policies, texts.count == read.count,
            let loaded = collect({ () throws(Diagnostics) in
                try PlanFile.plans(texts, directory, calendar, policies, today: today)
            })
        else { return }
        remarks += loaded.flatMap(\.warnings).flatMap { shownLines($0.description) }
        rows = loaded.map(Row.init)
    }

    /// The value, or nil with its diagnostics among the remarks.
    private mutating func collect<T>(_ read: () throws(Diagnostics) -> T) -> T? {
        do {
            return try read()
        } catch {
            remarks += error.list.flatMap { shownLines($0.description) }
            return nil
        }
    }
}

extension PlanCheck.Row {
    init(_ read: PlanFile.ReadPlan) {
        let tasks = read.plan.tasks
        self.init(
            plan: read.plan.id, tasks: tasks.count { $0.kind == .task },
            reports: tasks.count { $0.kind == .report }, targets: read.plan.targets.count,
            obligations: read.assignments.count, warnings: read.warnings.map(\.description))
    }
}

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

    /// Every file of a sub-folder, by name; empty where there is no such folder.
    func texts(in folder: String) throws -> [SourceText] {
        try Files.yaml(in: "\(path)/\(folder)").map(sourceText)
    }
}

/// The text of one file.
///
/// - Throws: `Failure` 65 with its diagnostics when it is no text.
func sourceText(_ file: String) throws -> SourceText {
    let bytes = try Files.read(file)
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

        var line: String {
            "\(shown(plan)): \(Words.checked(tasks, reports, targets, obligations))\n"
        }

        var json: JSONText {
            .object([
                ("plan", .string(plan)), ("tasks", .number(tasks)), ("reports", .number(reports)),
                ("targets", .number(targets)), ("obligations", .number(obligations)),
            ])
        }
    }

    /// Diagnostics and warnings, for stderr.
    private(set) var remarks: [String] = []
    /// nil when something is wrong.
    private(set) var rows: [Row]?

    init(config: ConfigFolder, plans: [String]) throws {
        let (agencies, days) = (try config.texts(in: "agencies"), try config.texts(in: "calendar"))
        let read = try plans.map { (name: $0, bytes: try Files.read($0)) }
        let directory = collect { () throws(Diagnostics) in try PlanFile.directory(agencies) }
        let calendar = collect { () throws(Diagnostics) in try PlanFile.calendar(days) }
        let texts = read.compactMap { file in
            collect { () throws(Diagnostics) in try PlanFile.bytes(file.bytes, name: file.name) }
        }
        guard let directory, let calendar, texts.count == read.count,
            let loaded = collect({ () throws(Diagnostics) in
                try PlanFile.plans(texts, directory, calendar)
            })
        else { return }
        remarks += loaded.flatMap(\.warnings).flatMap { shownLines($0.description) }
        rows = loaded.compactMap { row($0.plan, directory, calendar) }
        if rows?.count != loaded.count { rows = nil }
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

    private mutating func row(_ plan: Plan, _ directory: Directory, _ calendar: WorkCalendar)
        -> Row?
    {
        let expansion: Expansion
        do {
            expansion = try plan.expand(directory, calendar)
        } catch {
            let phrase = plan.tasks.first { $0.id == error.task }?.due.text ?? ""
            let what = explain(error, in: phrase).what
            remarks.append(shown("\(plan.id)/\(error.task): \(what)"))
            return nil
        }
        return Row(
            plan: plan.id, tasks: plan.tasks.count { $0.kind == .task },
            reports: plan.tasks.count { $0.kind == .report }, targets: plan.targets.count,
            obligations: expansion.assignments.count)
    }
}

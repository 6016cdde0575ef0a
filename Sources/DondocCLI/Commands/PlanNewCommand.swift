import ArgumentParser
import DondocAPI
import DondocCore
import DondocPlanFile

/// `plan new ID`: the file of a plan to begin with; it asks nothing and overwrites nothing.
struct PlanNewCommand: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "new", abstract: Words.Help.planNew,
            discussion: Words.Help.discussion(of: "plan new", Words.Help.planNewMore))
    }
    @OptionGroup var global: GlobalOptions
    @Option(help: ArgumentHelp(Words.Help.newTitle, valueName: "text")) var title: String?
    @Option(help: ArgumentHelp(Words.Help.newTerritory, valueName: "id")) var territory: String?
    @Option(help: ArgumentHelp(Words.Help.newPeriod)) var period: String?
    @Option(
        name: .shortAndLong, help: ArgumentHelp(Words.Help.newFile, valueName: "file"),
        completion: .file(extensions: ["yaml"]))
    var output: String?
    @Option(help: ArgumentHelp(Words.Help.config, valueName: "dir"), completion: .directory)
    var config: String?
    @Argument(help: ArgumentHelp(Words.Help.newId)) var id: String

    func run() throws {
        let plan = try plan()
        let folder = try folder()
        let directory = try folder.flatMap(directory)
        let text = plan.text(directory, today: Clock.today)
        if let output { try Files.create(output, text) }
        if global.json {
            Terminal.out(json(plan, text).text + "\n")
        } else if output == nil {
            Terminal.out(text)
        }
        if let folder, let directory, let unknown = plan.unknownTerritory(in: directory) {
            Terminal.remark(Words.noTerritory(unknown, shown(folder.path)))
        }
        if let output { Terminal.remark(Words.written(shown(output), NewPlan.blanks(in: text))) }
    }

    private func plan() throws -> NewPlan {
        do {
            return try NewPlan(id: id, title: title, territory: territory, period: period)
        } catch {
            throw Failure(
                ExitStatus.usage,
                error.list.flatMap { [shown($0.what), Words.fix(shown($0.fix))] })
        }
    }

    /// The office's folder; nil when none was named and none is there.
    private func folder() throws -> ConfigFolder? {
        config == nil && ConfigFolder.usual == nil ? nil : try ConfigFolder(config)
    }

    /// The agencies, for their ids; nil where they may not be read, or are wrong themselves.
    private func directory(_ folder: ConfigFolder) throws -> Directory? {
        do {
            return try PlanFile.directory(try folder.texts(in: "agencies"))
        } catch {
            if config != nil, let failure = error as? Failure { throw failure }
            return nil
        }
    }

    private func json(_ plan: NewPlan, _ text: String) -> JSONText {
        .object([
            ("plan", .string(plan.id)), ("file", .optional(output)),
            ("blanks", .number(NewPlan.blanks(in: text))), ("text", .string(text)),
        ])
    }
}

import ArgumentParser
import DondocAPI
import DondocCore
import DondocPlanFile

struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: Words.Help.plan,
        subcommands: [
            PlanNewCommand.self, PlanCheckCommand.self, PlanLoadCommand.self, PlanListCommand.self,
            PlanShowCommand.self,
        ])
}

struct PlanCheckCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: Words.Help.planCheck)
    @OptionGroup var global: GlobalOptions
    @Option(help: ArgumentHelp(Words.Help.config, valueName: "dir"), completion: .directory)
    var config: String?
    @Argument(help: ArgumentHelp(Words.Help.planFiles), completion: .file(extensions: ["yaml"]))
    var files: [String]

    func validate() throws { try global.validateOffline() }

    func run() throws {
        let check = try PlanCheck(config: try ConfigFolder(config), plans: files)
        for line in check.remarks { Terminal.remark(line) }
        guard let rows = check.rows else { throw Failure(ExitStatus.data, []) }
        Terminal.out(
            global.json
                ? JSONText.array(rows.map(\.json)).text + "\n" : rows.map(\.line).joined())
    }
}

struct PlanLoadCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "load", abstract: Words.Help.planLoad)
    @OptionGroup var global: GlobalOptions
    @Flag(help: ArgumentHelp(Words.Help.all)) var all = false
    @Argument(help: ArgumentHelp(Words.Help.planFiles), completion: .file(extensions: ["yaml"]))
    var files: [String] = []

    func validate() throws {
        if files.isEmpty != all { throw ValidationError(Words.filesOrAll) }
    }

    func run() throws {
        // Bytes that are no UTF-8 are named here, before JSON would hide them.
        let sent = try files.map { LoadRequest.File(name: $0, text: try sourceText($0).text) }
        var daemon = global.daemon()
        let body = try daemon.post(
            Path.plans, body: try encoded(LoadRequest(files: sent, all: all)),
            seconds: Daemon.loadPatience)
        if global.json { return Terminal.out(body: body) }
        let page = PlanPages.load(try decoded(LoadView.self, body))
        for line in page.remarks { Terminal.remark(line) }
        Terminal.out(page.out)
    }
}

struct PlanListCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: Words.Help.planList)
    @OptionGroup var global: GlobalOptions

    func run() throws {
        var daemon = global.daemon()
        let body = try daemon.get(Path.plans)
        if global.json { return Terminal.out(body: body) }
        let table = PlanPages.list(try decoded([PlanView].self, body))
        Terminal.out(table.text(width: Terminal.width, colour: false))
    }
}

struct PlanShowCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: Words.Help.planShow)
    @OptionGroup var global: GlobalOptions
    @Argument(help: ArgumentHelp(Words.Help.planId)) var id: String

    func run() throws {
        var daemon = global.daemon()
        let body = try daemon.get(Path.plan, [("id", id)])
        if global.json { return Terminal.out(body: body) }
        Terminal.out(PlanPages.show(try decoded(PlanShowView.self, body), width: Terminal.width))
    }
}

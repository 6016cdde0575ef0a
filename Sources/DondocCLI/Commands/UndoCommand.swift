import ArgumentParser
import DondocAPI

/// `undo [CHANGE]`: takes one whole change back, by a change of its own.
struct UndoCommand: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "undo", abstract: Words.Help.undo,
            discussion: Words.Help.discussion(of: "undo", Words.Help.undoMore))
    }

    @OptionGroup var global: GlobalOptions
    @Argument(help: ArgumentHelp(Words.Help.undoChange)) var change: Int?
    @OptionGroup var reason: ReasonOption
    @Flag(help: ArgumentHelp(Words.Help.dryRunOfAct)) var dryRun = false

    func validate() throws {
        if let change, change < 1 { throw ValidationError(Words.positive) }
    }

    func run() throws {
        var daemon = global.daemon()
        let body = try daemon.post(
            Path.undo, dryRun ? [("dry-run", "1")] : [],
            body: try encoded(UndoRequest(change: change, reason: reason.reason)),
            seconds: Daemon.loadPatience)
        if global.json { return Terminal.out(body: body) }
        ChangePage.tell(try decoded(ChangeView.self, body))
    }
}

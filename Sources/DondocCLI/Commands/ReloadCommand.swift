import ArgumentParser
import DondocAPI

struct ReloadCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "reload", abstract: Words.Help.reload)
    @OptionGroup var global: GlobalOptions
    @Flag(help: ArgumentHelp(Words.Help.dryRun)) var dryRun = false

    func run() throws {
        var daemon = global.daemon()
        let body = try daemon.post(
            Path.reload, dryRun ? [("dry-run", "1")] : [], seconds: Daemon.loadPatience)
        if global.json { return Terminal.out(body: body) }
        let view = try decoded(ReloadView.self, body)
        Terminal.out(ReloadPage.text(view, width: Terminal.width))
        for remark in ReloadPage.remarks(view) { Terminal.remark(remark) }
    }
}

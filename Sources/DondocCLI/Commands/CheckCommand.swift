import ArgumentParser
import DondocAPI

/// `check`: one line for whoever watches over many services, and an exit status.
struct CheckCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: Words.Help.check, discussion: Words.Help.checkMore)
    @OptionGroup var global: GlobalOptions
    @Option(help: ArgumentHelp(Words.Help.maxAge, valueName: "span")) var maxAge: Span?

    func run() throws {
        let page = try look()
        Terminal.out(global.json ? try page.json() : page.line)
        guard page.status == ExitStatus.ok else { throw Failure(page.status, []) }
    }

    /// Asks the daemon how it is.
    ///
    /// One that does not answer in time, or not as it should, is degraded; one that does not run is
    /// down. Who may not ask learns neither.
    func look() throws -> CheckPage {
        // A remark about the training clock would be a second line.
        var daemon = global.daemon(csv: true)
        do {
            let body = try daemon.get(Path.status)
            return CheckPage(try decoded(StatusView.self, body), maxAge: maxAge)
        } catch let failure as Failure {
            guard failure.status != ExitStatus.notPermitted else { throw failure }
            return CheckPage(failure)
        }
    }
}

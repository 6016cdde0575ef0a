import ArgumentParser
import DondocAPI

struct MailCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mail", abstract: Words.Help.mail,
        subcommands: [
            MailTestCommand.self, MailDeadCommand.self, MailAliveCommand.self,
            MailAddressesCommand.self,
        ])
}

struct MailTestCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: Words.Help.mailTest, discussion: Words.Help.mailTestMore)
    @OptionGroup var global: GlobalOptions
    @Argument(help: ArgumentHelp(Words.Help.address, valueName: "address")) var to: String

    /// The relay may take its time; the daemon gives up after 25 s.
    private static let patience = 40

    func run() throws {
        var daemon = global.daemon()
        let body = try daemon.post(
            Path.mailTest, body: try encoded(MailTestRequest(to: to)),
            seconds: MailTestCommand.patience)
        let view = try decoded(MailTestView.self, body)
        if global.json { Terminal.out(body: body) } else { Terminal.out(MailTestPage.text(view)) }
        let status = MailTestPage.exitStatus(view)
        if status != ExitStatus.ok { throw Failure(status, []) }
    }
}

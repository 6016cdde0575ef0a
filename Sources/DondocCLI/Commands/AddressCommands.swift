import ArgumentParser
import DondocAPI
import DondocCore

/// `mail dead`: nothing is sent to an address up to the end of a day.
struct MailDeadCommand: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "dead", abstract: Words.Help.mailDead,
            discussion: Words.Help.discussion(of: "mail dead", Words.Help.mailDeadMore))
    }
    @OptionGroup var global: GlobalOptions
    @Argument(help: ArgumentHelp(Words.Help.deadAddress, valueName: "address")) var address: String
    @Option(help: ArgumentHelp(Words.Help.deadUntil, valueName: "day")) var until: DayArgument
    @OptionGroup var reason: ReasonOption
    @Flag(help: ArgumentHelp(Words.Help.dryRunOfAct)) var dryRun = false

    func validate() throws { _ = try reason.given(for: "mail dead") }

    func run() throws {
        var daemon = global.daemon()
        let request = DeadAddressRequest(
            address: address, until: until.day.description,
            reason: try reason.given(for: "mail dead"))
        let body = try daemon.post(
            Path.mailDead, dryRun ? [("dry-run", "1")] : [], body: try encoded(request))
        if global.json { return Terminal.out(body: body) }
        let view = try decoded(AddressChangeView.self, body)
        Terminal.out(Words.dead(view, until: until.day.written) + "\n")
        if view.dryRun { Terminal.remark(Words.onlyShown) }
    }
}

/// `mail alive`: an address is written to again.
struct MailAliveCommand: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "alive", abstract: Words.Help.mailAlive,
            discussion: Words.Help.discussion(of: "mail alive"))
    }
    @OptionGroup var global: GlobalOptions
    @Argument(help: ArgumentHelp(Words.Help.deadAddress, valueName: "address")) var address: String
    @Flag(help: ArgumentHelp(Words.Help.dryRunOfAct)) var dryRun = false

    func run() throws {
        var daemon = global.daemon()
        let body = try daemon.post(
            Path.mailAlive, dryRun ? [("dry-run", "1")] : [],
            body: try encoded(AliveAddressRequest(address: address)))
        if global.json { return Terminal.out(body: body) }
        let view = try decoded(AddressChangeView.self, body)
        Terminal.out(Words.alive(view) + "\n")
        if view.dryRun { Terminal.remark(Words.onlyShown) }
    }
}

/// `mail addresses`: those to which nothing is sent.
struct MailAddressesCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "addresses", abstract: Words.Help.mailAddresses)
    @OptionGroup var global: GlobalOptions
    @Flag(help: ArgumentHelp(Words.Help.csv)) var csv = false

    func validate() throws {
        if csv, global.json { throw ValidationError(Words.eitherJSONorCSV) }
    }

    func run() throws {
        var daemon = global.daemon(csv: csv)
        let body = try daemon.get(Path.mailAddresses)
        if global.json { return Terminal.out(body: body) }
        let rows = try decoded([DeadAddressView].self, body)
        if csv { return Terminal.out(QueuePage.addressesCSV(rows)) }
        if rows.isEmpty { return Terminal.remark(Words.noneDead) }
        Terminal.out(
            QueuePage.addresses(rows).text(width: Terminal.width, colour: Terminal.hasColour))
    }
}

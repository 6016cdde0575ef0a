import ArgumentParser
import DondocAPI

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: Words.Help.status)
    @OptionGroup var global: GlobalOptions

    func run() throws {
        var daemon = global.daemon()
        let body = try daemon.get(Path.status)
        let status = try decoded(StatusView.self, body)
        if global.json { Terminal.out(body: body) } else { Terminal.out(StatusPage.text(status)) }
        if !status.degraded.isEmpty { throw Failure(ExitStatus.degraded, []) }
    }
}

struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: Words.Help.list)
    @OptionGroup var global: GlobalOptions
    @OptionGroup var listing: ListingOptions
    @OptionGroup var filters: Filters

    func validate() throws { try listing.validate(beside: global) }

    func run() throws {
        var daemon = global.daemon(csv: listing.csv)
        let pages = try Listing<ObligationView>(
            &daemon, Path.obligations, filters.query, limit: listing.limit)
        listing.show(pages, json: global.json, csv: ListPage.csv, table: ListPage.table)
        guard !global.json, !listing.csv else { return }
        Terminal.remark(ListPage.footer(pages.rows))
    }
}

struct NextCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "next", abstract: Words.Help.next)
    @OptionGroup var global: GlobalOptions
    @OptionGroup var listing: ListingOptions
    @OptionGroup var filters: Filters

    func validate() throws { try listing.validate(beside: global) }

    func run() throws {
        var daemon = global.daemon(csv: listing.csv)
        let pages = try Listing<NextView>(
            &daemon, Path.next, filters.query, limit: listing.limit)
        listing.show(pages, json: global.json, csv: NextPage.csv, table: NextPage.table)
    }
}

struct LogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "log", abstract: Words.Help.log)
    @OptionGroup var global: GlobalOptions
    @OptionGroup var listing: ListingOptions
    @Argument(help: ArgumentHelp(Words.Help.id)) var id: String?

    func validate() throws { try listing.validate(beside: global) }

    func run() throws {
        var daemon = global.daemon(csv: listing.csv)
        let query = id.map { [("id", $0)] } ?? []
        let limit = min(listing.limit ?? 100, pageSize)
        let body = try daemon.get(Path.log, query + [("limit", String(limit))])
        listing.show(
            try Listing<LogView>(body: body), json: global.json, csv: LogPage.csv,
            table: LogPage.table)
    }
}

struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: Words.Help.show)
    @OptionGroup var global: GlobalOptions
    @OptionGroup var target: Target

    func run() throws {
        var daemon = global.daemon()
        let body = try daemon.get(Path.obligation, target.query)
        if global.json { return Terminal.out(body: body) }
        Terminal.out(ObligationPage.text(try decoded(ObligationView.self, body)))
    }
}

struct WhyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "why", abstract: Words.Help.why)
    @OptionGroup var global: GlobalOptions
    @OptionGroup var target: Target

    func run() throws {
        var daemon = global.daemon()
        let body = try daemon.get(Path.why, target.query)
        if global.json { return Terminal.out(body: body) }
        Terminal.out(WhyPage.text(try decoded(WhyView.self, body)))
    }
}

struct WhoamiCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "whoami", abstract: Words.Help.whoami)
    @OptionGroup var global: GlobalOptions

    func run() throws {
        var daemon = global.daemon()
        let body = try daemon.get(Path.whoami)
        if global.json { return Terminal.out(body: body) }
        let who = try decoded(WhoamiView.self, body)
        var fields = Fields()
        fields.add(Words.Field.uid, String(who.uid))
        fields.add(Words.Field.user, who.user)
        fields.add(Words.Field.person, who.person ?? Words.nothing)
        fields.add(Words.Field.agency, who.agency)
        fields.add(Words.Field.role, who.role.map(Words.role) ?? Words.nothing)
        Terminal.out(fields.text)
        if who.role == nil { Terminal.remark(Words.notAmongPeople(who.user ?? Words.someone)) }
    }
}

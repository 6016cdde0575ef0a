import ArgumentParser
import DondocAPI

struct StatusCommand: Verb {
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

struct NextCommand: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "next", abstract: Words.Help.next,
            discussion: Words.Help.discussion(of: "next"))
    }
    static var noAsOf: String { Words.nextAsOf }
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

struct LogCommand: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "log", abstract: Words.Help.log,
            discussion: Words.Help.discussion(of: "log"))
    }
    @OptionGroup var global: GlobalOptions
    @OptionGroup var listing: ListingOptions
    @Argument(help: ArgumentHelp(Words.Help.id)) var id: String?
    @Option(help: ArgumentHelp(Words.Help.logChange, valueName: "number")) var change: Int?

    func validate() throws {
        try listing.validate(beside: global)
        if let change, change < 1 { throw ValidationError(Words.positive) }
    }

    func run() throws {
        var daemon = global.daemon(csv: listing.csv)
        let body = try daemon.get(Path.log, query)
        listing.show(
            try Listing<LogView>(body: body), json: global.json, csv: LogPage.csv,
            table: LogPage.table)
    }

    var query: [(String, String)] {
        let all = [
            ("id", id), ("change", change.map(String.init)),
            ("limit", String(min(listing.limit ?? 100, pageSize))),
        ]
        return all.compactMap { name, value in value.map { (name, $0) } }
    }
}

struct WhyCommand: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "why", abstract: Words.Help.why,
            discussion: Words.Help.discussion(of: "why", Words.Help.whyMore))
    }
    @OptionGroup var global: GlobalOptions
    @OptionGroup var target: Target
    @Argument(help: ArgumentHelp(Words.Help.whyRecipient)) var recipient: String?

    func run() throws {
        var daemon = global.daemon()
        let body = try daemon.get(
            Path.why, target.query + (recipient.map { [("recipient", $0)] } ?? []))
        if global.json { return Terminal.out(body: body) }
        Terminal.out(WhyPage.text(try decoded(WhyView.self, body)))
    }
}

struct WhoamiCommand: Verb {
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
        fields.add(Words.Field.deputyFor, who.deputyFor?.joined(separator: ", "))
        Terminal.out(fields.text)
        if who.role == nil { Terminal.remark(Words.notAmongPeople(who.user ?? Words.someone)) }
    }
}

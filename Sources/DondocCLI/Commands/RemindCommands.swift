import ArgumentParser
import DondocAPI
import DondocCore

struct RemindCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remind", abstract: Words.Help.remind,
        subcommands: [
            RemindListCommand.self, SnoozeCommand.self, AckCommand.self, NowCommand.self,
            PolicyCommand.self,
        ])
}

/// `remind list`: what will be sent in the days to come, if nobody acts.
struct RemindListCommand: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list", abstract: Words.Help.remindList,
            discussion: Words.Help.discussion(of: "remind list", Words.Help.remindListMore))
    }
    @OptionGroup var global: GlobalOptions
    @OptionGroup var listing: ListingOptions
    @OptionGroup var filters: Filters
    @Option(help: ArgumentHelp(Words.Help.until, valueName: "day")) var until: DayArgument?

    func validate() throws { try listing.validate(beside: global) }

    func run() throws {
        var daemon = global.daemon(csv: listing.csv)
        let query = filters.query + (until.map { [("until", $0.day.description)] } ?? [])
        let pages = try Listing<ReminderView>(
            &daemon, Path.reminders, query, limit: listing.limit)
        listing.show(pages, json: global.json, csv: ReminderPage.csv, table: ReminderPage.table)
    }
}

struct PolicyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy", abstract: Words.Help.policy,
        subcommands: [
            PolicyListCommand.self, PolicyShowCommand.self, PolicyExplainCommand.self,
        ])
}

struct PolicyListCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: Words.Help.policyList)
    @OptionGroup var global: GlobalOptions

    func run() throws {
        var daemon = global.daemon()
        let body = try daemon.get(Path.policies)
        if global.json { return Terminal.out(body: body) }
        let table = PolicyPage.list(try decoded([PolicyView].self, body))
        Terminal.out(table.text(width: Terminal.width, colour: false))
    }
}

struct PolicyShowCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: Words.Help.policyShow)
    @OptionGroup var global: GlobalOptions
    @Argument(help: ArgumentHelp(Words.Help.policyName)) var name: String

    func run() throws {
        var daemon = global.daemon()
        let body = try daemon.get(Path.policy, [("id", name)])
        if global.json { return Terminal.out(body: body) }
        Terminal.out(PolicyPage.show(try decoded(PolicyView.self, body)))
    }
}

struct PolicyExplainCommand: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "explain", abstract: Words.Help.policyExplain,
            discussion: Words.Help.discussion(
                of: "remind policy explain", Words.Help.policyExplainMore))
    }
    @OptionGroup var global: GlobalOptions
    @Argument(help: ArgumentHelp(Words.Help.policyName)) var name: String
    @OptionGroup var target: Target

    func run() throws {
        var daemon = global.daemon()
        let body = try daemon.get(Path.policyDays, target.query + [("policy", name)])
        if global.json { return Terminal.out(body: body) }
        Terminal.out(PolicyPage.days(try decoded(PolicyDaysView.self, body)))
    }
}

import ArgumentParser
import DondocAPI
import DondocCore

struct QueueCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue", abstract: Words.Help.queue,
        subcommands: [
            QueueListCommand.self, QueueShowCommand.self, QueueRetryCommand.self,
            QueueDropCommand.self,
        ])
}

/// What narrows letters down.
struct LetterFilters: ParsableArguments {
    @Option(help: ArgumentHelp(Words.Help.letterState), completion: .list(LetterFilters.states))
    var state: String?
    @Option(help: ArgumentHelp(Words.Help.letterTo, valueName: "address")) var to: String?

    private static let states = LetterState.allCases.map(\.rawValue)

    func validate() throws {
        guard let state, !LetterFilters.states.contains(state) else { return }
        throw ValidationError(Words.notOneOf(state, LetterFilters.states))
    }

    var query: [(String, String)] {
        [("letter-state", state), ("to", to)].compactMap { name, value in
            value.map { (name, $0) }
        }
    }
}

/// `queue list`: letters that have not left, and those that were given up.
struct QueueListCommand: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list", abstract: Words.Help.queueList,
            discussion: Words.Help.discussion(of: "queue list", Words.Help.queueListMore))
    }
    @OptionGroup var global: GlobalOptions
    @OptionGroup var listing: ListingOptions
    @OptionGroup var filters: LetterFilters

    func validate() throws { try listing.validate(beside: global) }

    func run() throws {
        var daemon = global.daemon(csv: listing.csv)
        let pages = try Listing<QueueView>(
            &daemon, Path.queue, filters.query, limit: listing.limit)
        listing.show(pages, json: global.json, csv: QueuePage.csv, table: QueuePage.table)
        if pages.rows.isEmpty, !global.json, !listing.csv { Terminal.remark(Words.nothingQueued) }
    }
}

struct QueueShowCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: Words.Help.queueShow)
    @OptionGroup var global: GlobalOptions
    @Argument(help: ArgumentHelp(Words.Help.letterId)) var id: Int

    func validate() throws { if id < 1 { throw ValidationError(Words.positive) } }

    func run() throws {
        var daemon = global.daemon()
        let body = try daemon.get(Path.queueLetter, [("id", String(id))])
        if global.json { return Terminal.out(body: body) }
        Terminal.out(QueuePage.letter(try decoded(QueueLetterView.self, body)))
    }
}

/// Which letters a verb is about: numbers, or all with what narrows them down.
struct LetterSelection: ParsableArguments {
    @Argument(help: ArgumentHelp(Words.Help.letterIds, valueName: "id")) var ids: [Int] = []
    @Flag(help: ArgumentHelp(Words.Help.allLetters)) var all = false
    @Flag(help: ArgumentHelp(Words.Help.failedLetters)) var failed = false
    @Option(help: ArgumentHelp(Words.Help.letterTo, valueName: "address")) var to: String?
    @Flag(help: ArgumentHelp(Words.Help.dryRunOfAct)) var dryRun = false

    func validate() throws {
        if ids.contains(where: { $0 < 1 }) { throw ValidationError(Words.positive) }
        guard ids.isEmpty == all else { throw ValidationError(Words.lettersOrAll) }
        if !all, failed || to != nil { throw ValidationError(Words.lettersOrAll) }
    }

    var query: [(String, String)] {
        let some = [("id", ids.map(String.init).joined(separator: ","))]
        let every: [(String, String?)] = [
            ("all", "1"), ("letter-state", failed ? "failed" : nil), ("to", to),
        ]
        let which =
            all ? every.compactMap { name, value in value.map { (name, $0) } } : some
        return which + (dryRun ? [("dry-run", "1")] : [])
    }
}

struct QueueRetryCommand: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "retry", abstract: Words.Help.queueRetry,
            discussion: Words.Help.discussion(of: "queue retry", Words.Help.queueRetryMore))
    }
    @OptionGroup var global: GlobalOptions
    @OptionGroup var letters: LetterSelection

    func run() throws {
        var daemon = global.daemon()
        let body = try daemon.post(
            Path.queueRetry, letters.query, seconds: Daemon.loadPatience)
        if global.json { return Terminal.out(body: body) }
        QueuePage.tell(try decoded(QueueChangeView.self, body))
    }
}

struct QueueDropCommand: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "drop", abstract: Words.Help.queueDrop,
            discussion: Words.Help.discussion(of: "queue drop", Words.Help.queueDropMore))
    }
    @OptionGroup var global: GlobalOptions
    @OptionGroup var letters: LetterSelection
    @OptionGroup var reason: ReasonOption

    func validate() throws { _ = try reason.given(for: "queue drop") }

    func run() throws {
        var daemon = global.daemon()
        let body = try daemon.post(
            Path.queueDrop, letters.query,
            body: try encoded(ReasonRequest(reason: try reason.given(for: "queue drop"))),
            seconds: Daemon.loadPatience)
        if global.json { return Terminal.out(body: body) }
        QueuePage.tell(try decoded(QueueChangeView.self, body))
    }
}

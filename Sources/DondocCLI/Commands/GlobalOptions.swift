import ArgumentParser
import DondocCore
import Glibc

/// Options that every verb takes.
struct GlobalOptions: ParsableArguments {
    @Option(help: ArgumentHelp(Words.Help.socket, valueName: "path"), completion: .file())
    var socket: String?
    @Option(
        name: [.customShort("H", allowingJoined: true), .long],
        help: ArgumentHelp(Words.Help.host, valueName: "[user@]host"))
    var host: Host?
    @Flag(help: ArgumentHelp(Words.Help.json)) var json = false
    @Option(help: ArgumentHelp(Words.Help.at, valueName: "day")) var at: DayArgument?
    /// Read by `language(of:)` before the parser runs; here it is checked and helped with.
    @Option(help: ArgumentHelp(Words.Help.lang), completion: .list(["vi", "en"])) var lang: String?

    func validate() throws {
        if let lang, Language(rawValue: lang) == nil {
            throw ValidationError(Words.notOneOf(lang, Language.allCases.map(\.rawValue)))
        }
        if socket != nil, host != nil { throw ValidationError(Words.eitherHostOrSocket) }
    }

    /// For verbs that ask no daemon.
    func validateOffline() throws {
        if host != nil { throw ValidationError(Words.hostWithoutDaemon) }
    }

    /// `--at` as the API takes it.
    var day: [(String, String)] { at.map { [("at", $0.day.description)] } ?? [] }

    /// The daemon behind the socket; nothing is sent yet.
    func daemon(csv: Bool = false) -> Daemon {
        Daemon(
            at: host.map { .host($0) } ?? .socket(socketPath(socket)), isQuiet: json || csv)
    }
}

/// `--socket`, `DONDOC_SOCKET`, a plain user's own daemon, the system's.
func socketPath(_ given: String?) -> String {
    if let given { return given }
    if let named = environment("DONDOC_SOCKET"), !named.isEmpty { return named }
    if getuid() != 0, let runtime = environment("XDG_RUNTIME_DIR") {
        let own = "\(runtime)/dondoc/control.sock"
        if Files.exists(own) { return own }
    }
    return "/run/dondoc/control.sock"
}

/// How a listing is printed, and how much of it.
struct ListingOptions: ParsableArguments {
    @Flag(help: ArgumentHelp(Words.Help.csv)) var csv = false
    @Option(name: [.customShort("n"), .long], help: ArgumentHelp(Words.Help.limit)) var limit: Int?

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError(Words.positive) }
    }

    /// One form at a time.
    func validate(beside global: GlobalOptions) throws {
        if csv, global.json { throw ValidationError(Words.eitherJSONorCSV) }
    }

    /// Prints rows as JSON, CSV or a table.
    func show<Row: Decodable>(
        _ listing: Listing<Row>, json: Bool, csv asCSV: ([Row]) -> String, table: ([Row]) -> Table
    ) {
        if json { return Terminal.out(body: listing.json) }
        if csv { return Terminal.out(asCSV(listing.rows)) }
        Terminal.out(table(listing.rows).text(width: Terminal.width, colour: Terminal.hasColour))
    }
}

/// Which obligations a listing holds.
struct Filters: ParsableArguments {
    @Option(help: ArgumentHelp(Words.Help.byPlan)) var plan: String?
    @Option(help: ArgumentHelp(Words.Help.byAgency)) var agency: String?
    @Option(help: ArgumentHelp(Words.Help.byLead)) var lead: String?
    @Option(help: ArgumentHelp(Words.Help.byState), completion: .list(Filters.states))
    var state: String?
    @Option(help: ArgumentHelp(Words.Help.byBucket), completion: .list(Filters.buckets))
    var bucket: String?
    @Option(help: ArgumentHelp(Words.Help.dueBefore, valueName: "day")) var dueBefore: DayArgument?
    @Option(help: ArgumentHelp(Words.Help.dueAfter, valueName: "day")) var dueAfter: DayArgument?
    @Flag(help: ArgumentHelp(Words.Help.mine)) var mine = false
    @Option(help: ArgumentHelp(Words.Help.missing, valueName: "id")) var missing: String?

    func validate() throws {
        try check(state, against: Filters.states)
        try check(bucket, against: Filters.buckets)
    }

    private static let states = ObligationState.allCases.map(\.rawValue)
    private static let buckets = Bucket.allCases.map(\.rawValue)

    private func check(_ word: String?, against all: [String]) throws {
        guard let word, !all.contains(word) else { return }
        throw ValidationError(Words.notOneOf(word, all))
    }

    /// The filters as the API takes them.
    var query: [(String, String)] {
        let all: [(String, String?)] = [
            ("plan", plan), ("agency", agency), ("lead", lead), ("state", state),
            ("bucket", bucket), ("due-before", dueBefore?.day.description),
            ("due-after", dueAfter?.day.description), ("mine", mine ? "1" : nil),
            ("missing", missing),
        ]
        return all.compactMap { name, value in value.map { (name, $0) } }
    }
}

/// A day as people type it: 15/06/2023, 15/6/2023 or 2023-06-15.
struct DayArgument: ExpressibleByArgument {
    let day: Day

    init?(argument: String) {
        if let day = Day(iso: argument) {
            self.day = day
            return
        }
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2].utf8.count == 4,
            parts.allSatisfy({ part in part.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let d = Int(parts[0]), let m = Int(parts[1]), let y = Int(parts[2]),
            let day = Day(y, m, d)
        else { return nil }
        self.day = day
    }
}

/// The obligation that a verb is about.
struct Target: ParsableArguments {
    @Argument(help: ArgumentHelp(Words.Help.id)) var id: String

    var query: [(String, String)] { [("id", id)] }
}

/// A moment as people type it: a day, and behind a blank the time, `15/06/2023 14:00`.
struct MomentArgument: ExpressibleByArgument {
    /// `2023-06-15 14:00`, as the API takes it.
    let text: String

    init?(argument: String) {
        let parts = argument.split(whereSeparator: { $0 == " " || $0 == "T" })
        guard (1...2).contains(parts.count), let day = DayArgument(argument: String(parts[0]))
        else { return nil }
        let text = ([day.day.description] + parts.dropFirst().map(String.init))
            .joined(separator: " ")
        guard Moment(written: text) != nil else { return nil }
        self.text = text
    }
}

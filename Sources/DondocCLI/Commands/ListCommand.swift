import ArgumentParser
import DondocAPI
import DondocCore

/// `list`: the obligations, or with `--totals` how many stand where.
struct ListCommand: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list", abstract: Words.Help.list,
            discussion: Words.Help.discussion(of: "list", Words.Help.listMore))
    }
    static let answersAsOf = true

    /// The day by which an obligation is judged.
    enum Basis: String, CaseIterable { case due, original }

    @OptionGroup var global: GlobalOptions
    @OptionGroup var listing: ListingOptions
    @OptionGroup var filters: Filters
    @Option(
        help: ArgumentHelp(Words.Help.basis),
        completion: .list(Basis.allCases.map(\.rawValue)))
    var by: WordArgument<Basis>?
    @Flag(help: ArgumentHelp(Words.Help.asked)) var asked = false
    @Flag(help: ArgumentHelp(Words.Help.totals)) var totals = false

    func validate() throws {
        try listing.validate(beside: global)
        if totals, listing.limit != nil { throw ValidationError(Words.totalsOrLimit) }
    }

    func run() throws {
        var daemon = global.daemon(csv: listing.csv)
        if totals { return try tellTotals(try daemon.get(Path.counts, query)) }
        let pages = try Listing<ObligationView>(
            &daemon, Path.obligations, query, limit: listing.limit)
        let isOriginal = by?.word == .original
        listing.show(pages, json: global.json, csv: ListPage.csv) {
            ListPage.table($0, byOriginal: isOriginal)
        }
        guard !global.json, !listing.csv else { return }
        let day = global.at.map { Words.asOf($0.day.written) } ?? ""
        Terminal.remark(ListPage.footer(pages.rows) + day)
    }

    private func tellTotals(_ body: [UInt8]) throws {
        let view = try decoded(CountsView.self, body)
        if global.json { return Terminal.out(body: body) }
        if listing.csv { return Terminal.out(CountsPage.csv(view)) }
        Terminal.out(
            CountsPage.table(view).text(width: Terminal.width, colour: Terminal.hasColour))
        Terminal.remark(CountsPage.remark(view))
    }

    /// The question as the API takes it.
    var query: [(String, String)] {
        let more = [("by", by?.word.rawValue), ("asked", asked ? "1" : nil)]
        return filters.query + more.compactMap { name, value in value.map { (name, $0) } }
            + global.day
    }
}

import ArgumentParser

/// Which obligations a verb is about: ids, or the filters of a listing.
struct Selection: ParsableArguments {
    @OptionGroup var filters: Filters
    @Flag(help: ArgumentHelp(Words.Help.dryRunOfAct)) var dryRun = false

    /// What the API is told.
    struct Choice {
        let query: [(String, String)]
        /// One obligation is answered with all about it, everything else with what changed.
        let isOne: Bool
    }

    /// The most that a query may take of the 8 KiB of a request's head.
    private static let longest = 7000

    /// - Throws: `ValidationError` where nobody, or too much, is named.
    func choice(_ typed: [String]) throws -> Choice {
        var ids: [String] = []
        for id in typed.flatMap({ $0.split(separator: ",").map(String.init) })
        where !ids.contains(id) {
            ids.append(id)
        }
        let filters = filters.query
        let dry = dryRun ? [("dry-run", "1")] : []
        switch (ids.isEmpty, filters.isEmpty) {
        case (true, true): throw ValidationError(Words.nothingNamed)
        case (false, false): throw ValidationError(Words.idsOrFilters)
        case (true, false): return Choice(query: filters + dry, isOne: false)
        case (false, true):
            let list = ids.joined(separator: ",")
            guard HTTPRequest.encoded(list).utf8.count <= Selection.longest else {
                throw ValidationError(Words.tooManyIds)
            }
            return Choice(query: [("id", list)] + dry, isOne: ids.count == 1 && !dryRun)
        }
    }
}

/// Why; what people read in the trail years later.
struct ReasonOption: ParsableArguments {
    @Option(help: ArgumentHelp(Words.Help.reason, valueName: "text")) var reason: String?

    /// The reason of a verb that is not done without one.
    ///
    /// - Throws: `ValidationError` where it is missing or blank.
    func given(for verb: String) throws -> String {
        guard let reason, reason.contains(where: { !$0.isWhitespace }) else {
            throw ValidationError(Words.reasonMissing(verb))
        }
        return reason
    }
}

/// The agency on whose behalf a coordinator's clerk acts.
struct BehalfOption: ParsableArguments {
    @Option(name: .customLong("for"), help: ArgumentHelp(Words.Help.onBehalf, valueName: "agency"))
    var agency: String?
}

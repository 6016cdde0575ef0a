import DondocAPI

/// A command that ends without its answer: what stderr says, and the exit status.
struct Failure: Error, Hashable {
    let status: Int
    let lines: [String]

    init(_ status: Int, _ lines: [String]) {
        self.status = status
        self.lines = lines
    }

    init(_ status: Int, _ line: String) { self.init(status, [line]) }

    /// A refusal of the daemon in its own words, one line an item.
    init(_ problem: Problem) {
        // A refusal never looks like success.
        let status = (1...255).contains(problem.exit) ? problem.exit : ExitStatus.no
        self.init(status, [shown(problem.detail)] + problem.items.flatMap(shownLines))
    }
}

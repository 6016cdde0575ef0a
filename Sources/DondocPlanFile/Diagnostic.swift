import DondocCore

/// One mistake in a file, with the way out of it.
public struct Diagnostic: Hashable, Sendable, CustomStringConvertible {
    public enum Severity: String, Hashable, Sendable, CaseIterable { case error, warning }

    public let file: String
    /// From 1.
    public let line: Int
    /// From 1, in letters: a letter with its marks is one, however the file encodes it.
    public let column: Int
    public let severity: Severity
    public let what: String
    public let fix: String

    /// What a file said may stand in any of the texts: there it drives no terminal.
    public init(
        file: String, line: Int, column: Int, severity: Severity, what: String, fix: String
    ) {
        self.file = inert(file)
        self.line = line
        self.column = column
        self.severity = severity
        self.what = inert(what)
        self.fix = inert(fix)
    }

    public var description: String {
        "\(file):\(line):\(column): \(severity.rawValue): \(what)\n  fix: \(fix)"
    }
}

/// Every mistake of the files that were read, at least one; by file, line and column.
public struct Diagnostics: Error, Hashable, Sendable, CustomStringConvertible {
    public let list: [Diagnostic]

    public init(_ list: [Diagnostic]) {
        precondition(!list.isEmpty, "an error without a diagnostic")
        self.list = inOrder(list)
    }

    public var description: String { list.map(\.description).joined(separator: "\n") }
}

/// A place in a file, counted as in `Diagnostic`.
public struct Place: Hashable, Comparable, Sendable {
    public let line: Int
    public let column: Int

    static let start = Place(line: 1, column: 1)

    public static func < (a: Place, b: Place) -> Bool { (a.line, a.column) < (b.line, b.column) }
}

/// What is wrong and how to mend it, in words for people; all of them are made in `Words`.
struct Advice: Hashable {
    let what: String
    let fix: String

    init(_ what: String, fix: String) {
        self.what = what
        self.fix = fix
    }
}

/// Collects what is found in one file while it is read, each thing once.
final class Findings {
    let file: String
    private(set) var list: [Diagnostic] = []
    private var seen: Set<Diagnostic> = []
    private var counts: [Diagnostic.Severity: Int] = [:]
    /// By line, the columns about which everything has been said.
    private var settled: [Int: [Range<Int>]] = [:]

    init(file: String) { self.file = file }

    func error(_ advice: Advice, at place: Place) { add(.error, advice, place) }

    func warning(_ advice: Advice, at place: Place) { add(.warning, advice, place) }

    /// An error that stands alone: what is wrong with the rest of these letters follows from it.
    func lastWord(_ advice: Advice, at place: Place, letters: Int) {
        error(advice, at: place)
        settled[place.line, default: []].append(place.column..<place.column + letters)
    }

    var errors: [Diagnostic] { list.filter { $0.severity == .error } }

    var warnings: [Diagnostic] { inOrder(list.filter { $0.severity == .warning }) }

    /// True when the file has shown enough errors: what follows is dropped, and nothing is spent on it.
    ///
    /// Warnings have a limit of their own, or many of them would hide an error.
    var isFull: Bool { isFull(.error) }

    private func isFull(_ severity: Diagnostic.Severity) -> Bool {
        counts[severity, default: 0] >= Limit.findings
    }

    private func isSettled(_ place: Place) -> Bool {
        settled[place.line]?.contains { $0.contains(place.column) } ?? false
    }

    private func add(_ severity: Diagnostic.Severity, _ advice: Advice, _ place: Place) {
        guard !isFull(severity), !isSettled(place) else { return }
        let new = Diagnostic(
            file: file, line: place.line, column: place.column, severity: severity,
            what: advice.what, fix: advice.fix)
        guard seen.insert(new).inserted else { return }
        counts[severity, default: 0] += 1
        list.append(new)
    }
}

extension Sequence where Element == Findings {
    /// - Throws: `Diagnostics` with the errors of all files, when there is any.
    func refuse() throws(Diagnostics) {
        let errors = flatMap(\.errors)
        guard errors.isEmpty else { throw Diagnostics(errors) }
    }
}

/// By file, line and column; what stands at one place keeps its order.
private func inOrder(_ list: [Diagnostic]) -> [Diagnostic] {
    list.enumerated().sorted { a, b in
        (a.element.file, a.element.line, a.element.column, a.offset)
            < (b.element.file, b.element.line, b.element.column, b.offset)
    }.map(\.element)
}

import DondocCore

/// One mistake in a template, with the way out of it.
public struct TemplateFault: Hashable, Sendable, CustomStringConvertible {
    public let file: String
    /// From 1.
    public let line: Int
    /// From 1, in letters: a letter with its marks is one.
    public let column: Int
    public let what: String
    public let fix: String

    /// What a file says may stand in any of the texts: there it drives no terminal.
    init(file: String, at place: TemplateReader.Place, _ advice: Words.Advice) {
        self.file = inert(file)
        line = place.line
        column = place.column
        what = inert(advice.what)
        fix = inert(advice.fix)
    }

    public var description: String {
        "\(file):\(line):\(column): error: \(what)\n  fix: \(fix)"
    }
}

/// Every mistake of the templates that were read, at least one; by file, line and column.
public struct TemplateFaults: Error, Hashable, Sendable, CustomStringConvertible {
    public let list: [TemplateFault]

    init(_ list: [TemplateFault]) {
        precondition(!list.isEmpty, "an error without a fault")
        self.list = list.sorted { ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column) }
    }

    public var description: String { list.map(\.description).joined(separator: "\n") }
}

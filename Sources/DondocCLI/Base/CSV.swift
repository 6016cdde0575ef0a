/// Comma-separated values, RFC 4180: every field quoted, lines ended with CRLF.
struct CSV {
    enum Field {
        case text(String?)
        case number(Int?)
        case list([String])
    }

    private(set) var text = ""

    init(_ names: [String]) { add(names.map { .text($0) }) }

    mutating func add(_ fields: [Field]) {
        text += fields.map(CSV.quoted).joined(separator: ",") + "\r\n"
    }

    private static func quoted(_ field: Field) -> String {
        switch field {
        case .number(let n): "\"\(n.map(String.init) ?? "")\""
        case .text(let s): quoted(s ?? "")
        case .list(let list): quoted(list.joined(separator: " "))
        }
    }

    /// A text that a spreadsheet would take for a formula gets a `'` in front.
    private static func quoted(_ text: String) -> String {
        let isFormula = text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) }
        let safe = shown(text).split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"")
        return "\"\(isFormula == true ? "'" : "")\(safe)\""
    }
}

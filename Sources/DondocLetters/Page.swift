/// A letter's body before it is text or HTML: both say the same.
struct Page {
    enum Block {
        case paragraph(String)
        case heading(String)
        /// Labels with their values.
        case facts([(label: String, value: String)])
        /// Lines to type.
        case commands([String])
        /// Column names, then rows.
        case table([String], [[String]])
    }

    var title: String
    var blocks: [Block] = []

    mutating func add(_ block: Block) { blocks.append(block) }

    /// Adds a paragraph unless there is nothing to say.
    mutating func say(_ text: String?) {
        if let text { blocks.append(.paragraph(text)) }
    }

    /// Plain text; blocks stand apart by an empty line.
    var text: String {
        blocks.map { block in
            switch block {
            case .paragraph(let text): text
            case .heading(let text): text
            case .facts(let facts):
                facts.map { "- \($0.label): \($0.value)" }.joined(separator: "\n")
            case .commands(let lines): lines.map { "    \($0)" }.joined(separator: "\n")
            case .table(let columns, let rows):
                ([columns] + rows).map { $0.joined(separator: " | ") }.joined(separator: "\n")
            }
        }.joined(separator: "\n\n")
    }

    /// HTML without styles, scripts, links or images; `<body>` ends its line, for `Marking`.
    var html: String {
        let head = "<!DOCTYPE html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\">"
        return "\(head)<title>\(escaped(title))</title></head>\n\(Page.bodyStart)\n"
            + blocks.map(Page.html).joined(separator: "\n") + "\n</body></html>"
    }

    static let bodyStart = "<body>"

    private static func html(_ block: Block) -> String {
        switch block {
        case .paragraph(let text): return "<p>\(escaped(text))</p>"
        case .heading(let text): return "<h3>\(escaped(text))</h3>"
        case .facts(let facts):
            let items = facts.map { "<li>\(escaped($0.label)): <b>\(escaped($0.value))</b></li>" }
            return "<ul>\n\(items.joined(separator: "\n"))\n</ul>"
        case .commands(let lines):
            return "<pre>\(lines.map(escaped).joined(separator: "\n"))</pre>"
        case .table(let columns, let rows):
            // HTML lets the end tags go, and a long list needs the room.
            let head = "<tr>" + columns.map { "<th>\(escaped($0))" }.joined()
            let body = rows.map { "<tr>" + $0.map { "<td>\(escaped($0))" }.joined() }
            return "<table>\n\(([head] + body).joined(separator: "\n"))\n</table>"
        }
    }
}

/// A JSON value whose members keep the order in which they are written.
indirect enum Node: Sendable {
    case null
    case flag(Bool)
    case number(Int)
    case text(String)
    case list([Node])
    case object([(name: String, value: Node)])

    /// The value as a JSON text (RFC 8259), two blanks a level.
    var json: String {
        var text = ""
        write(to: &text, indent: "")
        return text
    }

    private func write(to text: inout String, indent: String) {
        switch self {
        case .null: text += "null"
        case .flag(let flag): text += flag ? "true" : "false"
        case .number(let number): text += "\(number)"
        case .text(let string): text += Node.quoted(string)
        case .list(let items):
            Node.lines(items, "[]", to: &text, indent) { $0.write(to: &$1, indent: $2) }
        case .object(let members):
            Node.lines(members, "{}", to: &text, indent) { member, text, inner in
                text += Node.quoted(member.name) + ": "
                member.value.write(to: &text, indent: inner)
            }
        }
    }

    private static func lines<T>(
        _ parts: [T], _ brackets: String, to text: inout String, _ indent: String,
        _ write: (T, inout String, String) -> Void
    ) {
        guard !parts.isEmpty else { return text += brackets }
        let inner = indent + "  "
        text += brackets.prefix(1) + "\n" + inner
        for (i, part) in parts.enumerated() {
            if i > 0 { text += ",\n" + inner }
            write(part, &text, inner)
        }
        text += "\n" + indent + brackets.suffix(1)
    }

    private static func quoted(_ string: String) -> String {
        var text = "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\u{0}"..."\u{1F}":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}

extension Node: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    init(stringLiteral value: String) { self = .text(value) }
    init(integerLiteral value: Int) { self = .number(value) }
    init(booleanLiteral value: Bool) { self = .flag(value) }
    init(arrayLiteral elements: Node...) { self = .list(elements) }
    init(dictionaryLiteral elements: (String, Node)...) {
        self = .object(elements.map { (name: $0.0, value: $0.1) })
    }
}

import DondocCore

/// JSON that we write ourselves, its keys in the order of the contract.
indirect enum JSONText {
    case null
    case bool(Bool)
    case number(Int)
    case string(String)
    case array([JSONText])
    case object([(String, JSONText)])

    static func optional(_ text: String?) -> JSONText { text.map { .string($0) } ?? .null }

    var text: String {
        switch self {
        case .null: "null"
        case .bool(let b): b ? "true" : "false"
        case .number(let n): String(n)
        case .string(let s): JSONText.quoted(s)
        case .array(let list): "[" + list.map(\.text).joined(separator: ",") + "]"
        case .object(let fields):
            "{" + fields.map { JSONText.quoted($0.0) + ":" + $0.1.text }.joined(separator: ",")
                + "}"
        }
    }

    /// RFC 8259, section 7: quotes, backslashes and C0 are escaped.
    private static func quoted(_ text: String) -> String {
        var out = "\""
        for c in text.unicodeScalars {
            switch c {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case _ where isControl(c): out += jsonEscape(c)
            default: out.unicodeScalars.append(c)
            }
        }
        return out + "\""
    }
}

/// What a program reads is the same whoever asks: its words stay Vietnamese.
func inContractLanguage<T>(_ body: () -> T) -> T {
    Language.$current.withValue(.vi, operation: body)
}

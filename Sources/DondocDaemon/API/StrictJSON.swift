/// A JSON text looked through before a decoder sees it (RFC 8259, strictly), and its fields' names.
///
/// Decoders take a field that stands twice, and each another of the two (RFC 8259, section 4): here
/// it is a mistake, as are nesting without end, numbers beyond a double, and half surrogates.
struct StrictJSON {
    /// Names of fields, nested ones behind their parent's: `files`, `files.name`.
    private(set) var fields: Set<String> = []
    private let bytes: [UInt8]
    private var at = 0

    static let depth = 32

    /// - Throws: `JSONMistake`, the first one.
    init(_ bytes: [UInt8]) throws(JSONMistake) {
        self.bytes = bytes
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw JSONMistake(offset: 0, what: .notUTF8)
        }
        skipBlanks()
        try value("", depth: 0)
        skipBlanks()
        if at < bytes.count { throw mistake(.unexpected) }
    }

    // MARK: Values

    private mutating func value(_ path: String, depth: Int) throws(JSONMistake) {
        guard depth <= StrictJSON.depth else { throw mistake(.tooDeep) }
        guard at < bytes.count else { throw mistake(.incomplete) }
        switch bytes[at] {
        case UInt8(ascii: "{"): try object(path, depth: depth)
        case UInt8(ascii: "["): try array(path, depth: depth)
        case UInt8(ascii: "\""): _ = try string()
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"): try word("false")
        case UInt8(ascii: "n"): try word("null")
        case UInt8(ascii: "-"), 0x30...0x39: try number()
        default: throw mistake(.unexpected)
        }
    }

    private mutating func object(_ path: String, depth: Int) throws(JSONMistake) {
        var names: Set<String> = []
        at += 1
        skipBlanks()
        if take("}") { return }
        while true {
            let start = at
            guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { throw broken() }
            let name = try string()
            guard names.insert(name).inserted else {
                throw JSONMistake(offset: start, what: .twice(name))
            }
            let here = path.isEmpty ? name : path + "." + name
            fields.insert(here)
            skipBlanks()
            guard take(":") else { throw broken() }
            skipBlanks()
            try value(here, depth: depth + 1)
            skipBlanks()
            if take("}") { return }
            guard take(",") else { throw broken() }
            skipBlanks()
        }
    }

    private mutating func array(_ path: String, depth: Int) throws(JSONMistake) {
        at += 1
        skipBlanks()
        if take("]") { return }
        while true {
            try value(path, depth: depth + 1)
            skipBlanks()
            if take("]") { return }
            guard take(",") else { throw broken() }
            skipBlanks()
        }
    }

    private mutating func word(_ word: String) throws(JSONMistake) {
        guard bytes[at...].starts(with: word.utf8) else { throw mistake(.unexpected) }
        at += word.utf8.count
    }

    private mutating func number() throws(JSONMistake) {
        let start = at
        _ = take("-")
        if !take("0") { try digits() }
        if take(".") { try digits() }
        if take("e") || take("E") {
            _ = take("+") || take("-")
            try digits()
        }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        guard at - start <= 64, let number = Double(text), number.isFinite else {
            throw JSONMistake(offset: start, what: .number(String(text.prefix(64))))
        }
    }

    private mutating func digits() throws(JSONMistake) {
        guard at < bytes.count, (0x30...0x39).contains(bytes[at]) else { throw broken() }
        while at < bytes.count, (0x30...0x39).contains(bytes[at]) { at += 1 }
    }

    // MARK: Texts

    /// The text between two quotes, its escapes undone.
    private mutating func string() throws(JSONMistake) -> String {
        var text: [UInt8] = []
        at += 1
        while at < bytes.count {
            let byte = bytes[at]
            switch byte {
            case UInt8(ascii: "\""):
                at += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text += Array(String(try escape()).utf8)
            case 0..<0x20: throw mistake(.control)
            default:
                text.append(byte)
                at += 1
            }
        }
        throw mistake(.incomplete)
    }

    private mutating func escape() throws(JSONMistake) -> Unicode.Scalar {
        let start = at
        at += 1
        guard at < bytes.count else { throw mistake(.incomplete) }
        let letter = bytes[at]
        at += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
            return Unicode.Scalar(letter)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): break
        default: throw JSONMistake(offset: start, what: .unexpected)
        }
        let unit = try hexadecimal()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        // A high half must be followed by its low one (RFC 8259, section 8.2).
        guard (0xD800...0xDBFF).contains(unit), bytes[at...].starts(with: "\\u".utf8) else {
            throw JSONMistake(offset: start, what: .halfSurrogate)
        }
        at += 2
        let low = try hexadecimal()
        guard (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        else { throw JSONMistake(offset: start, what: .halfSurrogate) }
        return scalar
    }

    private mutating func hexadecimal() throws(JSONMistake) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard at < bytes.count else { throw mistake(.incomplete) }
            guard let digit = Character(Unicode.Scalar(bytes[at])).hexDigitValue, bytes[at] < 0x80
            else { throw mistake(.unexpected) }
            unit = unit << 4 | UInt32(digit)
            at += 1
        }
        return unit
    }

    // MARK: Steps

    private mutating func take(_ letter: Unicode.Scalar) -> Bool {
        guard at < bytes.count, bytes[at] == UInt8(ascii: letter) else { return false }
        at += 1
        return true
    }

    private mutating func skipBlanks() {
        while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
    }

    private func broken() -> JSONMistake { mistake(at < bytes.count ? .unexpected : .incomplete) }

    private func mistake(_ what: JSONMistake.What) -> JSONMistake {
        JSONMistake(offset: at, what: what)
    }
}

/// Why a text is no JSON that this program takes.
struct JSONMistake: Error, Hashable {
    enum What: Hashable {
        case notUTF8, tooDeep, unexpected, incomplete, control, halfSurrogate
        case twice(String)
        case number(String)
    }

    /// Bytes before it.
    let offset: Int
    let what: What
}

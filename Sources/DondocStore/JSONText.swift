import GRDB

/// Lists of texts as JSON arrays, so that SQL can look into them; written and read here alone.
enum JSONText {
    static func array(_ texts: [String]) -> String {
        "[" + texts.map(quoted).joined(separator: ",") + "]"
    }

    static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }

    /// The texts of an array that `array` wrote.
    ///
    /// - Throws: `StoreFault.damaged` for anything else.
    static func texts(_ json: String) throws -> [String] {
        guard json != "[]" else { return [] }
        var result: [String] = []
        var bytes = Array(json.utf8)[...]
        guard bytes.popFirst() == UInt8(ascii: "["), bytes.popLast() == UInt8(ascii: "]") else {
            throw StoreFault.damaged("JSON")
        }
        while bytes.popFirst() == UInt8(ascii: "\"") {
            result.append(try text(&bytes))
            guard let comma = bytes.popFirst() else { return result }
            guard comma == UInt8(ascii: ",") else { break }
        }
        throw StoreFault.damaged("JSON")
    }

    /// The rest of a text after its opening quote.
    private static func text(_ bytes: inout ArraySlice<UInt8>) throws -> String {
        var out: [UInt8] = []
        while let byte = bytes.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: out, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let escaped = bytes.popFirst() else { throw StoreFault.damaged("JSON") }
                guard escaped == UInt8(ascii: "u") else {
                    out.append(escaped)
                    continue
                }
                let hex = String(decoding: bytes.prefix(4), as: UTF8.self)
                guard let value = UInt8(hex, radix: 16) else { throw StoreFault.damaged("JSON") }
                out.append(value)
                bytes = bytes.dropFirst(4)
            default: out.append(byte)
            }
        }
        throw StoreFault.damaged("JSON")
    }
}

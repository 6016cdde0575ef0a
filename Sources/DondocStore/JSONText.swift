import GRDB

/// Lists of texts as JSON arrays, so that SQL can look into them; written and read here alone.
enum JSONText {
    static func array(_ texts: [String]) -> String {
        "[" + texts.map(quoted).joined(separator: ",") + "]"
    }

    static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: isEscaped) else { return "\"\(text)\"" }
        var out: [UInt8] = [quote]
        out.reserveCapacity(text.utf8.count + 16)
        for byte in text.utf8 {
            if byte < 0x20 {
                let hex = String(byte, radix: 16)
                out += "\\u00\(hex.count < 2 ? "0" : "")\(hex)".utf8
            } else {
                if isEscaped(byte) { out.append(backslash) }
                out.append(byte)
            }
        }
        out.append(quote)
        return String(decoding: out, as: UTF8.self)
    }

    private static let (quote, backslash) = (UInt8(ascii: "\""), UInt8(ascii: "\\"))

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == quote || byte == backslash
    }

    /// The texts of an array that `array` wrote.
    ///
    /// - Throws: `StoreFault.damaged` for anything else.
    static func texts(_ json: String) throws -> [String] {
        guard json != "[]" else { return [] }
        var json = json
        return try json.withUTF8 { bytes in
            guard bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]") else {
                throw StoreFault.damaged("JSON")
            }
            var (result, rest) = ([String](), bytes[1..<max(1, bytes.count - 1)])
            while rest.first == quote {
                rest.removeFirst()
                result.append(try text(&rest))
                guard let comma = rest.popFirst() else { return result }
                guard comma == UInt8(ascii: ",") else { break }
            }
            throw StoreFault.damaged("JSON")
        }
    }

    private typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

    /// The rest of a text after its opening quote; takes what stands between escapes at once.
    private static func text(_ bytes: inout Bytes) throws -> String {
        var out = ""
        while let end = bytes.firstIndex(where: { $0 == quote || $0 == backslash }) {
            out += String(decoding: bytes[..<end], as: UTF8.self)
            let isEnd = bytes[end] == quote
            bytes = bytes[(end + 1)...]
            if isEnd { return out }
            guard let escaped = bytes.popFirst() else { break }
            guard escaped == UInt8(ascii: "u") else {
                out.unicodeScalars.append(Unicode.Scalar(escaped))
                continue
            }
            let hex = String(decoding: bytes.prefix(4), as: UTF8.self)
            guard let value = UInt8(hex, radix: 16) else { break }
            out.unicodeScalars.append(Unicode.Scalar(value))
            bytes = bytes.dropFirst(4)
        }
        throw StoreFault.damaged("JSON")
    }
}

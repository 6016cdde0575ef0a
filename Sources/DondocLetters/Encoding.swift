/// Base64 in one piece, with padding (RFC 4648).
func base64(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var result: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
        let group = bytes[start..<min(start + 3, bytes.count)]
        let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
        for position in 0..<4 {
            let digit = digits[bits >> (18 - 6 * position) & 63]
            result.append(position <= group.count ? digit : UInt8(ascii: "="))
        }
    }
    return String(decoding: result, as: UTF8.self)
}

/// Text as quoted-printable (RFC 2045): CRLF, lines of at most 76, no dot at a line's start.
///
/// Line ends of the text are `\n`; a `\r` is a character like others.
func quotedPrintable(_ text: String) -> [UInt8] {
    var (result, column) = ([UInt8](), 0)
    let bytes = Array(text.utf8)
    for (index, byte) in bytes.enumerated() {
        if byte == 0x0A {
            result += [0x0D, 0x0A]
            column = 0
            continue
        }
        let endsLine = index + 1 == bytes.count || bytes[index + 1] == 0x0A
        var token = quoted(byte, endsLine: endsLine, startsLine: column == 0)
        // 75 and the soft break's "=", also where the line might have just fitted.
        if column + token.count > 75 {
            result += [UInt8(ascii: "="), 0x0D, 0x0A]
            column = 0
            token = quoted(byte, endsLine: endsLine, startsLine: true)
        }
        result += token
        column += token.count
    }
    return result
}

private func quoted(_ byte: UInt8, endsLine: Bool, startsLine: Bool) -> [UInt8] {
    let isPlain =
        switch byte {
        case UInt8(ascii: "="): false
        case UInt8(ascii: " "): !endsLine
        // SMTP doubles leading dots; old mailboxes quote a leading "From ".
        case UInt8(ascii: "."), UInt8(ascii: "F"): !startsLine
        default: (0x21...0x7E).contains(byte)
        }
    if isPlain { return [byte] }
    let digits = Array("0123456789ABCDEF".utf8)
    return [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
}

/// Text that means itself inside HTML, also inside an attribute.
func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        case "'": result += "&#39;"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}

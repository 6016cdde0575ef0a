/// Base64 in one piece, with padding (RFC 4648).
func base64(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
        let count = min(3, bytes.count - start)
        var bits = 0
        for place in 0..<3 { bits = bits << 8 | (place < count ? Int(bytes[start + place]) : 0) }
        for place in 0..<4 {
            let digit = base64Digits[bits >> (18 - 6 * place) & 63]
            result.append(place <= count ? digit : UInt8(ascii: "="))
        }
    }
    return String(decoding: result, as: UTF8.self)
}

private let base64Digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

/// Text as quoted-printable (RFC 2045): CRLF, lines of at most 76, no dot at a line's start.
///
/// Line ends of the text are `\n`; a `\r` is a character like others.
func quotedPrintable(_ text: String) -> [UInt8] {
    var (result, column) = ([UInt8](), 0)
    let bytes = Array(text.utf8)
    result.reserveCapacity(bytes.count * 2)
    for (index, byte) in bytes.enumerated() {
        if byte == 0x0A {
            result.append(0x0D)
            result.append(0x0A)
            column = 0
            continue
        }
        let endsLine = index + 1 == bytes.count || bytes[index + 1] == 0x0A
        var plain = isPlain(byte, endsLine: endsLine, startsLine: column == 0)
        // 75 and the soft break's "=", also where the line might have just fitted.
        if column + (plain ? 1 : 3) > 75 {
            result.append(UInt8(ascii: "="))
            result.append(0x0D)
            result.append(0x0A)
            column = 0
            plain = isPlain(byte, endsLine: endsLine, startsLine: true)
        }
        if plain {
            result.append(byte)
            column += 1
        } else {
            result.append(UInt8(ascii: "="))
            result.append(hexDigits[Int(byte >> 4)])
            result.append(hexDigits[Int(byte & 15)])
            column += 3
        }
    }
    return result
}

private let hexDigits = Array("0123456789ABCDEF".utf8)

private func isPlain(_ byte: UInt8, endsLine: Bool, startsLine: Bool) -> Bool {
    switch byte {
    case UInt8(ascii: "="): false
    case UInt8(ascii: " "): !endsLine
    // SMTP doubles leading dots; old mailboxes quote a leading "From ".
    case UInt8(ascii: "."), UInt8(ascii: "F"): !startsLine
    default: (0x21...0x7E).contains(byte)
    }
}

/// Text that means itself inside HTML, also inside an attribute.
func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { #"&<>"'"#.utf8.contains($0) }) else { return text }
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

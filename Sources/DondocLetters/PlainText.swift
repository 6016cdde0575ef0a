extension LetterWriter {
    /// What a letter of ours says to readers without HTML, its headers left out; a message that is none
    /// of ours, as it is.
    public static func plain(_ message: [UInt8]) -> String {
        let start = Array("\r\n\(Message.partHeaders("plain"))\r\n".utf8)
        guard let found = message.firstRange(of: start) else {
            return String(decoding: message, as: UTF8.self)
        }
        let rest = message[found.upperBound...]
        let end = rest.firstRange(of: Array("\r\n--".utf8))?.lowerBound ?? rest.endIndex
        return decoded(rest[..<end]).replacing("\r\n", with: "\n")
    }

    /// Quoted-printable undone (RFC 2045, section 6.7).
    private static func decoded(_ text: ArraySlice<UInt8>) -> String {
        var bytes: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "="), rest.count >= 2 else {
                bytes.append(byte)
                continue
            }
            let next = rest.prefix(2)
            rest = rest.dropFirst(2)
            // A soft line break.
            guard Array(next) != Array("\r\n".utf8) else { continue }
            bytes.append(UInt8(String(decoding: next, as: UTF8.self), radix: 16) ?? byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

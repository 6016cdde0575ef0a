/// A header line of free text, folded; encoded where it is not plain ASCII (RFC 2047).
func textField(_ name: String, _ value: String) -> String {
    let value = oneLine(value)
    let isPlain =
        value.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !value.contains("=?")
        && value.split(separator: " ").allSatisfy { $0.utf8.count <= 900 }
    return folded(
        name,
        isPlain
            ? value.split(separator: " ").map(String.init)
            : encodedWords(value, first: lineLimit - name.utf8.count - 2))
}

/// A header line of words, printable ASCII without spaces, that may be folded between them only.
func folded(_ name: String, _ words: [String]) -> String {
    var (lines, line) = ("", name + ":")
    for (index, word) in words.enumerated() {
        if index > 0, line.utf8.count + 1 + word.utf8.count > lineLimit {
            lines += line + "\r\n"
            line = ""
        }
        line += " " + word
    }
    return lines + line + "\r\n"
}

/// Text as encoded-words of at most 75 characters, each of whole letters; the first has less room,
/// beside the header's name.
func encodedWords(_ text: String, first: Int) -> [String] {
    var (words, chunk, room) = ([String](), [UInt8](), chunkRoom(first))
    func close() {
        if !chunk.isEmpty { words.append("=?UTF-8?B?\(base64(chunk))?=") }
        (chunk, room) = ([], chunkRoom(75))
    }
    for letter in text {
        // A letter longer than a whole word (emoji families) is cut between its scalars.
        let parts =
            letter.utf8.count <= chunkRoom(75)
            ? [Array(letter.utf8)] : letter.unicodeScalars.map { Array(String($0).utf8) }
        for part in parts {
            if chunk.count + part.count > room { close() }
            chunk += part
        }
    }
    close()
    return words
}

/// Characters of a line before it is folded (RFC 2047, section 2).
private let lineLimit = 76

/// Bytes whose Base64 fits into an encoded-word of `length`.
private func chunkRoom(_ length: Int) -> Int { max(4, (length - 12) / 4 * 3) }

/// A message id or several: visible ASCII, separated by single spaces.
func idWords(_ text: String) -> [String] {
    oneLine(text).split(separator: " ")
        .map { String(decoding: $0.utf8.filter { (0x21...0x7E).contains($0) }, as: UTF8.self) }
        .filter { !$0.isEmpty && $0.utf8.count <= 900 }
}

/// An address without anything that could end it or begin another.
func headerAddress(_ text: String) -> String {
    String(
        decoding: text.utf8.filter { isAtomByte($0) || $0 == UInt8(ascii: "@") || $0 == 0x2E }
            .prefix(254), as: UTF8.self)
}

/// `atext` of RFC 5322.
func isAtomByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
}

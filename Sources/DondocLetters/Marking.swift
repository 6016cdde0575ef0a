import DondocCore

extension LetterWriter {
    /// The same letter for the one repetition after an attempt whose answer was lost.
    ///
    /// Adds `X-Dondoc-Attempt: 2` and, at the head of both parts, that the letter may have come
    /// before; everything else, Message-ID and Date included, stays. A marked letter is not marked
    /// again.
    public static func marked(_ message: [UInt8]) -> [UInt8] {
        let end = Array("\r\n\r\n".utf8)
        let mark = Array("X-Dondoc-Attempt: 2\r\n".utf8)
        guard let headers = message.firstRange(of: end) else { return message }
        guard message[..<headers.upperBound].firstRange(of: mark) == nil else { return message }
        var result = message
        let language = Array("\r\nContent-Language: en\r\n".utf8)
        let isEnglish = message[..<headers.upperBound].firstRange(of: language) != nil
        let note = Language.$current.withValue(isEnglish ? .en : .vi) { Words.repeated }
        let style = "font:italic 16px/1.5 sans-serif;max-width:640px;margin:0 auto;padding:8px"
        insert(
            "<p style=\"\(style)\">\(escaped(note))</p>\n", ["html", Page.bodyStart], into: &result)
        insert("\(note)\n\n", ["plain"], into: &result)
        result.insert(contentsOf: mark, at: headers.lowerBound + 2)
        return result
    }

    /// Inserts text into the part of a type, behind its headers or behind a line of its own.
    private static func insert(_ text: String, _ path: [String], into message: inout [UInt8]) {
        var place = 0
        for (depth, step) in path.enumerated() {
            let anchor = depth == 0 ? Message.partHeaders(step) : step
            let line = Array("\r\n\(anchor)\r\n".utf8)
            guard let found = message[place...].firstRange(of: line) else { return }
            // The line break behind one anchor stands before the next.
            place = found.upperBound - 2
        }
        message.insert(contentsOf: quotedPrintable(text), at: place + 2)
    }
}

import Yams

/// Keys without a blank after their colon, `short:Sở Y tế`. YAML takes such a line for a text, and
/// either stumbles over a later line or makes it the end of the text above.
extension Masks {
    typealias Glued = (key: String, place: Place)

    /// The line that libyaml stumbled over without naming it: the one with the mark, or before it.
    func glued(before mark: Mark?, _ advice: Advice) -> Glued? {
        guard let mark, Words.mayBeGlued.contains(advice) else { return nil }
        let earlier = stride(from: mark.line, through: 1, by: -1).prefix(2)
        return earlier.lazy.compactMap(glued(line:)).first
    }

    /// The line below that a plain text swallowed.
    func glued(into text: String, from line: Int) -> Glued? {
        guard let glued = glued(line: line + 1), text.contains(" \(glued.key):") else { return nil }
        return glued
    }

    /// `key:value` at the beginning of a line, `- key:value` too; not `http://…`.
    private func glued(line: Int) -> Glued? {
        guard lineStarts.indices.contains(line - 1) else { return nil }
        let start = lineStarts[line - 1]
        var i = start
        while i < text.count, text[i] == " " || text[i] == "-" { i += 1 }
        let first = i
        while i < text.count, isOfKey(text[i]) { i += 1 }
        guard i > first, i + 1 < text.count, text[i] == ":" else { return nil }
        // A time of day, 08:00, is no key.
        guard !("0"..."9").contains(text[first]) else { return nil }
        guard !" /\n\r".unicodeScalars.contains(text[i + 1]) else { return nil }
        let key = String(String.UnicodeScalarView(text[first..<i]))
        return (key, Place(line: line, column: first - start + 1))
    }

    private func isOfKey(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "-"
    }
}

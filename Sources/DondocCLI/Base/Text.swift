import DondocCore

/// Text of the daemon or of a file as a terminal may show it: controls become `\u{1b}`.
///
/// Line ends are controls too: a cell is one line.
func shown(_ text: String) -> String { inert(text) }

/// A text of several lines, each made safe: a diagnostic has its `fix:` on a line of its own.
func shownLines(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map { shown(String($0)) }
}

/// A control as JSON writes it, `\u001b`; beyond U+FFFF as a pair (RFC 8259, section 7).
func jsonEscape(_ c: Unicode.Scalar) -> String {
    Character(c).utf16.map { unit in
        let hex = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
    }.joined()
}

/// What may not reach a terminal as it stands.
func isControl(_ c: Unicode.Scalar) -> Bool { isDriving(c) }

/// Columns that a text takes: one a character of Vietnamese, two for wide ones.
func columns(_ text: String) -> Int { text.reduce(0) { $0 + columns($1) } }

private func columns(_ c: Character) -> Int {
    if c.isASCII { return 1 }
    guard let first = c.unicodeScalars.first else { return 0 }
    switch first.value {
    case ..<0x0300: return 1
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
        0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
        0x1F900...0x1FAFF, 0x20000...0x3FFFD:
        return 2
    default: break
    }
    if first.properties.isEmojiPresentation || c.unicodeScalars.contains("\u{FE0F}") { return 2 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return 1
    }
}

/// The text within `width` columns, its end replaced by `…` where it is longer.
func cut(_ text: String, to width: Int) -> String {
    if text.utf8.count <= width { return text }
    var kept = ""
    var used = 0
    var last = (text: "", used: 0)
    for c in text {
        let w = columns(c)
        if used + w > width { return last.text + "…" }
        if used <= width - 1 { last = (kept, used) }
        kept.append(c)
        used += w
        if used <= width - 1 { last = (kept, used) }
    }
    return kept
}

/// A text of several lines with a call such as `dondoc show [--json] <id>` folded between its words:
/// the parser leaves it on one line, however long.
func folded(_ text: String, to width: Int) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        guard columns(String(line)) > width, line.contains(": dondoc ") else { return String(line) }
        // Where an option and its value stand in brackets, they stay together.
        let words = line.replacing("] [", with: "]\n[").replacing("] <", with: "]\n<")
            .replacing("> [", with: ">\n[").split(separator: "\n")
        var lines: [String] = []
        for word in words {
            if let last = lines.last, columns(last) + 1 + columns(String(word)) <= width {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append((lines.isEmpty ? "" : "       ") + word)
            }
        }
        return lines.joined(separator: "\n")
    }.joined(separator: "\n")
}

/// Vietnamese letters written as base and marks become single ones (NFC); all else stays.
///
/// Characters compare by canonical equivalence, so a table of the composed letters finds both.
func composed(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { (0x0300...0x0323).contains($0.value) })
    else { return text }
    let letters = Set(composedLetters)
    return String(
        text.map { c in letters.firstIndex(of: c).map { letters[$0] } ?? c })
}

private let composedLetters =
    "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
    + "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"

/// A text in lines of at most so many columns, broken at blanks; a longer word is broken anywhere.
func wrapped(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
        var word = word
        if !line.isEmpty, columns(line) + 1 + columns(String(word)) <= width {
            line += " " + word
            continue
        }
        if !line.isEmpty { lines.append(line) }
        while columns(String(word)) > width {
            var head = ""
            while let next = word.first, columns(head + String(next)) <= width {
                head.append(next)
                word = word.dropFirst()
            }
            lines.append(head)
        }
        line = String(word)
    }
    return line.isEmpty ? lines : lines + [line]
}

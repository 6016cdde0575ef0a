/// The words of a due phrase, folded so that spellings which mean the same compare equal.
///
/// Folding lowers case, puts the tone mark where the older spelling puts it (hoà → hòa), takes
/// `hàng` for `hằng`, and drops `*` and `_` left over from markup. Numbers are never folded.
struct Token: Hashable {
    enum Kind: Hashable {
        case word(String)
        /// Value and count of digits as written; at most 9 digits.
        case number(Int, digits: Int)
        case mark(Character)
    }

    let kind: Kind
    /// As written.
    let text: String
    /// Unicode scalars before it in the phrase.
    let offset: Int

    var word: String? { if case .word(let w) = kind { w } else { nil } }

    var number: Int? { if case .number(let n, _) = kind { n } else { nil } }

    func isMark(_ c: Character) -> Bool { kind == .mark(c) }
}

/// Splits a phrase into tokens; everything it does not know becomes a mark, and the grammar refuses it.
func tokens(of phrase: String) -> [Token] {
    var result: [Token] = []
    let scalars = Array(phrase.unicodeScalars)
    var i = 0
    while i < scalars.count {
        let start = i
        let c = scalars[i]
        if c.properties.isWhitespace || invisible.contains(c) {
            i += 1
            continue
        }
        if ("0"..."9").contains(c) {
            while i < scalars.count, ("0"..."9").contains(scalars[i]) { i += 1 }
            let text = string(scalars[start..<i])
            let kind: Token.Kind =
                i - start <= 9 ? .number(Int(text) ?? 0, digits: i - start) : .word(text)
            result.append(Token(kind: kind, text: text, offset: start))
        } else if isLetter(c) {
            while i < scalars.count, isLetter(scalars[i]) { i += 1 }
            let text = string(scalars[start..<i])
            result.append(Token(kind: .word(folded(word: text)), text: text, offset: start))
        } else if let end = endOfTag(scalars, from: i) {
            i = end
        } else {
            i += 1
            // An arrow is a dash.
            if c == "-", i < scalars.count, scalars[i] == ">" { i += 1 }
            let text = string(scalars[start..<i])
            let kind: Token.Kind = c == "&" ? .word("và") : .mark(sameMarks[c] ?? Character(c))
            result.append(Token(kind: kind, text: text, offset: start))
        }
    }
    return result
}

/// Dashes, slashes and brackets of every kind in one form.
private let sameMarks: [Unicode.Scalar: Character] = [
    "\u{2010}": "-", "\u{2011}": "-", "\u{2012}": "-", "\u{2013}": "-", "\u{2014}": "-",
    "\u{2015}": "-", "\u{2212}": "-", "\u{F7}": "-", "\u{2192}": "-", "\u{FF0F}": "/",
    "\u{2044}": "/", "\u{2215}": "/", "[": "(", "]": ")",
]

/// Behind `<b>`, `</strong>` and the like; nil where no tag stands.
private func endOfTag(_ scalars: [Unicode.Scalar], from start: Int) -> Int? {
    guard scalars[start] == "<" else { return nil }
    var i = start + 1
    while i < scalars.count, i - start < 12, scalars[i] != ">" {
        guard scalars[i] == "/" || scalars[i].isASCII && isLetter(scalars[i]) else { return nil }
        i += 1
    }
    return i < scalars.count && scalars[i] == ">" && i > start + 1 ? i + 1 : nil
}

/// Markup, quotes and marks without width.
private let invisible: Set<Unicode.Scalar> = [
    "*", "_", "`", "\"", "\u{201C}", "\u{201D}", "\u{AB}", "\u{BB}", "\u{200B}", "\u{FEFF}",
    "\u{AD}",
]

private func isLetter(_ c: Unicode.Scalar) -> Bool {
    c.properties.isAlphabetic || c.properties.generalCategory == .nonspacingMark
}

private func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var s = String.UnicodeScalarView()
    s.append(contentsOf: scalars)
    return String(s)
}

/// One word in lower case, old tone placement, `hằng` for `hàng`.
func folded(word: String) -> String {
    let w = oldTonePlacement(word.lowercased())
    return sameWords[w] ?? w
}

private let sameWords = [
    "hàng": "hằng", "qúy": "quý", "quí": "quý", "mồng": "mùng", "kì": "kỳ", "qui": "quy",
]

/// Words of a text folded one by one, joined by single spaces: the key under which names compare.
///
/// Dashes and punctuation count as spaces, so `Sở LĐ-TB&XH` and `Sở LĐ–TB & XH` are one.
public func comparisonKey(_ text: String) -> String {
    tokens(of: text).compactMap { token -> String? in
        switch token.kind {
        case .word(let w): w
        case .number: token.text
        case .mark: nil
        }
    }.joined(separator: " ")
}

/// Final `oà`, `oè`, `uỳ` (reformed) become `òa`, `òe`, `ùy`; `quý` keeps its y.
private func oldTonePlacement(_ word: String) -> String {
    let letters = Array(word)
    guard letters.count >= 2 else { return word }
    let (before, last) = (letters[letters.count - 2], letters[letters.count - 1])
    guard
        let (base, tone) = toned.lazy.compactMap({ row in
            row.value.firstIndex(of: last).map { (row.key, $0) }
        }).first
    else { return word }
    let pair: [Character]?
    switch (before, base) {
    case ("o", "a"), ("o", "e"): pair = toned["o"]
    case ("u", "y") where letters.dropLast(2).last != "q": pair = toned["u"]
    default: pair = nil
    }
    guard let marked = pair else { return word }
    return String(letters.dropLast(2)) + String(marked[tone]) + String(base)
}

/// The five marked forms of a vowel in one order of tones.
private let toned: [Character: [Character]] = [
    "a": ["à", "á", "ả", "ã", "ạ"], "e": ["è", "é", "ẻ", "ẽ", "ẹ"],
    "o": ["ò", "ó", "ỏ", "õ", "ọ"], "u": ["ù", "ú", "ủ", "ũ", "ụ"],
    "y": ["ỳ", "ý", "ỷ", "ỹ", "ỵ"],
]

/// The number of single-letter changes between two texts, given up beyond `limit`.
///
/// Used to suggest an agency or a key that was misspelt; dates and numbers are never matched so.
public func editDistance(_ a: String, _ b: String, limit: Int) -> Int? {
    let (x, y) = (Array(a), Array(b))
    guard abs(x.count - y.count) <= limit else { return nil }
    var row = Array(0...y.count)
    for i in 0..<x.count {
        var previous = row[0]
        row[0] = i + 1
        for j in 0..<y.count {
            let above = row[j + 1]
            row[j + 1] = min(above + 1, row[j] + 1, previous + (x[i] == y[j] ? 0 : 1))
            previous = above
        }
    }
    let distance = row[y.count]
    return distance <= limit ? distance : nil
}

/// The tokens that the grammar reads: doubled words once, a lost letter of a word put back, and
/// numbers repeated in words left out.
///
/// - Throws: `PhraseError` where the words contradict their number.
func repaired(_ list: [Token]) throws(PhraseError) -> [Token] {
    var result: [Token] = []
    var i = 0
    while i < list.count {
        var token = list[i]
        if let word = token.word, let whole = wholeWord(word) { token = token.with(.word(whole)) }
        if token.word != nil, token.word == result.last?.word {
            i += 1
            continue
        }
        if let value = result.last?.number, token.isMark("("),
            let close = list[i...].firstIndex(where: { $0.isMark(")") })
        {
            let words = list[(i + 1)..<close].compactMap(\.word)
            if let first = words.first, numberWords[first] != nil,
                let said = number(inWords: words), words.count == close - i - 1
            {
                guard said == value else {
                    throw PhraseError(
                        problem: .unexpected(list[i + 1].text), offset: list[i + 1].offset)
                }
                i = close + 1
                continue
            }
        }
        result.append(token)
        i += 1
    }
    return withNumbers(trimmed(result))
}

/// Without bullets, brackets around the whole, and marks at the end.
private func trimmed(_ list: [Token]) -> [Token] {
    var rest = list[...]
    while let first = rest.first, "-+•".contains(where: { first.isMark($0) }) {
        rest = rest.dropFirst()
    }
    func dropEnd() {
        while let last = rest.last, ".;,:…".contains(where: { last.isMark($0) }) {
            rest = rest.dropLast()
        }
    }
    dropEnd()
    if let first = rest.first, let last = rest.last, first.isMark("("), last.isMark(")"),
        rest.count > 2, !rest.dropFirst().dropLast().contains(where: { $0.isMark("(") })
    {
        rest = rest.dropFirst().dropLast()
        dropEnd()
    }
    return Array(rest)
}

/// "Sáu tháng", "một lần" with their number; "tháng ba" too, but never "năm", which is also a year.
private func withNumbers(_ list: [Token]) -> [Token] {
    var list = list
    for i in list.indices {
        guard let word = list[i].word, word != "năm", let value = numberWords[word] else {
            continue
        }
        let before = i > 0 ? list[i - 1].word : nil
        let after = i + 1 < list.count ? list[i + 1].word : nil
        guard before != "thứ", before != "mùng" else { continue }
        if let after, countedWords.contains(after) || before == "tháng" && after == "năm" {
            list[i] = list[i].with(.number(value, digits: 1))
        }
    }
    return list
}

private let countedWords: Set = ["tháng", "lần", "tuần", "giờ", "ngày", "quý"]

private let numberWords = [
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7,
    "bẩy": 7, "tám": 8, "chín": 9, "mười": 10, "mốt": 1,
]

/// The value of "mười lăm", "hai mươi mốt"; nil for other words.
private func number(inWords words: [String]) -> Int? {
    var total = 0
    for word in words {
        if word == "mươi" {
            total *= 10
        } else if let n = numberWords[word] {
            total += n
        } else {
            return nil
        }
    }
    return total
}

extension Token {
    func with(_ kind: Kind) -> Token { Token(kind: kind, text: text, offset: offset) }
}

/// The timing word of four letters or more from which a scan lost exactly one letter.
private func wholeWord(_ word: String) -> String? {
    guard word.count >= 3, !timingWords.contains(word), !otherWords.contains(word) else {
        return nil
    }
    let letters = Array(word)
    var found: String?
    for whole in timingLetters where isShortened(letters, of: whole) {
        guard found == nil else { return nil }
        found = String(whole)
    }
    return found
}

private func isShortened(_ short: [Character], of whole: [Character]) -> Bool {
    guard whole.count == short.count + 1 else { return false }
    var skipped = 0
    for i in short.indices {
        if short[i] != whole[i + skipped] {
            skipped += 1
            guard skipped == 1, short[i] == whole[i + 1] else { return false }
        }
    }
    return true
}

private let timingWords: Set = [
    "trước", "ngày", "tháng", "chậm", "nhất", "hoàn", "thành", "trong", "thường", "xuyên", "định",
    "hằng", "muộn", "không", "cuối", "giữa", "tuần", "thời", "gian", "giai", "đoạn", "liên", "theo",
    "tiến", "phát", "sinh", "nguyên",
]

private let timingLetters = timingWords.map(Array.init)

/// Words of their own that only look like a timing word with a letter lost.
private let otherWords: Set = [
    "này", "hành", "giữ", "thán", "uyên", "gia", "hoà", "phá", "háng", "teo",
]

/// The tokens that the grammar reads: doubled words once, a lost letter of a word put back, and
/// numbers repeated in words left out.
///
/// - Throws: `PhraseError` where the words contradict their number.
func repaired(_ list: [Token]) throws(PhraseError) -> [Token] {
    var result: [Token] = []
    var i = 0
    while i < list.count {
        if let (head, next) = unfolded(list, i) {
            result += head
            i = next
            continue
        }
        var token = list[i]
        if let word = token.word, let whole = wholeWord(word) { token = token.with(.word(whole)) }
        if token.word != nil, token.word == result.last?.word {
            i += 1
            continue
        }
        if case .number(let value, let digits)? = result.last?.kind, digits <= 3,
            token.isMark("("),
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

/// Without bullets, brackets around the whole, footnote numbers, and marks at the end.
private func trimmed(_ list: [Token]) -> [Token] {
    var rest = list[...]
    while let first = rest.first, "-+•".contains(where: { first.isMark($0) }) {
        rest = rest.dropFirst()
    }
    func dropEnd() {
        while let last = rest.last {
            if ".;,:…".contains(where: { last.isMark($0) }) {
                rest = rest.dropLast()
            } else if last.isMark("/"), rest.dropLast().last?.isMark(".") == true {
                rest = rest.dropLast(2)  // "./.": the end of a document
            } else if last.isMark(")"), last.text == "]", rest.dropLast().last?.number != nil,
                rest.dropLast(2).last?.text == "["
            {
                rest = rest.dropLast(3)
            } else {
                return
            }
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
    var i = -1
    while i + 1 < list.count {
        i += 1
        let words = list[i...].prefix(2).compactMap(\.word)
        // "Tháng mười hai"; "trong thời hạn năm ngày làm việc".
        if i > 0, list[i - 1].word == "tháng", words.first == "mười" {
            let more = words.count == 2 ? ["một": 11, "hai": 12][words[1]] : nil
            list[i] = list[i].with(.number(more ?? 10, digits: 2))
            if more != nil { list.remove(at: i + 1) }
            continue
        }
        if i > 0, ["hạn", "vòng", "sau"].contains(list[i - 1].word), words == ["năm", "ngày"] {
            list[i] = list[i].with(.number(5, digits: 1))
            continue
        }
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

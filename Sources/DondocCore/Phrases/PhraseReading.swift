/// Looking at tokens and taking them.
extension PhraseGrammar {
    var isAtEnd: Bool { at >= tokens.count }

    var offset: Int { at < tokens.count ? tokens[at].offset : text.unicodeScalars.count }

    var isNumber: Bool { number(at) != nil }

    func number(_ i: Int) -> Int? { tokens.indices.contains(i) ? tokens[i].number : nil }

    func word(_ i: Int) -> String? { tokens.indices.contains(i) ? tokens[i].word : nil }

    func isMark(_ c: Character, _ i: Int) -> Bool {
        tokens.indices.contains(i) && tokens[i].isMark(c)
    }

    func digits(_ i: Int) -> Int {
        guard tokens.indices.contains(i), case .number(_, let digits) = tokens[i].kind else {
            return 0
        }
        return digits
    }

    /// A number of four digits, so a year.
    func isYear(_ i: Int) -> Bool { digits(i) == 4 }

    func sees(_ words: String...) -> Bool { sees(words, from: at) }

    func sees(_ words: [String], from start: Int) -> Bool {
        guard start + words.count <= tokens.count else { return false }
        for (i, w) in words.enumerated() where tokens[start + i].word != w { return false }
        return true
    }

    mutating func number() -> Int? {
        guard let n = number(at) else { return nil }
        at += 1
        return n
    }

    mutating func take(_ words: String...) -> Bool { take(words) }

    mutating func take(_ words: [String]) -> Bool {
        guard sees(words, from: at) else { return false }
        at += words.count
        return true
    }

    mutating func take(anyOf words: String...) -> Bool {
        guard let word = word(at), words.contains(word) else { return false }
        at += 1
        return true
    }

    mutating func take(mark: Character) -> Bool {
        guard isMark(mark, at) else { return false }
        at += 1
        return true
    }

    /// "," ";" "." "và", or one of the marks before "và".
    mutating func takeSeparator() -> Bool {
        let mark = take(mark: ",") || take(mark: ";") || take(mark: ".")
        return take("và") || mark
    }

    func stopped() -> PhraseError { stopped(at) }

    func stopped(_ i: Int) -> PhraseError {
        i < tokens.count
            ? PhraseError(problem: .unexpected(tokens[i].text), offset: tokens[i].offset)
            : PhraseError(problem: .incomplete, offset: text.unicodeScalars.count)
    }

    /// True when no number stands from `start` on: words about the work, not about its time.
    func isWordsOnly(from start: Int) -> Bool {
        start >= tokens.count || !tokens[start...].contains { $0.number != nil }
    }
}

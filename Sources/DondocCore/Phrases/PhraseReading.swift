/// Looking at tokens and taking them.
extension PhraseGrammar {
    var offset: Int { at < tokens.count ? tokens[at].offset : text.unicodeScalars.count }

    var isNumber: Bool { at < tokens.count && tokens[at].number != nil }

    func next(is word: String) -> Bool {
        at + 1 < tokens.count && tokens[at + 1].word == word
    }

    mutating func number() -> Int? {
        guard at < tokens.count, let n = tokens[at].number else { return nil }
        at += 1
        return n
    }

    mutating func take(_ words: [String]) -> Bool {
        guard at + words.count <= tokens.count else { return false }
        for (i, w) in words.enumerated() where tokens[at + i].word != w { return false }
        at += words.count
        return true
    }

    mutating func take(mark: Character) -> Bool {
        guard at < tokens.count, tokens[at].isMark(mark) else { return false }
        at += 1
        return true
    }

    mutating func skip(anyOf forms: [[String]]) {
        while forms.contains(where: { form in take(form) }) {
            _ = take(mark: ":")
        }
    }

    func stopped() -> PhraseError {
        at < tokens.count
            ? PhraseError(problem: .unexpected(tokens[at].text), offset: tokens[at].offset)
            : PhraseError(problem: .incomplete, offset: text.unicodeScalars.count)
    }
}

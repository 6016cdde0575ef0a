/// Named spans of months and years.
extension PhraseGrammar {
    /// "Quý I/2023", "tháng 6/2023", "6 tháng đầu năm 2023", "9 tháng", "năm 2025".
    mutating func span() throws(PhraseError) -> Phrase.Span? {
        if take(["quý"]) { return try quarter() }
        if take(["tháng"]) {
            let offset = offset
            guard let m = number() else { throw stopped() }
            guard (1...12).contains(m) else {
                throw PhraseError(problem: .noSuchMonth(m), offset: offset)
            }
            return .month(m, year: try ofYear())
        }
        if let n = at < tokens.count ? tokens[at].number : nil, next(is: "tháng"), n == 6 || n == 9
        {
            at += 2
            let last = take(["cuối"])
            if !last { _ = take(["đầu"]) }
            if n == 9 && last { throw stopped() }
            let year = take(["năm"]) && isNumber ? try self.year() : nil
            return n == 9 ? .nineMonths(year: year) : .half(last ? 2 : 1, year: year)
        }
        if take(["năm"]) { return .year(try year()) }
        return nil
    }

    private mutating func quarter() throws(PhraseError) -> Phrase.Span {
        guard at < tokens.count else { throw stopped() }
        let token = tokens[at]
        let index: Int?
        switch token.kind {
        case .word(let w): index = roman.firstIndex { $0.lowercased() == w }.map { $0 + 1 }
        case .number(let n, _): index = (1...4).contains(n) ? n : nil
        case .mark: throw stopped()
        }
        guard let q = index else {
            throw PhraseError(problem: .noSuchQuarter(token.text), offset: token.offset)
        }
        at += 1
        return .quarter(q, year: try ofYear())
    }

    /// "/2023", "-2023", "năm 2023", or nothing.
    private mutating func ofYear() throws(PhraseError) -> Int? {
        if take(mark: "/") || take(mark: "-") || take(["năm"]) { return try year() }
        return nil
    }

    mutating func year() throws(PhraseError) -> Int {
        guard at < tokens.count, case .number(let y, let digits) = tokens[at].kind else {
            throw stopped()
        }
        guard digits == 4, (1900...2200).contains(y) else {
            throw PhraseError(problem: .yearOutOfRange(y), offset: tokens[at].offset)
        }
        at += 1
        return y
    }
}

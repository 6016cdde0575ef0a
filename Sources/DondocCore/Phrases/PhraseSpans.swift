/// Named spans of months and years.
extension PhraseGrammar {
    /// One span or several: "tháng 3, 6, 9 và 12/2023", "Quý II và quý IV".
    mutating func spans(_ bound: Phrase.Bound?) throws(PhraseError) -> [Phrase.Span]? {
        guard var first = try span(bound) else { return nil }
        first = try said(again: first)
        var list = [first]
        while !isAtEnd {
            let mark = at
            var next: Phrase.Span?
            if takeSeparator() {
                next = try again(first)
                if next == nil { next = try spanLike(first) }
                if next == nil { next = try sameSpan(bound, first) }
            }
            guard let next else {
                at = mark
                break
            }
            list.append(next)
        }
        if list.count > 1, let year = list.last?.year { list = list.map { $0.of(year) } }
        return list
    }

    /// "Quý II (Q2/2023)": the same span with its year.
    private mutating func said(again first: Phrase.Span) throws(PhraseError) -> Phrase.Span {
        let start = at
        guard first.year == nil, take(mark: "("), let again = try? span(nil), let year = again.year,
            again == first.of(year), take(mark: ")")
        else {
            at = start
            return first
        }
        return again
    }

    private mutating func sameSpan(_ bound: Phrase.Bound?, _ first: Phrase.Span)
        throws(PhraseError) -> Phrase.Span?
    {
        _ = take("trong") || take("hết") || take("trước")
        guard sees("tháng") || sees("quý") || sees("năm") || sees("tuần") || isNumber,
            let next = try? span(bound), next.kind == first.kind
        else { return nil }
        return next
    }

    /// "6 tháng đầu năm 2022, 2023": the same span of another year.
    private mutating func again(_ first: Phrase.Span) throws(PhraseError) -> Phrase.Span? {
        guard first.year != nil, let bare = first.withoutYear,
            isYear(at) || word(at) == "năm" && isYear(at + 1)
        else { return nil }
        let start = at
        _ = take("năm")
        if separator(at + 1) == nil { return bare.of(try year()) }
        at = start
        return nil
    }

    /// A number that shares the head word of the span before: "tháng 3, 6", "Quý I, III".
    mutating func spanLike(_ first: Phrase.Span) throws(PhraseError) -> Phrase.Span? {
        let start = at
        switch first {
        case .month:
            // "6/6/2023", "2 giờ 00" and "05 ngày" after "tháng 5" are no months.
            let isDay = separator(at + 1) != nil && separator(at + 3) != nil
            let isOther = word(at + 1).map { ["tháng", "giờ", "h", "g", "ngày"].contains($0) }
            guard let m = number(at), (1...12).contains(m), !isDay, isOther != true else {
                return nil
            }
            at += 1
            return .month(m, year: try ofYear())
        case .quarter:
            guard let q = quarterNumber(at), word(at + 1) != "tháng" else { return nil }
            at += 1
            return .quarter(q, year: try ofYear())
        case .year:
            guard isYear(at), separator(at + 1) == nil else { return nil }
            return .year(try year())
        default:
            at = start
            return nil
        }
    }

    /// "Quý I/2023", "tháng 6/2023", "6 tháng đầu năm 2023", "giai đoạn 2021-2025", "năm 2025".
    mutating func span(_ bound: Phrase.Bound?) throws(PhraseError) -> Phrase.Span? {
        for (i, word) in ["đầu", "giữa", "cuối"].enumerated() where take(word, "kỳ") {
            return .part(i + 1)
        }
        if let week = try week() { return week }
        if take("nửa", "đầu", "năm") || take("nửa", "cuối", "năm") {
            let half = word(at - 2) == "đầu" ? 1 : 2
            return .half(half, year: isYear(at) ? try year() : nil)
        }
        if word(at) == "các" || word(at) == "những", isNumber(at + 2) || word(at + 1) == "quý",
            ["năm", "tháng", "quý"].contains(word(at + 1))
        {
            at += 1
        }
        if take("quý") { return try quarter() }
        if take("tháng") {
            let offset = offset
            guard let m = number() else { throw stopped() }
            guard (1...12).contains(m) else {
                throw PhraseError(problem: .noSuchMonth(m), offset: offset)
            }
            return .month(m, year: try ofYear())
        }
        if take("cả", "giai", "đoạn") { return .wholeStage }
        if take("cả", "năm") { return isYear(at) ? .year(try year()) : .whole }
        if take("giai", "đoạn") {
            _ = take("từ") || take("năm")
            if let numbered = try numberedStage() { return numbered }
            guard isNumber else { return .wholeStage }
            let stage = try years()
            if case .stage(let a, let b) = stage, takeLaterYears() { return .stageAndLater(a, b) }
            return stage
        }
        if take("năm", "học") {
            guard case .stage(let a, let b) = try years(), b == a + 1 else { throw stopped() }
            return .schoolYear(a)
        }
        if let span = try months(bound) { return span }
        if isYear(at), isMark("-", at + 1), word(at + 2) == "quý", let q = quarterNumber(at + 3) {
            let year = try year()
            at += 3
            return .quarter(q, year: year)
        }
        if isYear(at), let mark = separator(at + 1), mark == "-", isYear(at + 2) {
            return try years()
        }
        if isYear(at), bound != nil || word(at + 1) == "và" || isYearAlone {
            return try laterYears()
        }
        if let m = number(at), digits(at) <= 2, isMark("/", at + 1), isYear(at + 2) {
            guard (1...12).contains(m) else { return nil }
            at += 2
            let year = try year()
            // 02/2021/QĐ-UBND is the number of a document.
            if take(mark: "/") { throw stopped() }
            return .month(m, year: year)
        }
        if take("năm") {
            if isYear(at), isMark("-", at + 1), isYear(at + 2) { return try years() }
            if isNumber { return try laterYears() }
            if sees("nay") {
                at += 1
                return .year(nil)
            }
            guard bound == .within || bound == .by,
                isAtEnd || tokens[at].word == nil || word(at) == "đạt"
            else {
                throw stopped()
            }
            return .year(nil)
        }
        return nil
    }

    /// "giai đoạn I (2021-2023)", "giai đoạn 1: 2021-2023".
    private mutating func numberedStage() throws(PhraseError) -> Phrase.Span? {
        let start = at
        guard quarterNumber(at) != nil, digits(at) <= 1 else { return nil }
        at += 1
        let isOpen = take(mark: "(")
        guard isOpen || take(mark: ":"), isYear(at) else {
            at = start
            return nil
        }
        let stage = try years()
        if isOpen, !take(mark: ")") { throw stopped() }
        return stage
    }

    /// "2021-2025", "2021 đến 2025".
    private mutating func years() throws(PhraseError) -> Phrase.Span {
        let start = at
        let a = try year()
        guard take(mark: "-") || take("đến") else { throw stopped() }
        _ = take("năm")
        let b = try year()
        guard a < b else { throw PhraseError(problem: .reversed, offset: tokens[start].offset) }
        return .stage(a, b)
    }

    /// "2025", "2025 và những năm tiếp theo".
    private mutating func laterYears() throws(PhraseError) -> Phrase.Span {
        let y = try year()
        return takeLaterYears() ? .yearAndLater(y) : .year(y)
    }

    /// "và những năm tiếp theo", "và các năm sau", "trở đi".
    private mutating func takeLaterYears() -> Bool {
        let start = at
        if take("trở", "đi") { return true }
        _ = take(mark: ",")
        _ = take("và")
        if take("những", "năm") || take("các", "năm") || take("năm"),
            take("tiếp", "theo") || take("sau") || take("kế", "tiếp")
        {
            return true
        }
        at = start
        return false
    }

    /// A year that is the whole cell, or one of a list of years.
    private var isYearAlone: Bool {
        (1990...2100).contains(number(at) ?? 0)
            && tokens[at...].allSatisfy { token in
                if case .number(_, let digits) = token.kind { return digits == 4 }
                return token.isMark(",") || token.isMark(";") || token.word == "và"
            }
    }

    /// "6 tháng đầu năm 2023", "9 tháng", "3 tháng cuối năm".
    private mutating func months(_ bound: Phrase.Bound?) throws(PhraseError) -> Phrase.Span? {
        guard let n = number(at), word(at + 1) == "tháng", (1...11).contains(n) else { return nil }
        let edge = word(at + 2)
        guard edge == "đầu" || edge == "cuối" || n == 6 || n == 9 else { return nil }
        // "trong 6 tháng" alone is a length from an event that nobody named.
        guard edge == "đầu" || edge == "cuối" || bound != .within else { return nil }
        at += 2
        let isLast = take("cuối")
        if !isLast { _ = take("đầu") }
        let year = take("năm") && isNumber ? try self.year() : nil
        if n == 6 { return .half(isLast ? 2 : 1, year: year) }
        return isLast ? .lastMonths(n, year: year) : .firstMonths(n, year: year)
    }

    /// I…IV or 1…4 at this token.
    func quarterNumber(_ i: Int) -> Int? {
        if let n = number(i) { return (1...4).contains(n) ? n : nil }
        guard let word = word(i) else { return nil }
        if let n = ["một", "hai", "ba", "tư"].firstIndex(of: word) { return n + 1 }
        return roman.firstIndex { $0.lowercased() == word }.map { $0 + 1 }
    }

    mutating func quarter() throws(PhraseError) -> Phrase.Span {
        guard at < tokens.count else { throw stopped() }
        if case .mark = tokens[at].kind { throw stopped() }
        guard let q = quarterNumber(at) else {
            throw PhraseError(
                problem: .noSuchQuarter(tokens[at].text), offset: tokens[at].offset)
        }
        at += 1
        return .quarter(q, year: try ofYear())
    }

    /// "/2023", "-2023", "năm 2023", or nothing.
    mutating func ofYear() throws(PhraseError) -> Int? {
        if isMark("/", at) || isMark("-", at) && digits(at + 1) >= 3
            || isMark(".", at) && isYear(at + 1)
        {
            at += 1
            return try year(orShort: true)
        }
        // "Quý I 2023": the year at once.
        if isYear(at), separator(at + 1) == nil { return try year() }
        guard word(at) == "năm", isNumber(at + 1) else { return nil }
        at += 1
        return try year()
    }

    /// A year of four digits; of two, this century's, where it stands behind its month.
    mutating func year(orShort: Bool = false) throws(PhraseError) -> Int {
        guard at < tokens.count, case .number(let y, let digits) = tokens[at].kind else {
            throw stopped()
        }
        if orShort, digits == 2 {
            at += 1
            return 2000 + y
        }
        guard digits == 4, (1900...2200).contains(y) else {
            throw PhraseError(problem: .yearOutOfRange(y), offset: tokens[at].offset)
        }
        at += 1
        return y
    }
}

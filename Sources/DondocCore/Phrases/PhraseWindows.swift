/// From–to, both ends included; a missing month or year comes from the other end.
extension PhraseGrammar {
    mutating func window() throws(PhraseError) -> (Phrase.End, Phrase.End)? {
        let start = at
        _ = take("trong")
        _ = take("thời", "gian") || take("khoảng", "thời", "gian") || take("khoảng")
        _ = take("bắt", "đầu") || take("kể")
        if take("từ") { return try window(after: start) }
        at = start
        // A hidden window must show its dash or "đến"; else its first day is read alone.
        guard let first = try openEnd(), take(mark: "-") || take(anyOf: "đến", "tới"),
            !isAtEnd
        else {
            at = start
            return nil
        }
        _ = take("hết")
        guard let second = try rawEnd(like: first) else { throw stopped() }
        return try joined(first, second, start)
    }

    private enum RawEnd {
        case day(RawDay)
        case end(Phrase.End)
    }

    private mutating func window(after start: Int) throws(PhraseError)
        -> (Phrase.End, Phrase.End)?
    {
        var first: RawEnd?
        if take("nay") || take("khi", "ban", "hành") || take("ngày", "ban", "hành")
            || take("ngày", "ký") || take("khi", "ký")
        {
            first = .end(.now)
        } else {
            _ = try clock()
            first = hyphenDay()
            if first == nil { first = try rawEnd(like: nil) }
        }
        guard let first else { throw stopped() }
        if case .end(.span(.year(nil))) = first { throw stopped() }
        _ = take(mark: ",")
        guard take(mark: "-") || take(anyOf: "đến", "tới") else {
            if case .end(.now) = first { throw stopped() }
            guard isAtEnd else { throw stopped() }
            return try joined(first, .end(.open), start)
        }
        _ = take("hết")
        _ = try clock()
        guard let second = try rawEnd(like: first) else { throw stopped() }
        return try joined(first, second, start)
    }

    /// "01" of "01-15/6/2023".
    private mutating func hyphenDay() -> RawEnd? {
        let i = word(at) == "ngày" ? at + 1 : at
        guard let day = number(i), isMark("-", i + 1), isNumber(i + 2), isMark("/", i + 3),
            (1...2).contains(digits(i + 4))
        else { return nil }
        at = i + 1
        return .day(RawDay(day: day, month: nil, year: nil, start: i))
    }

    /// The first end of a window without "từ"; nil where the words fit no window.
    private mutating func openEnd() throws(PhraseError) -> RawEnd? {
        let start = at
        var i = at
        // Only a window has a dash or "đến" between two ends of one kind: look before reading.
        if word(i) == "ngày" { i += 1 }
        guard tokens[start...].contains(where: { $0.isMark("-") || $0.word == "đến" }) else {
            return nil
        }
        if isNumber(i), word(i + 1) != "tháng" || isNumber(i + 2) {
            if let day = hyphenDay() { return day }
            at = i
            guard let day = try? rawDay(), day.month != nil || word(start) == "ngày" else {
                at = start
                return nil
            }
            return .day(day)
        }
        guard
            word(i) == "tháng" && isNumber(i + 1) || word(i) == "quý" && quarterNumber(i + 1) != nil
        else { return nil }
        return try span(nil).map { .end(.span($0)) }
    }

    private mutating func rawEnd(like first: RawEnd?) throws(PhraseError) -> RawEnd? {
        if case .end(.span(let span))? = first, let same = try spanLike(span) {
            return .end(.span(same))
        }
        if case .days(let list, nil)? = try specialDays(), let day = list.first {
            return .end(.day(day))
        }
        let start = at
        let said = take("ngày")
        if let day = try rawDay() { return .day(day) }
        if said { throw stopped() }
        at = start
        return try span(.by).map { .end(.span($0)) }
    }

    private func joined(_ first: RawEnd, _ second: RawEnd, _ start: Int) throws(PhraseError)
        -> (Phrase.End, Phrase.End)
    {
        let offset = tokens[start].offset
        switch (first, second) {
        case (.day(var a), .day(var b)):
            a.month = a.month ?? b.month
            if b.month == nil { throw stopped() }
            if a.year == nil, let year = b.year { a.year = a.isAfter(b) ? year - 1 : year }
            if b.year == nil, let year = a.year { b.year = a.isAfter(b) ? year + 1 : year }
            let (x, y) = (try checked(a), try checked(b))
            if let p = x.year.flatMap({ Day($0, x.month, x.day) }),
                let q = y.year.flatMap({ Day($0, y.month, y.day) }), p > q
            {
                throw PhraseError(problem: .reversed, offset: offset)
            }
            return (.day(x), .day(y))
        case (.day(var a), .end(let end)):
            guard let month = a.month else { throw stopped() }
            if case .span(let span) = end, a.year == nil, let year = span.year {
                a.year = span.place.map { $0 > 0 && month > $0 } ?? false ? year - 1 : year
            }
            if case .day(let last) = end, a.year == nil, let year = last.year {
                a.year = (month, a.day) > (last.month, last.day) ? year - 1 : year
            }
            return (.day(try checked(a)), end)
        case (.end(let end), .day(let b)):
            guard b.month != nil else { throw stopped() }
            return (end, .day(try checked(b)))
        case (.end(.span(let a)), .end(.span(let b))):
            guard let p = a.place, let q = b.place else { return (.span(a), .span(b)) }
            let (x, y) = (
                a.of(b.year.map { p > q ? $0 - 1 : $0 }), b.of(a.year.map { p > q ? $0 + 1 : $0 })
            )
            if let i = x.year, let j = y.year, (i, p) > (j, q) {
                throw PhraseError(problem: .reversed, offset: offset)
            }
            return (.span(x), .span(y))
        case (.end(let a), .end(let b)): return (a, b)
        }
    }
}

extension RawDay {
    func isAfter(_ other: RawDay) -> Bool {
        (month ?? 0, day) > (other.month ?? 0, other.day)
    }
}

extension Phrase.Span {
    /// Its last month within the year, to compare two spans.
    var place: Int? {
        switch self {
        case .month(let m, _): m
        case .quarter(let q, _): q * 3
        case .half(let h, _): h * 6
        case .year: 0
        default: nil
        }
    }
}

/// From–to, both ends included; a missing month or year comes from the other end.
extension PhraseGrammar {
    mutating func window() throws(PhraseError) -> (Phrase.End, Phrase.End)? {
        let start = at
        if let part = try partOfMonth() { return part }
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
        if take("nay") || takeStartingEvent() {
            first = .end(.now)
        } else {
            _ = try clock()
            first = hyphenDay()
            if first == nil { first = try rawEnd(like: nil) }
        }
        guard let first else { throw stopped() }
        if case .end(.span(.year(nil))) = first { throw stopped() }
        // "Từ 2022-2024": both ends at once.
        if case .end(.span(.stage(let a, let b))) = first {
            return (.span(.year(a)), .span(.year(b)))
        }
        if take("trở", "đi") || take("và", "các", "năm", "tiếp", "theo")
            || take("và", "những", "năm", "tiếp", "theo")
        {
            if case .end(.now) = first { throw stopped() }
            return try joined(first, .end(.open), start)
        }
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

    /// "từ khi phát động đến", "từ ngày ban hành kế hoạch đến": words only, up to the other end.
    private mutating func takeStartingEvent() -> Bool {
        guard word(at) == "khi" || word(at) == "ngày", word(at + 1) != nil else { return false }
        guard
            let end = tokens[at...].firstIndex(where: {
                $0.word == "đến" || $0.word == "tới" || $0.isMark("-") || $0.number != nil
            }), end > at + 1, number(end) == nil
        else { return false }
        at = end
        return true
    }

    /// "01" of "01-15/6/2023", "09" of "09 đến 11/8/2023".
    private mutating func hyphenDay() -> RawEnd? {
        let i = word(at) == "ngày" ? at + 1 : at
        guard let day = number(i), digits(i) <= 2, isMark("-", i + 1) || word(i + 1) == "đến",
            case let j = word(i + 2) == "ngày" ? i + 3 : i + 2, isNumber(j), digits(j) <= 2,
            let mark = separator(j + 1), mark != "-", (1...2).contains(digits(j + 2))
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
        if ["đầu", "giữa", "cuối"].contains(word(i)) {
            guard case .days(let list, nil)? = try? specialDays(), list.count == 1,
                isMark("-", at) || ["đến", "tới"].contains(word(at))
            else {
                at = start
                return nil
            }
            return .end(.day(list[0]))
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
        // "6 tháng cuối năm" is no day.
        if isNumber, word(at + 1) == "tháng", ["đầu", "cuối"].contains(word(at + 2)) {
            return try span(.by).map { .end(.span($0)) }
        }
        let said = take("ngày")
        if let day = try rawDay() {
            guard takeLunar(),
                case .days(let list, _) = try lunarDays([day], year: try lunarYear() ?? day.year),
                let lunar = list.first
            else { return .day(day) }
            return .end(.day(lunar))
        }
        if said { throw stopped() }
        at = start
        return try span(.by).map { .end(.span($0)) }
    }

    private func joined(_ first: RawEnd, _ second: RawEnd, _ start: Int) throws(PhraseError)
        -> (Phrase.End, Phrase.End)
    {
        let offset = tokens[start].offset
        if case .end(.day(let end)) = second, end.year == nil, end.form != .lunar,
            case .day(let a) = first, a.year != nil, let month = a.month,
            (month, a.day) > (end.month, end.day), month - end.month < 6
        {
            throw PhraseError(problem: .reversed, offset: offset)
        }
        switch (first, second) {
        case (.day(var a), .day(var b)):
            a.month = a.month ?? b.month
            if b.month == nil { throw stopped() }
            try refuseLong(a, b, offset)
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
            if case .day(let last) = end, last.form == .lunar, case let day = try checked(a) {
                // "01/6–15/6 (ÂL)": said once for both.
                let lunar = Phrase.NamedDay(
                    day: day.day, month: day.month, year: day.year, form: .lunar)
                return (.day(lunar.before(last)), end)
            }
            if case .day(let last) = end, a.year == nil, let year = last.year {
                a.year = (month, a.day) > (last.month, last.day) ? year - 1 : year
            }
            return (.day(try checked(a)), end)
        case (.end(let end), .day(let b)):
            guard b.month != nil else { throw stopped() }
            let last = try checked(b)
            if case .day(let day) = end { return (.day(day.before(last)), .day(last)) }
            return (end, .day(last))
        case (.end(.day(let day)), .end(.span(let span))):
            let isOver = span.place.map { $0 > 0 && day.month > $0 } ?? false
            return (.day(day.of(span.year.map { isOver ? $0 - 1 : $0 })), .span(span))
        case (.end(.day(let a)), .end(.day(let b))): return (.day(a.before(b)), .day(b))
        case (.end(.span(let a)), .end(.span(let b))):
            guard let p = a.place, let q = b.place else { return (.span(a), .span(b)) }
            // "Quý IV - Quý II/2023" is no window over the new year, but a slip.
            if (a.year == nil) != (b.year == nil), a.firstMonth > q, a.firstMonth - q < 6, q > 0 {
                throw PhraseError(problem: .reversed, offset: offset)
            }
            let (x, y) = (
                a.of(b.year.map { q > 0 && p > q ? $0 - 1 : $0 }),
                b.of(a.year.map { q > 0 && p > q ? $0 + 1 : $0 })
            )
            if let i = x.year, let j = y.year, (i, p) > (j, q) {
                throw PhraseError(problem: .reversed, offset: offset)
            }
            return (.span(x), .span(y))
        case (.end(let a), .end(let b)): return (a, b)
        }
    }
}

extension PhraseGrammar {
    /// A window over the new year is short: "từ 30/6 đến 15/6/2023" is a slip, and not a year.
    private func refuseLong(_ a: RawDay, _ b: RawDay, _ offset: Int) throws(PhraseError) {
        guard (a.year == nil) != (b.year == nil), a.isAfter(b), let m = a.month, let n = b.month,
            m - n < 6
        else { return }
        throw PhraseError(problem: .reversed, offset: offset)
    }
}

extension RawDay {
    func isAfter(_ other: RawDay) -> Bool {
        (month ?? 0, day) > (other.month ?? 0, other.day)
    }
}

extension Phrase.NamedDay {
    /// The same day with the year of a later one, or the year before where it comes after it.
    fileprivate func before(_ last: Phrase.NamedDay) -> Phrase.NamedDay {
        guard year == nil, let end = last.year else { return self }
        return of((month, day) > (last.month, last.day) ? end - 1 : end)
    }
}

extension Phrase.Span {
    /// Its first month within the year; 0 for what is no month or quarter.
    fileprivate var firstMonth: Int {
        switch self {
        case .month(let m, _): m
        case .quarter(let q, _): q * 3 - 2
        case .half(let h, _): h * 6 - 5
        default: 0
        }
    }

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

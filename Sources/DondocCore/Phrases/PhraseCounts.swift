/// Lengths of time from an event.
extension PhraseGrammar {
    /// "trong vòng 05 ngày làm việc kể từ ngày nhận được văn bản", "chậm nhất sau 15 ngày".
    mutating func counted() throws(PhraseError) -> (Phrase.Bound, Phrase.Rule)? {
        let start = at
        if let backwards = backwardsFirst() { return (.by, backwards) }
        var bound = Phrase.Bound.within
        var isCommitted = false
        var isFloor = false
        _ = take("ngay")
        if take("trong", "vòng") || take("trong", "thời", "hạn") || take("thời", "hạn") {
            _ = take("là")
            isCommitted = true
        } else if take("chậm", "nhất") || take("muộn", "nhất") || take("không", "quá") {
            bound = .by
            _ = take("là")
            if take("sau") || take("trong", "vòng") || take("trong", "thời", "hạn") {
                isCommitted = true
            } else {
                _ = take("trong")
            }
        } else if take("sau") {
            bound = .by
            isFloor = true
        } else {
            _ = take("trong")
        }
        if isCommitted { _ = take("không", "quá") || take("tối", "đa") }
        guard let n = number(at), digits(at) <= 3 else {
            if isCommitted, word(at) != "tháng", word(at) != "năm", word(at) != "quý" {
                throw stopped()
            }
            at = start
            return nil
        }
        at += 1
        guard let unit = unit(), n > 0 else {
            at = start
            return nil
        }
        let isPrefixed = at - start > 2
        let mark = at
        _ = take(mark: ",")
        if let event = try event() {
            return (bound, count(n, unit, event, false, isFloor))
        }
        // "6 tháng trước ngày 15/6": the report of six months, and no length.
        if unit == .month, !isPrefixed, sees("trước") {
            at = start
            return nil
        }
        if take("trước") {
            guard !isAtEnd else { throw stopped() }
            if let event = try backwardsEvent() { return (bound, count(n, unit, event, true)) }
        }
        at = mark
        let isClear = isCommitted || unit == .workingDay || (unit == .day && bound == .by)
        guard isPrefixed, isAtEnd, isClear || unit == .day else {
            at = start
            return nil
        }
        return (bound, count(n, unit, .person, false, isFloor))
    }

    private func count(
        _ n: Int, _ unit: Phrase.Count.Unit, _ event: Phrase.Count.Event, _ back: Bool,
        _ floor: Bool = false
    ) -> Phrase.Rule {
        .counted(
            Phrase.Count(
                number: n, unit: unit, event: event, isBackwards: back, isFloor: floor))
    }

    private mutating func unit() -> Phrase.Count.Unit? {
        if take("ngày", "làm", "việc") { return .workingDay }
        if take("ngày") { return .day }
        if take("tuần") { return .week }
        if take("tháng") { return .month }
        if take("năm") { return .year }
        if take("giờ") || take("h") || take("tiếng") { return .hour }
        return nil
    }

    /// "kể từ ngày ký", "sau khi nhận được", "từ ngày 10/6/2023".
    private mutating func event() throws(PhraseError) -> Phrase.Count.Event? {
        let start = at
        _ = take("tiếp", "theo")
        _ = take("ngay")
        let isWindow = sees("từ", "ngày")
        guard
            take("kể", "từ", "ngày") || take("kể", "từ", "khi") || take("kể", "từ")
                || take("tính", "từ", "ngày") || take("tính", "từ") || take("sau", "khi")
                || take("sau", "ngày") || take("từ", "ngày") || take("từ", "khi")
        else { return nil }
        guard !isAtEnd else { throw stopped() }
        if let raw = try rawDay() {
            guard raw.month != nil || isWindow else { throw stopped() }
            guard raw.month != nil else {
                at = start
                return nil
            }
            return .day(try checked(raw))
        }
        guard isWordsOnly(from: at) || isPeriodNamed(from: at) else { throw stopped() }
        let words = tokens[at...].compactMap(\.word)
        at = tokens.count
        return Self.isIssue(words) ? .issued : .person
    }

    /// "kết thúc 6 tháng đầu năm": a number that names a period, and no day.
    private func isPeriodNamed(from start: Int) -> Bool {
        (start..<tokens.count).allSatisfy { number($0) == nil || word($0 + 1) == "tháng" }
    }

    /// "trước 03 ngày so với ngày họp", "trước khi khởi công 15 ngày", "trước ngày khai mạc ít
    /// nhất 05 ngày làm việc".
    private mutating func backwardsFirst() -> Phrase.Rule? {
        let start = at
        guard take("trước") else { return nil }
        if digits(at) <= 3, let n = number(), let unit = unit(), n > 0 {
            if take("so", "với") || take("khi") || take("trước", "khi"), !isAtEnd,
                isWordsOnly(from: at)
            {
                at = tokens.count
                return count(n, unit, .person, true)
            }
            at = start
            return nil
        }
        at = start + 1
        guard take("khi") || take("ngày"), word(at) != nil, !isMark(":", at),
            let first = tokens[at...].firstIndex(where: { $0.number != nil }), first > at + 1,
            !(at..<first).contains(where: { opensTime($0) || tokens[$0].isMark(";") })
        else {
            at = start
            return nil
        }
        at = first
        guard digits(at) <= 3, let n = number(), let unit = unit(), n > 0, isAtEnd else {
            at = start
            return nil
        }
        return count(n, unit, .person, true)
    }

    private mutating func backwardsEvent() throws(PhraseError) -> Phrase.Count.Event? {
        _ = take("ngày") || take("khi")
        if let raw = try rawDay() {
            guard raw.month != nil else { throw stopped() }
            return .day(try checked(raw))
        }
        guard !isAtEnd, isWordsOnly(from: at) else { throw stopped() }
        at = tokens.count
        return .person
    }

    /// The plan's own signing or issue, and not that of some other paper.
    private static func isIssue(_ words: [String]) -> Bool {
        var own: Set = ["kế", "hoạch", "này", "được", "ban", "hành", "ký", "ngày"]
        if words.contains("này") {
            own.formUnion([
                "quyết", "định", "văn", "bản", "công", "chỉ", "thị", "chương", "trình", "thông",
                "tư",
            ])
        }
        let isSigned =
            words.first == "ký" || zip(words, words.dropFirst()).contains { $0 == ("ban", "hành") }
        return isSigned && words.allSatisfy(own.contains)
    }
}

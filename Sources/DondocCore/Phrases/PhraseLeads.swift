/// The report or the rhythm that a clause begins with.
extension PhraseGrammar {
    /// "Định kỳ hàng quý, 6 tháng, năm"; "báo cáo năm"; "hằng năm"; "ít nhất 01 lần/quý".
    mutating func leads(_ periodic: Bool) throws(PhraseError) -> [Lead] {
        let start = at
        if let every = try times() { return [Lead(every: every, index: nil)] }
        at = start
        _ = take("theo")
        var isNamed = take("định", "kỳ")
        if take("báo", "cáo") {
            isNamed = true
            let isPeriod = ["tháng", "quý", "năm"].contains(word(at + 2)) && word(at + 3) != "học"
            if number(at + 2) != nil || isPeriod {
                _ = take("sơ", "kết") || take("tổng", "kết")
            }
        }
        if take("định", "kỳ") { isNamed = true }
        let isPeriodic = isNamed && tokens[start..<at].contains { $0.word == "định" }
        let every = take(anyOf: "hằng", "mỗi")
        if every { _ = take(mark: ",") }  // a scan's stray comma: "hàng, quý"
        let mark = at
        guard var first = try lead() else {
            // "định kỳ báo cáo trước ngày …" and "báo cáo kết quả" name no rhythm.
            if every { throw stopped() }
            farthest = max(farthest, isPeriodic ? mark : 0)
            at = start
            return []
        }
        first.isReport = tokens[start..<mark].contains { $0.word == "báo" }
        let isYearly = !isNamed && !every && (sees("hằng", "năm") || sees("mỗi", "năm"))
        let isDaily = first.every <= .week && !every && !(isNamed && first.every == .week)
        let isHead = isMark(":", at) && first.index == nil && tokens[at - 1].word != nil
        let isNamed2 = isNamed || every || periodic || followsBracketedBound || isHead
        guard isNamed2 || first.every >= .month && (isMark(",", at) || word(at) == "và"), !isYearly,
            !isDaily
        else {
            at = start
            return []
        }
        if every, first.every == .day || first.every == .week { return [first] }
        var list = [first]
        while !isAtEnd {
            let mark = at
            guard takeSeparator() else { break }
            let isStrong = isMark(";", at - 1) || isMark(".", at - 1)
            let isReport = take("báo", "cáo")
            if isReport { _ = take("sơ", "kết") || take("tổng", "kết") }
            _ = take("định", "kỳ")
            let isEvery = take(anyOf: "hằng", "mỗi")
            _ = take("cả")
            if !isEvery, !isReport, let next = try sameLead(list) {
                list.append(next)
                continue
            }
            guard var next = try lead(), !(isStrong && (opensDay(at) || isMark(":", at))),
                !(every && !isNamed && !isReport && next.index != nil),
                !(isEvery && list.contains(next))
            else {
                at = mark
                break
            }
            next.isReport = isReport || first.isReport
            list.append(next)
        }
        // Two rhythms and more need no word before them: "6 tháng, năm".
        if !isNamed2, !isList(list, from: start) {
            at = start
            return []
        }
        return list
    }

    /// "6 tháng, năm", "6 tháng đầu năm và cả năm", and not "tháng 3, tháng 6" or "năm 2022, 2024".
    private func isList(_ list: [Lead], from start: Int) -> Bool {
        guard list.count > 1, !(start..<at).contains(where: isYear),
            isAtEnd || tokens[at].word == nil || opensTime(at) || word(at) == "gửi"
        else { return false }
        let isHalfAndYear = list.count == 2 && list[0].every == .half && list[1].every == .year
        return isHalfAndYear || list.allSatisfy { $0.index == nil }
    }

    /// "II", "III" behind "báo cáo quý I".
    private mutating func sameLead(_ list: [Lead]) throws(PhraseError) -> Lead? {
        guard let last = list.last, last.index != nil,
            last.every == .quarter || last.every == .month
        else { return nil }
        let n =
            last.every == .quarter ? quarterNumber(at) : number(at).flatMap { $0 <= 12 ? $0 : nil }
        guard let n, n > 0, digits(at) <= 2, separator(at + 1) == nil, word(at + 1) != "tháng"
        else {
            return nil
        }
        at += 1
        return Lead(every: last.every, index: n, year: try ofYear())
    }

    /// A day of its own follows: what stands before it begins a clause.
    private func opensDay(_ i: Int) -> Bool {
        word(i) == "ngày" || number(i) != nil || opensTime(i) || word(i) == "gửi"
    }

    /// "6 tháng (trước ngày …": a rhythm without a word before it.
    private var followsBracketedBound: Bool {
        guard isMark("(", at), let word = word(at + 1) else { return false }
        return ["trước", "chậm", "muộn", "ngày"].contains(word)
    }

    /// "tháng", "tháng 12", "quý I", "6 tháng đầu năm", "9 tháng", "năm".
    mutating func lead() throws(PhraseError) -> Lead? {
        if let n = number(at), word(at + 1) == "tháng" {
            guard let every = Self.rhythms[n] else { return nil }
            at += 2
            let isFirst = take("đầu", "năm")
            let isLast = !isFirst && n == 6 && take("cuối", "năm")
            var year: Int?
            if isYear(at) || word(at) == "năm" && isYear(at + 1) {
                at += isYear(at) ? 1 : 2
                year = number(at - 1)
            }
            return Lead(every: every, index: n == 6 && isFirst ? 1 : isLast ? 2 : nil, year: year)
        }
        if number(at) == 1 || word(at) == "một", word(at + 1) == "năm" || word(at + 1) == "quý" {
            at += 2
            return Lead(every: word(at - 1) == "năm" ? .year : .quarter, index: nil)
        }
        if take("tháng") {
            // "tháng cuối quý" is a day's place, not a report.
            if word(at) == "cuối" || word(at) == "đầu" {
                at -= 1
                return nil
            }
            guard let m = number(at), word(at + 1) != "lần" else {
                return Lead(every: .month, index: nil)
            }
            guard (1...12).contains(m) else {
                throw PhraseError(problem: .noSuchMonth(m), offset: offset)
            }
            at += 1
            return Lead(every: .month, index: m, year: try ofYear())
        }
        if take("quý") {
            guard let q = quarterNumber(at), word(at + 1) != "lần" else {
                return Lead(every: .quarter, index: nil)
            }
            at += 1
            return Lead(every: .quarter, index: q, year: try ofYear())
        }
        if take("năm") {
            guard isYear(at) else { return Lead(every: .year, index: nil) }
            return Lead(every: .year, index: nil, year: number())
        }
        if take("tuần") { return Lead(every: .week, index: nil) }
        if sees("ngày"), number(at + 1) == nil, !["làm", "cuối", "đầu"].contains(word(at + 1)) {
            at += 1
            return Lead(every: .day, index: nil)
        }
        return nil
    }

    private static let rhythms: [Int: Phrase.Frequency] = [
        1: .month, 3: .quarter, 6: .half, 9: .nineMonths, 12: .year,
    ]

    /// "ít nhất 01 lần/quý", "01 lần/năm", "6 tháng một lần", "ít nhất một tháng, một lần".
    private mutating func times() throws(PhraseError) -> Phrase.Frequency? {
        let start = at
        _ = take("định", "kỳ")
        _ = take("có")
        _ = take("ít", "nhất") || take("tối", "thiểu")
        guard let n = number() ?? (take("một") ? 1 : nil) else { return nil }
        if take("lần") {
            _ = take(mark: "/") || take("trong") || take("một") || take("mỗi")
            if number(at) == 1 { at += 1 }
            guard let every = try lead(), every.index == nil else { throw stopped() }
            switch (n, every.every) {
            case (1, let every): return every
            case (2, .year): return .half
            case (4, .year): return .quarter
            case (12, .year): return .month
            default: throw stopped(start)
            }
        }
        let every: Phrase.Frequency?
        switch word(at) {
        case "tháng": every = Self.rhythms[n]
        case "quý": every = n == 1 ? .quarter : nil
        case "năm": every = n == 1 ? .year : nil
        case "tuần": every = n == 1 ? .week : nil
        default: every = nil
        }
        at += 1
        if every != nil, isMark("/", at), word(at + 1) == "lần" {
            at += 2
            return every
        }
        _ = take(mark: ",") || take(mark: "/")
        _ = take("ít", "nhất")
        guard let every, number(at) == 1 || word(at) == "một", word(at + 1) == "lần" else {
            return nil
        }
        at += 2
        return every
    }

    /// "một lần", "có ít nhất 01 lần" after a rhythm.
    mutating func skipTimes() {
        let mark = at
        _ = take(mark: ",")
        _ = take("có")
        _ = take("ít", "nhất") || take("tối", "thiểu")
        guard number() == 1 || take("một"), take("lần") else {
            at = mark
            return
        }
    }
}

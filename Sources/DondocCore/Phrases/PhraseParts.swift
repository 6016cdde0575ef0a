/// Parts of months, and windows that come again.
extension PhraseGrammar {
    /// "02 ngày (20, 21/7/2023)", "01 ngày trong tháng 9", "trong 3 ngày, từ ngày …": the length of
    /// the work before its time.
    mutating func skipLength() {
        let start = at
        _ = take("trong")
        guard number() != nil, take("ngày") else {
            at = start
            return
        }
        if take(mark: "("), let close = tokens[at...].firstIndex(where: { $0.isMark(")") }),
            close == tokens.count - 1
        {
            tokens.removeLast()
            return
        }
        if word(at) == "trong", word(at + 1) == "tháng" { return }
        if take(mark: ","), word(at) == "từ" { return }
        at = start
    }

    /// "từ ngày 20 đến ngày 25 hằng tháng".
    mutating func monthlyWindow() throws(PhraseError) -> Phrase.Repeat.Place? {
        let start = at
        _ = take("từ")
        _ = take("ngày")
        guard let a = number(), take("đến") || take(mark: "-") else {
            at = start
            return nil
        }
        _ = take("hết")
        _ = take("ngày")
        guard let b = number(), case let mark = at, let (every, months) = monthTail() else {
            at = start
            return nil
        }
        guard every == .month, months == 0, (1...31).contains(a), (1...31).contains(b), a < b
        else { throw stopped(mark) }
        return .window(from: a, to: b)
    }

    /// A window without a year that "hằng năm" makes a season.
    mutating func season(_ from: Phrase.End, _ to: Phrase.End) -> Phrase.Repeat.Place? {
        guard let a = from.monthDay(isEnd: false), let b = to.monthDay(isEnd: true) else {
            return nil
        }
        let start = at
        guard yearTail() == 0 else {
            at = start
            return nil
        }
        return .season(from: a, to: b)
    }

    /// "nửa đầu tháng 6", "thượng tuần tháng 6", "10 ngày đầu tháng 6" as their first and last
    /// day.
    ///
    /// Half a month is 15 days (Bộ luật Dân sự 2015, Điều 146); a "tuần" of this kind is ten.
    mutating func partOfMonth() throws(PhraseError) -> (Phrase.End, Phrase.End)? {
        let start = at
        _ = take("trong")
        _ = take("vào")
        let part: (Int, Int)?
        if take("nửa", "đầu") || take("nửa", "tháng", "đầu") {
            part = (1, 15)
        } else if take("nửa", "cuối") || take("nửa", "sau") || take("nửa", "tháng", "cuối") {
            part = (16, 31)
        } else if take("thượng", "tuần") {
            part = (1, 10)
        } else if take("trung", "tuần") {
            part = (11, 20)
        } else if take("hạ", "tuần") {
            part = (21, 31)
        } else if let n = number(at), (2...28).contains(n), word(at + 1) == "ngày",
            word(at + 2) == "đầu"
        {
            at += 3
            _ = take("tiên")
            part = (1, n)
        } else {
            part = nil
        }
        _ = take("của")
        guard let (first, last) = part, take("tháng"), let m = number(at) else {
            at = start
            return nil
        }
        guard (1...12).contains(m) else {
            throw PhraseError(problem: .noSuchMonth(m), offset: offset)
        }
        at += 1
        let year = try ofYear()
        let end =
            last == 31
            ? Phrase.NamedDay(day: 31, month: m, year: year, form: .lastDay)
            : Phrase.NamedDay(day: last, month: m, year: year)
        return (.day(Phrase.NamedDay(day: first, month: m, year: year)), .day(end))
    }

    /// "tuần 1 tháng 6", "tuần đầu của tháng 6/2023", "tuần thứ hai tháng 6", "tuần cuối tháng 12".
    mutating func week() throws(PhraseError) -> Phrase.Span? {
        let start = at
        guard take("tuần") else { return nil }
        _ = take("lễ")
        let names = ["nhất": 1, "hai": 2, "ba": 3, "tư": 4]
        let isOrdinal = take("thứ")
        let n: Int?
        if take("đầu") {
            _ = take("tiên")
            n = 1
        } else if take("cuối") {
            _ = take("cùng")
            n = 5
        } else if let said = number(at) ?? (isOrdinal ? word(at).flatMap { names[$0] } : nil),
            (1...4).contains(said)
        {
            at += 1
            n = said
        } else {
            n = nil
        }
        _ = take("của") || take("trong")
        guard let n, take("tháng"), let m = number(at) else {
            at = start
            return nil
        }
        guard (1...12).contains(m) else {
            throw PhraseError(problem: .noSuchMonth(m), offset: offset)
        }
        at += 1
        return .week(n, month: m, year: try ofYear())
    }
}

extension Phrase.End {
    /// Its first or last day of the year, where no year is said.
    func monthDay(isEnd: Bool) -> Phrase.MonthDay? {
        func length(_ month: Int) -> Int { Day.length(ofMonth: month, year: 2024) }
        return switch self {
        case .day(let day) where day.year == nil && [.solar, .lastDay].contains(day.form):
            Phrase.MonthDay(day: min(day.day, length(day.month)), month: day.month)
        case .span(.month(let m, nil)): Phrase.MonthDay(day: isEnd ? length(m) : 1, month: m)
        case .span(.quarter(let q, nil)):
            Phrase.MonthDay(
                day: isEnd ? length(q * 3) : 1, month: isEnd ? q * 3 : q * 3 - 2)
        default: nil
        }
    }
}

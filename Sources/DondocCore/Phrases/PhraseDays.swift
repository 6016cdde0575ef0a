/// A day as written: month and year may stand with a later day of the list.
struct RawDay {
    var day: Int
    var month: Int?
    var year: Int?
    /// Index of its first token.
    let start: Int
    /// "15 tháng 6": no ratio, whatever stands around it.
    var isSpelled = false
    /// "23 tháng Chạp".
    var isLunar = false
}

/// Days and what follows them.
extension PhraseGrammar {
    mutating func timed(
        _ bound: Phrase.Bound?, _ minute: Int?, isLed: Bool
    ) throws(PhraseError) -> Timed? {
        let start = at
        if minute != nil, take("hằng", "ngày") || take("mỗi", "ngày") { return .daily }
        if let special = try specialDays() { return try withTail(special, start) }
        if take("tháng", "cuối", "quý") || take("tháng", "cuối", "mỗi", "quý")
            || take("tháng", "cuối", "hằng", "quý") || take("tháng", "cuối", "của", "quý")
        {
            return .lastMonth
        }
        if let weekday = try weekday() {
            if let place = weekdayPlace(weekday) { return place }
            if let list = try weekdays(from: weekday) { return .weekdays(list) }
            if isLed && !sees("ngày") { return .weekdays([weekday]) }
            _ = take(mark: ",")
            let date = at
            guard case .days(let list, let years)? = try days(bound, minute, isLed: isLed) else {
                throw stopped()
            }
            for named in list {
                guard let year = named.year, let day = Day(year, named.month, named.day),
                    day.weekday != weekday
                else { continue }
                throw PhraseError(
                    problem: .contradiction(tokens[start].text), offset: tokens[date].offset)
            }
            return .days(list, years: years)
        }
        if let days = try days(bound, minute, isLed: isLed) { return days }
        if let list = try spans(bound) {
            let yearly = take("hằng", "năm") || take("mỗi", "năm")
            return .spans(list, yearly: yearly)
        }
        return nil
    }

    /// "ngày 15/6/2023", "15/6 và 15/12", "ngày 05 tháng 6 năm 2023", "ngày 20 của tháng cuối quý".
    private mutating func days(
        _ bound: Phrase.Bound?, _ minute: Int?, isLed: Bool
    ) throws(PhraseError) -> Timed? {
        let start = at
        let said = take("ngày") || take("các", "ngày")
        if said { _ = take(mark: ":") }
        guard let raw = try rawDays() else {
            if said { throw stopped() }
            at = start
            return nil
        }
        if raw.last?.month == nil {
            guard said || bound != nil else {
                at = start
                return nil
            }
            // "trong 6 tháng đầu năm" is a span; "trước 20 tháng cuối quý" a day.
            if !said, sees("tháng"), !seesMonthTail() {
                at = start
                return nil
            }
            return try monthDays(raw)
        }
        if takeLunar() || raw.contains(where: \.isLunar) {
            let lunar = try lunarDays(raw, year: try lunarYear())
            if let solar = try solarDay(of: lunar) { return solar }
            guard case .days(let list, nil) = lunar, let years = yearTail() else { return lunar }
            return .days(list, years: years)
        }
        var list: [Phrase.NamedDay] = []
        for day in raw { list.append(try checked(day)) }
        let tail = yearTail()
        if tail == nil { _ = take("năm", "nay") }
        let isSpelled = raw.allSatisfy(\.isSpelled)
        let isDated = list.allSatisfy { $0.year != nil }
        // "15/6; 15/12" are days; "15/6" alone may be a ratio.
        guard
            said || isLed || list.count > 1 || bound != nil || tail != nil || minute != nil
                || isDated || isSpelled
        else {
            throw stopped(start)
        }
        try checkLunar(list)
        if isDated { skipComment() }
        return .days(list, years: tail)
    }

    private mutating func seesMonthTail() -> Bool {
        let start = at
        defer { at = start }
        return monthTail() != nil
    }

    /// The list with months and years handed back from the day that has them.
    mutating func rawDays() throws(PhraseError) -> [RawDay]? {
        guard let first = try rawDay() else { return nil }
        var list = [first]
        var marks: [Int] = []
        while !isAtEnd {
            let mark = at
            guard takeSeparator() else { break }
            // "…; ngày 10/3 âm lịch": a day of its own clause.
            if isMark(";", mark), !isNumber {
                at = mark
                break
            }
            if let again = try sameDay(list) {
                list.append(again)
                marks.append(mark)
                continue
            }
            if current == .before { _ = take("trước") }
            if current == .by { _ = take("chậm", "nhất") || take("đến") }
            _ = take("ngày")
            guard let next = try rawDay() else {
                at = mark
                break
            }
            guard list.count < PhraseGrammar.longestList else { throw stopped(mark) }
            list.append(next)
            marks.append(mark)
        }
        // "ngày 15/6, 6 tháng …": what has no month after one that has it is no day.
        while let last = list.last, last.month == nil, list.contains(where: { $0.month != nil }) {
            list.removeLast()
            at = marks.removeLast()
        }
        guard let last = list.last else { return nil }
        for i in list.indices {
            // "15/12 và 15/01/2024" runs over the new year: the plan gives the first year.
            let runsOver = list[i].month != nil && list[i].isAfter(last)
            if list[i].month == nil { list[i].month = last.month }
            if list[i].year == nil, !runsOver { list[i].year = last.year }
        }
        return list
    }

    /// "15 tháng 5 và tháng 11": the day of before in another month.
    private mutating func sameDay(_ list: [RawDay]) throws(PhraseError) -> RawDay? {
        // "15/12 năm 2022 và năm 2024": the same day of another year.
        if let last = list.last, last.year != nil, sees("năm"), isYear(at + 1) {
            at += 1
            var again = last
            again.year = try year()
            return again
        }
        guard let last = list.last, last.isSpelled, sees("tháng"), let m = number(at + 1) else {
            return nil
        }
        at += 2
        return RawDay(
            day: last.day, month: m, year: try ofYear(), start: last.start, isSpelled: true)
    }

    /// "15", "15/6", "15-6-2023", "15 tháng 6 năm 2023"; nil where no day stands.
    mutating func rawDay() throws(PhraseError) -> RawDay? {
        let start = at
        if isYear(at), let mark = separator(at + 1), mark != ".", digits(at + 2) == 2,
            isMark(mark, at + 3), digits(at + 4) == 2
        {
            // ISO 8601: 2023-06-15.
            let year = try year()
            at += 4
            return RawDay(day: number(at - 1) ?? 0, month: number(at - 3), year: year, start: start)
        }
        guard let d = number(at), !isYear(at), word(at + 1) != "lần", word(at + 1) != "giờ",
            word(at + 1) != "h"
        else { return nil }
        at += 1
        var raw = RawDay(day: d, month: nil, year: nil, start: start)
        if let mark = separator(at), let m = number(at + 1) {
            if digits(at + 1) == 4, (1...12).contains(d) {
                at = start
                return nil
            }
            at += 2
            raw.month = m
            let isShort =
                digits(at + 1) == 2 && isMark(mark, at) && separator(at + 2) == nil
                && (mark != "." || digits(at - 1) == 2)
            if mark == "/" && isMark("/", at) || isMark(mark, at) && digits(at + 1) >= 3 || isShort
            {
                at += 1
                raw.year = try year(orShort: true)
            } else if word(at) == "năm", isNumber(at + 1) {
                at += 1
                raw.year = try year()
            } else if separator(at) != nil, isYear(at + 1), separator(at + 2) == nil {
                at += 1
                raw.year = try year()
            }
            return raw
        }
        if separator(at) != nil, isAtEnd(at + 1) || isMark("/", at) {
            at = start
            return nil
        }
        guard word(at) == "tháng" else { return raw }
        if let m = number(at + 1) {
            at += 2
            raw.month = m
            raw.isSpelled = true
            if word(at) == "năm", isNumber(at + 1) || isMark("…", at + 1) {
                at += 1
                raw.year = try year()
            } else if separator(at) != nil, digits(at + 1) >= 3 {
                at += 1
                raw.year = try year()
            }
        } else if let m = lunarMonthName(at + 1) {
            raw.month = m
            raw.isLunar = true
            at += 2
        }
        return raw
    }

    func isNumber(_ i: Int) -> Bool { number(i) != nil }

    func isAtEnd(_ i: Int) -> Bool { i >= tokens.count }

    /// `/`, `-` or `.` at this token.
    func separator(_ i: Int) -> Character? {
        for c: Character in ["/", "-", "."] where isMark(c, i) { return c }
        return nil
    }

    func checked(_ raw: RawDay) throws(PhraseError) -> Phrase.NamedDay {
        let offset = tokens[raw.start].offset
        let month = raw.month ?? 0
        guard (1...12).contains(month) else {
            throw PhraseError(problem: .noSuchMonth(month), offset: offset)
        }
        // Without a year 29/2 may exist; the plan's year decides later.
        guard Day(raw.year ?? 2024, month, raw.day) != nil else {
            throw PhraseError(
                problem: .noSuchDay(day: raw.day, month: month, year: raw.year), offset: offset)
        }
        return Phrase.NamedDay(day: raw.day, month: month, year: raw.year)
    }
}

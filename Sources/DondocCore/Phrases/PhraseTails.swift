/// What follows a day and says in which month, quarter or year it comes again.
extension PhraseGrammar {
    /// "hằng năm", "của năm thực hiện": 0; "của năm trước": -1; "của năm sau": 1.
    mutating func yearTail() -> Int? {
        let start = at
        _ = take(mark: ",")
        if take("hằng", "năm") || take("mỗi", "năm") { return 0 }
        at = start
        _ = take("của")
        if take("hằng", "năm") || take("mỗi", "năm") { return 0 }
        guard take("năm") else {
            at = start
            return nil
        }
        if take("thực", "hiện") {
            _ = take("kế", "hoạch")
            return 0
        }
        if take("báo", "cáo") || take("kế", "hoạch") { return 0 }
        if word(at) == "trước", word(at + 1) != "ngày", number(at + 1) == nil {
            at += 1
            _ = take("liền", "kề") || take("đó")
            takeAnchor()
            return -1
        }
        if take("liền", "trước") || take("liền", "kề", "trước") {
            takeAnchor()
            return -1
        }
        if takeNext() {
            takeAnchor()
            return 1
        }
        at = start
        return nil
    }

    /// "năm báo cáo", "năm kế hoạch" behind "năm kế tiếp sau".
    private mutating func takeAnchor() {
        let start = at
        guard take("năm"),
            take("báo", "cáo") || take("kế", "hoạch") || take("thực", "hiện") || take("đó")
        else {
            at = start
            return
        }
    }

    /// Days of a month that is named by its place: "hằng tháng", "của tháng cuối quý".
    mutating func monthDays(_ raw: [RawDay]) throws(PhraseError) -> Timed {
        for day in raw where !(1...31).contains(day.day) {
            throw PhraseError(
                problem: .noSuchDay(day: day.day, month: 1, year: nil),
                offset: tokens[day.start].offset)
        }
        let days = raw.map(\.day)
        if let (every, months) = monthTail() { return .monthly(days, every, months: months) }
        if let months = try namedMonths() {
            var list: [Phrase.NamedDay] = []
            guard raw.count * months.list.count <= PhraseGrammar.longestList else {
                throw stopped()
            }
            for day in raw {
                for month in months.list {
                    list.append(
                        try checked(
                            RawDay(
                                day: day.day, month: month, year: months.year, start: day.start)))
                }
            }
            return .days(list, years: months.year == nil ? yearTail() : nil)
        }
        if let months = periodMonth() { return .periodMonth(days, months: months) }
        return .monthDays(days)
    }

    /// "các tháng 3, 6, 9, 12".
    private mutating func namedMonths() throws(PhraseError) -> (list: [Int], year: Int?)? {
        let start = at
        _ = take("của")
        guard take("các", "tháng") else {
            at = start
            return nil
        }
        var list: [Int] = []
        repeat {
            guard let m = number(at), (1...12).contains(m) else { throw stopped() }
            at += 1
            guard list.count < 12 else { throw stopped() }
            list.append(m)
        } while takeSeparator()
        return (list, try ofYear())
    }

    /// "cuối tháng 6", "giữa năm", "ngày cuối cùng hằng tháng", "mùng 2 Tết", one or several.
    mutating func specialDays() throws(PhraseError) -> Timed? {
        guard let first = try specialDay() else { return nil }
        guard case .days(var list, nil) = first else { return first }
        while !isAtEnd {
            let mark = at
            guard takeSeparator(), case .days(let more, nil)? = try specialDay() else {
                at = mark
                break
            }
            list += more
        }
        if let year = list.last?.year { list = list.map { $0.of(year) } }
        if list.count == 1, list[0].form == .lunar, let solar = try solarDay(of: first) {
            return solar
        }
        return .days(list, years: nil)
    }

    /// Yearly, where "hằng năm" follows.
    mutating func withTail(_ timed: Timed, _ start: Int) throws(PhraseError) -> Timed {
        guard case .days(let list, nil) = timed, let years = yearTail() else { return timed }
        return .days(list, years: years)
    }

    private mutating func specialDay() throws(PhraseError) -> Timed? {
        if let lunar = try lunarDay() { return .days([lunar], years: nil) }
        let start = at
        if let ordinal = try workingDay() { return ordinal }
        if take("ngày", "làm", "việc", "cuối", "cùng") {
            if let every = each() { return .lastWorkingDay(every) }
            return .days([try monthEnd(.lastWorkingDay)], years: nil)
        }
        if take("ngày", "cuối", "cùng") || take("ngày", "cuối") {
            if let every = each() { return .monthly([31], every, months: 0) }
            return .days([try monthEnd(.lastDay)], years: nil)
        }
        if sees("đầu", "kỳ") || sees("giữa", "kỳ") || sees("cuối", "kỳ") { return nil }
        guard let place = word(at), ["đầu", "giữa", "cuối"].contains(place) else { return nil }
        at += 1
        let each = take(anyOf: "mỗi", "hằng")
        if take("tháng") {
            if each || take("hằng", "tháng") {
                return .monthly([place == "đầu" ? 1 : place == "giữa" ? 15 : 31], .month, months: 0)
            }
            guard let m = number(at) else { throw stopped() }
            guard (1...12).contains(m) else {
                throw PhraseError(problem: .noSuchMonth(m), offset: offset)
            }
            at += 1
            let year = try ofYear()
            let day =
                place == "cuối"
                ? Phrase.NamedDay(day: 31, month: m, year: year, form: .lastDay)
                : Phrase.NamedDay(day: place == "đầu" ? 1 : 15, month: m, year: year)
            return .days([day], years: nil)
        }
        if take("năm") {
            let year = isYear(at) ? try year() : nil
            let (d, m) = place == "đầu" ? (1, 1) : place == "giữa" ? (30, 6) : (31, 12)
            return .days([Phrase.NamedDay(day: d, month: m, year: year)], years: each ? 0 : nil)
        }
        if place == "cuối", each, take("quý") { return .monthly([31], .quarter, months: 0) }
        if place != "giữa", take("quý") {
            let q = try quarter()
            guard case .quarter(let number, let year) = q else { throw stopped() }
            let form: Phrase.NamedDay.Form = place == "đầu" ? .quarterStart : .quarterEnd
            return .days(
                [Phrase.NamedDay(day: 1, month: number, year: year, form: form)], years: nil)
        }
        at = start
        return nil
    }

    /// "hằng tháng", "của mỗi quý", "của quý" at the end.
    private mutating func each() -> Phrase.Frequency? {
        if let (every, months) = monthTail(), months == 0 { return every }
        let start = at
        _ = take("của")
        let isEach = take(anyOf: "mỗi", "hằng", "từng")
        let every: Phrase.Frequency? = take("quý") ? .quarter : take("tháng") ? .month : nil
        let isMarked = !isAtEnd && tokens[at].word == nil && !isNumber
        if let every, isAtEnd || isEach || isMarked || word(at) == "hằng" {
            return every
        }
        at = start
        return nil
    }

    private mutating func monthEnd(_ form: Phrase.NamedDay.Form) throws(PhraseError)
        -> Phrase.NamedDay
    {
        _ = take("của")
        if take("năm") {
            let year = isYear(at) ? try year() : nil
            return Phrase.NamedDay(day: 31, month: 12, year: year, form: form)
        }
        if take("quý"), case .quarter(let q, let year) = try quarter() {
            return Phrase.NamedDay(day: 31, month: q * 3, year: year, form: form)
        }
        guard take("tháng"), let m = number(at) else { throw stopped() }
        guard (1...12).contains(m) else {
            throw PhraseError(problem: .noSuchMonth(m), offset: offset)
        }
        at += 1
        return Phrase.NamedDay(day: 31, month: m, year: try ofYear(), form: form)
    }
}

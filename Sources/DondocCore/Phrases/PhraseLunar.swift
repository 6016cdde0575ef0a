/// Days of the lunar calendar, only where the text says so.
///
/// Source: Bộ luật Dân sự 2015, Điều 144: the solar calendar unless agreed otherwise.
extension PhraseGrammar {
    /// "mùng 2 Tết", "rằm tháng Giêng", "Tết Nguyên đán Giáp Thìn 2024".
    mutating func lunarDay() throws(PhraseError) -> Phrase.NamedDay? {
        let start = at
        _ = take("ngày")
        if take("mùng") {
            guard let d = number(at) ?? word(at).flatMap({ Self.firstTen[$0] }),
                (1...10).contains(d)
            else { throw stopped() }
            at += 1
            if take("tết") {
                _ = take("nguyên", "đán")
                return try lunar(d, 1)
            }
            guard take("tháng"), let m = number(at) ?? lunarMonthName(at), (1...12).contains(m)
            else { throw stopped() }
            at += 1
            _ = take("âm", "lịch")
            return try lunar(d, m)
        }
        if take("rằm") {
            guard take("tháng"), let m = number(at) ?? lunarMonthName(at), (1...12).contains(m)
            else { throw stopped() }
            at += 1
            _ = take("âm", "lịch")
            return try lunar(15, m)
        }
        at = start
        _ = take("ngày")
        // "29 Tết": the last days of the old year.
        if let d = number(at), (23...30).contains(d), word(at + 1) == "tết" {
            at += 2
            // "29 Tết năm 2024" is the last of the year before it.
            let day = try lunar(d, 12)
            return Phrase.NamedDay(
                day: d, month: 12, year: day.year.map { $0 - 1 }, form: .lunar)
        }
        at = start
        if take("tết", "nguyên", "đán") || take("tết", "âm", "lịch") {
            return Phrase.NamedDay(day: 1, month: 1, year: try lunarYear(), form: .tet)
        }
        return nil
    }

    private static let firstTen = [
        "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
        "mười": 10,
    ]

    func lunarMonthName(_ i: Int) -> Int? {
        switch word(i) {
        case "giêng": 1
        case "chạp": 12
        default: nil
        }
    }

    private mutating func lunar(_ day: Int, _ month: Int) throws(PhraseError) -> Phrase.NamedDay {
        Phrase.NamedDay(day: day, month: month, year: try lunarYear(), form: .lunar)
    }

    /// "năm 2024", "Giáp Thìn 2024", "năm Giáp Thìn" (1984–2043), or nothing.
    mutating func lunarYear() throws(PhraseError) -> Int? {
        let start = at
        _ = take("năm")
        var named: Int?
        if let stem = word(at).flatMap({ Self.stems.firstIndex(of: $0) }),
            let branch = word(at + 1).flatMap({ Self.branches.firstIndex(of: $0) })
        {
            named = (1984..<2044).first { ($0 - 4) % 10 == stem && ($0 - 4) % 12 == branch }
            guard named != nil else { throw stopped() }
            at += 2
        }
        _ = take("năm")
        guard isYear(at) || isMark("-", at) && isYear(at + 1) else {
            if named == nil { at = start }
            return named
        }
        _ = take(mark: "-")
        let offset = offset
        let said = try year()
        if let named, (said - named) % 60 != 0 {
            throw PhraseError(problem: .contradiction("\(said)"), offset: offset)
        }
        return said
    }

    private static let stems = [
        "giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý",
    ]
    private static let branches = [
        "tý", "sửu", "dần", "mão", "thìn", "tỵ", "ngọ", "mùi", "thân", "dậu", "tuất", "hợi",
    ]

    /// "âm lịch", "(âm lịch)".
    mutating func takeLunar() -> Bool {
        let start = at
        let isOpen = take(mark: "(")
        guard take("âm", "lịch") || take("âl"), !isOpen || take(mark: ")") else {
            at = start
            return false
        }
        return true
    }

    func lunarDays(_ raw: [RawDay], year: Int?) throws(PhraseError) -> Timed {
        var list: [Phrase.NamedDay] = []
        for day in raw {
            let month = day.month ?? 0
            guard (1...12).contains(month), (1...30).contains(day.day) else {
                throw PhraseError(
                    problem: .noSuchDay(day: day.day, month: month, year: nil),
                    offset: tokens[day.start].offset)
            }
            list.append(
                Phrase.NamedDay(
                    day: day.day, month: month, year: day.year ?? year, form: .lunar))
        }
        return .days(list, years: nil)
    }

    /// "(tức ngày 08/02/2024)" after a lunar day: the solar day, when it is the same; nil without.
    mutating func solarDay(of timed: Timed) throws(PhraseError) -> Timed? {
        guard case .days(let list, nil) = timed, list.count == 1 else { return nil }
        let start = at
        let isOpen = take(mark: "(") || take(mark: ",")
        guard take("tức") || take("nhằm") else {
            at = start
            return nil
        }
        _ = take("là")
        _ = take("ngày")
        let offset = offset
        guard let raw = try rawDay(), case let said = try checked(raw), let year = said.year,
            let solar = Day(year, said.month, said.day)
        else { throw stopped() }
        if isOpen { _ = take(mark: ")") }
        let lunar = LunarDay(solar)
        guard lunar.day == list[0].day, lunar.month == list[0].month,
            list[0].year == nil || list[0].year == lunar.year
        else { throw PhraseError(problem: .contradiction("âm lịch"), offset: offset) }
        return .days([said], years: nil)
    }

    /// "(tức mùng 2 Tết)" after a solar day must name the same day; shown, never repaired.
    mutating func checkLunar(_ list: [Phrase.NamedDay]) throws(PhraseError) {
        let mark = at
        let isOpen = take(mark: "(") || take(mark: ",")
        guard take("tức") || take("nhằm") else {
            at = mark
            return
        }
        _ = take("là")
        let offset = offset
        let said: Phrase.NamedDay
        if let day = try lunarDay() {
            said = day
        } else {
            _ = take("ngày")
            guard let raw = try rawDay(), raw.month != nil, take("âm", "lịch"),
                case .days(let days, _) = try lunarDays([raw], year: raw.year), let day = days.first
            else { throw stopped() }
            said = day
            _ = try lunarYear()
        }
        if isOpen { _ = take(mark: ")") }
        guard list.count == 1, let year = list[0].year,
            let solar = Day(year, list[0].month, list[0].day)
        else { return }
        let lunar = LunarDay(solar)
        guard lunar.day == said.day, lunar.month == said.month,
            said.year == nil || said.year == lunar.year
        else { throw PhraseError(problem: .contradiction("âm lịch"), offset: offset) }
    }
}

/// The report that a day is for, said after it; the rhythm said again; the periods left out.
extension PhraseGrammar {
    /// "đối với báo cáo 6 tháng", "(báo cáo năm)", "cho báo cáo định kỳ hằng quý".
    ///
    /// Empty where nothing of the kind follows; a bracket that names no report is left to others.
    mutating func reportsAfter(_ timed: Timed) throws(PhraseError) -> [Lead] {
        let start = at
        _ = take(mark: ",")
        let isOpen = take(mark: "(")
        _ = take("áp", "dụng")
        let isFor = take("đối", "với") || take("với") || take("cho") || take("của")
        guard isOpen || isFor else {
            at = start
            return []
        }
        _ = take("các")
        let isReport = take("báo", "cáo")
        _ = take("định", "kỳ")
        _ = take(anyOf: "hằng", "mỗi")
        guard isReport || isOpen, var lead = try leadAfter(), isReport || lead.year == nil else {
            at = start
            return []
        }
        var list = [lead]
        while !isAtEnd {
            let mark = at
            guard takeSeparator() else { break }
            _ = take("báo", "cáo")
            _ = take(anyOf: "hằng", "mỗi")
            guard let next = try leadAfter() else {
                at = mark
                break
            }
            lead = next
            list.append(next)
        }
        if isOpen {
            _ = take("của", "năm")
            guard take(mark: ")") else {
                at = start
                return []
            }
        }
        switch timed {
        case .days(let days, _) where list.count == 1 || days.count == list.count: return list
        case .monthly, .monthDays, .periodMonth, .lastWorkingDay, .place: return list
        default:
            at = start
            return []
        }
    }

    /// A lead whose name ends here, and not "báo cáo 6 tháng trước ngày …" of the next clause.
    private mutating func leadAfter() throws(PhraseError) -> Lead? {
        let start = at
        guard let lead = try lead() else { return nil }
        _ = take("báo", "cáo") || take("của", "năm")
        if take("định", "kỳ") { _ = take(anyOf: "hằng", "mỗi") }
        let isEnd = isAtEnd || tokens[at].word == nil || word(at) == "và"
        if isEnd { return lead }
        at = start
        return nil
    }

    /// ", hằng tháng", "(hằng quý)", "định kỳ hằng năm", "trong năm" after days that come again.
    mutating func skipRhythm(_ timed: Timed) {
        let every: Phrase.Frequency
        switch timed {
        case .monthly(_, let frequency, _), .lastWorkingDay(let frequency),
            .place(_, let frequency):
            every = frequency
        case .weekdays: every = .week
        case .periodMonth: every = .month
        case .days(_, .some): every = .year
        default: return
        }
        let start = at
        _ = take(mark: ",")
        let isOpen = take(mark: "(")
        let isPeriodic = take("định", "kỳ")
        let words: [Phrase.Frequency: String] = [
            .week: "tuần", .month: "tháng", .quarter: "quý", .year: "năm",
        ]
        var isSaid = take("trong", "năm") || take("trong", "cả", "năm")
        if !isSaid, take(anyOf: "hằng", "mỗi", "từng") || isPeriodic {
            let again = word(at).flatMap { said in words.first { $0.value == said }?.key }
            isSaid = again.map { $0 == every || $0 == .year } ?? false
            if isSaid { at += 1 }
        }
        if !isSaid || isOpen && !take(mark: ")") { at = start }
    }

    /// "trừ tháng 6 và tháng 12", "(không bao gồm quý IV)": the numbers left out.
    mutating func exceptions(_ lead: Phrase.Frequency?, _ content: Clause.Content)
        throws(PhraseError) -> Set<Int>
    {
        guard case .items(let items) = content, let every = items.first?.every,
            every == .month || every == .quarter,
            !items.contains(where: { if case .date = $0.place { true } else { false } })
        else { return [] }
        let start = at
        _ = take(mark: ",")
        let isOpen = take(mark: "(")
        guard
            take("trừ") || take("ngoại", "trừ") || take("không", "bao", "gồm")
                || take("không", "kể") || take("không", "tính")
        else {
            at = start
            return []
        }
        _ = take("các")
        _ = take("báo", "cáo")
        guard let spans = try spans(nil) else { throw stopped() }
        if isOpen, !take(mark: ")") { throw stopped() }
        var left: Set<Int> = []
        for span in spans {
            switch (span, every) {
            case (.month(let m, nil), .month): left.insert(m)
            case (.quarter(let q, nil), .quarter): left.insert(q)
            default: throw stopped(start)
            }
        }
        return left
    }

    /// The repeats of the numbers that are not left out, each by its number.
    func without(_ left: Set<Int>, _ content: Clause.Content) throws(PhraseError)
        -> Clause.Content
    {
        guard !left.isEmpty, case .items(let items) = content else { return content }
        return .items(
            items.flatMap { item in
                (1...(item.every == .month ? 12 : 4)).filter { !left.contains($0) }.map {
                    Phrase.Repeat(item.every, index: $0, item.place, minute: item.minute)
                }
            })
    }

    /// "15/6/2023, lúc 14h00", "… vào 16 giờ": an hour said after its day.
    mutating func clockAfter() throws(PhraseError) -> Int? {
        let start = at
        _ = take(mark: ",")
        _ = take("vào")
        let isBefore = word(at) == "trước" && current == nil
        guard take("lúc") || take("trước"), let minute = try clock() else {
            at = start
            return nil
        }
        if isBefore { current = .before }
        return minute
    }

    /// "sáng", "chiều" before a day: the day stays the same.
    mutating func skipPartOfDay() {
        guard let word = word(at), ["sáng", "chiều", "trưa", "tối"].contains(word),
            isNumber(at + 1) || ["ngày", "thứ", "chủ"].contains(self.word(at + 1))
        else { return }
        at += 1
    }
}

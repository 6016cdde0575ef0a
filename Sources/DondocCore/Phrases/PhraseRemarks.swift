/// What stands behind a time and does not change it.
extension PhraseGrammar {
    /// "để tổng hợp", "(qua Văn phòng)", "(thứ Năm)", ": xây dựng kế hoạch", "đạt 50%", "tầm nhìn
    /// đến năm 2050", up to the next clause.
    mutating func skipRemarks(_ clause: Clause) throws(PhraseError) {
        var isMore = true
        while isMore, !isAtEnd {
            isMore = try skipBracket(clause)
            if !isMore { isMore = skipVision() || skipWords() }
        }
    }

    private mutating func skipVision() -> Bool {
        let start = at
        _ = take(mark: ",") || take(mark: ";")
        guard take("tầm", "nhìn") || take("định", "hướng") else {
            at = start
            return false
        }
        at = tokens.count
        return true
    }

    /// "(qua Cục …)", "(sơ bộ)", "(theo Kế hoạch số 12 ngày …)", "(thay cho Quý II)", "(thứ Năm)".
    private mutating func skipBracket(_ clause: Clause) throws(PhraseError) -> Bool {
        let start = at
        guard take(mark: "("), let close = tokens[at...].firstIndex(where: { $0.isMark(")") })
        else {
            at = start
            return false
        }
        if case .window = clause.content, word(at) == "tức" {
            at = close + 1
            return true
        }
        if word(at) == "thứ" || word(at) == "chủ" {
            try checkWeekday(clause)
            at = close + 1
            return true
        }
        let cited: Set = [
            "theo", "thay", "quyết", "công", "kế", "nghị", "thông", "văn", "kèm", "qua", "tại",
            "chỉ", "dự",
        ]
        let meaning: Set = [
            "trừ", "âm", "âl", "tức", "nhằm", "riêng", "bắt", "từ", "không", "trước",
        ]
        let inside = tokens[at..<close]
        let isWords =
            !inside.contains { $0.number != nil } && !(at..<close).contains { opensSpan($0) }
        guard let first = word(at), cited.contains(first) || isWords,
            !meaning.contains(first) || first == "theo",
            !inside.contains(where: { $0.word.map(meaning.contains) ?? false })
                || cited.contains(first)
        else {
            at = start
            return false
        }
        at = close + 1
        return true
    }

    /// The weekday beside a day must be its own: shown, never repaired.
    private mutating func checkWeekday(_ clause: Clause) throws(PhraseError) {
        let start = at
        guard let weekday = try weekday(), case .days(let list) = clause.content,
            let named = list.last, named.form == .solar, let year = named.year,
            let day = Day(year, named.month, named.day)
        else { return }
        guard day.weekday == weekday else {
            throw PhraseError(
                problem: .contradiction(tokens[start].text), offset: tokens[start].offset)
        }
    }

    /// Words about the work, without a number, up to ";" or the end; up to "," where a time follows.
    private mutating func skipWords() -> Bool {
        let start = at
        let isNamed = take(mark: ":") || take(mark: "-")
        if !isNamed { _ = take(mark: ",") }
        guard isNamed || word(at).map(PhraseGrammar.remarks.contains) ?? false else {
            at = start
            return false
        }
        let first = at
        while !isAtEnd, !isMark(";", at) {
            if at > first, isMark(",", at) || word(at) == "và", opensClause(at + 1) { break }
            let isShare = number(at) != nil && isMark("%", at + 1)
            guard !opensTime(at), !opensSpan(at),
                isShare || number(at) == nil || word(first) == "theo",
                !isMark(".", at) || isAtEnd(at + 1)
            else {
                at = start
                return false
            }
            at += 1
        }
        if at == first { at = start }
        return at > first
    }

    private func opensClause(_ i: Int) -> Bool {
        opensTime(i) || opensSpan(i) || word(i) == "ngày" || number(i) != nil || word(i) == "đợt"
            || word(i) == "lần" || word(i) == "cấp" || word(i) == "tổng" || word(i) == "sơ"
            || word(i) == "năm" && isYear(i + 1)
    }

    /// "quý II", "tháng 6", "năm 2024": a time that no remark may swallow.
    private func opensSpan(_ i: Int) -> Bool {
        switch word(i) {
        case "quý": quarterNumber(i + 1) != nil
        case "tháng", "ngày", "tuần", "năm": number(i + 1) != nil
        default: false
        }
    }

    private static let remarks: Set = [
        "để", "qua", "thông", "gửi", "về", "theo", "cho", "nhằm", "đạt", "báo", "trình", "xây",
        "tổ",
        "ban", "hoàn", "tổng", "sơ", "đối", "tại", "phục", "làm", "sở",
        "ubnd",
    ]
}

extension Clause {
    /// One of several in a cell: something with days of its own that comes once.
    var isMilestone: Bool {
        switch content {
        case .days, .spans, .window: true
        case .items, .elsewhere: false
        }
    }
}

/// Months named by their place: in a quarter, in a period, after it.
extension PhraseGrammar {
    /// "hằng tháng", "của tháng báo cáo", "của tháng sau", "của tháng cuối quý", "tháng thứ ba của
    /// quý", "của tháng liền kề sau quý báo cáo".
    mutating func monthTail() -> (Phrase.Frequency, Int)? {
        let start = at
        _ = take(mark: ",")
        _ = take("của") || take("trong")
        if take("hằng", "tháng") || take("mỗi", "tháng") || take("từng", "tháng")
            || take("tất", "cả", "các", "tháng") || take("các", "tháng", "trong", "năm")
            || take("các", "tháng", "hằng", "năm")
        {
            return (.month, 0)
        }
        guard take("tháng") else {
            at = start
            return nil
        }
        if take("báo", "cáo") { return (.month, 0) }
        if takeNext() { return (afterWhat() ?? .month, 1) }
        if let place = monthPlace() {
            _ = take("của") || take("trong")
            _ = take(anyOf: "mỗi", "hằng", "từng")
            if take("quý") {
                let isNext = takeNext()
                _ = take("báo", "cáo")
                if isNext { _ = afterWhat() }
                skipLongerPeriods()
                return (.quarter, place + (isNext ? 3 : 0))
            }
            if place == -2, take("năm"), takeNext() {
                _ = take("kỳ", "báo", "cáo")
                return (.year, 1)
            }
            if rhythm == .quarter, isAtEnd || tokens[at].word == nil { return (.quarter, place) }
        } else if rhythm == .month, isAtEnd || tokens[at].word == nil {
            return (.month, 0)
        }
        at = start
        return nil
    }

    /// ", 6 tháng và năm" behind "tháng cuối quý": they end with one of its quarters.
    private mutating func skipLongerPeriods() {
        let start = at
        while takeSeparator() {
            guard take("năm") || number(at) == 6 && word(at + 1) == "tháng" else {
                at = start
                return
            }
            if word(at) == "tháng" { at += 1 } else if number(at) == 6 { at += 2 }
        }
        if !isAtEnd, tokens[at].word != nil { at = start }
    }

    /// "của tháng cuối kỳ báo cáo": 0; "của tháng đầu kỳ sau", "tháng sau của kỳ báo cáo": 1.
    mutating func periodMonth() -> Int? {
        let start = at
        _ = take("của")
        if take("tháng"), take("cuối") || take("cuối", "cùng") {
            _ = take("cùng")
            _ = take("của") || take("trong")
            if take("kỳ") || take("mỗi", "kỳ") {
                _ = take("báo", "cáo")
                return 0
            }
        }
        at = start
        _ = take("của")
        if take("tháng"), take("đầu") {
            _ = take("tiên")
            _ = take("của")
            if take("kỳ"), takeNext() {
                _ = afterWhat()
                return 1
            }
        }
        at = start
        return nil
    }

    /// Cuối 0, giữa -1, đầu -2, by name or number within a quarter.
    private mutating func monthPlace() -> Int? {
        if take("cuối") {
            _ = take("cùng")
            return 0
        }
        if take("đầu") {
            _ = take("tiên")
            return -2
        }
        if take("giữa") { return -1 }
        guard word(at) == "thứ" else { return nil }
        let names = ["nhất": 1, "hai": 2, "ba": 3]
        guard let n = number(at + 1) ?? word(at + 1).flatMap({ names[$0] }), (1...3).contains(n)
        else { return nil }
        at += 2
        return n - 3
    }

    /// "sau", "kế tiếp", "tiếp theo", "liền kề", "liền sau", and several of them.
    mutating func takeNext() -> Bool {
        var found = false
        while take("sau") || take("kế", "tiếp") || take("tiếp", "theo") || take("liền", "kề")
            || take("tiếp", "liền") || take("liền", "sau") || take("ngay", "sau")
            || take("kế", "sau") || take("tới")
        {
            found = true
        }
        return found
    }

    /// "tháng báo cáo", "kỳ báo cáo", "quý báo cáo", "của quý" behind "tháng kế tiếp sau".
    private mutating func afterWhat() -> Phrase.Frequency? {
        let start = at
        _ = take("của") || take("khi", "kết", "thúc") || take("ngày", "kết", "thúc")
        let every: Phrase.Frequency?
        if take("quý") {
            every = .quarter
        } else if take("tháng") {
            every = .month
        } else if take("kỳ") {
            every = rhythm
        } else {
            at = start
            return nil
        }
        _ = take("báo", "cáo") || take("đó")
        return every
    }

    /// "ngày làm việc thứ 5 của tháng sau", "ngày làm việc đầu tiên hằng tháng".
    mutating func workingDay() throws(PhraseError) -> Timed? {
        let start = at
        guard take("ngày", "làm", "việc") else { return nil }
        var ordinal: Int?
        if take("đầu", "tiên") || take("đầu") {
            ordinal = 1
        } else if take("thứ") {
            let names = ["nhất": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5]
            guard let n = number(at) ?? word(at).flatMap({ names[$0] }), (1...15).contains(n)
            else { throw stopped() }
            at += 1
            ordinal = n
        }
        guard let ordinal else {
            at = start
            return nil
        }
        guard let (every, months) = monthTail() else { throw stopped() }
        return .place(.workingDay(ordinal, months: months), every)
    }

    /// "đầu tiên hằng tháng", "cuối cùng của tháng", "tuần cuối hằng tháng" after a weekday.
    mutating func weekdayPlace(_ weekday: Int) -> Timed? {
        let start = at
        _ = take("của") || take("trong")
        _ = take("tuần")
        let isFirst = take("đầu", "tiên") || take("đầu")
        guard isFirst || take("cuối", "cùng") || take("cuối") else {
            at = start
            return nil
        }
        rhythm = rhythm ?? .month
        defer { rhythm = nil }
        guard let (every, months) = monthTail() else {
            at = start
            return nil
        }
        return .place(.weekdayOf(weekday, isLast: !isFirst, months: months), every)
    }
}

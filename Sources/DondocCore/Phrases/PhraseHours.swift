/// Hours and weekdays.
extension PhraseGrammar {
    /// "14h00", "16 giờ 30 phút", "11h30’", with the comma after it; 24:00 ends the day.
    mutating func clock() throws(PhraseError) -> Int? {
        let isColon =
            isMark(":", at + 1) && digits(at + 2) == 2 && separator(at + 3) == nil
            || word(at + 1) == "g" && digits(at + 2) == 2
        guard var hour = number(at), isColon || ["h", "giờ"].contains(word(at + 1)) else {
            return nil
        }
        guard hour <= 24 else { throw stopped() }
        at += 2
        var minute = 0
        if let said = number(at), digits(at) == 2, separator(at + 1) == nil, word(at + 1) != "tháng"
        {
            guard said < 60, hour < 24 || said == 0 else { throw stopped() }
            minute = said
            at += 1
        }
        _ = take("phút")
        if hour < 12, word(at) == "chiều" || word(at) == "tối" {
            at += 1
            hour += 12
        } else {
            _ = take("sáng") || take("trưa")
        }
        _ = take(mark: "’") || take(mark: "'") || take(mark: "′")
        _ = take(mark: ",")
        _ = take(anyOf: "của", "vào")
        return hour * 60 + minute
    }

    /// "thứ Sáu", "thứ 2", "Chủ nhật": Monday is 1.
    mutating func weekday() throws(PhraseError) -> Int? {
        if take("chủ", "nhật") { return 7 }
        let start = at
        _ = take("ngày")
        guard take("thứ") else {
            at = start
            return nil
        }
        let names = ["hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7]
        guard let n = number(at) ?? word(at).flatMap({ names[$0] }), (2...7).contains(n) else {
            throw stopped()
        }
        at += 1
        return n - 1
    }

    /// "hằng tuần", or further weekdays before it; nil where none follows.
    mutating func weekdays(from first: Int) throws(PhraseError) -> [Int]? {
        let start = at
        var list = [first]
        while takeSeparator() {
            guard word(at) == "thứ" || word(at) == "chủ", let next = try weekday() else { break }
            list.append(next)
        }
        if take("hằng", "tuần") || take("mỗi", "tuần") { return list }
        at = start
        return nil
    }
}

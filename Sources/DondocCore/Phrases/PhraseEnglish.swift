/// The plain English forms, put into the words of the grammar one phrase at a time.
///
/// "by 15 June 2023", "June 15, 2023", "monthly by day 25", "every Friday", "Q2 2023", "within 5
/// working days from receipt". Offsets stay those of the English words.
func translated(_ list: [Token]) -> [Token] {
    guard
        list.contains(where: { token in token.word.map(english.contains) ?? false })
            || list.first?.word == "h"
    else { return list }
    let list = withoutHyphens(list)
    var result: [Token] = []
    var i = 0
    while i < list.count {
        if let (words, next) = englishDate(list, i) ?? englishPhrase(list, i, result) {
            result += words
            i = next
        } else {
            result.append(list[i])
            i += 1
        }
    }
    return result
}

/// "half-yearly" as two words.
private func withoutHyphens(_ list: [Token]) -> [Token] {
    list.indices.filter { i in
        !(list[i].isMark("-") && i > 0 && list[i - 1].word != nil && list[safe: i + 1]?.word != nil
            && !months.contains(list[i + 1].word ?? ""))
    }.map { list[$0] }
}

private func says(_ words: [String], _ list: [Token], _ i: Int) -> Bool {
    guard i + words.count <= list.count else { return false }
    for (n, word) in words.enumerated() where list[i + n].word != word { return false }
    return true
}

private func made(_ words: [String], at token: Token) -> [Token] {
    words.map { word in
        token.with(Int(word).map { .number($0, digits: word.count) } ?? .word(word))
    }
}

/// "15 June 2023", "June 15, 2023", "June 2023", "2023-06-15", "2023/06/15", "Q2 2023", "2023-Q2".
private func englishDate(_ list: [Token], _ i: Int) -> ([Token], Int)? {
    func number(_ n: Int) -> Int? { n < list.count ? list[n].number : nil }
    func digits(_ n: Int) -> Int {
        if n < list.count, case .number(_, let digits) = list[n].kind { return digits }
        return 0
    }
    func month(_ n: Int) -> Int? {
        n < list.count
            ? list[n].word.flatMap { word in
                months.firstIndex {
                    $0 == word || $0.prefix(3) == word || word == "sept" && $0 == "september"
                }
            }.map { $0 + 1 } : nil
    }
    func isMark(_ c: Character, _ n: Int) -> Bool { n < list.count && list[n].isMark(c) }
    /// A year behind the month, with its comma.
    func year(_ n: Int) -> ([Token], Int) {
        let at = isMark(",", n) || isMark("-", n) && digits(n + 1) == 4 ? n + 1 : n
        guard digits(at) == 4 else { return ([], n) }
        return ([list[at].with(.word("năm")), list[at]], at + 1)
    }
    func suffix(_ n: Int) -> Int {
        n < list.count && ["st", "nd", "rd", "th"].contains(list[n].word) ? n + 1 : n
    }
    if digits(i) == 4, let mark = ["-", "/"].first(where: { isMark(Character($0), i + 1) }) {
        if digits(i + 2) == 2, isMark(Character(mark), i + 3), digits(i + 4) == 2 {
            let slash = list[i + 1].with(.mark("/"))
            return ([list[i + 4], slash, list[i + 2], slash, list[i]], i + 5)
        }
        if list[safe: i + 2]?.word == "q", number(i + 3) != nil {
            return ([list[i + 2], list[i + 3], list[i].with(.word("năm")), list[i]], i + 4)
        }
    }
    if digits(i) == 1 || digits(i) == 2 {
        var n = suffix(i + 1)
        if says(["of"], list, n) { n += 1 }
        if isMark("-", n), month(n + 1) != nil { n += 1 }
        if let m = month(n) {
            let (tail, next) = year(n + 1)
            return (
                [list[i]] + made(["tháng", "\(m)"], at: list[n]) + tail, next
            )
        }
        // "by day 20", "the 20th": the day of a month that follows.
        if suffix(i + 1) > i + 1 { return (made(["ngày"], at: list[i]) + [list[i]], i + 2) }
    }
    if let m = month(i) {
        if digits(i + 1) == 1 || digits(i + 1) == 2 {
            let (tail, next) = year(suffix(i + 2))
            return ([list[i + 1]] + made(["tháng", "\(m)"], at: list[i]) + tail, next)
        }
        let (tail, next) = year(i + 1)
        return (made(["tháng", "\(m)"], at: list[i]) + tail, next)
    }
    if list[i].word == "q", number(i + 1) != nil, digits(i + 2) == 4 {
        return ([list[i], list[i + 1], list[i + 2].with(.word("năm")), list[i + 2]], i + 3)
    }
    if list[i].word == "h", let half = number(i + 1), half == 1 || half == 2 {
        let words = made(["6", "tháng", half == 1 ? "đầu" : "cuối", "năm"], at: list[i])
        let at = isMark("/", i + 2) || isMark("-", i + 2) ? i + 3 : i + 2
        return digits(at) == 4 ? (words + [list[at]], at + 1) : (words, i + 2)
    }
    return nil
}

/// A phrase of the table, the longest first.
private func englishPhrase(_ list: [Token], _ i: Int, _ before: [Token]) -> ([Token], Int)? {
    if list[i].word == "and", list[..<i].contains(where: { $0.word == "between" }) {
        return (made(["đến"], at: list[i]), i + 1)
    }
    for (words, meaning) in phrases where says(words, list, i) {
        return (made(meaning, at: list[i]), i + words.count)
    }
    // A count's "from", "of", "after" opens its event; elsewhere "from" opens a window.
    if let word = list[i].word, ["from", "of", "after", "following"].contains(word) {
        let isCount = before.contains { $0.word == "vòng" }
        if isCount {
            let isSigning = list[i...].contains { $0.word == "signing" || $0.word == "signature" }
            let words = isSigning ? ["kể", "từ", "ngày", "ký"] : ["kể", "từ", "ngày"]
            return (made(words, at: list[i]), isSigning ? list.count : i + 1)
        }
        if word == "from" { return (made(["từ"], at: list[i]), i + 1) }
        if word == "of" { return ([], i + 1) }
    }
    if let word = list[i].word, let hour = list[safe: i - 1]?.number, word == "pm" || word == "am",
        before.last?.number == hour, hour <= 12
    {
        return (made(["h"], at: list[i]), i + 1)
    }
    if list[i].number != nil, list[safe: i + 1]?.word == "pm", let hour = list[i].number, hour < 12
    {
        return (made(["\(hour + 12)", "h"], at: list[i]), i + 2)
    }
    return nil
}

extension Array {
    subscript(safe i: Int) -> Element? { indices.contains(i) ? self[i] : nil }
}

private let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
]

private let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
]

private let phrases: [([String], [String])] = {
    var table: [String: String] = [
        "on or before": "chậm nhất", "no later than": "chậm nhất", "not later than": "chậm nhất",
        "by": "chậm nhất", "until": "đến hết", "till": "đến hết", "due": "chậm nhất",
        "by the end of": "đến hết", "by end of": "đến hết", "at the end of": "cuối",
        "prior to": "trước", "before": "trước", "on": "vào", "in": "trong", "during": "trong",
        "between": "từ", "to": "đến", "and": "và", "the": "", "day": "ngày", "date": "ngày",
        "all year": "cả năm", "whole year": "cả năm", "throughout the year": "cả năm",
        "the whole year": "cả năm", "by year end": "hết năm", "by the end of the year": "hết năm",
        "continuous": "thường xuyên", "continuously": "thường xuyên", "ongoing": "thường xuyên",
        "regularly": "thường xuyên", "on demand": "khi có yêu cầu",
        "upon request": "khi có yêu cầu", "on request": "khi có yêu cầu",
        "ad hoc": "khi có yêu cầu", "as needed": "khi có yêu cầu", "as planned": "theo kế hoạch",
        "according to plan": "theo kế hoạch", "according to regulations": "theo quy định",
        "as prescribed": "theo quy định", "cob": "chậm nhất", "deadline": "hạn cuối",
        "close of business": "chậm nhất",
        "daily": "hằng ngày", "every day": "hằng ngày", "each day": "hằng ngày",
        "weekly": "hằng tuần", "every week": "hằng tuần", "each week": "hằng tuần",
        "monthly": "hằng tháng", "every month": "hằng tháng", "each month": "hằng tháng",
        "of each month": "hằng tháng", "of every month": "hằng tháng",
        "of the month": "hằng tháng", "of the following month": "của tháng sau",
        "of the next month": "của tháng sau", "quarterly": "hằng quý", "every quarter": "hằng quý",
        "each quarter": "hằng quý", "of each quarter": "hằng quý",
        "of the last month": "của tháng cuối quý",
        "of the last month of the quarter": "của tháng cuối quý",
        "of the last month of each quarter": "của tháng cuối quý",
        "half yearly": "định kỳ 6 tháng", "semi annually": "định kỳ 6 tháng",
        "every six months": "định kỳ 6 tháng", "every 6 months": "định kỳ 6 tháng",
        "annually": "hằng năm", "yearly": "hằng năm", "every year": "hằng năm",
        "each year": "hằng năm", "of each year": "hằng năm", "within": "trong vòng",
        "working days": "ngày làm việc", "business days": "ngày làm việc", "days": "ngày",
        "working day": "ngày làm việc", "weeks": "tuần", "months": "tháng", "year": "năm",
        "first half of": "6 tháng đầu năm", "second half of": "6 tháng cuối năm",
        "first six months of": "6 tháng đầu năm", "last six months of": "6 tháng cuối năm",
        "first nine months of": "9 tháng đầu năm", "first quarter of": "quý 1 năm",
        "second quarter of": "quý 2 năm", "third quarter of": "quý 3 năm",
        "fourth quarter of": "quý 4 năm", "first quarter": "quý 1", "second quarter": "quý 2",
        "third quarter": "quý 3", "fourth quarter": "quý 4",
    ]
    for (i, name) in weekdays.enumerated() {
        let day = i == 6 ? "chủ nhật" : "thứ \(i + 2)"
        table[name] = day
        table["every " + name] = day + " hằng tuần"
        table["each " + name] = day + " hằng tuần"
    }
    return table.map { ($0.key.split(separator: " ").map(String.init), $0.value) }
        .map { ($0.0, $0.1.split(separator: " ").map(String.init)) }
        .sorted { ($0.0.count, $1.0[0]) > ($1.0.count, $0.0[0]) }
}()

/// Words by which English is known; none of them is a word of Vietnamese.
private let english: Set<String> = Set(
    phrases.compactMap { $0.0.first } + months + months.map { String($0.prefix(3)) } + weekdays
        + ["q", "h", "from", "until", "upon", "pm"]
).subtracting(["to", "on", "in", "the", "may", "mar", "sep", "oct", "dec", "jan", "h", "q", "cob"])
    .union(["jan", "oct", "dec", "may", "cob"])

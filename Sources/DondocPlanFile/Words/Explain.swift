public import DondocCore

/// Why a text is no due phrase and what to write instead.
public func explain(_ error: PhraseError, in text: String) -> (what: String, fix: String) {
    switch error.problem {
    case .empty:
        (
            vi("thời hạn để trống", en: "due is empty"),
            vi(
                "viết đúng chữ của văn bản, hoặc unknown nếu văn bản không nêu",
                en: "write the document's own words, or unknown where it names no day")
        )
    case .unexpected(let word):
        (
            vi(
                "không hiểu '\(word)' trong thời hạn '\(text)'",
                en: "cannot read '\(word)' in the due phrase '\(text)'"),
            vi(
                "viết như: trước ngày 15/6/2023, Quý I/2023, Cả năm, Thường xuyên, định kỳ hàng quý, unknown",
                en:
                    "write it like: trước ngày 15/6/2023, Quý I/2023, Cả năm, Thường xuyên, định kỳ hàng quý, unknown"
            )
        )
    case .incomplete:
        (
            vi("thời hạn '\(text)' còn dở dang", en: "the due phrase '\(text)' is not complete"),
            vi(
                "viết tiếp, ví dụ trước ngày 15/6/2023, Quý I/2023",
                en: "complete it, for example trước ngày 15/6/2023, Quý I/2023")
        )
    case .noSuchDay(let day, let month, let year): noSuchDay(day, month, year)
    case .noSuchMonth(let month):
        (
            vi(
                "không có tháng \(month); một năm có 12 tháng",
                en: "there is no month \(month); a year has 12"),
            vi(
                "viết ngày trước, tháng sau, ví dụ 15/6/2023",
                en: "write the day first, then the month, for example 15/6/2023")
        )
    case .noSuchQuarter(let quarter):
        (
            vi(
                "không có quý \(quarter); một năm có quý I đến quý IV",
                en: "there is no quarter \(quarter); a year has quarters I to IV"),
            vi("viết quý I, II, III hoặc IV", en: "write quý I, II, III or IV")
        )
    case .yearOutOfRange(let year):
        (
            vi("năm \(year) không hợp lệ", en: "\(year) is not a valid year"),
            vi("viết đủ bốn chữ số, ví dụ 2023", en: "write all four digits, for example 2023")
        )
    case .daysShareKey(let a, let b):
        (
            vi(
                "thời hạn '\(text)' có hai ngày chung một mã việc: \(a.written) và \(b.written)",
                en:
                    "two days of the due phrase '\(text)' would share one key: \(a.written) and \(b.written)"
            ),
            vi(
                "tách thành nhiều việc, mỗi việc một ngày",
                en: "split it into several items, one for each day")
        )
    case .reversed:
        (
            vi(
                "thời hạn '\(text)' kết thúc trước khi bắt đầu",
                en: "the due phrase '\(text)' ends before it begins"),
            vi("xem lại hai đầu của khoảng thời gian", en: "check both ends of the time span")
        )
    case .contradiction(let word):
        (
            vi(
                "'\(word)' không khớp với ngày nêu trong '\(text)'",
                en: "'\(word)' does not match the day named in '\(text)'"),
            vi(
                "xem lại lịch rồi chỉ giữ ngày đúng",
                en: "check a calendar and keep only the right day")
        )
    case .yearMissing:
        (
            vi(
                "thời hạn '\(text)' thiếu năm mà kế hoạch kéo dài nhiều năm",
                en: "the due phrase '\(text)' has no year, and the plan runs for several"),
            vi("thêm năm, ví dụ 15/6/2023", en: "add the year, for example 15/6/2023")
        )
    }
}

/// Why a task makes no obligation and how to mend it.
public func explain(_ error: ExpansionError, in text: String) -> (what: String, fix: String) {
    switch error.problem {
    case .phrase(let error): explain(error, in: text)
    case .covers(let misfit): explain(misfit)
    }
}

/// Why a reporting scheme does not fit a phrase and what to write instead.
public func explain(_ misfit: SchemeMisfit) -> (what: String, fix: String) {
    let advice = Words.misfit(misfit)
    return (advice.what, advice.fix)
}

/// A day beyond its month: the month's last day is offered, or the first of the next one.
private func noSuchDay(_ day: Int, _ month: Int, _ year: Int?) -> (what: String, fix: String) {
    func two(_ n: Int) -> String { (n < 10 ? "0" : "") + String(n) }
    func written(_ d: Int, _ m: Int, _ y: Int?) -> String {
        "\(two(d))/\(two(m))" + (y.map { "/\($0)" } ?? "")
    }
    let length = Day.length(ofMonth: month, year: year ?? 2024)
    let leap = month == 2 ? year : nil
    let what = vi(
        "\(written(day, month, year)) không phải là ngày có thật; tháng \(month)"
            + (leap.map { " năm \($0)" } ?? "") + " có \(length) ngày",
        en: "\(written(day, month, year)) is not a day; \(Words.english(month))"
            + (leap.map { " \($0)" } ?? "") + " has \(length)")
    let last = written(length, month, year)
    guard day > length, day <= 31 else {
        let first = written(1, month, year)
        return (
            what,
            vi("viết ngày từ \(first) đến \(last)", en: "write a day from \(first) to \(last)")
        )
    }
    let next = written(1, month + 1, year)
    return (
        what,
        vi(
            "viết \(last), hoặc \(next) nếu ý là tháng \(month + 1)",
            en: "write \(last), or \(next) if \(Words.english(month + 1)) was meant")
    )
}

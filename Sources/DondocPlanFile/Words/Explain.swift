public import DondocCore

/// Why a text is no due phrase and what to write instead, in Vietnamese.
public func explain(_ error: PhraseError, in text: String) -> (what: String, fix: String) {
    switch error.problem {
    case .empty:
        ("thời hạn để trống", "viết đúng chữ của văn bản, hoặc unknown nếu văn bản không nêu")
    case .unexpected(let word):
        (
            "không hiểu '\(word)' trong thời hạn '\(text)'",
            "viết như: trước ngày 15/6/2023, Quý I/2023, Cả năm, Thường xuyên, định kỳ hàng quý, unknown"
        )
    case .incomplete:
        ("thời hạn '\(text)' còn dở dang", "viết tiếp, ví dụ trước ngày 15/6/2023, Quý I/2023")
    case .noSuchDay(let day, let month, let year): noSuchDay(day, month, year)
    case .noSuchMonth(let month):
        (
            "không có tháng \(month); một năm có 12 tháng",
            "viết ngày trước, tháng sau, ví dụ 15/6/2023"
        )
    case .noSuchQuarter(let quarter):
        ("không có quý \(quarter); một năm có quý I đến quý IV", "viết quý I, II, III hoặc IV")
    case .yearOutOfRange(let year): ("năm \(year) không hợp lệ", "viết đủ bốn chữ số, ví dụ 2023")
    case .daysShareKey(let a, let b):
        (
            "thời hạn '\(text)' có hai ngày chung một mã việc: \(a.written) và \(b.written)",
            "tách thành nhiều việc, mỗi việc một ngày"
        )
    case .reversed:
        ("thời hạn '\(text)' kết thúc trước khi bắt đầu", "xem lại hai đầu của khoảng thời gian")
    case .contradiction(let word):
        ("'\(word)' không khớp với ngày nêu trong '\(text)'", "xem lại lịch rồi chỉ giữ ngày đúng")
    case .yearMissing:
        ("thời hạn '\(text)' thiếu năm mà kế hoạch kéo dài nhiều năm", "thêm năm, ví dụ 15/6/2023")
    }
}

/// Why a task makes no obligation and how to mend it, in Vietnamese.
public func explain(_ error: ExpansionError, in text: String) -> (what: String, fix: String) {
    switch error.problem {
    case .phrase(let error): explain(error, in: text)
    case .covers(let misfit): explain(misfit)
    }
}

/// Why a reporting scheme does not fit a phrase and what to write instead, in Vietnamese.
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
    let named = "tháng \(month)" + (month == 2 ? year.map { " năm \($0)" } ?? "" : "")
    let what = "\(written(day, month, year)) không phải là ngày có thật; \(named) có \(length) ngày"
    guard day > length, day <= 31 else {
        return (what, "viết ngày từ \(written(1, month, year)) đến \(written(length, month, year))")
    }
    return (
        what,
        "viết \(written(length, month, year)), hoặc \(written(1, month + 1, year)) nếu ý là tháng \(month + 1)"
    )
}

import DondocCore

/// What `explain` says about phrases, with the article behind each rule.
extension Words {
    static func phraseKind(_ kind: Phrase.Kind) -> String {
        switch kind {
        case .date: "ngày"
        case .window: "khoảng thời gian"
        case .month: "tháng"
        case .quarter: "quý"
        case .half: "nửa năm"
        case .year: "năm"
        case .stage: "giai đoạn"
        case .recurring: "định kỳ"
        case .continuous: "thường xuyên"
        case .relative: "tính từ một sự kiện"
        case .onDemand: "khi có yêu cầu"
        case .none: "không nêu ngày"
        }
    }

    static func bound(_ bound: Phrase.Bound) -> String {
        switch bound {
        case .before: "trước"
        case .by: "chậm nhất"
        case .on: "đúng ngày"
        case .within: "trong kỳ"
        }
    }

    /// The article or the practice by which a phrase is counted.
    ///
    /// Source: Bộ luật Dân sự 2015, Điều 145, 146, 148, which administrative practice borrows; the
    /// document's own words win.
    static func rule(_ phrase: Phrase, _ rules: CountingRules) -> String {
        let law = "Bộ luật Dân sự 2015, "
        switch (phrase.rule, phrase.bound) {
        case (.days, .before) where rules.before == .strict:
            return "đúng chữ “trước”: ngày nêu đã là muộn, due là ngày liền trước"
        case (.days, .before):
            return "cách dùng của cơ quan: due là chính ngày nêu, act_by là ngày làm việc trước đó"
        case (.days, _): return law + "Điều 148: hết ngày cuối cùng"
        case (.span, .before): return "“trước” tháng, quý hoặc năm: không tính kỳ được nêu"
        case (.span(.whole), _): return "kỳ của kế hoạch: " + law + "Điều 148: hết ngày cuối kỳ"
        case (.span(.half), _): return law + "Điều 146, 148: nửa năm là 6 tháng, hết ngày cuối cùng"
        case (.span(.year), _), (.span(.month), _):
            return law + "Điều 146, 148: cuối tháng, cuối năm là ngày cuối cùng"
        case (.span, _): return law + "Điều 145, 148: theo dương lịch, hết ngày cuối kỳ"
        case (.spans, _): return law + "Điều 145, 148: mỗi mốc hết ngày cuối kỳ"
        case (.milestones, _): return law + "Điều 145, 148: mỗi mốc một hạn, theo chữ của mốc đó"
        case (.window, _): return law + "Điều 145, 148: tính cả ngày đầu và ngày cuối"
        case (.repeating, _):
            return phrase.isAssumed
                ? "văn bản không nêu ngày: lấy ngày cuối kỳ"
                : law + "Điều 148: ngày nêu trong mỗi kỳ; tháng thiếu ngày thì lấy ngày cuối tháng"
        case (.counted(let count), _):
            return law
                + (count.isBackwards
                    ? "Điều 147: đếm lùi, không tính ngày có sự kiện"
                    : "Điều 147, 148: không tính ngày đầu; ngày cuối là ngày nghỉ thì lùi sang ngày làm việc tiếp theo")
        case (.afterEvent, _): return "theo sự kiện: phải có người nêu ngày"
        case (.continuous, _): return "việc thường xuyên: không có hạn, kiểm điểm mỗi quý"
        case (.onDemand, _): return "theo yêu cầu: người giao việc nêu ngày"
        case (.elsewhere, _): return "ngày do văn bản khác ấn định: phải có người nêu"
        case (.unknown, _): return "văn bản không nêu thời hạn"
        }
    }

    /// Why `due` or `act_by` is not the named day.
    static func moved(_ moved: DayMoved, _ date: DueDate) -> String {
        switch moved {
        case .exclusive where date.due == date.named:
            "“trước”: làm xong vào ngày làm việc trước ngày nêu"
        case .exclusive: "“trước”: không tính \(date.named.written)"
        case .weekend(let day): "\(day.written) là \(weekday(day.weekday))"
        case .dayOff(let day, let name): "\(day.written) là ngày nghỉ: \(name)"
        }
    }

    static func since(_ first: String, _ last: String) -> String { "\(first) – \(last)" }

    static func since(_ days: ClosedRange<Day>) -> String {
        since(days.lowerBound.written, days.upperBound.written)
    }

    /// The window of Decree 09 beside a day that we propose.
    static func offer(_ close: ReportingClose) -> String {
        "số liệu \(since(close.window)); gửi từ \(close.sendFrom.written),"
            + " chậm nhất \(close.upper.written)"
    }

    static let notText = "dòng này không phải là chữ UTF-8"
    static let saveAsUTF8 = "lưu lại bằng UTF-8"
    static func lineTooLong(_ limit: Int) -> String { "dòng dài quá \(limit) byte" }
    static let onePhraseALine = "viết mỗi dòng một cụm thời hạn"

    static let assumed = "ngày do phần mềm đề nghị, văn bản không nêu"

    static func warning(_ warning: Phrase.Warning) -> String {
        switch warning {
        case .periodUnstated: "không nêu kỳ hạn: phải có người ấn định"
        case .dayUnstated: "không nêu ngày trong kỳ: đề nghị ngày cuối kỳ"
        case .alsoOnDemand: "báo cáo nhanh làm khi có yêu cầu, không có ngày"
        case .alsoContinuous: "ngoài hạn này là việc thường xuyên, không có ngày"
        case .saidTwice: "cùng một ngày hoặc kỳ nêu hai lần: tính một lần"
        case .pastPeriods: "kỳ đã hết khi ban hành thì không tính"
        case .yearFromIssued: "không nêu năm: lấy năm ban hành"
        case .yearFromToday: "không nêu năm: lấy năm nay; nêu năm của kế hoạch bằng --period"
        case .yearGuessed: "không nêu năm mà cuối đứng trước đầu: coi như kéo sang năm sau"
        case .calendarForecast: "lịch nghỉ năm đó chưa công bố: đã tính theo dự kiến của luật"
        case .calendarMissing: "chưa có lịch nghỉ của năm đó: chỉ trừ thứ Bảy, Chủ nhật"
        }
    }
}

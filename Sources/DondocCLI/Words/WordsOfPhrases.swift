import DondocCore

/// What `explain` says about phrases, with the article behind each rule.
extension Words {
    static func phraseKind(_ kind: Phrase.Kind) -> String {
        switch kind {
        case .date: vi("ngày", en: "date")
        case .window: vi("khoảng thời gian", en: "window")
        case .month: vi("tháng", en: "month")
        case .quarter: vi("quý", en: "quarter")
        case .half: vi("nửa năm", en: "half-year")
        case .year: vi("năm", en: "year")
        case .stage: vi("giai đoạn", en: "stage of several years")
        case .recurring: vi("định kỳ", en: "recurring")
        case .continuous: vi("thường xuyên", en: "continuous")
        case .relative: vi("tính từ một sự kiện", en: "counted from an event")
        case .onDemand: vi("khi có yêu cầu", en: "on demand")
        case .none: vi("không nêu ngày", en: "no day named")
        }
    }

    static func bound(_ bound: Phrase.Bound) -> String {
        switch bound {
        case .before: vi("trước", en: "before")
        case .by: vi("chậm nhất", en: "by")
        case .on: vi("đúng ngày", en: "on")
        case .within: vi("trong kỳ", en: "within")
        }
    }

    /// A word with the contract's own beside it, where that is another one.
    static func coded(_ word: String, _ code: String) -> String {
        word == code ? word : "\(word) (\(code))"
    }

    /// The article or the practice by which a phrase is counted.
    ///
    /// Source: Bộ luật Dân sự 2015, Điều 145, 146, 148, which administrative practice borrows; the
    /// document's own words win.
    static func rule(_ phrase: Phrase, _ rules: CountingRules) -> String {
        let law = vi("Bộ luật Dân sự 2015, Điều ", en: "Civil Code 2015, Art. ")
        switch (phrase.rule, phrase.bound) {
        case (.days, .before) where rules.before == .strict:
            return vi(
                "đúng chữ “trước”: ngày nêu đã là muộn, due là ngày liền trước",
                en: "“trước” (before) to the letter: the named day is late, due is the day before")
        case (.days, .before):
            return vi(
                "cách dùng của cơ quan: due là chính ngày nêu, act_by là ngày làm việc trước đó",
                en: "practice of offices: due is the named day, act_by the working day before it")
        case (.days, _):
            return law + vi("148: hết ngày cuối cùng", en: "148: until the end of the last day")
        case (.span, .before):
            return vi(
                "“trước” tháng, quý hoặc năm: không tính kỳ được nêu",
                en: "“trước” (before) a month, quarter or year: the named period does not count")
        case (.span(.whole), _):
            return vi("kỳ của kế hoạch: ", en: "the plan's period: ") + law
                + vi("148: hết ngày cuối kỳ", en: "148: until the end of its last day")
        case (.span(.half), _):
            return law
                + vi(
                    "146, 148: nửa năm là 6 tháng, hết ngày cuối cùng",
                    en: "146, 148: half a year is 6 months, until the end of the last day")
        case (.span(.year), _), (.span(.month), _):
            return law
                + vi(
                    "146, 148: cuối tháng, cuối năm là ngày cuối cùng",
                    en: "146, 148: the end of a month or year is its last day")
        case (.span, _):
            return law
                + vi(
                    "145, 148: theo dương lịch, hết ngày cuối kỳ",
                    en: "145, 148: by the solar calendar, until the end of the last day")
        case (.spans, _):
            return law
                + vi(
                    "145, 148: mỗi mốc hết ngày cuối kỳ",
                    en: "145, 148: each until the end of its last day")
        case (.milestones, _):
            return law
                + vi(
                    "145, 148: mỗi mốc một hạn, theo chữ của mốc đó",
                    en: "145, 148: a due day for each milestone, by its own words")
        case (.window, _):
            return law
                + vi(
                    "145, 148: tính cả ngày đầu và ngày cuối",
                    en: "145, 148: the first and the last day count")
        case (.repeating, _):
            return phrase.isAssumed
                ? vi(
                    "văn bản không nêu ngày: lấy ngày cuối kỳ",
                    en: "the document names no day: the last day of the period is taken")
                : law
                    + vi(
                        "148: ngày nêu trong mỗi kỳ; tháng thiếu ngày thì lấy ngày cuối tháng",
                        en: "148: the named day in each period; in a shorter month its last day")
        case (.counted(let count), _):
            return law
                + (count.isBackwards
                    ? vi(
                        "147: đếm lùi, không tính ngày có sự kiện",
                        en: "147: counted back; the day of the event does not count")
                    : vi(
                        "147, 148: không tính ngày đầu; ngày cuối là ngày nghỉ thì lùi sang ngày làm việc tiếp theo",
                        en:
                            "147, 148: the first day does not count; a last day that is a day off moves to the next working day"
                    ))
        case (.afterEvent, _):
            return vi(
                "theo sự kiện: phải có người nêu ngày",
                en: "after an event: somebody must name the day"
            )
        case (.continuous, _):
            return vi(
                "việc thường xuyên: không có hạn, hỏi tình hình mỗi quý",
                en: "continuous work: no due day, a check-in each quarter")
        case (.onDemand, _):
            return vi(
                "theo yêu cầu: người giao việc nêu ngày",
                en: "on demand: whoever assigns the work names the day")
        case (.elsewhere, _):
            return vi(
                "ngày do văn bản khác ấn định: phải có người nêu",
                en: "another document sets the day: somebody must name it")
        case (.unknown, _):
            return vi("văn bản không nêu thời hạn", en: "the document names no due day")
        }
    }

    /// Why `due` or `act_by` is not the named day.
    static func moved(_ moved: DayMoved, _ date: DueDate) -> String {
        switch moved {
        case .exclusive where date.due == date.named:
            vi(
                "“trước”: làm xong vào ngày làm việc trước ngày nêu",
                en: "“trước” (before): to be done on the working day before the named day")
        case .exclusive:
            vi(
                "“trước”: không tính \(date.named.written)",
                en: "“trước” (before): \(date.named.written) does not count")
        case .weekend(let day):
            vi(
                "\(day.written) là \(weekday(day.weekday))",
                en: "\(day.written) is a \(weekday(day.weekday))")
        case .dayOff(let day, let name):
            vi("\(day.written) là ngày nghỉ: \(name)", en: "\(day.written) is a day off: \(name)")
        }
    }

    static func since(_ first: String, _ last: String) -> String { "\(first) – \(last)" }

    static func since(_ days: ClosedRange<Day>) -> String {
        since(days.lowerBound.written, days.upperBound.written)
    }

    /// The window of Decree 09 beside a day that we propose.
    static func offer(_ close: ReportingClose) -> String {
        let (window, from, last) = (
            since(close.window), close.sendFrom.written, close.upper.written
        )
        return vi(
            "số liệu \(window); gửi từ \(from), chậm nhất \(last)",
            en: "figures \(window); send from \(from), by \(last) at the latest")
    }

    static var notText: String {
        vi("dòng này không phải là chữ UTF-8", en: "this line is not UTF-8 text")
    }
    static var saveAsUTF8: String { vi("lưu lại bằng UTF-8", en: "save it as UTF-8") }
    static func lineTooLong(_ limit: Int) -> String {
        vi("dòng dài quá \(limit) byte", en: "the line is longer than \(limit) bytes")
    }
    static var onePhraseALine: String {
        vi("viết mỗi dòng một cụm thời hạn", en: "write one phrase a line")
    }

    static var assumed: String {
        vi(
            "ngày do phần mềm đề nghị, văn bản không nêu",
            en: "dondoc proposes the day; the document names none")
    }

    static func warning(_ warning: Phrase.Warning) -> String {
        switch warning {
        case .periodUnstated:
            vi(
                "không nêu kỳ hạn: phải có người ấn định",
                en: "no period is named: somebody must set it")
        case .dayUnstated:
            vi(
                "không nêu ngày trong kỳ: đề nghị ngày cuối kỳ",
                en: "no day of the period is named: its last day is proposed")
        case .alsoOnDemand:
            vi(
                "báo cáo nhanh làm khi có yêu cầu, không có ngày",
                en: "flash reports are made on demand and have no day")
        case .alsoContinuous:
            vi(
                "ngoài hạn này là việc thường xuyên, không có ngày",
                en: "beside this due day the work is continuous and has no day")
        case .saidTwice:
            vi(
                "cùng một ngày hoặc kỳ nêu hai lần: tính một lần",
                en: "the same day or period is named twice: it counts once")
        case .pastPeriods:
            vi(
                "kỳ đã hết khi ban hành thì không tính",
                en: "periods that had ended at the day of issue do not count")
        case .yearFromIssued:
            vi(
                "không nêu năm: lấy năm ban hành",
                en: "no year is named: that of the issue is taken")
        case .yearFromToday:
            vi(
                "không nêu năm: lấy năm nay; nêu năm của kế hoạch bằng --period",
                en: "no year is named: this year is taken; name the plan's year with --period")
        case .yearGuessed:
            vi(
                "không nêu năm mà cuối đứng trước đầu: coi như kéo sang năm sau",
                en: "no year is named and the end stands before the beginning: "
                    + "taken to run into the next year")
        case .calendarForecast:
            vi(
                "lịch nghỉ năm đó chưa công bố: đã tính theo dự kiến của luật",
                en: "the days off of that year are not announced: counted as the law foresees them")
        case .calendarMissing:
            vi(
                "chưa có lịch nghỉ của năm đó: chỉ trừ thứ Bảy, Chủ nhật",
                en: "no calendar for that year: only Saturdays and Sundays are left out")
        }
    }
}

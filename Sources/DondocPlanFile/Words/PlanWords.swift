import DondocCore

/// What is wrong with a plan's tasks and reports, and what should be known of their phrases.
extension Words {
    static func taskAgain(_ id: String, firstLine: Int) -> Advice {
        Advice(
            vi(
                "id '\(id)' đã dùng ở dòng \(firstLine)",
                en: "id '\(id)' is already used on line \(firstLine)"),
            fix: vi("đặt id khác", en: "choose another id"))
    }

    static func noReport(_ id: String, suggestion: String?) -> Advice {
        Advice(
            vi("không có báo cáo '\(id)' trong kế hoạch này", en: "no report '\(id)' in this plan"),
            fix: write(
                suggestion,
                or: vi(
                    "viết id của một mục trong reports", en: "write the id of an item of reports")))
    }

    static func cycle(_ ids: [String]) -> Advice {
        let circle = ids.joined(separator: " → ")
        return Advice(
            vi("các báo cáo chờ nhau: \(circle)", en: "reports wait for each other: \(circle)"),
            fix: vi("bỏ một 'after'", en: "delete one 'after'"))
    }

    static func noMembers(_ id: String) -> Advice {
        Advice(
            vi(
                "nhóm '@\(id)' chưa có thành viên nên không ai được nhắc",
                en: "group '@\(id)' has no members, so nobody is reminded"),
            fix: vi("thêm thành viên vào nhóm", en: "add members to the group"))
    }

    static var eventMissing: Advice {
        Advice(
            vi(
                "thời hạn đếm từ một sự kiện mà chưa có ngày sự kiện: việc này chưa có hạn",
                en: "due is counted from an event whose day is not known: no due day yet"),
            fix: vi(
                "khi sự kiện đã xảy ra thì thêm event: NĂM-THÁNG-NGÀY rồi nạp lại",
                en: "once the event has taken place, add event: YYYY-MM-DD and load again"))
    }

    static func eventWithoutCount(_ phrase: String) -> Advice {
        Advice(
            vi(
                "'event' chỉ dùng cho thời hạn đếm từ một sự kiện, '\(phrase)' thì không",
                en: "'event' is only for a phrase that counts from an event; '\(phrase)' does not"),
            fix: vi(
                "bỏ event, hoặc viết đúng chữ của văn bản, ví dụ trong vòng 05 ngày kể từ ngày …",
                en:
                    "delete event, or write the document's own words, for example trong vòng 05 ngày kể từ ngày …"
            ))
    }

    // MARK: Phrases

    static func warning(_ warning: Phrase.Warning) -> Advice {
        switch warning {
        case .periodUnstated:
            Advice(
                vi(
                    "văn bản không nói kỳ nào nên không có ngày hạn",
                    en: "the document names no period, so there is no due day"),
                fix: vi(
                    "hỏi cơ quan ban hành kỳ báo cáo", en: "ask the issuer for the reporting period"
                ))
        case .dayUnstated:
            Advice(
                vi(
                    "văn bản không nêu ngày trong kỳ: lấy ngày cuối kỳ",
                    en: "the document names no day within the period: its last day is taken"),
                fix: vi("hỏi cơ quan ban hành ngày nộp", en: "ask the issuer for the due day"))
        case .alsoOnDemand:
            Advice(
                vi(
                    "'báo cáo nhanh' làm khi có việc nên không có ngày hạn",
                    en:
                        "reports made when something happens (báo cáo nhanh, đột xuất) have no due day"
                ), fix: vi("nhắc riêng khi cần", en: "ask for it when it is needed"))
        case .alsoContinuous:
            Advice(
                vi(
                    "việc làm thường xuyên bên cạnh hạn này: chỉ hạn có ngày được nhắc",
                    en: "continuous work stands beside this due day: only the day is reminded of"),
                fix: vi(
                    "thêm một việc 'Thường xuyên' nếu cần theo dõi",
                    en: "add a task with due: Thường xuyên to follow the rest"))
        case .saidTwice:
            Advice(
                vi(
                    "cùng một ngày hoặc kỳ được nêu hai lần: tính một lần",
                    en: "the same day or period is named twice: it is counted once"),
                fix: vi(
                    "xem lại văn bản, có thể là một ngày khác",
                    en: "check the document, another day may be meant"))
        case .pastPeriods:
            Advice(
                vi(
                    "các kỳ đã qua lúc ban hành không được nhắc",
                    en: "periods that were over when the plan was issued are not reminded of"),
                fix: vi(
                    "hỏi cơ quan ban hành có phải nộp bù",
                    en: "ask the issuer whether they are still owed"))
        case .calendarForecast:
            Advice(
                vi(
                    "lịch nghỉ năm đó chưa công bố: đã tính theo dự kiến",
                    en: "the days off of that year are not announced: a forecast was used"),
                fix: addCalendar)
        case .yearFromIssued, .yearFromToday, .yearGuessed:
            Advice(
                vi(
                    "thời hạn thiếu năm: đã suy ra năm",
                    en: "the phrase names no year: it was inferred"),
                fix: vi(
                    "hỏi cơ quan ban hành năm của hạn", en: "ask the issuer for the year"))
        case .calendarMissing:
            Advice(
                vi(
                    "thiếu lịch nghỉ: chỉ tính thứ bảy, chủ nhật",
                    en: "there is no calendar of days off: only Saturdays and Sundays are counted"),
                fix: addCalendar)
        }
    }

    private static var addCalendar: String {
        vi("thêm calendar/NĂM.yaml", en: "add calendar/YEAR.yaml")
    }
}

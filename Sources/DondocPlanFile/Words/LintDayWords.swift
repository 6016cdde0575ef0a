import DondocCore

/// What is odd about single days of a plan, and how days are told.
extension Words {
    // MARK: Days that do not come

    static func neverInPeriod(_ period: Period) -> Advice {
        let span = "\(period.starts.written) – \(period.ends.written)"
        return Advice(
            vi(
                "thời hạn này không có ngày nào trong kỳ của kế hoạch (\(span)): không ai được nhắc",
                en:
                    "no day of this due phrase is within the plan's period (\(span)): nobody is reminded"
            ), fix: vi("kiểm tra lại due và period", en: "check due and period"))
    }

    static func allBeforeIssue(_ last: Day, _ issued: Day) -> Advice {
        Advice(
            vi(
                "mọi kỳ đều đã qua lúc ban hành \(issued.written), kỳ cuối hạn \(last.written): "
                    + "không ai được nhắc",
                en:
                    "every period was over when the plan was issued on \(issued.written), the last was "
                    + "due on \(last.written): nobody is reminded"),
            fix: vi(
                "kiểm tra lại issued, period; hỏi cơ quan ban hành có phải nộp bù",
                en: "check issued and period; ask the issuer whether they are still owed"))
    }

    static var issueDayMissing: Advice {
        Advice(
            vi(
                "thời hạn đếm từ ngày ban hành mà kế hoạch không có 'issued': không có ngày hạn",
                en: "due is counted from the day of issue, and the plan has no 'issued': no due day"
            ),
            fix: vi("thêm issued: NĂM-THÁNG-NGÀY", en: "add issued: YYYY-MM-DD"))
    }

    static func dueBeforeIssue(_ due: Day, _ issued: Day) -> Advice {
        Advice(
            vi(
                "hạn \(spelled(due)) đứng trước ngày ban hành \(issued.written)",
                en: "the due day \(spelled(due)) comes before the day of issue, \(issued.written)"),
            fix: vi("kiểm tra lại due và issued", en: "check due and issued"))
    }

    static func duePast(_ due: Day, _ today: Day) -> Advice {
        Advice(
            vi(
                "hạn \(spelled(due)) đã qua (hôm nay \(today.written)): chưa xong thì nạp vào là quá hạn",
                en:
                    "the due day \(spelled(due)) has passed (today is \(today.written)): unless done, it is overdue as soon as it is loaded"
            ),
            fix: vi(
                "sửa hạn nếu ghi nhầm; việc đã xong thì báo bằng dondoc done sau khi nạp",
                en:
                    "correct it if it is wrong; if the work is done, say so with dondoc done after loading"
            ))
    }

    static func dueOnDayOff(_ due: Day, _ name: String?, _ actBy: Day) -> Advice {
        let holiday = name.map { " (\($0))" } ?? ""
        return Advice(
            vi(
                "hạn \(spelled(due)) là ngày nghỉ\(holiday): nhắc làm xong trong \(spelled(actBy))",
                en:
                    "the due day \(spelled(due)) is a day off\(holiday): reminders say to finish on \(spelled(actBy))"
            ),
            fix: vi(
                "giữ nguyên nếu văn bản nêu đúng ngày ấy; muốn dời thì off-day: next hoặc previous",
                en:
                    "keep it if the document names that very day; to move it, write off-day: next or previous"
            ))
    }

    // MARK: Years

    static func yearTooEarly(_ due: Day, _ first: Int) -> Advice {
        Advice(
            vi(
                "hạn \(spelled(due)) đứng trước năm đầu của kế hoạch (\(first))",
                en: "the due day \(spelled(due)) comes before the plan's first year (\(first))"),
            fix: checkYear)
    }

    static func yearTooLate(_ due: Day, _ ended: Day) -> Advice {
        Advice(
            vi(
                "hạn \(spelled(due)) sau khi kế hoạch kết thúc (\(ended.written)) hơn 3 tháng",
                en:
                    "the due day \(spelled(due)) comes more than 3 months after the plan ends (\(ended.written))"
            ), fix: checkYear)
    }

    static func yearLeftOut(_ due: Day, _ issued: Day) -> Advice {
        let next = "\(due.day)/\(due.month)/\(due.year + 1)"
        return Advice(
            vi(
                "hạn không ghi năm được hiểu là \(spelled(due)), trước ngày ban hành \(issued.written) "
                    + "hơn 6 tháng",
                en:
                    "due names no year and is read as \(spelled(due)), more than 6 months before the "
                    + "day of issue, \(issued.written)"),
            fix: vi("ghi rõ năm, ví dụ \(next)", en: "write the year, for example \(next)"))
    }

    private static var checkYear: String {
        vi("kiểm tra lại năm của hạn", en: "check the year of the due day")
    }

    // MARK: Days and lists

    /// `15/06/2023 (thứ Năm)`, `15/06/2023 (Thursday)`.
    static func spelled(_ day: Day) -> String {
        let names = [
            vi("thứ Hai", en: "Monday"), vi("thứ Ba", en: "Tuesday"), vi("thứ Tư", en: "Wednesday"),
            vi("thứ Năm", en: "Thursday"), vi("thứ Sáu", en: "Friday"),
            vi("thứ Bảy", en: "Saturday"), vi("Chủ nhật", en: "Sunday"),
        ]
        return "\(day.written) (\(names[day.weekday - 1]))"
    }

    /// The name of a month, 1 to 12.
    static func english(_ month: Int) -> String {
        [
            "January", "February", "March", "April", "May", "June", "July", "August", "September",
            "October", "November", "December",
        ][month - 1]
    }

    /// Years in order, each run of them by its ends: `2017, 2027–2036`.
    static func list(_ years: [Int]) -> String {
        var runs: [ClosedRange<Int>] = []
        for year in years {
            if let last = runs.last, last.upperBound + 1 == year {
                runs[runs.count - 1] = last.lowerBound...year
            } else {
                runs.append(year...year)
            }
        }
        return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
            .joined(separator: ", ")
    }

    /// At most five ids, then their number.
    static func names(_ ids: [String]) -> String {
        let shown = ids.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
        let rest = ids.count - 5
        return rest > 0 ? shown + vi(" và \(rest) mục nữa", en: " and \(rest) more") : shown
    }
}

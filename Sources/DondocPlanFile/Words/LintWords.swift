import DondocCore

/// What a careful coordinator would want to see in a plan, with the actual days.
extension Words {
    static func finding(_ finding: Plan.Finding) -> Advice {
        let said = cause(finding.cause)
        var what = said.what
        if finding.count > 1 { what += "; cả thảy \(finding.count) ngày như vậy" }
        if !finding.alsoIn.isEmpty { what += "; cũng thế: " + names(finding.alsoIn) }
        return Advice(what, fix: said.fix)
    }

    private static func cause(_ cause: Plan.Finding.Cause) -> Advice {
        switch cause {
        case .planOver(let ended, let ahead): planOver(ended, ahead)
        case .daysOffUncertain(let forecast, let missing): daysOff(forecast, missing)
        case .noDayAfterClosing(let closing, let due, let earliest):
            noDayAfterClosing(closing, due, earliest)
        case .dueBeforeClosing(let closing, let due, let closed):
            dueBeforeClosing(closing, due, closed)
        case .inputTooLate(let input, let due): inputTooLate(input, due)
        case .noDayAfterInput(let input, let due): noDayAfterInput(input, due)
        case .reportDiffers(let report, let reportDue, let due):
            reportDiffers(report, reportDue, due)
        case .sameWork(let twin, let due): sameWork(twin, due)
        case .sameReport(let twin, let due, let covers): sameReport(twin, due, covers)
        case .saidTwice(let day): saidTwice(day)
        case .neverInPeriod(let period): neverInPeriod(period)
        case .allBeforeIssue(let last, let issued): allBeforeIssue(last, issued)
        case .issueDayMissing: issueDayMissing
        case .dueBeforeIssue(let due, let issued): dueBeforeIssue(due, issued)
        case .duePast(let due, let today): duePast(due, today)
        case .dueOnDayOff(let due, let name, let actBy): dueOnDayOff(due, name, actBy)
        case .yearTooEarly(let due, let first): yearTooEarly(due, first)
        case .yearTooLate(let due, let ended): yearTooLate(due, ended)
        case .yearLeftOut(let due, let issued): yearLeftOut(due, issued)
        }
    }

    // MARK: The plan

    private static func planOver(_ ended: Day, _ ahead: [Day]) -> Advice {
        let left = ahead.first.map { first in
            ", kể cả \(ahead.count) ngày hạn chưa đến (đầu tiên \(first.written))"
        }
        return Advice(
            "kế hoạch đã hết kỳ ngày \(ended.written): nạp lần đầu từ nay thì không ai được nhắc"
                + (left ?? ""),
            fix: "nạp để tra cứu; nếu kế hoạch còn hiệu lực thì sửa period")
    }

    private static func daysOff(_ forecast: [Int], _ missing: [Int]) -> Advice {
        var parts: [String] = []
        if !forecast.isEmpty {
            parts.append("ngày nghỉ năm \(list(forecast)) chưa công bố: đã tính theo dự kiến")
        }
        if !missing.isEmpty {
            parts.append("không có lịch nghỉ năm \(list(missing)): chỉ tính thứ Bảy, Chủ nhật")
        }
        let years = (forecast + missing).sorted()
        let files = years.first.map { "calendar/\($0).yaml" } ?? "calendar/NĂM.yaml"
        return Advice(
            parts.joined(separator: "; "),
            fix: "có thông báo nghỉ thì thêm " + files + (years.count > 1 ? " và các năm sau" : ""))
    }

    // MARK: Between a report and what it depends on

    private static func noDayAfterClosing(_ closing: Day, _ due: Day, _ earliest: Day) -> Advice {
        Advice(
            "số liệu chốt ngày \(spelled(closing)) mà hạn là \(spelled(due)): sau khi chốt không còn "
                + "ngày làm việc nào (Nghị định 09/2019/NĐ-CP, Điều 8.5)",
            fix: "cho hạn từ \(spelled(earliest)) trở đi, hoặc sửa covers; xem cả before, off-day")
    }

    private static func dueBeforeClosing(_ closing: Day, _ due: Day, _ closed: Day) -> Advice {
        Advice(
            "hạn \(spelled(due)) đứng trước ngày chốt số liệu \(spelled(closing)), nên báo cáo này "
                + "được tính cho kỳ đã chốt ngày \(closed.written)",
            fix: "cho hạn sau ngày chốt ít nhất 1 ngày làm việc "
                + "(Nghị định 09/2019/NĐ-CP, Điều 8.5), hoặc sửa covers")
    }

    private static func inputTooLate(_ input: Plan.Finding.Input, _ due: Day) -> Advice {
        let order =
            input.due == due
            ? "đúng ngày mà báo cáo này phải xong trước"
            : "muộn hơn hạn \(spelled(due)) của báo cáo này"
        let what = "phải chờ '\(input.report)' có hạn \(spelled(input.due)), " + order
        guard let period = input.unmatched else {
            return Advice(what, fix: "xem lại hai hạn: cấp dưới phải xong trước cấp trên")
        }
        return Advice(
            what + "; '\(input.report)' không có kỳ \(period) nên phải chờ mọi kỳ của nó",
            fix: "cho hai báo cáo cùng kỳ (due, covers), hoặc bỏ after")
    }

    private static func noDayAfterInput(_ input: Plan.Finding.Input, _ due: Day) -> Advice {
        let days =
            input.due == due
            ? "'\(input.report)' cùng hạn \(spelled(due)) với báo cáo này"
            : "'\(input.report)' có hạn \(spelled(input.due)), báo cáo này \(spelled(due))"
        return Advice(
            days + ": không có ngày làm việc nào để tổng hợp",
            fix: "hỏi cơ quan ban hành, hoặc cho cấp dưới hạn sớm hơn")
    }

    private static func reportDiffers(_ report: String, _ reportDue: Day, _ due: Day) -> Advice {
        Advice(
            "hạn \(spelled(due)) không ai theo dõi: báo cáo '\(report)' thay cho việc này có hạn "
                + spelled(reportDue),
            fix: "sửa một trong hai hạn, hoặc bỏ report để theo dõi riêng")
    }

    // MARK: Said twice

    private static func sameWork(_ twin: String, _ due: Day) -> Advice {
        Advice(
            "có vẻ trùng với '\(twin)': cùng chủ trì, cùng tên, cùng hạn \(spelled(due))",
            fix: "bỏ một mục, đặt tên cho khác, hoặc ghi report: nếu báo cáo thay cho việc")
    }

    private static func sameReport(_ twin: String, _ due: Day, _ covers: ClosedRange<Day>)
        -> Advice
    {
        Advice(
            "có vẻ trùng với '\(twin)': cùng người nộp, cùng nơi nhận, cùng hạn \(spelled(due)), "
                + "cùng số liệu \(covers.lowerBound.written) – \(covers.upperBound.written)",
            fix: "bỏ một mục, hoặc gộp hai báo cáo")
    }

    private static func saidTwice(_ day: Day?) -> Advice {
        Advice(
            "thời hạn nêu hai lần " + (day.map { "ngày \(spelled($0))" } ?? "cùng một kỳ")
                + ": chỉ tính một",
            fix: "bỏ một lần, hoặc sửa nếu lần kia ghi nhầm")
    }

    // MARK: Days that do not come

    private static func neverInPeriod(_ period: Period) -> Advice {
        Advice(
            "thời hạn này không có ngày nào trong kỳ của kế hoạch (\(period.starts.written) – "
                + "\(period.ends.written)): không ai được nhắc",
            fix: "kiểm tra lại due và period")
    }

    private static func allBeforeIssue(_ last: Day, _ issued: Day) -> Advice {
        Advice(
            "mọi kỳ đều đã qua lúc ban hành \(issued.written), kỳ cuối hạn \(last.written): "
                + "không ai được nhắc",
            fix: "kiểm tra lại issued, period; hỏi cơ quan ban hành có phải nộp bù")
    }

    private static let issueDayMissing = Advice(
        "thời hạn đếm từ ngày ban hành mà kế hoạch không có 'issued': không có ngày hạn",
        fix: "thêm issued: NĂM-THÁNG-NGÀY")

    private static func dueBeforeIssue(_ due: Day, _ issued: Day) -> Advice {
        Advice(
            "hạn \(spelled(due)) đứng trước ngày ban hành \(issued.written)",
            fix: "kiểm tra lại due và issued")
    }

    private static func duePast(_ due: Day, _ today: Day) -> Advice {
        Advice(
            "hạn \(spelled(due)) đã qua (hôm nay \(today.written)): chưa xong thì nạp vào là quá hạn",
            fix: "sửa hạn nếu ghi nhầm; việc đã xong thì báo bằng dondoc done sau khi nạp")
    }

    private static func dueOnDayOff(_ due: Day, _ name: String?, _ actBy: Day) -> Advice {
        Advice(
            "hạn \(spelled(due)) là ngày nghỉ" + (name.map { " (\($0))" } ?? "")
                + ": nhắc làm xong trong \(spelled(actBy))",
            fix: "giữ nguyên nếu văn bản nêu đúng ngày ấy; muốn dời thì off-day: next hoặc previous"
        )
    }

    // MARK: Years

    private static func yearTooEarly(_ due: Day, _ first: Int) -> Advice {
        Advice(
            "hạn \(spelled(due)) đứng trước năm đầu của kế hoạch (\(first))",
            fix: "kiểm tra lại năm của hạn")
    }

    private static func yearTooLate(_ due: Day, _ ended: Day) -> Advice {
        Advice(
            "hạn \(spelled(due)) sau khi kế hoạch kết thúc (\(ended.written)) hơn 3 tháng",
            fix: "kiểm tra lại năm của hạn")
    }

    private static func yearLeftOut(_ due: Day, _ issued: Day) -> Advice {
        Advice(
            "hạn không ghi năm được hiểu là \(spelled(due)), trước ngày ban hành \(issued.written) "
                + "hơn 6 tháng",
            fix: "ghi rõ năm, ví dụ \(due.day)/\(due.month)/\(due.year + 1)")
    }

    // MARK: Days and lists

    /// `15/06/2023 (thứ Năm)`.
    static func spelled(_ day: Day) -> String {
        let names = ["Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy"]
        let weekday = day.weekday == 7 ? "Chủ nhật" : "thứ " + names[day.weekday - 1]
        return "\(day.written) (\(weekday))"
    }

    /// Years in order, each run of them by its ends: `2017, 2027–2036`.
    private static func list(_ years: [Int]) -> String {
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
    private static func names(_ ids: [String]) -> String {
        let shown = ids.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
        return ids.count > 5 ? shown + " và \(ids.count - 5) mục nữa" : shown
    }
}

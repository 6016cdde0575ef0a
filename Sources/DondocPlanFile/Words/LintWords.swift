import DondocCore

/// What a careful coordinator would want to see in a plan, with the actual days.
extension Words {
    static func finding(_ finding: Plan.Finding) -> Advice {
        let said = cause(finding.cause)
        var what = said.what
        if finding.count > 1 {
            what += vi(
                "; cả thảy \(finding.count) ngày như vậy", en: "; \(finding.count) such days in all"
            )
        }
        if !finding.alsoIn.isEmpty {
            what += vi("; cũng thế: ", en: "; likewise: ") + names(finding.alsoIn)
        }
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
            vi(
                ", kể cả \(ahead.count) ngày hạn chưa đến (đầu tiên \(first.written))",
                en:
                    ", not even of the \(counted(ahead.count, "due day")) still to come (the first is \(first.written))"
            )
        }
        return Advice(
            vi(
                "kế hoạch đã hết kỳ ngày \(ended.written): nạp lần đầu từ nay thì không ai được nhắc",
                en:
                    "the plan's period ended on \(ended.written): loaded for the first time from now on, it reminds nobody"
            ) + (left ?? ""),
            fix: vi(
                "nạp để tra cứu; nếu kế hoạch còn hiệu lực thì sửa period",
                en: "load it to look things up; if the plan is still in force, correct period"))
    }

    private static func daysOff(_ forecast: [Int], _ missing: [Int]) -> Advice {
        var parts: [String] = []
        if !forecast.isEmpty {
            parts.append(
                vi(
                    "ngày nghỉ năm \(list(forecast)) chưa công bố: đã tính theo dự kiến",
                    en: "the days off of \(list(forecast)) are not announced: a forecast was used"))
        }
        if !missing.isEmpty {
            parts.append(
                vi(
                    "không có lịch nghỉ năm \(list(missing)): chỉ tính thứ Bảy, Chủ nhật",
                    en:
                        "no calendar of days off for \(list(missing)): only Saturdays and Sundays are counted"
                ))
        }
        let years = (forecast + missing).sorted()
        let file =
            years.first.map { "calendar/\($0).yaml" }
            ?? vi("calendar/NĂM.yaml", en: "calendar/YEAR.yaml")
        return Advice(
            parts.joined(separator: "; "),
            fix: vi(
                "có thông báo nghỉ thì thêm \(file)", en: "once they are announced, add \(file)")
                + (years.count > 1
                    ? vi(" và các năm sau", en: " and those of the later years") : ""))
    }

    // MARK: Between a report and what it depends on

    private static func noDayAfterClosing(_ closing: Day, _ due: Day, _ earliest: Day) -> Advice {
        Advice(
            vi(
                "số liệu chốt ngày \(spelled(closing)) mà hạn là \(spelled(due)): sau khi chốt không còn "
                    + "ngày làm việc nào (Nghị định 09/2019/NĐ-CP, Điều 8.5)",
                en:
                    "figures close on \(spelled(closing)) and the report is due on \(spelled(due)): "
                    + "no working day is left between (Nghị định 09/2019/NĐ-CP, Điều 8.5)"),
            fix: vi(
                "cho hạn từ \(spelled(earliest)) trở đi, hoặc sửa covers; xem cả before, off-day",
                en:
                    "make it due on \(spelled(earliest)) or later, or correct covers; see also before, off-day"
            ))
    }

    private static func dueBeforeClosing(_ closing: Day, _ due: Day, _ closed: Day) -> Advice {
        Advice(
            vi(
                "hạn \(spelled(due)) đứng trước ngày chốt số liệu \(spelled(closing)), nên báo cáo này "
                    + "được tính cho kỳ đã chốt ngày \(closed.written)",
                en:
                    "the due day \(spelled(due)) comes before figures close on \(spelled(closing)), so "
                    + "this report is taken for the period that closed on \(closed.written)"),
            fix: vi(
                "cho hạn sau ngày chốt ít nhất 1 ngày làm việc "
                    + "(Nghị định 09/2019/NĐ-CP, Điều 8.5), hoặc sửa covers",
                en: "make it due at least 1 working day after the closing "
                    + "(Nghị định 09/2019/NĐ-CP, Điều 8.5), or correct covers"))
    }

    private static func inputTooLate(_ input: Plan.Finding.Input, _ due: Day) -> Advice {
        let order =
            input.due == due
            ? vi(
                "đúng ngày mà báo cáo này phải xong trước",
                en: "the very day before which this report must be ready")
            : vi(
                "muộn hơn hạn \(spelled(due)) của báo cáo này",
                en: "later than this report itself, \(spelled(due))")
        let what =
            vi(
                "phải chờ '\(input.report)' có hạn \(spelled(input.due)), ",
                en: "must wait for '\(input.report)', which is due on \(spelled(input.due)), ")
            + order
        guard let period = input.unmatched else {
            return Advice(
                what,
                fix: vi(
                    "xem lại hai hạn: cấp dưới phải xong trước cấp trên",
                    en: "check both due days: the lower level must be ready before the upper one"))
        }
        return Advice(
            what
                + vi(
                    "; '\(input.report)' không có kỳ \(period) nên phải chờ mọi kỳ của nó",
                    en:
                        "; '\(input.report)' has no period \(period), so all its periods are waited for"
                ),
            fix: vi(
                "cho hai báo cáo cùng kỳ (due, covers), hoặc bỏ after",
                en: "give both reports the same periods (due, covers), or delete after"))
    }

    private static func noDayAfterInput(_ input: Plan.Finding.Input, _ due: Day) -> Advice {
        let days =
            input.due == due
            ? vi(
                "'\(input.report)' cùng hạn \(spelled(due)) với báo cáo này",
                en: "'\(input.report)' is due on \(spelled(due)), the same day as this report")
            : vi(
                "'\(input.report)' có hạn \(spelled(input.due)), báo cáo này \(spelled(due))",
                en:
                    "'\(input.report)' is due on \(spelled(input.due)), this report on \(spelled(due))"
            )
        return Advice(
            days
                + vi(
                    ": không có ngày làm việc nào để tổng hợp",
                    en: ": no working day is left to compile it"),
            fix: vi(
                "hỏi cơ quan ban hành, hoặc cho cấp dưới hạn sớm hơn",
                en: "ask the issuer, or give the lower level an earlier due day"))
    }

    private static func reportDiffers(_ report: String, _ reportDue: Day, _ due: Day) -> Advice {
        Advice(
            vi(
                "hạn \(spelled(due)) không ai theo dõi: báo cáo '\(report)' thay cho việc này có hạn ",
                en:
                    "nobody follows the due day \(spelled(due)): the report '\(report)', which stands for this task, is due on "
            ) + spelled(reportDue),
            fix: vi(
                "sửa một trong hai hạn, hoặc bỏ report để theo dõi riêng",
                en: "correct one of the two, or delete report to follow the task by itself"))
    }

    // MARK: Said twice

    private static func sameWork(_ twin: String, _ due: Day) -> Advice {
        Advice(
            vi(
                "có vẻ trùng với '\(twin)': cùng chủ trì, cùng tên, cùng hạn \(spelled(due))",
                en:
                    "looks like a duplicate of '\(twin)': same lead, same title, same due day \(spelled(due))"
            ),
            fix: vi(
                "bỏ một mục, đặt tên cho khác, hoặc ghi report: nếu báo cáo thay cho việc",
                en:
                    "delete one, give it another title, or write report: if the report stands for the task"
            ))
    }

    private static func sameReport(_ twin: String, _ due: Day, _ covers: ClosedRange<Day>)
        -> Advice
    {
        let days = "\(covers.lowerBound.written) – \(covers.upperBound.written)"
        return Advice(
            vi(
                "có vẻ trùng với '\(twin)': cùng người nộp, cùng nơi nhận, cùng hạn \(spelled(due)), "
                    + "cùng số liệu \(days)",
                en:
                    "looks like a duplicate of '\(twin)': same from and to, same due day \(spelled(due)), "
                    + "same figures \(days)"),
            fix: vi("bỏ một mục, hoặc gộp hai báo cáo", en: "delete one, or merge the two reports"))
    }

    private static func saidTwice(_ day: Day?) -> Advice {
        let named =
            day.map { vi("ngày \(spelled($0))", en: spelled($0)) }
            ?? vi("cùng một kỳ", en: "the same period")
        return Advice(
            vi(
                "thời hạn nêu hai lần \(named): chỉ tính một",
                en: "the due phrase names \(named) twice: it is counted once"),
            fix: vi(
                "bỏ một lần, hoặc sửa nếu lần kia ghi nhầm",
                en: "delete one, or correct it if another was meant"))
    }
}

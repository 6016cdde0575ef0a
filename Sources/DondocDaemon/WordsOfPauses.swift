import DondocCore
import DondocStore

/// What is said of snoozes, of work taken in hand, and of those who press at once.
extension Words {
    static func badMoment(_ text: String) -> String {
        vi(
            "'\(text)' không phải ngày, hoặc ngày giờ như 2023-06-14 09:00",
            en: "'\(text)' is not a day, nor a day and hour like 2023-06-14 09:00")
    }
    static var untilMissing: String {
        vi(
            "thiếu --until NGÀY [GIỜ], hoặc --end để thôi hoãn",
            en: "--until DAY [HOUR] is missing, or --end to end the snooze")
    }
    static var pauseTwice: String {
        vi(
            "chỉ nêu một trong until, working_days, end",
            en: "give one of until, working_days and end alone")
    }
    static func badWorkingDays(_ limit: Int) -> String {
        vi(
            "working_days là số ngày làm việc, từ 1 đến \(limit)",
            en: "working_days counts working days, from 1 to \(limit)")
    }

    static func nothingToEnd(_ kind: PauseChange.Kind) -> String {
        switch kind {
        case .snooze: vi("việc này hiện không hoãn nhắc", en: "this obligation is not snoozed")
        case .ack:
            vi("việc này hiện không có ai tiếp nhận", en: "nobody has this obligation in hand")
        }
    }
    static func silentPlan(_ plan: String) -> String {
        vi(
            "kế hoạch \(plan) đã hết kỳ khi nạp, không nhắc việc nào",
            en: "the plan \(plan) had ended when it was loaded: nobody is reminded of it")
    }
    static func pauseNotAhead(_ until: String) -> String {
        vi(
            "\(until) đã qua; nêu lúc còn ở phía trước",
            en: "\(until) has passed; name a moment to come")
    }
    static func pauseTooLong(_ days: Int) -> String {
        vi("nhiều nhất \(days) ngày kể từ hôm nay", en: "at most \(days) days from today")
    }
    static var undatedSnooze: String {
        vi(
            "việc không có hạn: chỉ đầu mối của kế hoạch mới hoãn nhắc được",
            en: "work without a due day is snoozed by its plan's coordinator alone")
    }
    static func overdueSnooze(_ due: String) -> String {
        vi(
            "đã quá hạn \(due): chỉ đầu mối của kế hoạch mới hoãn nhắc được",
            en: "overdue since \(due): now only the plan's coordinator may snooze it")
    }
    static func snoozeBeyondDue(_ last: String) -> String {
        vi(
            "chỉ hoãn được đến \(last), ngày đến hạn; lâu hơn thì đề nghị đầu mối của kế hoạch",
            en: "only up to \(last), the due day; for longer turn to the plan's coordinator")
    }
    static func ackTooLong(_ days: Int, _ last: String) -> String {
        vi(
            "tiếp nhận nhiều nhất \(days) ngày làm việc, đến \(last); lâu hơn thì đề nghị đầu mối",
            en: "at most \(days) working days, up to \(last); for longer turn to the coordinator")
    }
    static func ackAgain(_ until: String) -> String {
        vi(
            "đã tiếp nhận đến \(until); kéo dài thì đề nghị đầu mối của kế hoạch",
            en: "taken in hand until \(until) already; to prolong it turn to the plan's coordinator"
        )
    }
    static func pressedWhileSnoozed(_ until: String, _ number: Int) -> String {
        vi(
            "đang hoãn nhắc đến \(until); thôi hoãn trước: dondoc remind snooze \(number) --end",
            en: "snoozed until \(until); end that first: dondoc remind snooze \(number) --end")
    }
    static func nobodyToPress(_ agency: String, _ reached: [String]) -> String {
        let others = reached.joined(separator: ", ")
        let end =
            others.isEmpty
            ? vi("không thư nào tới được ai", en: "no letter would reach anybody")
            : vi(
                "thư sẽ chỉ tới đầu mối: \(others)",
                en: "the coordinator alone would hear: \(others)")
        return vi("\(agency) không có hộp thư; ", en: "\(agency) has no mailbox; ") + end
    }
    static func pressedAlready(_ at: String, _ by: String) -> String {
        vi(
            "đã đôn đốc lúc \(at) (\(by)); mỗi ngày làm việc một lần",
            en: "pressed at \(at) already (\(by)); once a working day")
    }

    // MARK: Journal

    static func paused(_ kind: PauseChange.Kind, _ until: String) -> String {
        switch kind {
        case .snooze: vi("hoãn nhắc đến \(until)", en: "snoozed until \(until)")
        case .ack: vi("đã tiếp nhận đến \(until)", en: "taken in hand until \(until)")
        }
    }
    static func ended(_ kind: PauseChange.Kind) -> String {
        switch kind {
        case .snooze: vi("thôi hoãn nhắc", en: "snooze ended")
        case .ack: vi("thôi tiếp nhận", en: "no longer in hand")
        }
    }
}

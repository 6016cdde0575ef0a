import DondocAPI
import DondocCore

/// The words of `remind snooze|ack|now`.
extension Words {
    /// `đến 14/06/2023 08:00: chờ số liệu (Văn thư)`.
    static func pause(_ p: PauseView) -> String {
        let at = DondocCLI.written(instant: p.until)
        let reason = p.reason.map { ": \($0)" } ?? ""
        return vi("đến \(at)", en: "until \(at)") + "\(reason) (\(p.by))"
    }

    static func snoozed(_ p: PauseView) -> String {
        let at = DondocCLI.written(instant: p.until)
        return vi("hoãn nhắc đến \(at)", en: "snoozed until \(at)")
    }
    static var notSnoozed: String { vi("không hoãn nhắc nữa", en: "no longer snoozed") }

    static func acked(_ p: PauseView) -> String {
        let at = DondocCLI.written(instant: p.until)
        return vi("đã tiếp nhận đến \(at)", en: "in hand until \(at)")
    }
    static var notAcked: String { vi("không còn ai tiếp nhận", en: "no longer in hand") }

    static var pressed: String {
        vi(
            "thư đôn đốc đi ngay trong giờ làm việc; ai đã đủ số thư của ngày thì nhận hôm sau",
            en: "the letter goes at once, within office hours; tomorrow where the limit is reached")
    }

    static func held(_ why: String) -> String {
        switch why {
        case "snooze": vi(" hoãn", en: " snoozed")
        case "ack": vi(" đã tiếp nhận", en: " in hand")
        default: why
        }
    }

    // MARK: Usage

    static var untilOrEnd: String {
        vi("cần --until LÚC hoặc --end, một trong hai", en: "give either --until WHEN or --end")
    }
    static var onePause: String {
        vi(
            "chỉ nêu một trong --until, --for, --end",
            en: "give one of --until, --for and --end alone")
    }
    static var badWorkingDays: String {
        vi(
            "--for là số ngày làm việc, như 3wd, từ 1 đến 366",
            en: "--for is a number of working days like 3wd, from 1 to 366")
    }
}

extension Words.Field {
    static var snoozed: String { vi("Hoãn nhắc", en: "Snoozed") }
    static var acked: String { vi("Đã tiếp nhận", en: "In hand") }
}

extension Words.Help {
    static var snooze: String { vi("Hoãn nhắc.", en: "Put reminders off.") }
    static var ack: String { vi("Ghi nhận đã tiếp nhận.", en: "Say that work is in hand.") }
    static var now: String {
        vi("Đôn đốc ngay bằng một thư (đầu mối).", en: "Press at once by a letter (coordinator).")
    }

    static var snoozeMore: String {
        vi(
            "Trước lúc ấy không nhắc ai; điều đến hạn trong lúc hoãn được nhắc một lần khi hết. Việc vẫn ở "
                + "mọi danh sách. Cơ quan hoãn việc của mình tới ngày hạn; lâu hơn, đã quá hạn hoặc không có "
                + "hạn thì đầu mối. Hoãn lại là thay lần trước. Báo cáo, rút, mở lại thì hết hoãn. ",
            en:
                "Nobody is reminded before that moment; what falls due meanwhile is said once, then. The work "
                + "stays on every list. An agency may put its own work off up to the due day; for longer, "
                + "once overdue, or without a day it takes the coordinator. Another snooze replaces the "
                + "first; a claim, a withdrawal and a reopening end it. ")
    }
    static var ackMore: String {
        vi(
            "Cho tới lúc ấy chỉ nhắc cơ quan chủ trì và đầu mối; điều lãnh đạo, cấp trên và cơ quan phối hợp "
                + "chưa được báo thì nhắc một lần khi hết. Không nêu thì 3 ngày làm việc; cơ quan nhiều nhất 10, "
                + "và chỉ đầu mối kéo dài được. ",
            en:
                "Until then only the lead and the coordinator are reminded; what leader, level above and "
                + "partners miss is said once, at its end. Three working days where none are given; an agency "
                + "may take ten, and only the coordinator prolongs it. ")
    }
    static var nowMore: String {
        vi(
            "Một thư riêng tới cơ quan chủ trì trong giờ làm việc, ghi ai đôn đốc và lời nhắn; mỗi ngày làm "
                + "việc một lần cho một việc. undo rút lại được khi thư chưa đi. ",
            en:
                "A letter of its own to the lead, within office hours, that says who presses and what you add; "
                + "once a working day for one obligation. Until it has left, undo takes it back. ")
    }

    static var pauseUntil: String {
        vi(
            "Đến giờ nhắc của ngày này, hoặc 'NGÀY GIỜ:PHÚT'.",
            en: "Until the hour of reminders of this day, or 'DAY HH:MM'.")
    }
    static var pauseEnd: String { vi("Thôi ngay bây giờ.", en: "End it now.") }
    static var ackFor: String {
        vi("Bấy nhiêu ngày làm việc, như 3wd.", en: "So many working days, like 3wd.")
    }
    static var pressNote: String { vi("Lời nhắn trong thư.", en: "A word in the letter.") }
}

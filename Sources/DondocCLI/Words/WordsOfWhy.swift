import DondocAPI
import DondocCore

/// The words of `why`.
extension Words {
    static func outcome(_ outcome: String, by: String?) -> String {
        switch outcome {
        case "sent": vi("đã nhắc", en: "reminded")
        case "unsure":
            vi(
                "có thể đã nhắc: chưa rõ thư đã tới hay chưa",
                en: "may have been said: nobody knows whether the letter arrived")
        case "waiting": vi("đang chờ gửi", en: "waiting to be sent")
        case "others":
            vi("nhắc người khác, không nhắc người này", en: "said to others, not to this one")
        case "failed": vi("không gửi được thư nào", en: "failed: no letter has left")
        case "taken-back": vi("không nhắc: thư đã thôi gửi", en: "not sent: taken back")
        case "merged":
            by.map { vi("gộp vào bậc \($0)", en: "merged into step \($0)") }
                ?? vi("gộp vào bậc sau", en: "merged into a later step")
        case "before-load":
            vi("không nhắc: trước khi nạp kế hoạch", en: "not sent: before the plan was loaded")
        case "before-move":
            vi("không nhắc: trước khi dời hạn", en: "not sent: before the due day was moved")
        case "before-reopen":
            vi("không nhắc: trước khi mở lại", en: "not sent: before the work was reopened")
        case "nobody":
            vi(
                "không có ai để nhắc: không có hộp thư nào gửi được",
                en: "nobody to remind: there is no mailbox to write to")
        case "answered": vi("không nhắc: đã báo tình hình", en: "not sent: checked in by then")
        case "not-needed":
            vi(
                "không nhắc: lúc đó đã báo cáo hoặc đã xong",
                en: "not sent: was claimed or done by then")
        case "withdrawn": vi("không nhắc: việc đã rút", en: "not sent: the work is withdrawn")
        case "silent":
            vi(
                "không nhắc: kế hoạch đã hết kỳ hoặc đã đóng",
                en: "not sent: the plan had ended or is closed")
        case "planned": vi("sẽ nhắc", en: "will be sent")
        case "snoozed": vi("hoãn nhắc", en: "snoozed")
        case "passed": vi("đã qua, không nhắc", en: "passed, not sent")
        default: outcome
        }
    }

    /// Behind the outcome of a rung that a snooze has moved to `at`.
    static func movedTo(_ at: String, _ outcome: String) -> String {
        switch outcome {
        case "snoozed": vi(": đến \(at) mới nhắc", en: ": will be sent at \(at)")
        default: vi(" (hoãn đến \(at))", en: " (snoozed until \(at))")
        }
    }

    /// Of a letter that leaves later than its rung speaks.
    static func leaves(_ at: String) -> String { vi(", thư đi \(at)", en: ", leaves \(at)") }

    /// Of a rung to come whose letter is held beyond its hour.
    static func held(until at: String?) -> String {
        at.map {
            vi(", thư bị giữ, \($0) mới gửi", en: ", its letter is held, leaves \($0)")
        }
            ?? vi(
                ", thư bị giữ cho tới khi dondoc resume",
                en: ", its letter is held until dondoc resume")
    }

    /// Of a letter that waits while letters are held.
    static var waitsForRelease: String {
        vi(", đợi thôi giữ thư", en: ", waits for the end of the hold")
    }

    /// Of a letter with an attempt whose end nobody knows.
    static func mayHaveArrived(_ state: String) -> String {
        switch LetterState(rawValue: state) {
        case .queued, .unsure:
            vi(
                "có thể đã tới; sẽ gửi lại, có ghi dấu gửi lại",
                en: "it may have arrived; it will be tried again with its mark")
        case .sending:
            vi(
                "có thể đã tới từ lần trước; lần này có ghi dấu gửi lại",
                en: "it may have arrived before; this attempt has its mark")
        default:
            vi(
                "có thể đã tới từ một lần gửi trước",
                en: "it may have arrived by an earlier attempt")
        }
    }

    static func hearer(_ h: WhyView.Hearer) -> String {
        guard h.channel == "mail" else { return h.channel }
        return h.name == h.recipient
            ? "\(audience(h.role)): \(h.recipient)"
            : recipient(h.role, h.name, h.recipient)
    }

    static func passedOver(_ p: WhyView.PassedOver) -> String {
        let until = DondocCLI.written(day: p.until)
        let who = "\(p.recipient) (\(audience(p.role)))"
        let others = p.instead.joined(separator: ", ")
        let instead =
            p.instead.isEmpty
            ? vi("không ai nhận thay", en: "nobody hears instead")
            : vi("vẫn nhận: \(others)", en: "still told: \(others)")
        return vi(
            "bỏ qua \(who): địa chỉ hỏng đến hết \(until) (\(p.reason)); \(instead)",
            en: "passed over \(who): marked dead up to \(until) (\(p.reason)); \(instead)")
    }

    static func deed(_ d: DeedView) -> String {
        let (at, reason) = (DondocCLI.written(instant: d.at), d.reason.map { ": \($0)" } ?? "")
        return vi(
            "\(verb(d.verb)), \(d.by), \(at), thay đổi số \(d.change)",
            en: "\(verb(d.verb)), \(d.by), \(at), change \(d.change)") + reason
    }

    static func retryLetter(_ n: Int) -> String {
        vi("thử lại: dondoc queue retry \(n)", en: "try again: dondoc queue retry \(n)")
    }

    static var toldOfWork: String { vi("đã báo", en: "told") }
    /// Beside what an agency was told: as what.
    static func assigned(_ role: String?) -> String {
        vi("giao việc", en: "assigned") + (role.map { " (\(audience($0)))" } ?? "")
    }

    static func snoozeEnded(_ s: WhyView.SnoozeEnded) -> String {
        let at = DondocCLI.written(instant: s.at)
        let reason = s.reason.map { ": \($0)" } ?? ""
        let held = s.held.joined(separator: ", ")
        let said: String
        if s.held.isEmpty {
            said = vi("không giữ bậc nào", en: "no step was held")
        } else if let step = s.said {
            said = vi("giữ \(held); ", en: "held \(held); ") + then(step, s.outcome)
        } else {
            said = vi("giữ \(held); chưa nhắc", en: "held \(held); nothing said yet")
        }
        return vi("hết lúc \(at)", en: "ended \(at)") + "\(reason) (\(s.by)); \(said)"
    }

    /// What has become of the step with which a snooze ended.
    private static func then(_ step: String, _ outcome: String?) -> String {
        switch outcome {
        case "waiting":
            vi("thư của bậc \(step) đang chờ gửi", en: "the letter of \(step) waits to be sent")
        case "unsure":
            vi("sau đó có thể đã nhắc bậc \(step)", en: "\(step) may have been said then")
        default: vi("sau đó nhắc bậc \(step)", en: "then said \(step)")
        }
    }

    static func asked(_ a: WhyView.Asked) -> String {
        let addresses = a.addresses.filter { $0 != a.name }
        let roles = a.roles.isEmpty ? "" : "; \(audience(a.roles))"
        return a.name + (addresses.isEmpty ? "" : " <\(addresses.joined(separator: ", "))>") + roles
    }

    /// Beside a day that was moved or extended.
    static func originally(_ day: String) -> String {
        vi("ban đầu \(day)", en: "originally \(day)")
    }

    /// Why one recipient never hears.
    static func never(_ why: String) -> String {
        let because =
            switch why {
            case "no-mailbox": vi("không có hộp thư nào", en: "it has no mailbox")
            case "mail-off":
                vi("dondocd không gửi thư (mail.via)", en: "dondocd sends no mail (mail.via)")
            case "dead": vi("địa chỉ bị đánh dấu hỏng", en: "the address is marked dead")
            case "hook-training":
                vi(
                    "hook này không chạy khi tập huấn",
                    en: "this hook is not run on the training clock")
            case "hook-event":
                vi(
                    "việc này chưa có và sẽ không có sự kiện nào trong on: của hook, cũng không còn bậc nào gọi tên hook",
                    en:
                        "this work has had and will have no event of the hook's on:, and no step that names it"
                )
            case "list":
                vi(
                    "chỉ nhận danh sách hằng ngày của kế hoạch, không nhận thư riêng về việc này",
                    en: "it gets the plan's daily list and no letter of its own about this work")
            case "not-addressee":
                vi(
                    "không phải chủ trì, lãnh đạo, cấp trên, đầu mối hay phối hợp của việc này",
                    en:
                        "it is neither lead, leader, level above, coordinator nor partner of this work"
                )
            case "no-step":
                vi(
                    "không bậc nào của chính sách nhắc đến vai này",
                    en: "no step of the policy speaks to that role")
            case "no-step-left":
                vi("không còn bậc nào nhắc, lý do ở từng bậc", en: "no step is left, see each step")
            default: why
            }
        return vi(
            "chưa nhắc lần nào và sẽ không nhắc, vì \(because)",
            en: "has never been and will not be written to, because \(because)")
    }
}

extension Words.Field {
    static var recipientAsked: String { vi("Người nhận", en: "Recipient") }
    static var neverWritten: String { vi("Thư", en: "Letters") }
    static var endedBy: String { vi("Do", en: "By") }
    static var letterHold: String { vi("Giữ thư", en: "Held") }
    static var snoozeEnded: String { vi("Đã hoãn", en: "Was snoozed") }
}

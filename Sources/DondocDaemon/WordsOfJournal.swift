import DondocCore
import DondocMail
import DondocStore

/// What the journal says of the work, of letters and of the daemon's life.
extension Words {
    static func reminded(_ subject: String, _ recipients: [String]) -> String {
        let to = recipients.joined(separator: ", ")
        return "\(subject) → " + (to.isEmpty ? vi("nhật ký", en: "journal") : to)
    }

    static func told(_ plan: String, _ agency: String) -> String {
        vi("việc mới giao cho \(agency): \(plan)", en: "newly assigned to \(agency): \(plan)")
    }

    /// `hearsInPlace`: the plan's coordinator has a mailbox.
    static func undeliverable(
        _ agency: String, isDead: Bool, hearsInPlace: Bool, _ mend: String
    ) -> String {
        let what =
            isDead
            ? vi(
                "hộp thư của \(agency) bị đánh dấu hỏng",
                en: "the mailboxes of \(agency) are marked dead")
            : vi("\(agency) không có hộp thư", en: "\(agency) has no mailbox")
        let who =
            hearsInPlace
            ? vi(
                "thư nhắc gửi cho đầu mối của kế hoạch",
                en: "its reminders go to the plan's coordinator")
            : vi(
                "đầu mối của kế hoạch cũng không có, không ai nhận thư nhắc thay",
                en: "nor has the plan's coordinator, and nobody is written to in its place")
        return trouble("\(what): \(who)", mend)
    }

    static func loaded(_ plan: Plan, _ counts: LoadCounts) -> String {
        vi(
            "nạp kế hoạch \(plan.id): thêm \(counts.added), đổi \(counts.changed), rút \(counts.withdrawn), giữ \(counts.unchanged) việc",
            en:
                "loaded plan \(plan.id): \(counted(counts.added, "obligation")) added, \(counts.changed) changed, \(counts.withdrawn) withdrawn, \(counts.unchanged) unchanged"
        )
    }

    /// `said` is what was done.
    static func acted(_ said: String, _ title: String, _ agency: String, _ user: String) -> String {
        "\(said): \(title) – \(agency) (\(user))"
    }

    static func said(_ verb: String) -> String {
        switch verb {
        case "start": vi("bắt đầu", en: "started")
        case "done": vi("đã báo cáo", en: "claimed")
        case "confirm": vi("xác nhận hoàn thành", en: "confirmed")
        case "checkin": vi("báo tình hình", en: "checked in")
        case "note": vi("ghi chú", en: "noted")
        case "attach": vi("kèm tệp", en: "file attached")
        case "return": vi("trả lại", en: "returned")
        case "extend": vi("gia hạn", en: "extension")
        case "withdraw": vi("rút", en: "withdrawn")
        case "reopen": vi("mở lại", en: "reopened")
        case "waive": vi("miễn chờ báo cáo", en: "input waived")
        case "now": vi("đôn đốc ngay", en: "pressed at once")
        default: verb
        }
    }

    // MARK: Letters

    static func delivered(_ recipient: String, _ subject: String) -> String {
        vi("đã gửi \(recipient): \(subject)", en: "sent to \(recipient): \(subject)")
    }

    static func failed(_ recipient: String, _ subject: String, _ why: String) -> String {
        vi(
            "KHÔNG gửi được \(recipient): \(subject) – \(why)",
            en: "NOT sent to \(recipient): \(subject) – \(why)")
    }

    static func retrying(_ recipient: String, _ subject: String, _ why: String) -> String {
        vi(
            "chưa gửi được \(recipient), sẽ thử lại: \(subject) – \(why)",
            en: "not sent to \(recipient) yet, will be tried again: \(subject) – \(why)")
    }

    static func unsure(_ recipient: String, _ subject: String, _ why: String) -> String {
        vi(
            "không rõ \(recipient) đã nhận chưa, sẽ gửi lại một lần có đánh dấu: \(subject) – \(why)",
            en:
                "not known whether \(recipient) has it, will be sent once more, marked: \(subject) – \(why)"
        )
    }

    static var restarted: String {
        vi(
            "dondocd đã dừng trước khi máy chủ thư trả lời",
            en: "dondocd stopped before the mail server had answered")
    }

    static func mailTested(_ recipient: String, _ delivery: Delivery) -> String {
        switch delivery.outcome {
        case .accepted: vi("thư thử: đã gửi \(recipient)", en: "test letter: sent to \(recipient)")
        case .refused(let why):
            vi(
                "thư thử: \(recipient) bị từ chối – \(why.text)",
                en: "test letter: \(recipient) was refused – \(why.text)")
        case .notAccepted(let why):
            vi(
                "thư thử: chưa gửi được \(recipient) – \(why.text)",
                en: "test letter: not sent to \(recipient) – \(why.text)")
        case .unsure(let why):
            vi(
                "thư thử: không rõ \(recipient) đã nhận chưa – \(why.text)",
                en: "test letter: not known whether \(recipient) has it – \(why.text)")
        }
    }

    // MARK: The daemon's life

    static func alive(_ counts: AliveCounts) -> String {
        vi(
            "vẫn chạy: \(counts.open) việc chưa xong, \(counts.overdue) quá hạn, \(counts.queued) thư chờ gửi; ",
            en:
                "alive: \(counted(counts.open, "open obligation")), \(counts.overdue) overdue, \(counted(counts.queued, "letter")) waiting; "
        ) + rests(counts.nextWake)
    }

    static func rests(_ next: Moment?) -> String {
        next.map { vi("lần nhắc tới \($0.written)", en: "next reminder \($0.written)") }
            ?? vi("không còn lần nhắc nào", en: "no more reminders")
    }

    static var clockMoved: String {
        vi(
            "đồng hồ của máy vừa bị chỉnh; lịch nhắc được tính lại",
            en: "the machine's clock was set; the reminders are reckoned anew")
    }
}

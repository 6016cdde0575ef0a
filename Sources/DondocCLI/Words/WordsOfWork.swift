import DondocAPI
import DondocCore

/// The words of the verbs that change obligations, and of what they came to.
extension Words {
    /// A verb of the trail, for people; in English as it is typed.
    static func verb(_ verb: String) -> String {
        switch verb {
        case "start": vi("bắt đầu", en: "start")
        case "done": vi("báo cáo", en: "done")
        case "checkin": vi("báo tình hình", en: "checkin")
        case "note": vi("ghi chú", en: "note")
        case "attach": vi("đính kèm", en: "attach")
        case "confirm": vi("xác nhận", en: "confirm")
        case "return": vi("trả lại", en: "return")
        case "extend": vi("gia hạn", en: "extend")
        case "withdraw": vi("rút", en: "withdraw")
        case "reopen": vi("mở lại", en: "reopen")
        case "waive": vi("miễn chờ", en: "waive")
        case "snooze": vi("hoãn nhắc", en: "snooze")
        case "ack": vi("tiếp nhận", en: "ack")
        case "now": vi("đôn đốc", en: "press")
        case "undo": vi("hoàn tác", en: "undo")
        case "load": vi("nạp", en: "load")
        case "moved": vi("dời hạn", en: "moved")
        case "remind": vi("nhắc", en: "remind")
        case "digest": vi("tổng hợp", en: "digest")
        case "refused": vi("bị từ chối", en: "refused")
        case "reload": vi("nạp cấu hình", en: "reload")
        case "mail-test": vi("thư thử", en: "mail test")
        case "hold": vi("giữ thư", en: "hold")
        case "resume": vi("thôi giữ thư", en: "resume")
        case "queue-retry": vi("gửi lại thư", en: "queue retry")
        case "queue-drop": vi("bỏ thư", en: "queue drop")
        case "mail-dead": vi("địa chỉ hỏng", en: "mail dead")
        case "mail-alive": vi("dùng lại địa chỉ", en: "mail alive")
        case "mail-gone": vi("địa chỉ không còn ai", en: "address gone")
        default: verb
        }
    }

    static func undid(_ verb: String, _ change: Int) -> String { "\(Words.verb(verb)) \(change)" }

    static func deputy(_ name: String, for absent: String) -> String {
        vi("\(name) thay \(absent)", en: "\(name) for \(absent)")
    }

    static func obligations(_ n: Int) -> String {
        vi("\(n) đầu việc", en: count(n, "obligation"))
    }

    // MARK: After a change

    static func inChangeUndo(_ change: Int) -> String {
        vi(
            "thay đổi số \(change); lấy lại: dondoc undo \(change)",
            en: "change \(change); take it back: dondoc undo \(change)")
    }

    /// How many and which change; how many were left out; how to take it back.
    static func change(_ view: ChangeView) -> [String] {
        let verb = Words.verb(view.verb)
        let count = obligations(view.obligations.count)
        let said: String
        if let change = view.change {
            said = "\(verb): \(count), " + inChange(change)
        } else if view.dryRun, !view.obligations.isEmpty {
            said = vi(
                "chưa làm gì; sẽ \(verb) \(count)",
                en: "nothing done; would change: \(count) (\(verb))")
        } else {
            said = vi("\(verb): không có gì để làm", en: "\(verb): nothing to do")
        }
        let skipped = vi(
            "; bỏ qua \(view.skipped): trạng thái không cho phép",
            en: "; \(view.skipped) left out: their state does not allow it")
        let undo = view.change.map {
            vi("lấy lại: dondoc undo \($0)", en: "take it back: dondoc undo \($0)")
        }
        return [view.skipped > 0 ? said + skipped : said] + (undo.map { [$0] } ?? [])
    }

    static func nowDue(_ day: String) -> String { vi("hạn mới \(day)", en: "now due \(day)") }

    static func stillDue(_ day: String) -> String {
        vi("không gia hạn, hạn vẫn là \(day)", en: "not extended, still due \(day)")
    }

    static func waitingFor(_ day: String) -> String {
        vi("xin gia hạn đến \(day), chờ đầu mối", en: "asked for \(day), the coordinator decides")
    }

    static func attachments(_ n: Int) -> String {
        vi("\(n) tệp đính kèm", en: count(n, "attachment"))
    }

    static func checkins(_ n: Int) -> String {
        vi("\(n) lần báo tình hình", en: count(n, "check-in"))
    }

    static func notes(_ n: Int) -> String {
        vi("\(n) ghi chú", en: count(n, "note"))
    }

    // MARK: show

    static func asked(_ day: String, _ reason: String) -> String {
        vi("đến \(day): \(reason)", en: "to \(day): \(reason)")
    }

    static func granted(_ day: String, by document: String?) -> String {
        vi("đến \(day)", en: "to \(day)")
            + (document.map { vi(" theo \($0)", en: " by \($0)") } ?? "")
    }

    static func document(_ number: String, _ day: String?) -> String {
        number + (day.map { vi(" ngày \($0)", en: " of \($0)") } ?? "")
    }

    /// `5 trên 8 đã có; còn chờ 2, quá hạn 1; miễn chờ 1`.
    static func inputs(_ i: DetailView.Inputs) -> String {
        let isIn = max(0, i.total - i.missing - i.waived)
        var said = vi("\(isIn) trên \(i.total) đã có", en: "\(isIn) of \(i.total) are in")
        if i.missing > 0 {
            said += vi("; còn chờ \(i.missing)", en: "; waiting for \(i.missing)")
            if i.late > 0 { said += vi(", quá hạn \(i.late)", en: ", \(i.late) late") }
        }
        return i.waived > 0 ? said + vi("; miễn chờ \(i.waived)", en: "; \(i.waived) waived") : said
    }

    static func reported(_ t: TaskView) -> String {
        vi(
            "\(t.reported) trên \(t.total), xong \(t.done); chưa báo cáo mà quá hạn \(t.late)",
            en: "\(t.reported) of \(t.total), \(t.done) done; \(t.late) late")
    }

    static var missing: String { vi("Chưa báo cáo:", en: "Not yet reported:") }

    static func moreMissing(_ n: Int, _ id: String) -> String {
        vi(
            "… và \(n) nữa: dondoc list --missing \(id)",
            en: "… and \(n) more: dondoc list --missing \(id)")
    }

    // MARK: list

    static func asOf(_ day: String) -> String {
        vi(" (đến hết ngày \(day))", en: " (as of the end of \(day))")
    }

    static var dated: String { vi("cộng đầu việc có hạn", en: "all with a due day") }
    static var total: String { vi("tất cả", en: "total") }

    static func counted(at day: String, isOriginal: Bool) -> String {
        let basis =
            isOriginal
            ? vi("theo hạn ban đầu", en: "by the first due day")
            : vi("theo hạn đang có hiệu lực", en: "by the due day in force")
        return vi("đến hết ngày \(day), \(basis)", en: "as of the end of \(day), \(basis)")
    }

    // MARK: Waiting

    static func stillWorking(_ seconds: Int) -> String {
        vi(
            "dondocd đang làm, chờ nhiều nhất \(seconds) giây",
            en: "dondocd is working on it; waiting for at most \(seconds) s")
    }
}

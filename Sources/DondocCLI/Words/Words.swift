import DondocCore

/// Every word that a person reads, in Vietnamese and in English.
enum Words {
    static let version = "0.1.0"

    /// `1 letter`, `2 letters`: English has one form for one, another for none and for many.
    static func count(_ n: Int, _ one: String, _ many: String? = nil) -> String {
        "\(n) \(n == 1 ? one : many ?? one + "s")"
    }

    // MARK: States and counts

    /// The names of the states that the contract fixes.
    static func state(_ state: String) -> String {
        switch state {
        case "planned": vi("chưa thực hiện", en: "planned")
        case "started": vi("đang thực hiện", en: "started")
        case "claimed": vi("đã báo cáo, chờ xác nhận", en: "claimed, awaiting confirmation")
        case "returned": vi("bị trả lại", en: "returned")
        case "done": vi("hoàn thành", en: "done")
        case "withdrawn": vi("đã rút", en: "withdrawn")
        default: state
        }
    }

    /// The same for a narrow column.
    static func shortState(_ state: String) -> String {
        state == "claimed" ? vi("chờ xác nhận", en: "claimed") : Words.state(state)
    }

    static func bucket(_ bucket: String) -> String {
        switch bucket {
        case "done-on-time": vi("hoàn thành đúng hạn", en: "done on time")
        case "done-late": vi("hoàn thành quá hạn", en: "done late")
        case "open-in-time": vi("chưa xong, còn hạn", en: "open, in time")
        case "open-overdue": vi("chưa xong, quá hạn", en: "open, overdue")
        case "undated": vi("thường xuyên, không có hạn", en: "continuous, no due day")
        default: bucket
        }
    }

    static func kind(_ kind: String) -> String {
        switch kind {
        case "task": vi("nhiệm vụ", en: "task")
        case "report": vi("báo cáo", en: "report")
        case "target": vi("chỉ tiêu", en: "target")
        default: kind
        }
    }

    /// With the word that the files of agencies have for it.
    static func role(_ role: String) -> String {
        switch role {
        case "staff": coded(vi("cán bộ", en: "staff"), role)
        case "coordinator": coded(vi("đầu mối", en: "coordinator"), role)
        case "leader": coded(vi("lãnh đạo", en: "leader"), role)
        case "auditor": coded(vi("kiểm tra", en: "auditor"), role)
        case "admin": coded(vi("quản trị", en: "admin"), role)
        default: role
        }
    }

    static var quiet: String {
        vi("im lặng: đã hỏi mà chưa báo tình hình", en: "quiet: no check-in came when asked for")
    }
    static var quietShort: String { vi("im lặng", en: "quiet") }
    static var noDue: String { vi("không có hạn", en: "no due day") }
    static var yes: String { vi("có", en: "yes") }
    static var nothing: String { vi("không có", en: "none") }
    static var now: String { vi("ngay", en: "now") }
    static func seconds(_ n: Int) -> String { vi("\(n) giây", en: count(n, "second")) }
    static func minutes(_ n: Int) -> String { vi("\(n) phút", en: count(n, "minute")) }
    static func hours(_ n: Int) -> String { vi("\(n) giờ", en: count(n, "hour")) }
    static func days(_ n: Int) -> String { vi("\(n) ngày", en: count(n, "day")) }
    static func times(_ n: Int) -> String { vi("\(n) lần", en: n == 1 ? "once" : "\(n) times") }
    static func letters(_ n: Int) -> String {
        n == 0 ? vi("chưa nhắc", en: "none yet") : vi("\(n) lần", en: "\(n) sent")
    }
    static func quoted(_ text: String) -> String { "“\(text)”" }

    static func daysLeft(_ n: Int) -> String {
        if n == 0 { return vi("hôm nay", en: "today") }
        return n > 0
            ? vi("còn \(n) ngày", en: "\(days(n)) left")
            : vi("quá hạn \(-n) ngày", en: "\(days(-n)) overdue")
    }

    static func counted(_ n: Int, late: Int) -> String {
        vi("\(n) đầu việc, \(late) quá hạn", en: "\(count(n, "obligation")), \(late) overdue")
    }

    /// 1 is Monday.
    static func weekday(_ n: Int) -> String {
        switch n {
        case 1: vi("Thứ Hai", en: "Monday")
        case 2: vi("Thứ Ba", en: "Tuesday")
        case 3: vi("Thứ Tư", en: "Wednesday")
        case 4: vi("Thứ Năm", en: "Thursday")
        case 5: vi("Thứ Sáu", en: "Friday")
        case 6: vi("Thứ Bảy", en: "Saturday")
        default: vi("Chủ nhật", en: "Sunday")
        }
    }

    // MARK: why, log

    static var markedLate: String { vi(" (trễ giờ)", en: " (late)") }
    static var notSilent: String { vi("chưa: còn bậc sẽ nhắc", en: "no, there are steps to come") }

    static func silence(_ reason: String) -> String {
        switch reason {
        case "plan-silent":
            vi(
                "kế hoạch đã hết kỳ khi nạp, hoặc đã đóng: không nhắc",
                en: "the plan had ended when it was loaded, or is closed: no reminders")
        case "claimed":
            vi("đã báo cáo, chờ đầu mối xác nhận", en: "claimed, awaiting the coordinator")
        case "done": vi("đã hoàn thành", en: "done")
        case "withdrawn": vi("đã rút", en: "withdrawn")
        case "not-yet": vi("chưa đến bậc tiếp theo", en: "the next step has not come yet")
        case "snoozed": vi("đang hoãn nhắc", en: "snoozed")
        case "checked-in": vi("đã báo tình hình trong quý", en: "checked in this quarter")
        case "exhausted": vi("không còn bậc nào", en: "no steps are left")
        default: reason
        }
    }

    static func letter(_ to: String, _ state: String, _ attempts: Int) -> String {
        vi(
            "gửi \(to): \(letterState(state)), \(attempts) lần gửi",
            en: "to \(to): \(letterState(state)), \(count(attempts, "attempt"))")
    }

    static func letterState(_ state: String) -> String {
        switch state {
        case "waiting": vi("chờ đến giờ gửi", en: "waiting for its hour")
        case "queued": vi("đang chờ", en: "queued")
        case "sending": vi("đang gửi", en: "sending")
        case "sent": vi("đã gửi", en: "sent")
        case "failed": vi("không gửi được", en: "failed")
        case "unsure": vi("chưa rõ đã tới hay chưa", en: "unsure whether it arrived")
        case "withdrawn": vi("đã thôi gửi", en: "withdrawn")
        default: state
        }
    }

    static func files(_ n: Int) -> String { vi("\(n) tệp", en: count(n, "file")) }

    static func error(_ text: String) -> String { vi("lỗi: \(text)", en: "error: \(text)") }
    static func why(_ reason: String) -> String {
        let said = letterReason(reason)
        return vi("vì: \(said)", en: "because: \(said)")
    }
    static func onBehalf(_ who: String, _ agency: String) -> String {
        vi("\(who) (thay \(agency))", en: "\(who) (for \(agency))")
    }

    // MARK: Plans

    static var silentPlan: String {
        vi("[đã hết kỳ, không nhắc]", en: "[ended, no reminders]")
    }
    static var nothingChanged: String { vi("không có gì thay đổi", en: "nothing changed") }
    static func inChange(_ n: Int) -> String { vi("thay đổi số \(n)", en: "change \(n)") }

    static func loaded(_ added: Int, _ changed: Int, _ withdrawn: Int, _ unchanged: Int) -> String {
        vi(
            "\(added) thêm, \(changed) đổi, \(withdrawn) rút, \(unchanged) giữ nguyên",
            en: "\(added) added, \(changed) changed, \(withdrawn) withdrawn, \(unchanged) unchanged"
        )
    }

    static func checked(_ tasks: Int, _ reports: Int, _ targets: Int, _ obligations: Int) -> String
    {
        vi(
            "\(tasks) nhiệm vụ, \(reports) báo cáo, \(targets) chỉ tiêu, \(obligations) đầu việc",
            en:
                "\(count(tasks, "task")), \(count(reports, "report")), \(count(targets, "target")), "
                + count(obligations, "obligation"))
    }

    static func directory(_ agencies: Int, _ groups: Int, _ people: Int) -> String {
        vi(
            "\(agencies) cơ quan, \(groups) nhóm, \(people) người",
            en: "\(count(agencies, "agency", "agencies")), \(count(groups, "group")), "
                + count(people, "person", "people"))
    }

    static func marks(assumed: Bool, request: Bool) -> String {
        (request ? vi("[đề nghị] ", en: "[request] ") : "")
            + (assumed ? vi("[suy đoán] ", en: "[assumed] ") : "")
    }
}

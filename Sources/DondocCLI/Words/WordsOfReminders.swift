import DondocCore

/// The words of `remind`.
extension Words {
    static func workKind(_ kind: String) -> String {
        switch WorkKind(rawValue: kind) {
        case .task: vi("nhiệm vụ", en: "tasks")
        case .report: vi("báo cáo", en: "reports")
        case .request: vi("đề nghị", en: "requests")
        case .continuous: vi("việc thường xuyên", en: "continuous work")
        case nil: kind
        }
    }

    static var onlyWhereNamed: String {
        vi("không; chỉ nơi kế hoạch nêu tên", en: "nothing; only where a plan names it")
    }

    static func checkinDays(_ ask: Int, _ quiet: Int) -> String {
        vi(
            "hỏi \(ask) ngày làm việc trước cuối quý; im lặng sau quý \(quiet) ngày làm việc",
            en:
                "asked \(count(ask, "working day")) before a quarter ends; quiet \(count(quiet, "working day")) after it"
        )
    }

    static func every(_ distance: String, _ times: Int) -> String {
        vi(
            "mỗi \(days(written: distance)), \(times) lần",
            en: "every \(days(written: distance)), \(count(times, "time"))")
    }

    /// What `-7wd` means.
    static func place(_ text: String) -> String {
        switch Rung.Place(written: text) {
        case .ahead(let distance):
            let days = days(written: distance.description)
            return vi("\(days) trước ngày nên xong", en: "\(days) before the day to act by")
        case .actBy: return vi("đúng ngày nên xong", en: "on the day to act by")
        case .due: return vi("đúng ngày đến hạn", en: "on the due day")
        case .overdue(let distance):
            let days = days(written: distance.description)
            return vi("quá hạn \(days)", en: "\(days) after the due day")
        case nil: return text
        }
    }

    private static func days(written text: String) -> String {
        switch Rung.Distance(written: text) {
        case .working(let n): vi("\(n) ngày làm việc", en: count(n, "working day"))
        case .calendar(let n): vi("\(n) ngày", en: count(n, "day"))
        case nil: text
        }
    }

    static func audience(_ roles: [String]) -> String {
        roles.map(audience).joined(separator: ", ")
    }

    static func audience(_ role: String) -> String {
        switch Audience(rawValue: role) {
        case .lead: vi("chủ trì", en: "lead")
        case .leader: vi("lãnh đạo", en: "leader")
        case .above: vi("cấp trên", en: "level above")
        case .coordinator: vi("đầu mối", en: "coordinator")
        case .partners: vi("phối hợp", en: "partners")
        case nil: role
        }
    }

    static func noticeKind(_ kind: String) -> String {
        switch kind {
        case "upcoming": vi("sắp đến hạn", en: "upcoming")
        case "due": vi("đến hạn", en: "due")
        case "overdue": vi("quá hạn", en: "overdue")
        case "quiet": vi("im lặng", en: "quiet")
        case "digest": vi("danh sách", en: "list")
        default: kind
        }
    }

    // MARK: remind policy explain

    static func notItsOwn(_ own: String) -> String {
        vi("; việc này đang theo \(own)", en: "; this obligation is on \(own)")
    }

    static func movedFrom(_ day: String, _ because: String?) -> String {
        let why = because ?? vi("ngày nghỉ", en: "day off")
        return vi("dời từ \(day): \(why)", en: "moved from \(day): \(why)")
    }

    static func pausedUntil(_ at: String) -> String {
        vi("hoãn tới \(at)", en: "held until \(at)")
    }

    static func madeLate(_ at: String) -> String {
        vi(
            "nhắc lúc \(at): một thay đổi làm việc quá hạn từ lúc ấy",
            en: "at \(at): a change made the work late then")
    }

    static func recipient(_ role: String, _ name: String, _ mailbox: String) -> String {
        "\(audience(role)): \(name) <\(mailbox)>"
    }

    static func reachesNobody(_ role: String) -> String {
        "\(audience(role)): " + vi("không tới ai", en: "reaches nobody")
    }

    static func channels(_ names: [String]) -> String {
        vi("kênh: ", en: "channels: ") + names.joined(separator: ", ")
    }
}

extension Words.Heading {
    static var policies: [String] {
        heads(vi("TÊN, MẶC ĐỊNH CHO, THƯ, CÁC BẬC", en: "NAME, DEFAULT FOR, LETTERS, STEPS"))
    }
    static var policySteps: [String] {
        heads(vi("BẬC, KHI NÀO, NHẮC AI, KÊNH, LẶP", en: "STEP, WHEN, TO, CHANNELS, REPEATS"))
    }
    static var policyDays: [String] {
        heads(vi("BẬC, NGÀY, TÌNH TRẠNG", en: "STEP, DAY, OUTCOME"))
    }
    static var reminders: [String] {
        heads(
            vi("LÚC, SỐ, BẬC, LOẠI, KHÓA, TỚI", en: "AT, NUMBER, STEP, KIND, KEY, TO"))
    }
}

extension Words.Field {
    static var policy: String { vi("Chính sách", en: "Policy") }
    static var defaultFor: String { vi("Mặc định cho", en: "Default for") }
    static var checkin: String { vi("Báo tình hình", en: "Check-ins") }
}

extension Words.Help {
    static var remind: String {
        vi("Nhắc việc: xem trước, hoãn, đôn đốc.", en: "Look at reminders, put them off, press.")
    }
    static var remindList: String {
        vi(
            "Những lần nhắc của các ngày tới, nếu không ai làm gì.",
            en: "List the reminders of the days to come, if nobody acts.")
    }
    static var remindListMore: String {
        vi(
            "Mỗi kênh một dòng, thời gian tăng dần. Việc đang hoãn nhắc có ghi hoãn, ở lúc hết hoãn. Danh sách "
                + "hằng ngày của đầu mối có mặt khi không lọc, hoặc lọc theo --plan, --agency, --mine.",
            en:
                "One line a channel, soonest first. What is snoozed says so, at the end of the snooze. The "
                + "coordinators' daily lists are among them without a filter, or with --plan, --agency or "
                + "--mine.")
    }
    static var until: String {
        vi("Đến hết ngày này; không nêu thì 30 ngày.", en: "Up to this day; else thirty days.")
    }
    static var policy: String {
        vi("Các chính sách nhắc.", en: "Look at the ladders of reminders.")
    }
    static var policyList: String {
        vi("Các chính sách đang áp dụng.", en: "List the policies in force.")
    }
    static var policyShow: String {
        vi("Các bậc của một chính sách.", en: "Show the steps of one.")
    }
    static var policyName: String {
        vi("Tên chính sách trong policies.yaml.", en: "Name of a policy in policies.yaml.")
    }
    static var policyExplain: String {
        vi(
            "Một chính sách thành những ngày nào cho một đầu việc.",
            en: "Show the days that a policy comes to for an obligation.")
    }
    static var policyExplainMore: String {
        vi(
            "Từng bậc: ngày nào, vì sao dời, nhắc ai, đã gửi gì. Chính sách có thể không phải của việc ấy: "
                + "xem trước rồi hãy ghi remind vào kế hoạch.",
            en:
                "Step by step: which day, why it moved, who hears, what was sent. The policy need not be the "
                + "obligation's own: look first, then write remind into the plan.")
    }
}

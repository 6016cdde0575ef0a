import DondocCore

/// Every word that a person reads, in Vietnamese; English joins here.
enum Words {
    static let version = "0.1.0"

    // MARK: States and counts

    /// The names of the states that the contract fixes.
    static func state(_ state: String) -> String {
        switch state {
        case "planned": "chưa thực hiện"
        case "started": "đang thực hiện"
        case "claimed": "đã báo cáo, chờ xác nhận"
        case "returned": "bị trả lại"
        case "done": "hoàn thành"
        case "withdrawn": "đã rút"
        default: state
        }
    }

    /// The same for a narrow column.
    static func shortState(_ state: String) -> String {
        state == "claimed" ? "chờ xác nhận" : Words.state(state)
    }

    static func bucket(_ bucket: String) -> String {
        switch bucket {
        case "done-on-time": "hoàn thành đúng hạn"
        case "done-late": "hoàn thành quá hạn"
        case "open-in-time": "chưa xong, còn hạn"
        case "open-overdue": "chưa xong, quá hạn"
        case "undated": "thường xuyên, không có hạn"
        default: bucket
        }
    }

    static func kind(_ kind: String) -> String {
        switch kind {
        case "task": "nhiệm vụ"
        case "report": "báo cáo"
        case "target": "chỉ tiêu"
        default: kind
        }
    }

    static let quiet = "im lặng: chưa có kiểm điểm đã hỏi"
    static let quietShort = "im lặng"
    static let noDue = "không có hạn"
    static let yes = "có"
    static let nothing = "không có"
    static let now = "ngay"
    static func seconds(_ n: Int) -> String { "\(n) giây" }
    static func minutes(_ n: Int) -> String { "\(n) phút" }
    static func hours(_ n: Int) -> String { "\(n) giờ" }
    static func days(_ n: Int) -> String { "\(n) ngày" }
    static func times(_ n: Int) -> String { "\(n) lần" }
    static func letters(_ n: Int) -> String { n == 0 ? "chưa nhắc" : "\(n) lần" }
    static func quoted(_ text: String) -> String { "“\(text)”" }

    static func daysLeft(_ n: Int) -> String {
        n > 0 ? "còn \(n) ngày" : n == 0 ? "hôm nay" : "quá hạn \(-n) ngày"
    }

    static func counted(_ n: Int, late: Int) -> String { "\(n) đầu việc, \(late) quá hạn" }

    /// 1 is Monday.
    static func weekday(_ n: Int) -> String {
        let names = ["Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy"]
        return (1...6).contains(n) ? "Thứ " + names[n - 1] : "Chủ nhật"
    }

    // MARK: why, log

    static func outcome(_ outcome: String, by: String?) -> String {
        switch outcome {
        case "sent": "đã nhắc"
        case "merged": by.map { "gộp vào bậc \($0)" } ?? "gộp vào bậc sau"
        case "before-load": "không nhắc: trước khi nạp kế hoạch"
        case "answered": "không nhắc: đã có kiểm điểm"
        case "not-needed": "không nhắc: lúc đó đã báo cáo hoặc đã xong"
        case "planned": "sẽ nhắc"
        case "passed": "đã qua, không nhắc"
        default: outcome
        }
    }

    static let markedLate = " (trễ giờ)"
    static let notSilent = "không: còn bậc sẽ nhắc"

    static func silence(_ reason: String) -> String {
        switch reason {
        case "plan-silent": "kế hoạch đã hết kỳ khi nạp, hoặc đã đóng: không nhắc"
        case "claimed": "đã báo cáo, chờ đầu mối xác nhận"
        case "done": "đã hoàn thành"
        case "withdrawn": "đã rút"
        case "not-yet": "chưa đến bậc tiếp theo"
        case "checked-in": "đã kiểm điểm trong quý"
        case "exhausted": "không còn bậc nào"
        default: reason
        }
    }

    static func letter(_ to: String, _ state: String, _ attempts: Int) -> String {
        "gửi \(to): \(letterState(state)), \(attempts) lần gửi"
    }

    static func letterState(_ state: String) -> String {
        switch state {
        case "queued": "đang chờ"
        case "sending": "đang gửi"
        case "sent": "đã gửi"
        case "failed": "không gửi được"
        case "unsure": "chưa rõ đã tới hay chưa"
        case "withdrawn": "đã thôi gửi"
        default: state
        }
    }

    static func logVerb(_ verb: String) -> String {
        switch verb {
        case "load": "nạp"
        case "start": "bắt đầu"
        case "done": "báo cáo"
        case "confirm": "xác nhận"
        case "checkin": "kiểm điểm"
        case "note": "ghi chú"
        case "remind": "nhắc"
        case "digest": "tổng hợp"
        case "refused": "bị từ chối"
        case "reload": "nạp cấu hình"
        case "mail-test": "thư thử"
        default: verb
        }
    }

    static func files(_ n: Int) -> String { "\(n) tệp" }

    static func error(_ text: String) -> String { "lỗi: \(text)" }
    static func onBehalf(_ who: String, _ agency: String) -> String { "\(who) (thay \(agency))" }

    // MARK: Plans

    static let silentPlan = "[đã hết kỳ, không nhắc]"
    static let nothingChanged = "không có gì thay đổi"
    static func inChange(_ n: Int) -> String { "thay đổi số \(n)" }

    static func loaded(_ added: Int, _ changed: Int, _ withdrawn: Int, _ unchanged: Int) -> String {
        "\(added) thêm, \(changed) đổi, \(withdrawn) rút, \(unchanged) giữ nguyên"
    }

    static func checked(_ tasks: Int, _ reports: Int, _ targets: Int, _ obligations: Int) -> String
    {
        "\(tasks) nhiệm vụ, \(reports) báo cáo, \(targets) chỉ tiêu, \(obligations) đầu việc"
    }

    static func directory(_ agencies: Int, _ groups: Int, _ people: Int) -> String {
        "\(agencies) cơ quan, \(groups) nhóm, \(people) người"
    }

    static func marks(assumed: Bool, request: Bool) -> String {
        (request ? "[đề nghị] " : "") + (assumed ? "[suy đoán] " : "")
    }

    // MARK: Transport and files

    static func training(_ at: String) -> String { "[tập huấn] đồng hồ: \(at)" }

    static func notRunning(_ socket: String, _ why: String) -> String {
        "dondocd không chạy (\(socket)): \(why); khởi động: systemctl start dondocd"
    }

    static func socketForbidden(_ socket: String) -> String {
        "không được mở \(socket); xin vào nhóm dondoc-staff: usermod -aG dondoc-staff TÊN, rồi đăng nhập lại"
    }

    static let someone = "TÊN"

    static func notAmongPeople(_ user: String) -> String {
        "chưa làm được gì: thêm user: \(user) vào people: trong agencies/ĐỊA-BÀN.yaml, rồi dondoc reload"
    }

    static func timedOut(_ socket: String) -> String {
        "dondocd không trả lời kịp (\(socket)); thử lại sau, hoặc xem: systemctl status dondocd"
    }

    static func closedEarly(_ socket: String) -> String {
        "dondocd ngắt kết nối khi chưa trả lời xong (\(socket)); xem lại rồi thử lại"
    }

    static func garbled(_ socket: String) -> String {
        "trả lời từ \(socket) không phải HTTP; kiểm tra --socket và DONDOC_SOCKET"
    }

    static func notUnderstood(_ type: String) -> String {
        "không hiểu trả lời của dondocd (\(type)); dondoc và dondocd phải cùng phiên bản"
    }

    static func bareStatus(_ status: Int) -> String { "dondocd trả lời HTTP \(status)" }
    static func cannotWrite(_ why: String) -> String { "không ghi được ra đầu ra: \(why)" }
    static func cannotRead(_ file: String, _ why: String) -> String {
        "không đọc được \(file): \(why)"
    }
    static func notRegular(_ file: String) -> String { "\(file) không phải tệp thường" }

    static func tooLarge(_ file: String, _ limit: Int) -> String {
        "\(file) lớn hơn \(limit >> 20) MiB"
    }

    enum System {
        static let missing = "không có ở đó"
        static let nobodyListens = "không có ai nghe"
        static let forbidden = "không được phép"
        static let full = "hết chỗ"
    }

    static let noConfig = "không thấy thư mục cấu hình; chỉ ra bằng --config THƯ-MỤC"
    static func written(_ file: String, _ blanks: Int) -> String {
        "đã viết \(file), còn \(blanks) chỗ phải điền; điền xong thì: dondoc plan check \(file)"
    }
    static func exists(_ file: String) -> String {
        "\(file) đã có, không ghi đè; đặt tên khác sau -o"
    }
    static func notWritten(_ file: String, _ why: String) -> String {
        "không ghi được \(file): \(why)"
    }
    static func noTerritory(_ id: String, _ folder: String) -> String {
        "chưa có cơ quan nào của \(id): viết \(folder)/agencies/\(id).yaml trước khi nạp kế hoạch"
    }

    static let filesOrAll = "nêu tên tệp, hoặc --all"
    static let noteMissing = "nêu lời ghi chú"
    static let noteTwice = "nêu lời ghi chú một lần: sau ID, hoặc bằng --note"
    static let positive = "số phải từ 1 trở lên"
    static let eitherJSONorCSV = "chọn một trong --json và --csv"
    static func notOneOf(_ word: String, _ all: [String]) -> String {
        "“\(word)” không phải một trong: " + all.joined(separator: ", ")
    }

    static func stoppedAt(_ word: String) -> String { "dừng ở “\(word)”" }
    static func fix(_ text: String) -> String { "  cách sửa: \(text)" }
}

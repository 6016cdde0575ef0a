import DondocCore
import DondocPlanFile

/// What is wrong and how to mend it: `status`, `check` and the journal say it alike.
extension Words {
    /// What is wrong, then the way out, as one line.
    static func trouble(_ what: String, _ mend: String) -> String { "\(what); \(mend)" }

    static func unreachable(_ agencies: [String]) -> String {
        trouble(noMailbox(agencies), Mend.mailbox)
    }

    static func noMailbox(_ agencies: [String]) -> String {
        "không có hộp thư: \(agencies.joined(separator: ", "))"
    }

    static let mailOff = "mail.via là none: nhắc việc chỉ có trong nhật ký"
    static let mailNotLoopback = "đồng hồ tập huấn chỉ gửi thư tới máy này"
    static func deadLetters(_ n: Int) -> String { "\(n) thư không gửi được (failed)" }
    static func stuck(_ n: Int) -> String { "\(n) thư đang chờ gửi lại" }

    static func calendarMissing(_ year: Int, _ calendar: WorkCalendar) -> String {
        let counted =
            calendar.forecastYears.contains(year)
            ? "đang tính theo dự kiến" : "chỉ tính thứ bảy, chủ nhật"
        return "ngày nghỉ năm \(year) chưa công bố, \(counted)"
    }

    static func damagedRunning(_ what: String) -> String {
        "cơ sở dữ liệu bị hỏng: quick_check thấy \(what)"
    }

    static func cannotRecord(_ why: String) -> String {
        "không ghi được vào cơ sở dữ liệu (\(why)); việc đến hạn chưa nhắc được"
    }

    static func over(_ what: [String], since: Moment) -> String {
        "đã hết sự cố từ \(since.written): \(what.joined(separator: "; "))"
    }

    enum Mend {
        static let mailbox = "thêm mail vào agencies/ rồi dondoc reload"
        static let mailOff = "đặt mail.via trong dondoc.yaml rồi dondoc reload"
        static let mailNotLoopback = "đặt mail.training-to hoặc relay trên 127.0.0.1"
        static let deadLetters =
            "lý do: dondoc why SỐ, journalctl DONDOC_KIND=failed; sửa địa chỉ trong agencies/ rồi dondoc reload để lần nhắc sau đến nơi"
        static let stuck = "kiểm tra máy chủ thư"

        static func calendar(_ year: Int) -> String {
            "chép thông báo chính thức vào calendar/\(year).yaml (bỏ forecast: true nếu có) rồi dondoc reload"
        }

        static func damaged(_ path: String) -> String {
            "dừng dondocd, giữ lại \(path) cùng -wal và -shm, phục hồi từ bản sao lưu; kiểm tra đĩa: journalctl -k"
        }

        static let storage =
            "xem chỗ trống và quyền ghi của đĩa: df -h; có chỗ thì dondocd tự ghi tiếp"
    }
}

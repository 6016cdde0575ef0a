import DondocAPI

/// What `status` and `check` say.
extension Words {
    static func process(_ version: String, _ pid: Int, since: String) -> String {
        "\(version) (PID \(pid)), chạy từ \(since)"
    }

    static let trainingClock = "đồng hồ tập huấn"
    static let realClock = "đồng hồ của máy"
    static let clockEnded = "đã đến cuối và đứng yên"
    static let allWell = "bình thường"

    static func beat(_ at: String, ago: String) -> String { "\(at), cách đây \(ago)" }
    static let noBeat = "chưa có"

    static func store(_ path: String, _ size: String, schema: Int) -> String {
        "\(path) (\(size), lược đồ \(schema))"
    }

    static func integrity(_ checked: StatusView.Integrity?, at: String) -> String {
        guard let checked else { return "chưa kiểm tra" }
        return checked.ok
            ? "tốt, kiểm tra \(at)" : "HỎNG (\(checked.fault ?? "?")), kiểm tra \(at)"
    }

    static func letters(_ l: StatusView.Letters) -> String {
        "\(l.queued) chờ, \(l.sending) đang gửi, \(l.sent) đã gửi, \(l.unsure) chưa rõ, "
            + "\(l.failed) hỏng"
    }

    static func oldest(_ at: String, _ age: String) -> String { "\(at), đã chờ \(age)" }
    static func waiting(_ n: Int) -> String { n == 0 ? "không có mục chờ" : "\(n) mục chờ" }
    static func plans(_ n: Int, obligations: Int) -> String { "\(n), \(obligations) đầu việc" }

    static func wake(_ at: String, _ wake: StatusView.Wake) -> String {
        switch wake.kind {
        case .alive: "\(at), báo vẫn chạy"
        case .list: "\(at), \(wake.count) bản tổng hợp cho đầu mối"
        case .reminder:
            "\(at), xét nhắc \(wake.count) đầu việc"
                + (wake.number.map { ", đầu tiên số \($0)" } ?? "")
        }
    }

    static func trouble(_ what: String, since: String) -> String { "\(what) (từ \(since))" }
    static func mend(_ text: String) -> String { "→ \(text)" }

    enum Check {
        static func noBeat(_ ago: String?) -> String {
            ago.map { "nhịp cuối của dondocd cách đây \($0)" } ?? "dondocd chưa có nhịp nào"
        }

        static func oldLetter(_ age: String) -> String { "thư cũ nhất đã chờ \(age)" }
    }
}

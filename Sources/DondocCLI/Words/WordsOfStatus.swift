import DondocAPI
import DondocCore

/// What `status` and `check` say.
extension Words {
    static func process(_ version: String, _ pid: Int, since: String) -> String {
        vi(
            "\(version) (PID \(pid)), chạy từ \(since)",
            en: "\(version) (PID \(pid)), running since \(since)")
    }

    static var trainingClock: String { vi("đồng hồ tập huấn", en: "training clock") }
    static var realClock: String { vi("đồng hồ của máy", en: "system clock") }
    static var clockEnded: String {
        vi("đã đến cuối và đứng yên", en: "has come to its end and stands still")
    }
    static var allWell: String { vi("bình thường", en: "all is well") }

    static func beat(_ at: String, ago: String) -> String {
        vi("\(at), cách đây \(ago)", en: "\(at), \(ago) ago")
    }
    static var noBeat: String { vi("chưa có", en: "none yet") }

    static func store(_ path: String, _ size: String, schema: Int) -> String {
        vi("\(path) (\(size), lược đồ \(schema))", en: "\(path) (\(size), schema \(schema))")
    }

    static func integrity(_ checked: StatusView.Integrity?, at: String) -> String {
        guard let checked else { return vi("chưa kiểm tra", en: "not checked yet") }
        let fault = checked.fault ?? "?"
        return checked.ok
            ? vi("tốt, kiểm tra \(at)", en: "good, checked \(at)")
            : vi("HỎNG (\(fault)), kiểm tra \(at)", en: "DAMAGED (\(fault)), checked \(at)")
    }

    static func letters(_ l: StatusView.Letters) -> String {
        vi(
            "\(l.queued) chờ, \(l.sending) đang gửi, \(l.sent) đã gửi, \(l.unsure) chưa rõ, "
                + "\(l.failed) hỏng",
            en: "\(l.queued) queued, \(l.sending) sending, \(l.sent) sent, \(l.unsure) unsure, "
                + "\(l.failed) failed")
    }

    static func oldest(_ at: String, _ age: String) -> String {
        vi("\(at), đã chờ \(age)", en: "\(at), waiting for \(age)")
    }
    static func notices(_ n: Int) -> String {
        vi("\(n) nội dung", en: count(n, "notice"))
    }
    static func waiting(_ n: Int) -> String {
        n == 0
            ? vi("không có mục chờ", en: "nothing waits")
            : vi("\(n) mục chờ", en: "\(count(n, "entry", "entries")) waiting")
    }
    static func plans(_ n: Int, obligations: Int) -> String {
        vi("\(n), \(obligations) đầu việc", en: "\(n) with \(count(obligations, "obligation"))")
    }

    static func wake(_ at: String, _ wake: StatusView.Wake) -> String {
        switch wake.kind {
        case .alive: vi("\(at), báo vẫn chạy", en: "\(at), to say that it is alive")
        case .hold: vi("\(at), hết giữ thư", en: "\(at), the end of the hold")
        case .letter:
            vi(
                "\(at), đến giờ gửi \(wake.count) nội dung",
                en: "\(at), the hour of \(count(wake.count, "notice"))")
        case .list:
            vi(
                "\(at), \(wake.count) bản tổng hợp cho đầu mối",
                en: "\(at), \(count(wake.count, "list")) for coordinators")
        case .reminder:
            vi(
                "\(at), xét nhắc \(wake.count) đầu việc",
                en: "\(at), reminders for \(count(wake.count, "obligation"))")
                + (wake.number.map { vi(", đầu tiên số \($0)", en: ", the first is \($0)") } ?? "")
        }
    }

    static func trouble(_ what: String, since: String) -> String {
        vi("\(what) (từ \(since))", en: "\(what) (since \(since))")
    }
    static func mend(_ text: String) -> String { "→ \(text)" }

    enum Check {
        static func noBeat(_ ago: String?) -> String {
            ago.map {
                vi(
                    "nhịp cuối của dondocd cách đây \($0)",
                    en: "last heartbeat of dondocd \($0) ago")
            } ?? vi("dondocd chưa có nhịp nào", en: "dondocd has had no heartbeat yet")
        }

        static func oldLetter(_ age: String) -> String {
            vi("thư cũ nhất đã chờ \(age)", en: "the oldest letter has waited for \(age)")
        }
    }
}

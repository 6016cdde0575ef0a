import DondocCore

/// The words of `log`: what rows of the trail keep as fields.
extension Words {
    /// nil for a cause that has no words of its own.
    static func holdCause(_ cause: String) -> String? {
        switch HoldCause(rawValue: cause) {
        case .pause: vi("dondocd đã dừng hơn một ngày", en: "dondocd was off for over a day")
        case .jump: vi("đồng hồ nhảy tới", en: "the clock jumped forward")
        case .back: vi("đồng hồ chạy lùi", en: "the clock went back")
        case .copy: vi("cơ sở dữ liệu là bản phục hồi", en: "the database is a restored copy")
        case .person, nil: nil
        }
    }

    static func heldUntil(_ at: String?) -> String {
        at.map { vi("đến \($0)", en: "until \($0)") }
            ?? vi("cho tới khi dondoc resume", en: "until dondoc resume")
    }

    static func deadUntil(_ day: String) -> String {
        vi("đến hết \(day)", en: "up to \(day)")
    }

    static func heardBy(_ others: String) -> String {
        vi("; nhận thay: \(others)", en: "; in its place: \(others)")
    }

    static func letterOf(_ id: String, _ to: String) -> String {
        vi("thư số \(id) tới \(to)", en: "letter \(id) to \(to)")
    }

    static func loaded(_ added: Int, _ changed: Int, _ withdrawn: Int) -> String {
        vi(
            "thêm \(added), đổi \(changed), rút \(withdrawn)",
            en: "added \(added), changed \(changed), withdrawn \(withdrawn)")
    }

    static var leftPlan: String {
        vi("không còn trong tệp kế hoạch", en: "no longer in the plan's file")
    }

    /// A field of a reason; nil for a name that dondoc does not write.
    static func logField(_ name: String, _ value: String) -> String? {
        switch name {
        case "doc": vi("văn bản \(value)", en: "document \(value)")
        case "dated": vi("ngày \(value)", en: "dated \(value)")
        case "file": vi("mã tệp \(value)", en: "file hash \(value)")
        case "name": vi("tệp \(value)", en: "file \(value)")
        case "own-work": vi("việc của chính cơ quan mình", en: "the own agency's work")
        case "received": vi("nhận ngày \(value)", en: "received \(value)")
        case "asked": vi("xin đến \(value)", en: "asked up to \(value)")
        case "granted": vi("cho đến \(value)", en: "granted up to \(value)")
        case "refused": vi("không cho", en: "refused")
        case "until": vi("đến \(value)", en: "until \(value)")
        case "ended": vi("thôi", en: "ended")
        case "inputs": vi("không chờ việc số \(value)", en: "without number \(value)")
        case "verb": vi("của lệnh \(value)", en: "of \(value)")
        default: nil
        }
    }
}

import DondocCore

/// What is said of parameters and keys that cannot be taken as they are.
extension Words {
    static func unknownQuery(_ name: String, _ taken: [String]) -> String {
        let shown = name.prefix(64)
        guard !taken.isEmpty else {
            return vi(
                "không có tham số '\(shown)': đường dẫn này không nhận tham số nào",
                en: "there is no parameter '\(shown)': this path takes none")
        }
        let list = taken.joined(separator: ", ")
        return vi(
            "không có tham số '\(shown)' ở đây; đường dẫn này nhận: \(list)",
            en: "there is no parameter '\(shown)' here; this path takes: \(list)")
    }
    static func emptyQuery(_ name: String) -> String {
        vi("tham số '\(name)' để trống", en: "the parameter '\(name)' is empty")
    }
    static var mineTwice: String {
        vi(
            "mine đã là đơn vị của bạn; không nêu thêm agency",
            en: "mine is your own agency; name no other beside it")
    }

    // MARK: Names of nothing

    static func noSuchAgency(_ name: String, _ near: String?) -> String {
        let shown = name.prefix(200)
        return vi("không có đơn vị '\(shown)'", en: "there is no agency '\(shown)'")
            + orRather(near)
    }
    static func noSuchRecipient(_ name: String) -> String {
        let shown = name.prefix(200)
        return vi(
            "không có địa chỉ thư, đơn vị, tên đăng nhập hay hook '\(shown)'",
            en: "there is no address, agency, login name or hook '\(shown)'")
    }
    static func noSuchPlan(_ id: String, _ near: String?) -> String {
        let shown = id.prefix(200)
        return vi(
            "không có kế hoạch '\(shown)'", en: "there is no plan '\(shown)'") + orRather(near)
    }
    static var policyMissing: String {
        vi("thiếu tên chính sách nhắc", en: "the name of a policy is missing")
    }
    static func noSuchPolicy(_ name: String, _ near: String?) -> String {
        let shown = name.prefix(200)
        return vi(
            "không có chính sách nhắc '\(shown)'", en: "there is no policy '\(shown)'")
            + orRather(near)
    }
    private static func orRather(_ near: String?) -> String {
        near.map { vi("; có phải '\($0)'?", en: "; is it '\($0)'?") } ?? ""
    }

    // MARK: Keys

    static var keyUnderWay: String {
        vi(
            "yêu cầu với khóa này đang được thực hiện, hoặc đã bị cắt ngang; chờ rồi thử lại, hoặc gửi với khóa mới",
            en:
                "the request under this key is under way, or was cut off; wait and try again, or send it under a new key"
        )
    }
}

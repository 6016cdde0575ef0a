/// What `-H` and `proxy` say.
extension Words {
    static let eitherHostOrSocket = "chọn một trong -H và --socket: ổ cắm ở máy kia do máy kia định"
    static let hostWithoutDaemon = "lệnh này không hỏi dondocd nên không nhận -H"

    static func atHost(_ host: String) -> String { "(trả lời của dondocd ở máy \(host))" }
    static func overheard(_ line: String) -> String { "  \(line)" }

    static func ssh(_ end: SSHEnd, _ host: String) -> String {
        switch end {
        case .notStarted(let why):
            "không chạy được ssh để tới máy \(host): \(why); cài openssh-client, hoặc sửa DONDOC_SSH"
        case .timedOut:
            "máy \(host) không trả lời kịp; thử lại sau, hoặc thử: ssh -T \(host)"
        case .exited(69):
            "dondocd ở máy \(host) không chạy"
        case .exited(77):
            "tài khoản ở máy \(host) không được mở ổ cắm của dondocd"
        case .exited(126), .exited(127):
            "không chạy được dondoc ở máy \(host) (mã thoát \(end.number)); cài dondoc ở đó"
        case .exited(255):
            "không tới được máy \(host) qua ssh; thử: ssh -T \(host)"
        case .exited:
            "dondoc proxy ở máy \(host) dừng với mã thoát \(end.number); thử: ssh -T \(host)"
        }
    }

    static func garbledFrom(_ host: String) -> String {
        "trả lời từ máy \(host) không phải HTTP; ở đó chỉ dondoc proxy được ghi ra đầu ra "
            + "(xem command= trong authorized_keys và các tệp như .bashrc)"
    }
}

extension SSHEnd {
    fileprivate var number: String {
        if case .exited(let status) = self { return String(status) }
        return ""
    }
}

extension Words.Help {
    static let host = "Hỏi dondocd ở máy khác, qua ssh; ở đó ssh chạy dondoc proxy."
    static let proxy = "Nối đầu vào, đầu ra với ổ cắm của dondocd: đầu kia của -H."
    static let proxyMore = """
        dondocd nhận ra người hỏi theo tài khoản (uid) đang chạy lệnh này. Mỗi người một tài khoản, \
        nêu trong people: user:, thuộc nhóm dondoc-staff. Khóa chỉ để hỏi dondocd thì ghi trong \
        ~/.ssh/authorized_keys của tài khoản đó:

          restrict,command="/usr/bin/dondoc proxy" ssh-ed25519 AAAA… van-thu

        Không bao giờ ghi dòng đó cho root: ai giữ khóa ấy sẽ là quản trị (admin) của dondocd.
        """
}

import DondocCore

/// What `-H` and `proxy` say.
extension Words {
    static var eitherHostOrSocket: String {
        vi(
            "chọn một trong -H và --socket: ổ cắm ở máy kia do máy kia định",
            en: "choose one of -H and --socket: the far host knows its own socket")
    }
    static var hostWithoutDaemon: String {
        vi(
            "lệnh này không hỏi dondocd nên không nhận -H",
            en: "this command does not ask dondocd, so it takes no -H")
    }

    static func atHost(_ host: String) -> String {
        vi(
            "(trả lời của dondocd ở máy \(host))", en: "(answered by dondocd on \(host))")
    }
    static func overheard(_ line: String) -> String { "  \(line)" }

    static func ssh(_ end: SSHEnd, _ host: String) -> String {
        switch end {
        case .notStarted(let why):
            vi(
                "không chạy được ssh để tới máy \(host): \(why); cài openssh-client, hoặc sửa DONDOC_SSH",
                en: "cannot run ssh to reach \(host): \(why); "
                    + "install openssh-client, or correct DONDOC_SSH")
        case .timedOut:
            vi(
                "máy \(host) không trả lời kịp; thử lại sau, hoặc thử: ssh -T \(host)",
                en: "\(host) did not answer in time; try again later, or try: ssh -T \(host)")
        case .exited(69):
            vi("dondocd ở máy \(host) không chạy", en: "dondocd is not running on \(host)")
        case .exited(77):
            vi(
                "tài khoản ở máy \(host) không được mở ổ cắm của dondocd",
                en: "the account on \(host) is not permitted to open the socket of dondocd")
        case .exited(126), .exited(127):
            vi(
                "không chạy được dondoc ở máy \(host) (mã thoát \(end.number)); cài dondoc ở đó",
                en: "cannot run dondoc on \(host) (exit status \(end.number)); install it there")
        case .exited(255):
            vi(
                "không tới được máy \(host) qua ssh; thử: ssh -T \(host)",
                en: "cannot reach \(host) by ssh; try: ssh -T \(host)")
        case .exited:
            vi(
                "dondoc proxy ở máy \(host) dừng với mã thoát \(end.number); thử: ssh -T \(host)",
                en: "dondoc proxy on \(host) ended with status \(end.number); try: ssh -T \(host)")
        }
    }

    static func garbledFrom(_ host: String) -> String {
        vi(
            "trả lời từ máy \(host) không phải HTTP; ở đó chỉ dondoc proxy được ghi ra đầu ra "
                + "(xem command= trong authorized_keys và các tệp như .bashrc)",
            en: "the answer from \(host) is not HTTP; only dondoc proxy may write to the output "
                + "there (see command= in authorized_keys, and files like .bashrc)")
    }
}

extension SSHEnd {
    fileprivate var number: String {
        if case .exited(let status) = self { return String(status) }
        return ""
    }
}

extension Words.Help {
    static var host: String {
        vi(
            "Hỏi dondocd ở máy khác, qua ssh; ở đó ssh chạy dondoc proxy.",
            en: "Ask dondocd on another host, by ssh, which runs dondoc proxy there.")
    }
    static var proxy: String {
        vi(
            "Nối đầu vào, đầu ra với ổ cắm của dondocd: đầu kia của -H.",
            en: "Connect input and output to the socket of dondocd: the far end of -H.")
    }
    static var proxyMore: String {
        vi(
            """
            dondocd nhận ra người hỏi theo tài khoản (uid) đang chạy lệnh này. Mỗi người một tài khoản, \
            nêu trong people: user:, thuộc nhóm dondoc-staff. Khóa chỉ để hỏi dondocd thì ghi trong \
            ~/.ssh/authorized_keys của tài khoản đó:

              restrict,command="/usr/bin/dondoc proxy" ssh-ed25519 AAAA… van-thu

            Không bao giờ ghi dòng đó cho root: ai giữ khóa ấy sẽ là quản trị (admin) của dondocd.
            """,
            en: """
                dondocd knows who asks by the account (uid) that runs this command. Give each person an \
                account, name it in people: user:, and put it into the group dondoc-staff. A key that may \
                do nothing but ask dondocd goes into ~/.ssh/authorized_keys of that account:

                  restrict,command="/usr/bin/dondoc proxy" ssh-ed25519 AAAA… clerk

                Never write that line for root: whoever holds the key would be admin of dondocd.
                """)
    }
}

import CCurl
import DondocCore

/// Every word of this room that people read, in both languages.
enum Words {
    static var badSender: String {
        vi("địa chỉ gửi không hợp lệ", en: "the sender's address is not valid")
    }

    static var badRecipient: String {
        vi("địa chỉ nhận không hợp lệ", en: "the recipient's address is not valid")
    }

    static var badMessage: String {
        vi("nội dung thư không đúng khuôn dạng", en: "the letter is not well-formed")
    }

    // MARK: SMTP

    static var badRelay: String {
        vi(
            "tên hoặc cổng của máy chủ thư không hợp lệ",
            en: "the mail server's name or port is not valid")
    }

    static var noPassword: String {
        vi(
            "thiếu mật khẩu của máy chủ thư (credential của systemd)",
            en: "the mail server's password is missing (systemd credential)")
    }

    static var noMemory: String {
        vi("không đủ bộ nhớ", en: "out of memory")
    }

    static var noSetting: String {
        vi("libcurl không nhận thiết lập gửi thư", en: "libcurl does not take the mail settings")
    }

    static func answered(_ reply: String) -> String {
        vi("máy chủ thư trả lời: \(reply)", en: "the mail server answered: \(reply)")
    }

    static func answerLost(_ cause: String) -> String {
        vi(
            "mất kết nối khi chờ máy chủ thư trả lời: \(cause)",
            en: "the connection was lost while waiting for the mail server's answer: \(cause)")
    }

    static func cause(_ result: CURLcode, trust: Int) -> String {
        switch result {
        case CURLE_COULDNT_RESOLVE_HOST:
            vi(
                "không tìm được địa chỉ của máy chủ thư",
                en: "cannot resolve the mail server's name")
        case CURLE_COULDNT_CONNECT:
            vi("không kết nối được với máy chủ thư", en: "cannot connect to the mail server")
        case CURLE_OPERATION_TIMEDOUT:
            vi("quá thời gian chờ máy chủ thư", en: "timed out waiting for the mail server")
        case CURLE_USE_SSL_FAILED:
            vi(
                "máy chủ thư không có mã hóa TLS nên không gửi gì; nếu chạy ngay trên máy này thì đặt tls: none",
                en:
                    "the mail server offers no TLS, so nothing was sent; if it runs on this machine, set tls: none"
            )
        case CURLE_SSL_CONNECT_ERROR:
            vi(
                "không lập được kết nối TLS với máy chủ thư",
                en: "cannot set up TLS with the mail server")
        case CURLE_PEER_FAILED_VERIFICATION:

            vi(
                "chứng thư TLS của máy chủ thư không hợp lệ: \(fault(ofCertificate: trust))",
                en: "the mail server's TLS certificate is not valid: \(fault(ofCertificate: trust))"
            )
        case CURLE_SSL_CACERT_BADFILE:
            vi(
                "không đọc được tệp chứng thư của mail.ca",
                en: "cannot read the certificates of mail.ca")
        case CURLE_LOGIN_DENIED:
            vi(
                "máy chủ thư không chấp nhận tên đăng nhập hoặc mật khẩu",
                en: "the mail server does not accept the user name or password")
        case CURLE_REMOTE_ACCESS_DENIED, CURLE_WEIRD_SERVER_REPLY:
            vi("máy chủ thư không tiếp nhận kết nối", en: "the mail server refuses the connection")
        case CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING:
            vi(
                "kết nối với máy chủ thư bị ngắt",
                en: "the connection to the mail server was broken")
        default: vi("lỗi gửi thư: \(words(of: result))", en: "cannot send: \(words(of: result))")
        }
    }

    private static func words(of result: CURLcode) -> String {
        String(cString: curl_easy_strerror(result))
    }

    /// What OpenSSL found wrong; the name is libcurl's own check, which leaves no reason.
    private static func fault(ofCertificate trust: Int) -> String {
        switch trust {
        case 0, 1: vi("không phải của máy có tên này", en: "it is not for a host of this name")
        case 9: vi("chưa đến ngày có hiệu lực", en: "it is not valid yet")
        case 10: vi("đã hết hạn", en: "it has expired")
        case 18, 19, 20, 21:
            vi(
                "không do cơ quan chứng thực nào được tin cậy cấp",
                en: "no trusted authority has issued it")
        default: vi("mã \(trust) của OpenSSL", en: "OpenSSL code \(trust)")
        }
    }

    // MARK: sendmail

    static func cannotStart(_ why: String, _ program: String = "sendmail") -> String {
        vi("không chạy được \(program): \(why)", en: "cannot run \(program): \(why)")
    }
    static var leftUnread: String {
        vi(
            "sendmail báo đã nhận nhưng không đọc hết thư",
            en: "sendmail reported success without reading the whole letter")
    }

    static func overran(_ seconds: Int, _ program: String = "sendmail") -> String {
        vi(
            "\(program) không xong sau \(seconds) giây nên bị dừng",
            en: "\(program) was not done after \(counted(seconds, "second")) and was stopped")
    }
    static func killed(_ signal: Int32, _ program: String = "sendmail") -> String {
        vi(
            "\(program) bị dừng bởi tín hiệu \(signal)",
            en: "\(program) was ended by signal \(signal)")
    }
    static func exited(_ status: Int32, _ program: String = "sendmail") -> String {
        vi("\(program) kết thúc với mã \(status)", en: "\(program) exited with status \(status)")
    }
    static func saying(_ what: String, _ remark: String) -> String {
        remark.isEmpty ? what : "\(what): \(remark)"
    }

    static func obstructed(_ found: Obstacle, _ program: String = "sendmail") -> String {
        cannotStart("\(found.what); \(found.fix)", program)
    }

    static func notHook(_ path: String) -> Obstacle {
        Obstacle(
            vi(
                "\(path) không phải là chương trình mà dondocd chạy được",
                en: "\(path) is not a program that dondocd can run"),
            fix: vi("chmod 755 \(path)", en: "chmod 755 \(path)"))
    }

    static func notProgram(_ path: String) -> Obstacle {
        Obstacle(
            vi(
                "\(path) không phải là chương trình mà dondocd chạy được",
                en: "\(path) is not a program that dondocd can run"),
            fix: vi("viết đường dẫn của sendmail", en: "write the path of sendmail"))
    }

    static var noGroup: Obstacle {
        Obstacle(
            vi(
                "dưới NoNewPrivileges, sendmail của Postfix cần nhóm postdrop, không có thì treo",
                en: "under NoNewPrivileges Postfix's sendmail needs the group postdrop, or it hangs"
            ),
            fix: vi(
                "chép examples/sendmail.conf vào dondocd.service.d rồi khởi động lại dondocd",
                en: "copy examples/sendmail.conf into dondocd.service.d, then restart dondocd"))
    }
}

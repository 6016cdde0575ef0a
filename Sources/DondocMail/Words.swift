import CCurl

/// Every word of this room that people read, in Vietnamese; English will join here.
enum Words {
    static let badSender = "địa chỉ gửi không hợp lệ"
    static let badRecipient = "địa chỉ nhận không hợp lệ"
    static let badMessage = "nội dung thư không đúng khuôn dạng"

    // MARK: SMTP

    static let badRelay = "tên hoặc cổng của máy chủ thư không hợp lệ"
    static let noPassword = "thiếu mật khẩu của máy chủ thư (credential của systemd)"
    static let noMemory = "không đủ bộ nhớ"
    static let noSetting = "libcurl không nhận thiết lập gửi thư"

    static func answered(_ reply: String) -> String { "máy chủ thư trả lời: \(reply)" }

    static func answerLost(_ cause: String) -> String {
        "mất kết nối khi chờ máy chủ thư trả lời: \(cause)"
    }

    static func cause(_ result: CURLcode, trust: Int) -> String {
        switch result {
        case CURLE_COULDNT_RESOLVE_HOST: "không tìm được địa chỉ của máy chủ thư"
        case CURLE_COULDNT_CONNECT: "không kết nối được với máy chủ thư"
        case CURLE_OPERATION_TIMEDOUT: "quá thời gian chờ máy chủ thư"
        case CURLE_USE_SSL_FAILED:
            "máy chủ thư không có mã hóa TLS nên không gửi gì; nếu chạy ngay trên máy này thì đặt tls: none"
        case CURLE_SSL_CONNECT_ERROR: "không lập được kết nối TLS với máy chủ thư"
        case CURLE_PEER_FAILED_VERIFICATION:
            "chứng thư TLS của máy chủ thư không hợp lệ: \(fault(ofCertificate: trust))"
        case CURLE_SSL_CACERT_BADFILE: "không đọc được tệp chứng thư của mail.ca"
        case CURLE_LOGIN_DENIED: "máy chủ thư không chấp nhận tên đăng nhập hoặc mật khẩu"
        case CURLE_REMOTE_ACCESS_DENIED, CURLE_WEIRD_SERVER_REPLY:
            "máy chủ thư không tiếp nhận kết nối"
        case CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING:
            "kết nối với máy chủ thư bị ngắt"
        default: "lỗi gửi thư: \(String(cString: curl_easy_strerror(result)))"
        }
    }

    /// What OpenSSL found wrong; the name is libcurl's own check, which leaves no reason.
    private static func fault(ofCertificate trust: Int) -> String {
        switch trust {
        case 0, 1: "không phải của máy có tên này"
        case 9: "chưa đến ngày có hiệu lực"
        case 10: "đã hết hạn"
        case 18, 19, 20, 21: "không do cơ quan chứng thực nào được tin cậy cấp"
        default: "mã \(trust) của OpenSSL"
        }
    }

    // MARK: sendmail

    static func cannotStart(_ why: String) -> String { "không chạy được sendmail: \(why)" }
    static func obstructed(_ found: Obstacle) -> String {
        cannotStart("\(found.what); \(found.fix)")
    }
    static let leftUnread = "sendmail báo đã nhận nhưng không đọc hết thư"
    static func overran(_ seconds: Int) -> String {
        "sendmail không xong sau \(seconds) giây nên bị dừng"
    }
    static func killed(_ signal: Int32) -> String { "sendmail bị dừng bởi tín hiệu \(signal)" }
    static func exited(_ status: Int32) -> String { "sendmail kết thúc với mã \(status)" }
    static func saying(_ what: String, _ remark: String) -> String {
        remark.isEmpty ? what : "\(what): \(remark)"
    }

    static func notProgram(_ path: String) -> Obstacle {
        Obstacle(
            "\(path) không phải là chương trình mà dondocd chạy được",
            fix: "viết đường dẫn của sendmail")
    }

    static let noGroup = Obstacle(
        "dưới NoNewPrivileges, sendmail của Postfix cần nhóm postdrop, không có thì treo",
        fix: "chép examples/sendmail.conf vào dondocd.service.d rồi khởi động lại dondocd")
}

import CCurl

/// How a conversation ended; the text is a reason for people, in Vietnamese.
public enum Outcome: Hashable, Sendable {
    /// The relay answered the final dot with 250: the letter is its own now.
    case accepted
    /// Certainly not taken over: try again.
    case notAccepted(String)
    /// Certainly not taken over, and never will be: 5xx about this letter or its recipient.
    case refused(String)
    /// The answer to the final dot was lost: the letter may have been taken over or not (RFC 1047).
    case unsure(String)
}

/// What is known of a conversation once libcurl has come back.
struct Evidence {
    var result: CURLcode
    /// The last reply code, 0 when there was none.
    var code: Int
    /// The relay said 354 and the letter began to travel.
    var wentAhead: Bool
    /// The relay agreed to the sender: what it refuses from here on is this letter's recipient.
    var senderAgreed: Bool
    /// The last reply's words, cleaned.
    var reply: String

    /// The verdict, by the classes measured with libcurl 7.88.1.
    ///
    /// - After 354 only a reply counts: without one, a connection lost in the body and one lost
    ///   after the dot look alike.
    /// - Before it nothing was taken over. MAIL, RCPT and DATA end with SEND_ERROR when they are
    ///   refused; a 5xx before RCPT, or one that asks for a log-in, concerns the relay or our own
    ///   sender and not this recipient: it must not end every letter of a day.
    var outcome: Outcome {
        if result == CURLE_OK { return .accepted }
        if wentAhead {
            switch code {
            case 200..<300: return .accepted
            case 400..<500: return .notAccepted(answered)
            case 500..<600: return .refused(answered)
            default: return .unsure("mất kết nối khi chờ máy chủ thư trả lời: \(cause)")
            }
        }
        if result == CURLE_SEND_ERROR, senderAgreed, (500..<600).contains(code),
            !Self.asksLogin.contains(code)
        {
            return .refused(answered)
        }
        return .notAccepted(code >= 400 ? "\(cause); \(answered)" : cause)
    }

    /// Replies that want TLS or a log-in first (RFC 3207, RFC 4954).
    private static let asksLogin: Set<Int> = [530, 534, 535, 538]

    private var answered: String { "máy chủ thư trả lời: \(reply.isEmpty ? "\(code)" : reply)" }

    private var cause: String {
        switch result {
        case CURLE_COULDNT_RESOLVE_HOST: "không tìm được địa chỉ của máy chủ thư"
        case CURLE_COULDNT_CONNECT: "không kết nối được với máy chủ thư"
        case CURLE_OPERATION_TIMEDOUT: "quá thời gian chờ máy chủ thư"
        case CURLE_USE_SSL_FAILED: "máy chủ thư không có mã hóa TLS nên không gửi gì"
        case CURLE_SSL_CONNECT_ERROR: "không lập được kết nối TLS với máy chủ thư"
        case CURLE_PEER_FAILED_VERIFICATION: "chứng thư TLS của máy chủ thư không hợp lệ"
        case CURLE_LOGIN_DENIED: "máy chủ thư không chấp nhận tên đăng nhập hoặc mật khẩu"
        case CURLE_REMOTE_ACCESS_DENIED, CURLE_WEIRD_SERVER_REPLY:
            "máy chủ thư không tiếp nhận kết nối"
        case CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING:
            "kết nối với máy chủ thư bị ngắt"
        default: "lỗi gửi thư: \(String(cString: curl_easy_strerror(result)))"
        }
    }
}

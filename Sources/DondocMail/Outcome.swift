import CCurl

/// How an attempt to hand a letter over ended.
public enum Outcome: Hashable, Sendable {
    /// The relay answered the final dot with 250, or sendmail left with 0: the letter is its own now.
    case accepted
    /// Certainly not taken over: try again.
    case notAccepted(Reason)
    /// Certainly not taken over, and never will be: 5xx about this letter or its recipient.
    case refused(Reason)
    /// The answer to the final dot was lost: the letter may have been taken over or not (RFC 1047).
    case unsure(Reason)
}

/// One attempt: how it ended, and what is worth telling beside.
public struct Delivery: Hashable, Sendable {
    public var outcome: Outcome
    /// The relay's last reply in one line; empty when there was none.
    public var answer: String
    /// `TLSv1.3`; nil in clear, or when nobody said anything through it.
    public var tls: String?

    public init(_ outcome: Outcome, answer: String = "", tls: String? = nil) {
        self.outcome = outcome
        self.answer = answer
        self.tls = tls
    }
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
    /// The protocol that protected it.
    var tls: String?
    /// OpenSSL's verdict on the certificate, 0 for nothing wrong (X509_verify_cert_error_string(3)).
    var trust: Int

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
            case 400..<500: return .notAccepted(Reason(answered))
            case 500..<600: return .refused(Reason(answered))
            default: return .unsure(Reason(Words.answerLost(cause)))
            }
        }
        if result == CURLE_SEND_ERROR, senderAgreed, (500..<600).contains(code),
            !Self.asksLogin.contains(code)
        {
            return .refused(Reason(answered))
        }
        // For libcurl any refused command is a failure to send.
        guard code >= 400 else { return .notAccepted(Reason(cause)) }
        return .notAccepted(
            Reason(result == CURLE_SEND_ERROR ? answered : "\(cause); \(answered)"))
    }

    /// A connection from before was closed without a word about this letter, or with 421 (RFC 5321,
    /// 3.8): another one may be tried at once.
    var hasClosedBefore: Bool {
        let ends = [CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING]
        return !wentAhead && ends.contains(result) && (code < 200 || code == 421)
    }

    /// Replies that want TLS or a log-in first (RFC 3207, RFC 4954).
    private static let asksLogin: Set<Int> = [530, 534, 535, 538]

    private var answered: String { Words.answered(reply.isEmpty ? "\(code)" : reply) }

    private var cause: String { Words.cause(result, trust: trust) }
}

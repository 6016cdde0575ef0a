/// The body of `mail test`.
public struct MailTestRequest: Codable, Hashable, Sendable {
    /// A bare address.
    public var to: String

    public init(to: String) { self.to = to }
}

/// How a test letter ended.
public struct MailTestView: Codable, Hashable, Sendable {
    public enum State: String, Codable, Hashable, Sendable, CaseIterable {
        case sent
        /// Nobody will ever take this letter to this recipient.
        case refused
        /// Certainly not taken over: try again.
        case waiting
        /// It may have arrived.
        case unsure
    }

    public var state: State
    public var to: String
    /// `smtp://host:port`, `smtps://host:port`, `sendmail:PATH`.
    public var via: String
    /// `TLSv1.3`; nil in clear, with sendmail, or when the conversation did not get so far.
    @OrNull public var tls: String?
    /// The relay's last reply, or what sendmail said, in one line.
    @OrNull public var answer: String?
    /// Why it was not sent, in words.
    @OrNull public var reason: String?
    public var milliseconds: Int
    public var messageId: String

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case state, to, via, tls, answer, reason, milliseconds
        case messageId = "message_id"
    }

    public init(
        state: State, to: String, via: String, tls: String?, answer: String?, reason: String?,
        milliseconds: Int, messageId: String
    ) {
        self.state = state
        self.to = to
        self.via = via
        self.tls = tls
        self.answer = answer
        self.reason = reason
        self.milliseconds = milliseconds
        self.messageId = messageId
    }
}

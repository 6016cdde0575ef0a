/// How letters leave: straight to a relay, or through this machine's own sendmail.
public enum Transport: Sendable, CustomStringConvertible {
    case smtp(Relay)
    case sendmail(Sendmail)

    /// Hands one message over for one recipient; blocks its thread.
    ///
    /// What could say more than an address, and a message that is not pure CRLF, are refused before
    /// anybody is spoken to.
    ///
    /// - Parameters:
    ///   - message: A whole RFC 5322 message, CRLF.
    ///   - from: The envelope's sender, a bare address.
    ///   - to: The one recipient, a bare address.
    ///   - timeouts: How long that may take.
    ///   - accepted: Called at once when the letter is taken over, so that the caller can record it.
    /// - Returns: What is certain about the letter now.
    public func deliver(
        _ message: [UInt8], from: String, to: String, timeouts: Timeouts = .standard,
        accepted: () -> Void
    ) -> Delivery {
        switch self {
        case .smtp(let relay):
            return SMTP.deliver(
                message, from: from, to: to, via: relay, timeouts: timeouts, accepted: accepted)
        case .sendmail(let sendmail):
            let seconds = min(Sendmail.patience, timeouts.whole)
            return sendmail.deliver(
                message, from: from, to: to, seconds: seconds, accepted: accepted)
        }
    }

    /// Carries letters one after another; it lives on one thread.
    public final class Line {
        private let transport: Transport
        private let smtp = SMTPLine()

        init(_ transport: Transport) { self.transport = transport }

        /// As `Transport.deliver`; a relay's connection is kept for the next letter.
        public func deliver(
            _ message: [UInt8], from: String, to: String, accepted: () -> Void
        ) -> Delivery {
            switch transport {
            case .smtp(let relay):
                smtp.deliver(message, from: from, to: to, via: relay, accepted: accepted)
            case .sendmail: transport.deliver(message, from: from, to: to, accepted: accepted)
            }
        }

        public func hangUp() { smtp.hangUp() }
    }

    public var line: Line { Line(self) }

    /// As the settings write it, without a user's name.
    public var description: String {
        switch self {
        case .smtp(let relay): relay.description
        case .sendmail(let sendmail): "sendmail:\(sendmail.path)"
        }
    }

    /// Why a letter must not travel at all; nil when it may.
    static func mistake(_ message: [UInt8], _ from: String, _ to: String) -> Reason? {
        if !SMTP.isSafeAddress(from) { return Reason(Words.badSender) }
        if !SMTP.isSafeAddress(to) { return Reason(Words.badRecipient) }
        return SMTP.isSafeMessage(message) ? nil : Reason(Words.badMessage)
    }
}

/// What stands in the way of a transport, and the way out, for people.
public struct Obstacle: Error, Hashable, Sendable {
    private let whatReason: Reason
    private let fixReason: Reason

    /// Both are said in every language, where they are known.
    public init(_ what: @autoclosure () -> String, fix: @autoclosure () -> String) {
        whatReason = Reason(what())
        fixReason = Reason(fix())
    }

    /// In the language of whoever is answered.
    public var what: String { whatReason.text }
    public var fix: String { fixReason.text }
}

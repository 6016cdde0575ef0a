import CCurl
import Glibc

/// A connection to the relay that carries one letter after another; it lives on one thread.
///
/// Only a letter that was accepted leaves it open for the next: after any other end nobody knows in what
/// state the peer is. Nothing is shared between relays, nor between settings of one relay.
public final class SMTPLine {
    private var handle: UnsafeMutableRawPointer?
    private var relay: Relay?
    private var carried = 0

    /// Letters that one connection carries: relays count them too.
    static let limit = 100

    public init() {}

    deinit { hangUp() }

    /// Hands one message to the relay for one recipient, as `SMTP.deliver` says.
    ///
    /// A kept connection that turns out to be closed before the relay has said a word about this letter
    /// costs nothing: a new one is opened.
    public func deliver(
        _ message: [UInt8], from: String, to: String, via relay: Relay,
        timeouts: Timeouts = .standard, accepted: () -> Void
    ) -> Delivery {
        if let wrong = Transport.mistake(message, from, to) { return Delivery(.refused(wrong)) }
        guard let url = relay.url else { return Delivery(.notAccepted(Reason(Words.badRelay))) }
        guard relay.user == nil || relay.password != nil else {
            return Delivery(.notAccepted(Reason(Words.noPassword)))
        }
        while true {
            switch ready(for: relay, url, timeouts) {
            case .failure(let why): return Delivery(.notAccepted(why))
            case .success(let handle):
                let isKept = carried > 0
                guard let evidence = converse(handle, message, from, to, isKept: isKept) else {
                    hangUp()
                    return Delivery(.notAccepted(Reason(Words.noSetting)))
                }
                let outcome = evidence.outcome
                if outcome == .accepted {
                    accepted()
                    carried += 1
                    if carried >= SMTPLine.limit { hangUp() }
                    return Delivery(outcome, answer: evidence.reply, tls: evidence.tls)
                }
                hangUp()
                if isKept, evidence.hasClosedBefore { continue }
                return Delivery(outcome, answer: evidence.reply, tls: evidence.tls)
            }
        }
    }

    /// Says QUIT without waiting for its answer, and closes.
    public func hangUp() {
        if let handle { SMTP.leave(handle) }
        (handle, relay, carried) = (nil, nil, 0)
    }

    private enum Setup {
        case success(UnsafeMutableRawPointer)
        case failure(Reason)
    }

    /// The handle of the open connection, or a new one.
    private func ready(for relay: Relay, _ url: String, _ timeouts: Timeouts) -> Setup {
        if let handle, self.relay == relay {
            return SMTP.limit(handle, timeouts)
                ? .success(handle) : .failure(Reason(Words.noSetting))
        }
        hangUp()
        SMTP.globalStart()
        guard let new = curl_easy_init() else { return .failure(Reason(Words.noMemory)) }
        handle = new
        let isReady =
            SMTP.address(new, url: url) && SMTP.protect(new, relay) && SMTP.limit(new, timeouts)
        guard isReady else {
            hangUp()
            return .failure(Reason(Words.noSetting))
        }
        self.relay = relay
        return .success(new)
    }

    /// nil when the envelope cannot be set.
    private func converse(
        _ handle: UnsafeMutableRawPointer, _ message: [UInt8], _ from: String, _ to: String,
        isKept: Bool
    ) -> Evidence? {
        // The order matters: the list must outlive what the handle knows of it.
        guard let recipients = curl_slist_append(nil, "<\(to)>") else { return nil }
        defer {
            dd_set_ptr(handle, CURLOPT_MAIL_RCPT, nil)
            curl_slist_free_all(recipients)
        }
        guard SMTP.envelope(handle, from: from, recipients, size: message.count) else { return nil }
        return Conversation(message).run(handle)
    }
}

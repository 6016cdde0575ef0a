import CCurl
import Glibc

/// One SMTP conversation by libcurl and how it ended.
public enum SMTP {
    private static let started = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK

    /// Starts libcurl once for the whole process; call it before the first thread that delivers.
    public static func globalStart() { precondition(started, "libcurl does not start") }

    /// Hands one message to the relay for one recipient, over a connection of its own.
    ///
    /// Blocks its thread. SIGPIPE must be ignored by the process. An address that could say more
    /// than an address, and a message that is not pure CRLF, are refused before any connection.
    ///
    /// - Parameters:
    ///   - message: A whole RFC 5322 message; dots are stuffed here.
    ///   - from: The envelope's sender, a bare address.
    ///   - to: The one recipient, a bare address.
    ///   - relay: Who takes the letter over.
    ///   - timeouts: How long that may take.
    ///   - accepted: Called at once after the relay's 250 and before the farewell, so that the
    ///     caller can record it: what dies in between is sent twice.
    /// - Returns: What is certain about the letter now, and what the relay said last.
    public static func deliver(
        _ message: [UInt8], from: String, to: String, via relay: Relay,
        timeouts: Timeouts = .standard, accepted: () -> Void
    ) -> Delivery {
        let line = SMTPLine()
        defer { line.hangUp() }
        return line.deliver(
            message, from: from, to: to, via: relay, timeouts: timeouts, accepted: accepted)
    }

    /// Where to, and by what means.
    static func address(_ handle: UnsafeMutableRawPointer, url: String) -> Bool {
        dd_set_str(handle, CURLOPT_URL, url) == CURLE_OK
            && dd_set_str(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps") == CURLE_OK
            && dd_set_str(handle, CURLOPT_PROXY, "") == CURLE_OK  // the environment has no say
            && dd_set_long(handle, CURLOPT_UPLOAD, 1) == CURLE_OK
    }

    /// The envelope of one letter.
    static func envelope(
        _ handle: UnsafeMutableRawPointer, from: String,
        _ recipients: UnsafeMutablePointer<curl_slist>, size: Int
    ) -> Bool {
        dd_set_str(handle, CURLOPT_MAIL_FROM, "<\(from)>") == CURLE_OK
            && dd_set_ptr(handle, CURLOPT_MAIL_RCPT, recipients) == CURLE_OK
            && dd_set_long(handle, CURLOPT_INFILESIZE, size) == CURLE_OK
    }

    /// Encryption and log-in; `CURLUSESSL_TRY` would send in clear when the peer says so.
    static func protect(_ handle: UnsafeMutableRawPointer, _ relay: Relay) -> Bool {
        let level = relay.tlsRequired || relay.implicitTLS ? CURLUSESSL_ALL : CURLUSESSL_NONE
        let isProtected =
            dd_set_long(handle, CURLOPT_USE_SSL, Int(level.rawValue)) == CURLE_OK
            && dd_set_long(handle, CURLOPT_SSL_VERIFYPEER, 1) == CURLE_OK
            && dd_set_long(handle, CURLOPT_SSL_VERIFYHOST, 2) == CURLE_OK
            && dd_set_long(handle, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)) == CURLE_OK
            && trust(handle, relay.ca)
        guard isProtected, let user = relay.user else { return isProtected }
        return dd_set_str(handle, CURLOPT_USERNAME, user) == CURLE_OK
            && dd_set_str(handle, CURLOPT_PASSWORD, relay.password) == CURLE_OK
    }

    /// A file of authorities stands in the place of the machine's, it does not add to them.
    private static func trust(_ handle: UnsafeMutableRawPointer, _ ca: String?) -> Bool {
        guard let ca else { return true }
        return dd_set_str(handle, CURLOPT_CAINFO, ca) == CURLE_OK
            && dd_set_str(handle, CURLOPT_CAPATH, nil) == CURLE_OK
    }

    /// Waits.
    ///
    /// FORBID_REUSE is left out on purpose: with it libcurl says QUIT and waits for the answer
    /// before `curl_easy_perform` comes back, and `accepted` would be late.
    static func limit(_ handle: UnsafeMutableRawPointer, _ timeouts: Timeouts) -> Bool {
        dd_set_long(handle, CURLOPT_NOSIGNAL, 1) == CURLE_OK
            && dd_set_long(handle, CURLOPT_CONNECTTIMEOUT, timeouts.connect) == CURLE_OK
            && dd_set_long(handle, CURLOPT_SERVER_RESPONSE_TIMEOUT, timeouts.answer) == CURLE_OK
            && dd_set_long(handle, CURLOPT_TIMEOUT, timeouts.whole) == CURLE_OK
    }

    /// Says QUIT without waiting for its answer, and closes.
    ///
    /// libcurl 7.88.1 waits as long as for any other answer, whatever is set after the transfer;
    /// with the reading half shut, the wait ends at once.
    static func leave(_ handle: UnsafeMutableRawPointer) {
        var socket: curl_socket_t = -1
        dd_get_socket(handle, &socket)
        if socket >= 0 { _ = shutdown(socket, CInt(SHUT_RD)) }
        curl_easy_cleanup(handle)
    }
}

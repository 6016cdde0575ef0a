import CCurl

/// What travels out and what comes back while libcurl talks; it lives on one thread for one letter.
final class Conversation {
    private let message: [UInt8]
    private var sent = 0
    private var reply: [UInt8] = []
    private var wentAhead = false
    /// Replies 250 since the last one of another kind: one to EHLO, one to MAIL, one to RCPT.
    private var agreements = 0
    /// A log-in stands between EHLO and MAIL, and its 235 counts for EHLO's 250.
    private var isLoggedIn = false
    /// The connection's protocol, once a reply has come through it.
    private var tls: String?
    private var handle: UnsafeMutableRawPointer?

    init(_ message: [UInt8]) { self.message = message }

    /// Runs the transaction that `handle` is set up for.
    func run(_ handle: UnsafeMutableRawPointer) -> Evidence {
        self.handle = handle
        defer { self.handle = nil }
        let me = Unmanaged.passUnretained(self).toOpaque()
        dd_set_io(handle, CURLOPT_READFUNCTION) { buffer, size, count, context in
            Conversation.at(context).send(into: buffer, limit: size * count)
        }
        dd_set_ptr(handle, CURLOPT_READDATA, me)
        dd_set_io(handle, CURLOPT_HEADERFUNCTION) { buffer, size, count, context in
            let line = UnsafeRawBufferPointer(start: buffer, count: size * count)
            Conversation.at(context).hear(line)
            return line.count
        }
        dd_set_ptr(handle, CURLOPT_HEADERDATA, me)
        let result = withExtendedLifetime(self) { curl_easy_perform(handle) }
        var code = 0
        dd_get_long(handle, CURLINFO_RESPONSE_CODE, &code)
        var trust = 0
        // EHLO was agreed to with an earlier letter.
        var connects = 0
        dd_get_long(handle, CURLINFO_NUM_CONNECTS, &connects)
        let greeted = isLoggedIn || (connects == 0 && agreements > 0) ? 1 : 0
        dd_get_long(handle, CURLINFO_SSL_VERIFYRESULT, &trust)
        return Evidence(
            result: result, code: code, wentAhead: wentAhead,
            senderAgreed: agreements + greeted >= 2, reply: words(of: code),
            tls: tls, trust: trust)
    }

    private static func at(_ context: UnsafeMutableRawPointer?) -> Conversation {
        guard let context else { preconditionFailure("libcurl lost its context") }
        return Unmanaged<Conversation>.fromOpaque(context).takeUnretainedValue()
    }

    /// Copies the next bytes of the letter, none at its end; libcurl asks only after a 354.
    private func send(into buffer: UnsafeMutablePointer<CChar>?, limit: Int) -> Int {
        wentAhead = true
        let part = message[sent...].prefix(limit)
        guard let buffer, !part.isEmpty else { return 0 }
        UnsafeMutableRawBufferPointer(start: buffer, count: part.count).copyBytes(from: part)
        sent += part.count
        return part.count
    }

    /// Keeps a reply line, which libcurl hands over as a header, unless it answers QUIT.
    private func hear(_ line: UnsafeRawBufferPointer) {
        guard !line.starts(with: "221".utf8) else { return }
        if tls == nil { tls = dd_tls_version(handle).map { String(cString: $0) } }
        reply = Array(line.prefix(300))
        guard line.count > 3, line[3] == UInt8(ascii: " ") else { return }
        if line.starts(with: "250".utf8) {
            agreements += 1
        } else if line[0] == UInt8(ascii: "2") || line[0] == UInt8(ascii: "3") {
            agreements = 0
            isLoggedIn = isLoggedIn || line.starts(with: "235".utf8)
        }
    }

    /// The last reply in one line of printable text.
    private func words(of code: Int) -> String {
        guard reply.starts(with: String(code).utf8) else { return "" }
        return oneLine(reply)
    }
}

/// Bytes of somebody else as one line of printable text, without what a terminal would obey.
func oneLine(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes, as: UTF8.self).unicodeScalars.map { scalar in
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: " " as Unicode.Scalar
        default: scalar
        }
    }
    let line = String(String.UnicodeScalarView(text))
    return line.split(separator: " ").joined(separator: " ")
}

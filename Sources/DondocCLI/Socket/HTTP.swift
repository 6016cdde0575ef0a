import DondocCore

/// One request of HTTP/1.1 over a socket that closes after it, RFC 9112.
struct HTTPRequest {
    var method = "GET"
    var path: String
    var query: [(String, String)] = []
    /// Names the change, so that a repetition of it has no second effect.
    var idempotencyKey: String?
    var body: [UInt8] = []
    typealias Progress = (after: Int, tell: () -> Void)

    /// Called once when nothing has come for so many milliseconds.
    var whileWaiting: Progress?

    var bytes: [UInt8] {
        var head = "\(method) \(target) HTTP/1.1\r\nHost: dondoc\r\nConnection: close\r\n"
        head += "Accept: application/json\r\nUser-Agent: dondoc/\(Words.version)\r\n"
        head += "Accept-Language: \(Language.current.rawValue)\r\n"
        if let idempotencyKey { head += "Idempotency-Key: \(idempotencyKey)\r\n" }
        if !body.isEmpty { head += "Content-Type: application/json\r\n" }
        if method != "GET" { head += "Content-Length: \(body.count)\r\n" }
        return Array((head + "\r\n").utf8) + body
    }

    private var target: String {
        let pairs = query.map { HTTPRequest.encoded($0.0) + "=" + HTTPRequest.encoded($0.1) }
        return path + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
    }

    /// Everything but RFC 3986's unreserved characters as `%XX`.
    static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let c = Character(Unicode.Scalar(byte))
            if byte < 0x80, c.isLetter || c.isNumber || "-._~".contains(c) { return String(c) }
            return "%" + hexadecimal([byte]).uppercased()
        }.joined()
    }
}

/// An answer with its whole body.
struct HTTPAnswer {
    let status: Int
    /// Names in lower case.
    let headers: [String: String]
    let body: [UInt8]

    static let headLimit = 65_536
    static let bodyLimit = 256 << 20

    /// Reads an answer from what has come so far; nil while bytes are missing.
    ///
    /// `ended` says that nothing more will come: then missing bytes are an error.
    static func parse(_ bytes: [UInt8], ended: Bool) throws(TransportError) -> HTTPAnswer? {
        guard let head = end(ofHead: bytes) else {
            if bytes.count > headLimit { throw .garbled }
            if ended { throw .closedEarly }
            return nil
        }
        let lines = String(decoding: bytes[..<head], as: UTF8.self).split(separator: "\r\n")
        let start = (lines.first ?? "").split(separator: " ")
        guard start.count >= 2, start[0].hasPrefix("HTTP/1."), let status = Int(start[1]) else {
            throw .garbled
        }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { throw .garbled }
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            headers[line[..<colon].lowercased()] = String(value)
        }
        let rest = bytes[(head + 4)...]
        guard rest.count <= bodyLimit else { throw .garbled }
        guard let body = try body(rest, headers, ended: ended) else {
            if ended { throw .closedEarly }
            return nil
        }
        return HTTPAnswer(status: status, headers: headers, body: body)
    }

    private static func end(ofHead bytes: [UInt8]) -> Int? {
        guard bytes.count >= 4 else { return nil }
        return (0...(min(bytes.count, headLimit + 4) - 4)).first { i in
            bytes[i] == 0x0D && bytes[i + 1] == 0x0A && bytes[i + 2] == 0x0D && bytes[i + 3] == 0x0A
        }
    }

    private static func body(
        _ rest: ArraySlice<UInt8>, _ headers: [String: String], ended: Bool
    ) throws(TransportError) -> [UInt8]? {
        if headers["transfer-encoding"]?.lowercased() == "chunked" { return try dechunked(rest) }
        guard let length = headers["content-length"] else { return ended ? Array(rest) : nil }
        guard let count = Int(length), count >= 0, count <= bodyLimit else { throw .garbled }
        return rest.count >= count ? Array(rest.prefix(count)) : nil
    }

    /// RFC 9112, section 7.1; nil before the last chunk.
    private static func dechunked(_ rest: ArraySlice<UInt8>) throws(TransportError) -> [UInt8]? {
        var body: [UInt8] = []
        var at = rest.startIndex
        while let end = rest[at...].firstIndex(of: 0x0A) {
            let size = String(decoding: rest[at..<end], as: UTF8.self)
                .prefix { $0.isHexDigit }
            guard let count = Int(size, radix: 16), count <= bodyLimit else { throw .garbled }
            if count == 0 { return body }
            let first = end + 1
            guard first + count + 2 <= rest.endIndex else { return nil }
            body += rest[first..<(first + count)]
            at = first + count + 2
        }
        return nil
    }
}

/// Sends a request and waits for its whole answer.
func exchange(_ request: HTTPRequest, socket path: String, seconds: Int)
    throws(TransportError) -> HTTPAnswer
{
    let socket = try UnixSocket(path: path, deadline: Deadline(seconds: seconds))
    return try exchange(request, over: socket)
}

/// The same over a stream that is open already.
func exchange(_ request: HTTPRequest, over socket: borrowing UnixSocket)
    throws(TransportError) -> HTTPAnswer
{
    try socket.send(request.bytes)
    var bytes: [UInt8] = []
    var whileWaiting = request.whileWaiting
    while true {
        let more = try socket.receive(tellAfter: whileWaiting?.after) {
            whileWaiting?.tell()
            whileWaiting = nil
        }
        bytes += more
        if let answer = try HTTPAnswer.parse(bytes, ended: more.isEmpty) { return answer }
    }
}

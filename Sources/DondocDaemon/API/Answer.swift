import DondocAPI
import DondocCore
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1

/// An answer's JSON, and the change for its `ETag` where it shows one obligation as it is.
struct Reply: Sendable {
    let text: String
    var tag: Int?

    init(text: String, tag: Int? = nil) { (self.text, self.tag) = (text, tag) }

    init(_ view: some Encodable, tag: Int? = nil) throws {
        self.init(text: try JSON.text(view), tag: tag)
    }

    /// The change that an obligation's detail names, also in an answer that was kept.
    static func change(in text: String) -> Int? {
        struct Tagged: Decodable { let change: Int? }
        return (try? JSONDecoder().decode(Tagged.self, from: Data(text.utf8)))?.change
    }
}

/// Answers with their headers.
enum Answer {
    static func json(_ reply: Reply, _ clock: any OfficeClock) -> Response {
        var answer = response(reply.text, .ok, "application/json; charset=utf-8", clock)
        if let tag = reply.tag { answer.headers[.eTag] = "\"\(tag)\"" }
        return answer
    }

    static func problem(_ problem: Problem, _ clock: any OfficeClock) throws -> Response {
        response(
            try JSON.text(problem.inert), .init(code: problem.status), problemType, clock)
    }

    /// Vietnamese unless English is asked for first (RFC 9110, section 12.5.4).
    static func language(_ accepted: String?) -> Language {
        let first = accepted?.split(separator: ",").first?.split(separator: ";").first ?? ""
        let tag = first.split(separator: "-").first.map { $0.filter { $0 != " " }.lowercased() }
        return tag.flatMap(Language.init) ?? .vi
    }

    private static let problemType = "application/problem+json"

    /// The same for a connection that is closed with it.
    static func refusal(_ problem: Problem) -> HTTPServerRefusal {
        let body = ByteBuffer(string: ((try? JSON.text(problem.inert)) ?? "{}") + "\n")
        let head = HTTPResponseHead(
            version: .http1_1, status: .init(statusCode: problem.status),
            headers: [
                "Content-Type": problemType, "Content-Length": String(body.readableBytes),
                "Connection": "close",
            ])
        return (head, body)
    }

    /// What a caller hears who woke a daemon that cannot start: the whole answer, head and body.
    ///
    /// `question` is what was read of the request.
    static func cannotStart(_ status: Int, to question: [UInt8]) throws -> [UInt8] {
        let name = "accept-language:"
        let asked = String(decoding: question, as: UTF8.self).split(whereSeparator: \.isNewline)
            .first { $0.lowercased().hasPrefix(name) }?.dropFirst(name.count)
        let spoken = asked.map { language(String($0)) } ?? Language.current
        let body = try Language.$current.withValue(spoken) {
            try JSON.text(
                Problem(
                    title: "not running", status: 503, detail: Words.cannotStart(status),
                    exit: ExitStatus.notRunning))
        }
        let head = """
            HTTP/1.1 503 Service Unavailable\r
            Content-Type: \(problemType)\r
            Content-Length: \(body.utf8.count)\r
            Connection: close\r
            \r

            """
        return Array((head + body).utf8)
    }

    private static func response(
        _ text: String, _ status: HTTPResponse.Status, _ type: String, _ clock: any OfficeClock
    ) -> Response {
        var headers: HTTPFields = [.contentType: type]
        if clock.isTraining, let name = HTTPField.Name(Path.trainingHeader) {
            headers[name] = clock.now().description
        }
        return Response(
            status: status, headers: headers,
            body: .init(byteBuffer: ByteBuffer(string: text + "\n")))
    }
}

import DondocAPI
import Foundation
import Glibc
import Synchronization
import Testing

/// A socket whose connections are answered with canned bytes, one after another.
struct CannedServer {
    let path: String
    private let heard = Heard()

    /// The requests that came, head and body.
    private final class Heard: Sendable {
        let requests = Mutex<[String]>([])
    }

    /// One connection for each of `answers`: its pieces with a pause after each.
    init(_ answers: [[String]], pause: useconds_t = 20_000) throws {
        path = "/tmp/dondoc-cli-\(getpid())-\(UInt32.random(in: 0...UInt32.max)).sock"
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let listener = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(bound == 0 && listen(listener, 8) == 0)
        let heard = heard
        Thread.detachNewThread {
            for pieces in answers {
                let fd = accept(listener, nil, nil)
                var request = [UInt8](repeating: 0, count: 8192)
                let n = max(0, recv(fd, &request, request.count, 0))
                let text = String(decoding: request[..<n], as: UTF8.self)
                heard.requests.withLock { $0.append(text) }
                for piece in pieces {
                    _ = piece.withCString { send(fd, $0, strlen($0), CInt(MSG_NOSIGNAL)) }
                    usleep(pause)
                }
                close(fd)
            }
            close(listener)
        }
    }

    /// One whole answer a request, each a value or a `Problem`.
    init(answering values: [any Encodable]) throws {
        try self.init(
            values.map { value in
                let body = String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
                let status = (value as? Problem)?.status ?? 200
                return [
                    "HTTP/1.1 \(status) X\r\nContent-Length: \(body.utf8.count)\r\n\r\n" + body
                ]
            })
    }

    /// The first line of each request without its version.
    var asked: [String] {
        requests.map { $0.components(separatedBy: " HTTP/1.1").first ?? "" }
    }

    /// What stood below each head.
    var bodies: [String] {
        requests.map { $0.components(separatedBy: "\r\n\r\n").dropFirst().joined() }
    }

    private var requests: [String] { heard.requests.withLock { $0 } }
}

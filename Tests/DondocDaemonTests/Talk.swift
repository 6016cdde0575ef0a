import DondocStore
import DondocSystemd
import Foundation
import Glibc
import Logging
import NIOCore

@testable import DondocDaemon

/// A server on a real socket, in front of a bench, that is spoken to byte by byte.
struct Talk {
    let bench: Bench
    private let path: String
    private let task: Task<Void, any Error>

    /// `prepare` may put other things behind the routes before anybody asks.
    init(
        _ patience: Gate.Patience = Gate.Patience(), plan: String = Bench.plan("thu"),
        prepare: (Bench, inout Work) throws -> Void = { _, _ in }
    ) async throws {
        let bench = try Bench()
        try await bench.load(plan)
        var work = bench.work
        try prepare(bench, &work)
        let callers = Callers(office: bench.office, clock: bench.clock)
        try self.init(bench, work, callers, patience)
    }

    init(
        _ bench: Bench, _ work: Work, _ callers: Callers,
        _ patience: Gate.Patience = Gate.Patience()
    ) throws {
        self.bench = bench
        path = bench.folder.appendingPathComponent("s").path
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let server = Server(
            socket: try ControlSocket.listen(path: path),
            routes: Routes(work: work, callers: callers), callers: callers, logger: logger,
            patience: patience)
        task = Task { try await server.run() }
    }

    func end() {
        task.cancel()
        bench.remove()
    }

    /// Sends bytes and reads until the other end closes; `hangsUp` says that no more will come.
    func say(_ question: [UInt8], hangsUp: Bool = true) async throws -> String {
        let path = path
        return try await withCheckedThrowingContinuation { done in
            do {
                try startThread("talk") {
                    done.resume(with: Result { try Talk.exchange(question, path, hangsUp) })
                }
            } catch {
                done.resume(throwing: error)
            }
        }
    }

    /// Sends bytes, waits, and closes without reading.
    func hangUp(after question: [UInt8], milliseconds: UInt32) async throws {
        let path = path
        try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
            do {
                try startThread("talk") {
                    done.resume(
                        with: Result {
                            let fd = try Talk.connected(path)
                            _ = question.withUnsafeBytes { write(fd, $0.baseAddress, $0.count) }
                            usleep(milliseconds * 1_000)
                            close(fd)
                        })
                }
            } catch {
                done.resume(throwing: error)
            }
        }
    }

    private static func exchange(_ question: [UInt8], _ path: String, _ hangsUp: Bool) throws
        -> String
    {
        let fd = try connected(path)
        defer { close(fd) }
        var (sent, answer) = (0, [UInt8]())
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let isWriting = sent < question.count
            var one = pollfd(
                fd: fd, events: Int16(POLLIN | (isWriting ? POLLOUT : 0)), revents: 0)
            guard poll(&one, 1, 300_000) > 0 else { throw SystemError("poll", code: ETIMEDOUT) }
            if one.revents & Int16(POLLIN) != 0 {
                let n = recv(fd, &buffer, buffer.count, Int32(MSG_DONTWAIT))
                guard n > 0 else { break }
                answer += buffer[..<n]
            } else if isWriting, one.revents & Int16(POLLOUT) != 0 {
                let flags = Int32(MSG_NOSIGNAL | MSG_DONTWAIT)
                let n = question[sent...].withUnsafeBytes {
                    send(fd, $0.baseAddress, min($0.count, 65_536), flags)
                }
                sent = n < 0 ? question.count : sent + n
                if sent == question.count, hangsUp { shutdown(fd, Int32(SHUT_WR)) }
            } else {
                break
            }
        }
        return String(decoding: answer, as: UTF8.self)
    }

    private static func connected(_ path: String) throws -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let fd = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(fd, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard code == 0 else { throw SystemError("connect") }
        return fd
    }
}

/// An answer taken apart.
struct HTTPReply: Sendable {
    let status: Int
    /// Names in lower case.
    let headers: [String: String]
    let body: String

    init(_ text: String) throws {
        guard let end = text.range(of: "\r\n\r\n") else { throw StoreFault.damaged(text) }
        let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
        status = Int(lines[0].split(separator: " ").dropFirst().first ?? "") ?? 0
        headers = Dictionary(
            lines.dropFirst().map { line in
                let parts = line.split(separator: ":", maxSplits: 1)
                return (parts[0].lowercased(), parts[1].trimmingCharacters(in: .whitespaces))
            }, uniquingKeysWith: { "\($0), \($1)" })
        body = String(text[end.upperBound...])
    }

    func read<T: Decodable>(_ type: T.Type) throws -> T {
        try JSONDecoder().decode(type, from: Data(body.utf8))
    }
}

extension Talk {
    /// Asks once, on a connection of its own; a POST without a body has an empty one.
    func ask(
        _ method: String, _ target: String, _ body: String? = nil, head: [String] = []
    ) async throws -> HTTPReply {
        let bytes = Array((body ?? "").utf8)
        let length = method == "POST" ? ["Content-Length: \(bytes.count)"] : []
        let lines = ["\(method) \(target) HTTP/1.1", "Host: dondoc", "Connection: close"]
        let start = (lines + head + length + ["", ""]).joined(separator: "\r\n")
        return try HTTPReply(try await say(Array(start.utf8) + bytes))
    }

    func post(_ target: String, _ body: String? = nil, head: [String] = []) async throws
        -> HTTPReply
    {
        try await ask("POST", target, body, head: head)
    }

    func get(_ target: String, head: [String] = []) async throws -> HTTPReply {
        try await ask("GET", target, head: head)
    }
}

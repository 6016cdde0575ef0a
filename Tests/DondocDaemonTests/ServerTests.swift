import DondocSystemd
import Foundation
import Glibc
import Logging
import NIOCore
import ServiceLifecycle
import Testing

@testable import DondocDaemon

@Suite struct ServerTests {
    @Test("Seventy connections of one user are held at bay, and the daemon answers after them")
    func crowd() async throws {
        let b = try Bench()
        defer { b.remove() }
        let path = b.folder.appendingPathComponent("s").path
        let callers = Callers(office: b.office, clock: b.clock)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        // On a busy machine the first must not have left before the last has come.
        var patience = Gate.Patience()
        patience.head = .seconds(600)
        let server = Server(
            socket: try ControlSocket.listen(path: path),
            routes: Routes(work: b.work, callers: callers), callers: callers, logger: logger,
            patience: patience)
        let task = Task { try await server.run() }
        let crowd = try (0..<70).map { _ in try connected(path) }
        // Those beyond the limit read the end; the others wait for an answer.
        #expect(try await aside { ended(crowd, atLeast: 6) } == 6)
        crowd.forEach { close($0) }
        let answer = try await aside {
            // The daemon sees that the crowd has gone when it comes to read its sockets.
            for _ in 0..<30_000 {
                if let answer = try? ask(path), answer.contains("\"uid\"") { return answer }
                usleep(2_000)
            }
            return ""
        }
        #expect(answer.contains("\"uid\""))
        task.cancel()
    }

    @Test("A long answer goes out whole to a client that has shut down its own side")
    func longAnswer() async throws {
        let talk = try await Talk()
        defer { talk.end() }
        let tasks = (0..<700).map { "  - {id: v\($0), title: Việc, lead: [so], due: Cả năm}" }
        let plan = Bench.plan("dai").split(separator: "\n").dropLast().joined(separator: "\n")
        try await talk.bench.load(plan + "\n" + tasks.joined(separator: "\n") + "\n")
        // The socket's buffer takes about 200 KiB of it at once.
        let question = "GET /v1/obligations HTTP/1.1\r\n\(BadRequest.host)\r\n"
        let answer = try await talk.say(Array(question.utf8), hangsUp: true)
        let parts = answer.components(separatedBy: "\r\n\r\n")
        let length = try #require(
            parts[0].components(separatedBy: "\r\n").first { $0.hasPrefix("Content-Length: ") })
        #expect(parts[1].utf8.count > 300_000)
        #expect(length == "Content-Length: \(parts[1].utf8.count)")
    }

    private func connected(_ path: String) throws -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        // A child of another test must not keep it open.
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        let fd = socket(AF_UNIX, kind, 0)
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(fd, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard code == 0 else { throw SystemError("connect") }
        return fd
    }

    /// Runs what blocks on a thread of its own: the server needs the pool's.
    private func aside<T: Sendable>(_ body: @escaping @Sendable () -> T) async throws -> T {
        await withCheckedContinuation { done in
            do {
                try startThread("aside") { done.resume(returning: body()) }
            } catch {
                done.resume(returning: body())
            }
        }
    }

    /// How many were turned away.
    ///
    /// One that waited too long for its head is answered, and not counted.
    private func ended(_ crowd: [Int32], atLeast wanted: Int) -> Int {
        var watched = crowd.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        var turnedAway = 0
        while turnedAway < wanted {
            guard poll(&watched, nfds_t(watched.count), 900_000) > 0 else { break }
            for i in watched.indices where watched[i].revents != 0 {
                var byte: UInt8 = 0
                if recv(watched[i].fd, &byte, 1, Int32(MSG_PEEK)) <= 0 { turnedAway += 1 }
                watched[i].fd = -1
                watched[i].revents = 0
            }
        }
        return turnedAway
    }

    private func ask(_ path: String) throws -> String {
        let fd = try connected(path)
        defer { close(fd) }
        let text = Array("GET /v1/whoami HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".utf8)
        _ = write(fd, text, text.count)
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while case let n = read(fd, &buffer, buffer.count), n > 0 { answer += buffer[..<n] }
        return String(decoding: answer, as: UTF8.self)
    }
}

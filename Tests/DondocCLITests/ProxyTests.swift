import ArgumentParser
import Foundation
import Glibc
import Testing

@testable import DondocCLI

/// A proxy at work between three streams of the test's.
private final class Works {
    /// Written by the test as sshd would.
    let input: CInt
    /// Read by the test as sshd would.
    let output: CInt
    /// The daemon's end.
    let daemon: CInt
    private let ended = DispatchSemaphore(value: 0)

    enum Shape { case pipes, oneSocket }

    /// sshd gives its command either two pipes or one socket.
    init(_ shape: Shape = .pipes) throws {
        let (daemon, socket) = try Works.pair()
        self.daemon = daemon
        let theirs: (input: CInt, output: CInt)
        switch shape {
        case .pipes:
            var down: [CInt] = [-1, -1]
            var up: [CInt] = [-1, -1]
            try #require(pipe(&down) == 0 && pipe(&up) == 0)
            (input, output) = (down[1], up[0])
            theirs = (down[0], up[1])
        case .oneSocket:
            let (ours, other) = try Works.pair()
            (input, output) = (ours, ours)
            theirs = (other, other)
        }
        signal(SIGPIPE, SIG_IGN)
        let ended = ended
        Thread.detachNewThread {
            var proxy = Proxy(input: theirs.input, output: theirs.output, socket: socket)
            proxy.run()
            for fd in Set([theirs.input, theirs.output, socket]) { close(fd) }
            ended.signal()
        }
    }

    /// Whether the proxy has come to its end within ten seconds.
    var hasEnded: Bool { ended.wait(timeout: .now() + 10) == .success }

    private static func pair() throws -> (CInt, CInt) {
        var fds: [CInt] = [-1, -1]
        try #require(
            socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &fds) == 0)
        return (fds[0], fds[1])
    }
}

/// Writes all of it, on a thread of its own.
private func pour(_ bytes: [UInt8], into fd: CInt, thenClose: Bool = false) {
    Thread.detachNewThread {
        var sent = 0
        while sent < bytes.count {
            let n = bytes[sent...].withUnsafeBytes { write(fd, $0.baseAddress, $0.count) }
            if n <= 0 { break }
            sent += n
        }
        if thenClose { close(fd) }
    }
}

/// Reads until the end, or until so many bytes are there; ten seconds without either are an issue.
private func drink(_ fd: CInt, upTo count: Int = .max) -> [UInt8] {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while all.count < count {
        var one = pollfd(fd: fd, events: Int16(POLLIN), revents: 0)
        guard poll(&one, 1, 10_000) > 0 else {
            Issue.record("ten seconds brought neither a byte nor the end")
            break
        }
        let n = read(fd, &buffer, min(buffer.count, count - all.count))
        if n <= 0 { break }
        all += buffer[..<n]
    }
    return all
}

private func noise(_ count: Int) -> [UInt8] {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    return (0..<count).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 56)
    }
}

/// `==` without the difference of millions of bytes that `#expect` would work out.
private func isSame(_ came: [UInt8], _ sent: [UInt8]) -> Bool { came == sent }

@Suite struct ProxyTests {
    @Test("The end of the input is told to the daemon, which may still answer")
    func halfClose() throws {
        let works = try Works()
        pour(Array("GET".utf8), into: works.input, thenClose: true)
        #expect(drink(works.daemon) == Array("GET".utf8), "the daemon has seen the end")
        pour(Array("200".utf8), into: works.daemon, thenClose: true)
        #expect(drink(works.output) == Array("200".utf8))
        #expect(works.hasEnded)
    }

    @Test("The same over the one socket that sshd gives") func halfCloseOfASocket() throws {
        let works = try Works(.oneSocket)
        pour(Array("GET".utf8), into: works.input)
        #expect(drink(works.daemon, upTo: 3) == Array("GET".utf8))
        shutdown(works.input, CInt(SHUT_WR))
        #expect(drink(works.daemon).isEmpty)
        pour(Array("200".utf8), into: works.daemon, thenClose: true)
        #expect(drink(works.output) == Array("200".utf8))
        #expect(works.hasEnded)
    }

    @Test("A daemon that closes ends it while the input is open, and no byte is lost")
    func daemonCloses() throws {
        let works = try Works()
        let answer = noise(300_000)
        pour(answer, into: works.daemon, thenClose: true)
        #expect(isSame(drink(works.output), answer))
        #expect(works.hasEnded)
    }

    @Test("An output that nobody reads any more ends it, although nothing is said")
    func readerGone() throws {
        let works = try Works()
        close(works.output)
        #expect(works.hasEnded)
        #expect(drink(works.daemon).isEmpty, "and the daemon's connection with it")
    }

    @Test("A client that goes away in the middle of an answer ends it") func clientGone() throws {
        let works = try Works(.oneSocket)
        pour(noise(1 << 20), into: works.daemon)
        #expect(drink(works.output, upTo: 1000).count == 1000)
        close(works.output)
        #expect(works.hasEnded)
    }

    @Test("A daemon that reads no more has its answer carried all the same")
    func refusedInTheMiddle() throws {
        let works = try Works()
        shutdown(works.daemon, CInt(SHUT_RD))
        pour(noise(1 << 20), into: works.input)
        pour(Array("413".utf8), into: works.daemon)
        #expect(drink(works.output, upTo: 3) == Array("413".utf8))
        close(works.daemon)
        #expect(works.hasEnded)
    }

    @Test("An answer passes a request that the daemon does not take") func noDeadlock() throws {
        let works = try Works()
        pour(noise(5 << 20), into: works.input)
        let answer = noise(1 << 20)
        pour(answer, into: works.daemon)
        #expect(isSame(drink(works.output, upTo: answer.count), answer))
        close(works.daemon)
        #expect(works.hasEnded)
    }

    @Test(
        "5 MiB go both ways, byte for byte, although the client first sends all and then reads",
        arguments: [Works.Shape.pipes, .oneSocket])
    fileprivate func large(shape: Works.Shape) throws {
        let works = try Works(shape)
        let there = noise(5 << 20)
        let back = Array(there.reversed())
        // With a little of it on its way, no whole piece fits any more.
        pour(Array(back[..<1000]), into: works.daemon)
        var first = pollfd(fd: works.output, events: Int16(POLLIN), revents: 0)
        #expect(poll(&first, 1, 10_000) == 1)
        pour(Array(back[1000...]), into: works.daemon)
        pour(there, into: works.input)
        #expect(isSame(drink(works.daemon, upTo: there.count), there))
        #expect(isSame(drink(works.output, upTo: back.count), back))
        close(works.daemon)
        #expect(works.hasEnded)
    }

    @Test("Without a daemon it ends with 69 and names the socket") func noDaemon() throws {
        let path = "/tmp/dondoc-none.sock"
        let command = try #require(
            try Root.parseAsRoot(["proxy", "--socket", path]) as? ProxyCommand)
        let failure = try #require(throws: Failure.self) { try command.run() }
        #expect(failure.status == 69)
        #expect(failure.lines.first?.contains(path) == true)
    }

    @Test(
        "It takes nothing that could be another errand",
        arguments: [["status"], ["-H", "may"], ["--json"], ["sh", "-c", "id"]])
    func noOtherArgument(arguments: [String]) {
        let error = #expect(throws: (any Error).self) {
            try Root.parseAsRoot(["proxy"] + arguments)
        }
        #expect(error.map { Root.exitCode(for: $0).rawValue } == 64)
    }
}

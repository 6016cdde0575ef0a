import DondocSystemd
import Foundation
import Glibc
import Testing

@Suite struct ControlSocketTests {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "dondoc-\(UUID().uuidString)")

    init() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    @Test("A second holder of the lock is told so; the lock is free again once its file is closed")
    func lock() throws {
        let path = folder.appendingPathComponent("lock").path
        let first = try FileLock(path: path)
        #expect(first != nil)
        #expect(try FileLock(path: path) == nil)
    }

    @Test("A lock is never taken through a symbolic link")
    func link() throws {
        let path = folder.appendingPathComponent("lock").path
        try FileManager.default.createSymbolicLink(
            atPath: path, withDestinationPath: folder.appendingPathComponent("x").path)
        #expect(throws: SystemError.self) { try FileLock(path: path) }
    }

    @Test("The socket is for its owner and group alone, and replaces a stale one")
    func socket() throws {
        let path = folder.appendingPathComponent("s").path
        close(try ControlSocket.listen(path: path))
        let live = try ControlSocket.listen(path: path)
        defer { close(live) }
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o660)
    }

    @Test("A listening socket knows its path, as one that was inherited must tell")
    func path() throws {
        let path = "/tmp/dondoc-\(getpid())-path.sock"
        let live = try ControlSocket.listen(path: path)
        defer {
            close(live)
            unlink(path)
        }
        #expect(ControlSocket.path(of: live) == path)
        let nameless = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        defer { close(nameless) }
        #expect(ControlSocket.path(of: nameless) == nil)
        #expect(ControlSocket.path(of: -1) == nil)
    }

    @Test("A socket on which somebody answers is left to him")
    func inUse() throws {
        let path = folder.appendingPathComponent("s").path
        let live = try ControlSocket.listen(path: path)
        defer { close(live) }
        do {
            _ = try ControlSocket.listen(path: path)
            Issue.record("took it")
        } catch let error as SystemError {
            #expect(error.code == EADDRINUSE)
        }
        #expect(FileManager.default.fileExists(atPath: path))
    }

    @Test("Everybody who waits on a socket is answered and sent away; nobody is left waiting")
    func turnAway() throws {
        let path = folder.appendingPathComponent("s").path
        let live = try ControlSocket.listen(path: path)
        defer { close(live) }
        let callers = try (0..<3).map { _ in try connected(path) }
        // One has asked, the others have not yet.
        #expect(send(callers[0], "GET", 3, 0) == 3)
        ControlSocket.turnAway(live) { question in Array("not today".utf8) + question }
        for (caller, question) in zip(callers, ["GET", "", ""]) {
            var buffer = [UInt8](repeating: 0, count: 64)
            let count = recv(caller, &buffer, buffer.count, 0)
            #expect(
                String(decoding: buffer.prefix(max(0, count)), as: UTF8.self) == "not today"
                    + question)
            close(caller)
        }
        var waiting = pollfd(fd: live, events: Int16(POLLIN), revents: 0)
        #expect(poll(&waiting, 1, 0) == 0)
    }

    private func connected(_ path: String) throws -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let fd = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(fd, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard code == 0 else { throw SystemError("connect") }
        return fd
    }

    @Test("A path that no socket can have is an error, not a shorter path")
    func long() {
        #expect(throws: SystemError.self) {
            try ControlSocket.listen(path: "/tmp/" + String(repeating: "x", count: 120))
        }
    }
}

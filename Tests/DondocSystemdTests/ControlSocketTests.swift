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

    @Test("A path that no socket can have is an error, not a shorter path")
    func long() {
        #expect(throws: SystemError.self) {
            try ControlSocket.listen(path: "/tmp/" + String(repeating: "x", count: 120))
        }
    }
}

import DondocSystemd
import Foundation
import Glibc
import Testing

/// Owners, modes and symlinks: security.md, 4, rows 17, 23 and 24.
@Suite struct TrustTests {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "dondoc-\(UUID().uuidString)")

    init() throws {
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    private func make(_ name: String, _ mode: UInt32, isFolder: Bool = false) throws -> String {
        let path = folder.appendingPathComponent(name).path
        if isFolder {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true)
        } else {
            try Data("x".utf8).write(to: URL(fileURLWithPath: path))
        }
        chmod(path, mode)
        return path
    }

    private func reason(_ look: () throws -> Void) -> Distrust.Reason? {
        do {
            try look()
            return nil
        } catch let why as Distrust {
            return why.reason
        } catch {
            Issue.record("\(error)")
            return nil
        }
    }

    @Test(
        "A folder of ours is written by nobody else",
        arguments: [
            (UInt32(0o700), Distrust.Reason?.none), (0o755, nil), (0o750, nil),
            (0o777, .writable("0777")), (0o770, .writable("0770")), (0o702, .writable("0702")),
            (0o1777, .writable("1777")),
        ])
    func folders(mode: UInt32, told: Distrust.Reason?) throws {
        let path = try make("f", mode, isFolder: true)
        #expect(reason { try Trust.ownFolder(path) } == told)
    }

    @Test("A symlink to a folder of ours is not the folder, and a file is none")
    func folderKinds() throws {
        let real = try make("real", 0o700, isFolder: true)
        let link = folder.appendingPathComponent("link").path
        symlink(real, link)
        #expect(reason { try Trust.ownFolder(link) } == .symlink)
        #expect(reason { try Trust.ownFolder(try make("file", 0o600)) } == .notFolder)
        #expect(throws: SystemError.self) { try Trust.ownFolder(real + "/none") }
    }

    @Test(
        "A folder below one that everybody may write could be put in its place; /tmp's sticky bit helps"
    )
    func ancestors() throws {
        let open = try make("open", 0o777, isFolder: true)
        let inner = try make("open/inner", 0o700, isFolder: true)
        #expect(reason { try Trust.ownFolder(inner) } == .writable("0777"))
        chmod(open, 0o1777)
        #expect(reason { try Trust.ownFolder(inner) } == nil)
    }

    @Test(
        "A file of ours is written by nobody else, and read by no stranger",
        arguments: [
            (UInt32(0o600), Distrust.Reason?.none), (0o640, nil), (0o644, .readable("0644")),
            (0o660, .writable("0660")), (0o606, .writable("0606")), (0o601, .readable("0601")),
        ])
    func files(mode: UInt32, told: Distrust.Reason?) throws {
        let path = try make("db", mode)
        #expect(reason { try Trust.ownFile(path, hidden: 0o007) } == told)
        #expect(try Trust.isShared(path, 0o040) == (mode & 0o040 != 0))
    }

    @Test(
        "A file that is a symlink, a pipe or a folder is refused; one that is not there is no fault"
    )
    func fileKinds() throws {
        let real = try make("real", 0o600)
        let link = folder.appendingPathComponent("link").path
        symlink(real, link)
        #expect(reason { try Trust.ownFile(link, hidden: 0o007) } == .symlink)
        let dangling = folder.appendingPathComponent("dangling").path
        symlink(real + "-none", dangling)
        #expect(reason { try Trust.ownFile(dangling, hidden: 0o007) } == .symlink)
        let pipe = folder.appendingPathComponent("pipe").path
        mkfifo(pipe, 0o600)
        #expect(reason { try Trust.ownFile(pipe, hidden: 0o007) } == .notFile)
        #expect(reason { try Trust.ownFile(folder.path + "/none", hidden: 0o007) } == nil)
    }

    @Test("What belongs to somebody else is not ours", .enabled(if: getuid() == 0))
    func owners() throws {
        let (file, inner) = (try make("file", 0o600), try make("inner", 0o700, isFolder: true))
        for path in [file, inner] { chown(path, 12_345, 12_345) }
        #expect(reason { try Trust.ownFile(file, hidden: 0o007) } == .owner("12345"))
        #expect(reason { try Trust.ownFolder(inner) } == .owner("12345"))
        #expect(reason { try Trust.sharedFolder(inner) } == .owner("12345"))
        #expect(Trust.foreigner(file) == "12345" && Trust.foreigner("/") == nil)
    }

    @Test("A socket's folder may be everybody's only with the sticky bit")
    func shared() throws {
        let path = try make("run", 0o777, isFolder: true)
        #expect(reason { try Trust.sharedFolder(path) } == .writable("0777"))
        chmod(path, 0o1777)
        #expect(reason { try Trust.sharedFolder(path) } == nil)
        chmod(path, 0o775)
        #expect(reason { try Trust.sharedFolder(path) } == nil)
    }

    @Test("A program of root's is opened; what others could change on its way is not")
    func programs() throws {
        let path = try #require(realpath("/bin/sh", nil).map { String(cString: $0) })
        let fd = try Trust.program(path)
        #expect(fd >= 0)
        close(fd)
        #expect(reason { _ = try Trust.program("bin/sh") } == .relative)
        #expect(reason { _ = try Trust.program("/usr/bin") } == .notFile)
        #expect(throws: Distrust.self) { try Trust.program("/usr/bin/../bin/env") }
        #expect(throws: SystemError.self) { try Trust.program("/usr/bin/no-such-program") }
    }

    @Test("A program that its group may write, or behind a symlink, is refused")
    func badPrograms() throws {
        let (own, root) = (getuid(), folder.resolvingSymlinksInPath().path)
        func look(_ name: String) -> Distrust.Reason? {
            reason { close(try Trust.program(root + "/" + name, owner: own)) }
        }
        _ = try make("good", 0o755)
        #expect(look("good") == nil)
        _ = try make("bad", 0o775)
        #expect(look("bad") == .writable("0775"))
        symlink(root + "/good", root + "/link")
        #expect(look("link") == .symlink)
        _ = try make("open", 0o777, isFolder: true)
        _ = try make("open/good", 0o755)
        #expect(look("open/good") == .writable("0777"))
        symlink(root + "/open", root + "/way")
        #expect(look("way/good") == .symlink)
        #expect(look("good/x") == .notFolder)
        if own == 0 {
            chown(try make("theirs", 0o755), 12_345, 12_345)
            #expect(look("theirs") == .owner("12345"))
        }
    }

    @Test("A file of a folder is read; none that lies elsewhere, is no file, or is too large")
    func folderFiles() throws {
        let root = folder.path
        _ = try make("plans", 0o755, isFolder: true)
        _ = try make("plans/a.yaml", 0o644)
        symlink("a.yaml", root + "/plans/inside.yaml")
        symlink("/etc/hostname", root + "/plans/outside.yaml")
        symlink("../../../etc/hostname", root + "/plans/up.yaml")
        mkfifo(root + "/plans/pipe.yaml", 0o600)
        symlink("/dev/zero", root + "/plans/zero.yaml")
        _ = try make("plans/open.yaml", 0o666)
        let sparse = try make("plans/sparse.yaml", 0o600)
        truncate(sparse, 1 << 40)
        func read(_ name: String) throws -> [UInt8] {
            try FolderFile.read(name, in: root, limit: 1 << 20)
        }
        func code(_ name: String) -> Int32? {
            do {
                _ = try read(name)
                return nil
            } catch { return (error as? SystemError)?.code }
        }
        #expect(try read("plans/a.yaml") == [0x78])
        #expect(try read("plans/inside.yaml") == [0x78])
        for name in [
            "plans/outside.yaml", "plans/up.yaml", "../x", "/etc/hostname", "plans/zero.yaml",
        ] {
            #expect(code(name) == EXDEV, "\(name)")
        }
        #expect(code("plans/pipe.yaml") == EINVAL && code("plans") == EINVAL)
        #expect(code("plans/sparse.yaml") == EFBIG && code("plans/none.yaml") == ENOENT)
        #expect(reason { _ = try read("plans/open.yaml") } == .writable("0666"))
        #expect(
            try FolderFile.names(in: root + "/plans", suffix: ".yaml") == [
                "a.yaml", "inside.yaml", "open.yaml", "outside.yaml", "pipe.yaml", "sparse.yaml",
                "up.yaml", "zero.yaml",
            ])
        #expect(try FolderFile.names(in: root + "/none", suffix: ".yaml") == [])
        chmod(root, 0o777)
        #expect(reason { _ = try read("plans/a.yaml") } == .writable("0777"))
    }

    @Test("A socket is not made where something else stands, which stays")
    func taken() throws {
        let file = try make("s", 0o600)
        #expect(reason { close(try ControlSocket.listen(path: file)) } == .notSocket)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "x")
        let link = folder.appendingPathComponent("link").path
        symlink(file, link)
        #expect(reason { close(try ControlSocket.listen(path: link)) } == .notSocket)
    }
}

import DondocStore
import DondocSystemd
import Foundation
import Glibc
import Testing

@testable import DondocDaemon

/// The daemon does not start on files that are not in the right hands; security.md, 4, rows 23 and 24.
@Suite struct CustodyTests {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "dondoc-\(UUID().uuidString)")
    var config: String { folder.path + "/config" }
    var state: String { folder.path + "/state" }
    var socket: String { folder.path + "/run/s" }

    init() throws {
        umask(0o077)  // as the daemon does first of all
        for name in ["config/agencies", "state", "run"] {
            try FileManager.default.createDirectory(
                at: folder.appendingPathComponent(name), withIntermediateDirectories: true)
        }
        for name in ["", "/state", "/config", "/config/agencies", "/run"] {
            chmod(folder.path + name, 0o700)
        }
        try write("config/dondoc.yaml", "site: {name: Văn phòng}\n")
        try write("config/agencies/t.yaml", "agencies: {so: {name: Sở}}\n")
    }

    private func write(_ name: String, _ text: String, _ mode: UInt32 = 0o640) throws {
        let path = folder.path + "/" + name
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        chmod(path, mode)
    }

    /// The status and the reason with which the daemon does not start; nil when it would.
    private func refusal() throws -> (status: Int, reason: String)? {
        let places = Places(config: config, state: state, socket: socket, isTraining: true)
        do {
            let house = try House(places, clock: ClockOption("2023-06-01 08:00*1"), log: "stderr")
            try house.store.close()
            close(house.socket)
            return nil
        } catch let stop as Stop {
            return (stop.status, stop.reason.replacingOccurrences(of: folder.path, with: "…"))
        }
    }

    private func expect(_ status: Int, _ reason: String) throws {
        let told = try refusal()
        #expect(told?.status == status && told?.reason == reason, "\(String(describing: told))")
        try FileManager.default.removeItem(at: folder)
    }

    @Test("Files in the right hands are taken, and the state is for the daemon alone")
    func good() throws {
        #expect(try refusal() == nil)
        for name in ["", "/dondoc.db", "/lock"] {
            #expect(try Trust.isShared(state + name, 0o077) == false, "\(name)")
        }
        try FileManager.default.removeItem(at: folder)
    }

    @Test("A state folder that others may write", arguments: [UInt32(0o777), 0o770, 0o703])
    func openState(mode: UInt32) throws {
        chmod(state, mode)
        let octal = "0" + String(mode, radix: 8)
        let bits = mode & 0o020 == 0 ? "o-w" : "go-w"
        try expect(78, "người khác ghi được vào …/state (quyền \(octal)); chmod \(bits) …/state")
    }

    @Test("A state folder that is a symlink")
    func linkedState() throws {
        try FileManager.default.moveItem(atPath: state, toPath: state + "-real")
        symlink(state + "-real", state)
        try expect(78, "…/state là liên kết tượng trưng; xóa nó, rồi dùng đường dẫn thật")
    }

    @Test("A state folder that is a file")
    func fileState() throws {
        try FileManager.default.removeItem(atPath: state)
        try write("state", "x")
        try expect(78, "…/state không phải là thư mục; dời nó đi, hoặc chọn đường dẫn khác")
    }

    @Test("A state folder of another owner", .enabled(if: getuid() == 0))
    func foreignState() throws {
        chown(state, 12_345, 12_345)
        try expect(
            78,
            "…/state thuộc về người dùng '12345'; chown lại, hoặc chạy bằng đúng người dùng đó")
    }

    @Test("A state folder in a folder where everybody may put another")
    func openAbove() throws {
        chmod(folder.path, 0o777)
        try expect(78, "người khác ghi được vào … (quyền 0777); chmod go-w …")
    }

    @Test(
        "A database that others may read or write",
        arguments: [(UInt32(0o644), true), (0o660, false)])
    func openDatabase(mode: UInt32, isReadable: Bool) throws {
        #expect(try refusal() == nil)
        chmod(state + "/dondoc.db", mode)
        let (what, bits) = isReadable ? ("đọc được", "o-rwx") : ("ghi được vào", "go-w")
        try expect(
            78,
            "người khác \(what) …/state/dondoc.db (quyền 0\(String(mode, radix: 8))); "
                + "chmod \(bits) …/state/dondoc.db")
    }

    @Test("Symlinks in the state folder, also to nowhere", arguments: Custody.files)
    func links(name: String) throws {
        symlink(folder.path + "/elsewhere", "\(state)/\(name)")
        try expect(78, "…/state/\(name) là liên kết tượng trưng; xóa nó, rồi dùng đường dẫn thật")
    }

    @Test("Configuration that everybody may write")
    func openConfig() throws {
        chmod(config + "/dondoc.yaml", 0o666)
        try expect(
            78,
            "người khác ghi được vào …/config/dondoc.yaml (quyền 0666); chmod go-w …/config/dondoc.yaml"
        )
    }

    @Test("A folder of agencies that everybody may write")
    func openAgencies() throws {
        chmod(config + "/agencies", 0o777)
        try expect(
            78,
            "người khác ghi được vào …/config/agencies (quyền 0777); chmod go-w …/config/agencies")
    }

    @Test("Configuration that leads out of its folder")
    func linkedConfig() throws {
        symlink("/etc/hostname", config + "/agencies/u.yaml")
        try expect(
            78,
            "không đọc được …/config/agencies/u.yaml: liên kết dẫn ra ngoài thư mục cấu hình; "
                + "chép tệp thật vào")
    }

    @Test("A pipe among the agencies stops nothing for ever")
    func pipe() throws {
        mkfifo(config + "/agencies/u.yaml", 0o600)
        try expect(78, "không đọc được …/config/agencies/u.yaml: không phải là tệp thường")
    }

    @Test("A file that its name would keep from being loaded")
    func wrongSuffix() throws {
        try write("config/agencies/u.yml", "agencies: {so: {name: Sở}}\n")
        try expect(
            78,
            "…/config/agencies/u.yml sẽ không được nạp: tên tệp phải kết thúc bằng .yaml; "
                + "đổi tên, hoặc dời tệp đi")
    }

    @Test("Configuration that a group writes, and a state that it reads, stop nothing")
    func groupConfig() throws {
        chmod(config, 0o770)
        #expect(try refusal() == nil)
        chmod(state + "/dondoc.db", 0o640)
        try Custody.state(state)
        try FileManager.default.removeItem(at: folder)
    }

    @Test("A copy made before a migration is as much the daemon's own as the database")
    func copies() throws {
        try write("state/dondoc.db.schema-002", "x", 0o644)
        try expect(
            78,
            "người khác đọc được …/state/dondoc.db.schema-002 (quyền 0644); "
                + "chmod o-rwx …/state/dondoc.db.schema-002")
    }

    @Test("A socket path that something else has taken, which stays")
    func takenSocket() throws {
        try write("run/s", "quan trọng")
        let told = try refusal()
        #expect(told?.status == 73)
        #expect(
            told?.reason
                == "…/run/s đã có và không phải là ổ cắm; dời nó đi, hoặc chọn --socket khác")
        #expect(try String(contentsOfFile: socket, encoding: .utf8) == "quan trọng")
        try FileManager.default.removeItem(at: folder)
    }

    @Test("A socket's folder in which everybody may put another socket")
    func openRun() throws {
        chmod(folder.path + "/run", 0o777)
        try expect(78, "người khác ghi được vào …/run (quyền 0777); chmod go-w …/run")
    }
}

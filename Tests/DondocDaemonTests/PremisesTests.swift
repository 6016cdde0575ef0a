import DondocAPI
import DondocCore
import DondocStore
import Foundation
import Glibc
import Testing

@testable import DondocDaemon

/// What `status` and the journal say of files in other hands, and of files that nothing would take.
@Suite struct PremisesTests {
    private let bench: Bench
    private let work: Work

    init() throws {
        umask(0o077)  // as the daemon does first of all
        bench = try Bench()
        bench.sendMail()
        for name in ["", "agencies", "calendar", "plans"] {
            chmod(bench.folder.appendingPathComponent(name).path, 0o700)
        }
        // The state is this folder too.
        for name in Custody.files { chmod(bench.folder.appendingPathComponent(name).path, 0o600) }
        var work = bench.work
        work.running = Running(
            socket: "", premises: Premises(state: bench.folder.path, config: bench.work.config))
        self.work = work
        try write("calendar/2023.yaml", "year: 2023\ndays: []\n")
        let files = try work.config.applicable()
        bench.office.replace(try ConfigFolder.office(files, bench.office.current.settings))
    }

    private func path(_ name: String) -> String {
        name.isEmpty ? bench.folder.path : "\(bench.folder.path)/\(name)"
    }

    private func write(_ name: String, _ text: String, mode: mode_t = 0o600) throws {
        try text.write(toFile: path(name), atomically: true, encoding: .utf8)
        chmod(path(name), mode)
    }

    private func told(_ at: String) async throws -> [[String: String]] {
        let watch = AlarmWatch(
            store: bench.store, office: bench.office, isTraining: true,
            premises: work.running.premises)
        try await watch.look(at: try #require(Moment(written: at)))
        return try await Bench.alarms(bench.store)
    }

    private func lines(_ entries: [[String: String]]) -> [String] {
        entries.map { "\($0["DONDOC_KIND"] ?? "") \($0["DONDOC_CAUSE"] ?? "")" }
    }

    @Test("Files in the right hands that say nothing wrong are no news")
    func calm() async throws {
        defer { bench.remove() }
        let view = try await work.status()
        #expect(view.troubles == [] && view.warnings == [])
        #expect(try await told("2023-06-05 08:00").isEmpty)
    }

    @Test(
        "A group that may be meant is warned of with the way to mend it, once, and gone when mended",
        arguments: [
            ("", 0o770, "cả nhóm ghi được vào …: ", "chmod g-w … nếu không cố ý"),
            (
                "/dondoc.yaml", 0o660, "cả nhóm ghi được vào …/dondoc.yaml: ",
                "chmod g-w …/dondoc.yaml nếu không cố ý"
            ),
            (
                "/agencies", 0o770, "cả nhóm ghi được vào …/agencies: ",
                "chmod g-w …/agencies nếu không cố ý"
            ),
            (
                "/dondoc.db", 0o640, "cả nhóm đọc được …/dondoc.db: ",
                "chmod g-rwx …/dondoc.db nếu không cố ý"
            ),
        ] as [(String, mode_t, String, String)])
    func shared(name: String, mode: mode_t, what: String, mend: String) async throws {
        defer { bench.remove() }
        // The state's folder itself is refused when a group may write it.
        var work = work
        let state = path("state")
        if name.isEmpty {
            try FileManager.default.createDirectory(
                atPath: state, withIntermediateDirectories: true)
            work.running = Running(
                socket: "", premises: Premises(state: state, config: work.config))
        }
        let place = bench.folder.path + name
        chmod(place, mode)
        func short(_ text: String) -> String {
            text.replacingOccurrences(of: bench.folder.path, with: "…")
        }
        let view = try await work.status()
        #expect(view.troubles == [] && view.warnings.count == 1)
        let line = short(view.warnings.first ?? "")
        #expect(line.hasPrefix(what) && line.hasSuffix("; " + mend), "\(line)")
        let watch = AlarmWatch(
            store: bench.store, office: bench.office, isTraining: true,
            premises: work.running.premises)
        let now = try #require(Moment(written: "2023-06-05 08:00"))
        for hour in 0..<3 { try await watch.look(at: now + hour * 3_600) }
        var entries = try await Bench.alarms(bench.store)
        #expect(lines(entries) == ["warning shared"])
        #expect(entries.first?["PRIORITY"] == "4" && short(entries.first?["MESSAGE"] ?? "") == line)
        #expect(short(entries.first?["DONDOC_REMEDY"] ?? "") == mend)
        chmod(place, name.isEmpty || name == "/agencies" ? 0o700 : 0o600)
        #expect(try await work.status().warnings == [])
        for hour in 3..<6 { try await watch.look(at: now + hour * 3_600) }
        entries = try await Bench.alarms(bench.store)
        #expect(lines(entries) == ["warning shared", "mended shared"])
    }

    @Test(
        "Configuration of a stranger is warned of by the first of its parts",
        .enabled(if: getuid() == 0))
    func foreign() async throws {
        defer { bench.remove() }
        for name in ["agencies", "dondoc.yaml"] { chown(path(name), 12_345, 12_345) }
        #expect(
            try await work.status().warnings == [
                "\(path("dondoc.yaml")) thuộc về '12345', người này đổi được mọi cấu hình; "
                    + "chown root \(path("dondoc.yaml")) nếu không cố ý"
            ])
    }

    @Test(
        "Each file that is read may make somebody admin: a stranger's or a group's is warned of",
        arguments: ["agencies/t.yaml", "agencies/link.yaml", "calendar/2023.yaml", "plans/p.yaml"])
    func files(name: String) async throws {
        defer { bench.remove() }
        try write("plans/p.yaml", Bench.plan("p"))
        for file in ["agencies/t.yaml", "calendar/2023.yaml"] { chmod(path(file), 0o600) }
        if name == "agencies/link.yaml" {
            try write("real", "agencies: {khac: {name: Khác}}\n")
            symlink("../real", path(name))
        }
        #expect(try await work.status().warnings == [])
        chmod(path(name), 0o660)
        #expect(
            try await work.status().warnings == [
                "cả nhóm ghi được vào \(path(name)): ai trong nhóm cũng đổi được người và quyền; "
                    + "chmod g-w \(path(name)) nếu không cố ý"
            ])
        #expect(lines(try await told("2023-06-05 08:00")) == ["warning shared"])
        chmod(path(name), 0o600)
        #expect(try await work.status().warnings == [])
        guard getuid() == 0 else { return }
        chown(path(name), 12_345, 0)
        #expect(
            try await work.status().warnings == [
                "\(path(name)) thuộc về '12345', người này đổi được mọi cấu hình; "
                    + "chown root \(path(name)) nếu không cố ý"
            ])
    }

    @Test("Several files of a folder are one warning, and each stranger is one")
    func several() async throws {
        defer { bench.remove() }
        try write("agencies/u.yaml", "agencies: {khac: {name: Khác}}\n", mode: 0o660)
        chmod(path("agencies/t.yaml"), 0o660)
        let warned = try await work.status().warnings
        #expect(warned.count == 1)
        let mend = "; chmod -R g-w \(path("agencies")) nếu không cố ý"
        #expect(warned.first?.hasSuffix(mend) == true)
        guard getuid() == 0 else { return }
        for file in ["agencies/t.yaml", "agencies/u.yaml"] { chmod(path(file), 0o600) }
        chown(path("agencies/t.yaml"), 12_345, 0)
        chown(path("agencies/u.yaml"), 12_346, 0)
        chown(path("plans"), 12_346, 0)
        let owners = try await work.status().warnings.map { $0.split(separator: "'")[1] }
        #expect(owners == ["12345", "12346"])
    }

    @Test(
        "A state that the next start would refuse degrades the one that runs",
        arguments: [("", 0o777, "chmod go-w …"), ("/dondoc.db", 0o644, "chmod o-rwx …/dondoc.db")]
            as [(String, mode_t, String)])
    func custody(name: String, mode: mode_t, mend: String) async throws {
        defer { bench.remove() }
        let place = bench.folder.path + name
        chmod(place, mode)
        let trouble = try #require(
            try await work.status().troubles.first { $0.cause == "custody" })
        #expect(trouble.what.hasSuffix("; khởi động lại lúc này thì dondocd dừng (mã 78)"))
        #expect(trouble.what.contains(place))
        #expect(trouble.mend == mend.replacingOccurrences(of: "…", with: bench.folder.path))
        #expect(lines(try await told("2023-06-05 08:00")).contains("degraded custody"))
        chmod(place, name.isEmpty ? 0o700 : 0o600)
        #expect(try await work.status().troubles == [])
        #expect(lines(try await told("2023-06-05 09:00")).contains("mended custody"))
    }

    @Test(
        "policies.yaml in a group's hands, or wrong, is told with its place, and as .yml it is refused"
    )
    func policies() async throws {
        defer { bench.remove() }
        try write("policies.yaml", "policies: {a: {steps: [{at: 0}]}}\n", mode: 0o660)
        let warned = try await work.status().warnings
        #expect(warned.count == 1 && warned.first?.contains(path("policies.yaml")) == true)
        _ = try await work.reload(by: Bench.root)
        bench.sendMail()
        try write("policies.yaml", "policies: {a: {steps: [{at: 1wd}]}}\n")
        let wrong = try await work.status().warnings
        #expect(wrong.count == 1 && wrong.first?.contains("policies.yaml:1:29") == true)
        try write("policies.yml", "policies: {}\n")
        try write("policies.yaml", "policies: {a: {steps: [{at: 0}]}}\n")
        await #expect(throws: Problem.self) { _ = try await work.reload(by: Bench.root) }
    }

    @Test("A dondoc.yaml that the next start would refuse is warned of by its place, until mended")
    func badSettings() async throws {
        defer { bench.remove() }
        let good = "site: {name: Văn phòng}\n"
        try write("dondoc.yaml", good + "mail:\n  vai: none\n")
        await #expect(throws: Problem.self) { _ = try await work.reload(by: Bench.root) }
        let warned = try await work.status().warnings
        #expect(warned.count == 1)
        let line = try #require(warned.first)
        #expect(line.hasPrefix("\(path("dondoc.yaml")):3:3: "), "\(line)")
        #expect(line.contains("; khởi động lại lúc này thì dondocd dừng (mã 78); "))
        #expect(line.hasSuffix("; rồi dondoc reload"))
        #expect(lines(try await told("2023-06-05 08:00")) == ["warning bad-file"])
        #expect(lines(try await told("2023-06-05 09:00")) == ["warning bad-file"])
        // The daemon that a crash would start again says the same and stops.
        let places = Places(
            config: bench.folder.path, state: path("new"), socket: path("s"), isTraining: true)
        do {
            _ = try House(places, clock: ClockOption("2023-06-01 08:00*1"), log: "stderr")
            Issue.record("it starts")
        } catch let stop as Stop {
            #expect(stop.status == 78 && stop.reason.contains("dondoc.yaml:3:3: "))
        }
        try write("dondoc.yaml", good)
        #expect(try await work.status().warnings == [])
        #expect(
            lines(try await told("2023-06-05 10:00")) == ["warning bad-file", "mended bad-file"])
    }

    @Test("dondoc.yaml that everybody may write, or that is gone, is one too")
    func unreadSettings() async throws {
        defer { bench.remove() }
        chmod(path("dondoc.yaml"), 0o666)
        let open = try await work.status().warnings
        #expect(
            open.contains {
                $0.hasPrefix("người khác ghi được vào \(path("dondoc.yaml")) (quyền 0666); ")
                    && $0.contains("(mã 78)")
            }, "\(open)")
        unlink(path("dondoc.yaml"))
        let gone = try await work.status().warnings
        #expect(gone.count == 1 && gone[0].contains("không có \(path("dondoc.yaml"))"), "\(gone)")
    }

    @Test(
        "A wrong agency or calendar stops no start, only the next reload; each file is one warning")
    func badFiles() async throws {
        defer { bench.remove() }
        try write("calendar/2023.yaml", "year: 2023\ndays: []\nholidays: []\n")
        #expect(
            try await work.status().warnings.map { $0.components(separatedBy: ": ")[0] } == [
                "calendar/2023.yaml:3:1"
            ])
        try write("calendar/2023.yaml", "year: 2023\ndays: []\n")
        try write("agencies/u.yaml", "agencies:\n  a: {nam: A}\n")
        try write("agencies/v.yaml", "agencies:\n  b: {name: B, parent: none-such}\n  c: 5\n")
        let warned = try await work.status().warnings
        #expect(warned.count == 2, "\(warned)")
        for (file, line) in zip(["agencies/u.yaml:2:", "agencies/v.yaml:"], warned) {
            #expect(line.hasPrefix(file), "\(line)")
            #expect(line.contains("; dondoc reload không nhận, bản cũ vẫn có hiệu lực; "))
        }
        #expect(warned.allSatisfy { !$0.contains("(mã 78)") })
        for name in ["agencies/u.yaml", "agencies/v.yaml"] { unlink(path(name)) }
        #expect(try await work.status().warnings == [])
    }

    @Test("Files that rest are read once, and anew when one of them changes")
    func cheap() throws {
        defer { bench.remove() }
        let premises = Premises(state: bench.folder.path, config: bench.work.config)
        let old = [
            timespec(tv_sec: 1_600_000_000, tv_nsec: 0),
            timespec(tv_sec: 1_600_000_000, tv_nsec: 0),
        ]
        #expect(premises.troubles() == [])
        // A file of the same size and time is another by its inode.
        try write("dondoc.yaml", "sight: {name: Văn phòng}\n")
        utimensat(AT_FDCWD, path("dondoc.yaml"), old, 0)
        #expect(premises.troubles().map(\.key) == ["bad-file/dondoc.yaml"])
        #expect(premises.troubles().map(\.key) == ["bad-file/dondoc.yaml"])
        try write("dondoc.yaml", "site: {name: Văn phòng}\n")
        utimensat(AT_FDCWD, path("dondoc.yaml"), old, 0)
        #expect(premises.troubles() == [])
    }
}

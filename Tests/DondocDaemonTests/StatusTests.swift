import DondocAPI
import DondocCore
import DondocStore
import Foundation
import Testing

@testable import DondocDaemon

@Suite struct StatusTests {
    private func write(_ b: Bench, _ name: String, _ text: String) throws {
        try text.write(
            to: b.folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }

    @Test("Files that differ from what is applied are named: changed, new, vanished, wrong")
    func differs() async throws {
        let b = try Bench()
        defer { b.remove() }
        func differs() async throws -> [String] { try await b.work.status().differs }
        #expect(try await differs() == [])
        try write(b, "plans/p.yaml", Bench.plan("p"))
        #expect(try await differs() == ["plans/p.yaml"])
        _ = try await b.work.load(LoadRequest(files: [], all: true), by: Bench.root)
        #expect(try await differs() == [])
        try write(b, "plans/p.yaml", Bench.plan("p").replacing("Việc", with: "Viéc"))
        try write(b, "plans/example.yaml", "x")
        try write(b, "agencies/t.yaml", Bench.agencies + "\n# sau\n")
        try write(b, "agencies/u.yaml", "agencies: {a: {name: A}}\n")
        try write(b, "calendar/2023.yaml", "\u{0}")
        try write(b, "dondoc.yaml", "# chỉ một lời chú\nsite: {name: Văn phòng}\n")
        let four = ["agencies/t.yaml", "agencies/u.yaml", "calendar/2023.yaml", "plans/p.yaml"]
        #expect(try await differs() == four)
        try write(b, "dondoc.yaml", "site: {name: Văn phòng khác}\n")
        #expect(try await differs() == (four + ["dondoc.yaml"]).sorted())
        try write(b, "dondoc.yaml", "sight: x\n")
        #expect(try await differs().contains("dondoc.yaml"))
        try FileManager.default.removeItem(at: b.folder.appendingPathComponent("agencies"))
        try FileManager.default.removeItem(at: b.folder.appendingPathComponent("plans/p.yaml"))
        // A plan may be kept elsewhere; agencies that are applied may not.
        #expect(
            try await differs() == ["agencies/t.yaml", "calendar/2023.yaml", "dondoc.yaml"])
    }

    @Test("It names the process, the store, the heart and the last examination")
    func facts() async throws {
        let b = try Bench()
        defer { b.remove() }
        var work = b.work
        work.running = Running(startedAt: 1_700_000_000, socket: "/run/dondoc/control.sock")
        let before = try await work.status()
        #expect(before.heartbeat == .init(lastBeatAt: nil, age: nil) && before.integrity == nil)
        // 1,700,000,000 is 14 November 2023, 22:13:20 in Greenwich.
        #expect(before.startedAt == "2023-11-15T05:13:20+07:00")
        #expect(before.socket == "/run/dondoc/control.sock" && before.schema == 7)
        #expect(before.lastBackupAt == nil && before.clock.training)
        #expect(before.clock.zone == "Asia/Ho_Chi_Minh")
        try b.store.record(Examination(at: 1_700_000_060, fault: nil))
        work.running.pulse.beat(1_700_000_030, 5_000_000_000)
        let after = try await work.status()
        #expect(
            after.integrity == .init(ok: true, checkedAt: "2023-11-15T05:14:20+07:00", fault: nil))
        #expect(after.heartbeat.lastBeatAt == "2023-11-15T05:13:50+07:00")
        // Clocks of a process are not those of its history: only the distance counts.
        let beat = try #require(work.running.pulse.last(12_900_000_000))
        #expect(beat.age == 7)
    }

    @Test("It names what the daemon rests for: reminders, a list, or the daily line of life")
    func wake() async throws {
        let b = try Bench(at: "2023-06-02 09:00")
        defer { b.remove() }
        #expect(
            try await b.work.status().wake
                == .init(at: "2023-06-03T08:00:00+07:00", kind: .alive, count: 1))
        // Due 15/6: the first rung from here, -7wd, and the next list are on Monday 5/6; on Saturday the
        // daemon says that it lives.
        try await b.load(Bench.plan("p"))
        // Those who owe it are told at once.
        #expect(
            try await b.work.status().wake
                == .init(at: "2023-06-02T09:00:00+07:00", kind: .letter, count: 1, key: "p"))
        try await b.tell(at: "2023-06-02 09:00")
        // The end of a hold comes first; one without an end is waited for by nobody.
        _ = try await b.work.hold(
            HoldRequest(reason: "x", until: "2023-06-02 12:00"), by: Bench.root, .init())
        #expect(
            try await b.work.status().wake
                == .init(at: "2023-06-02T12:00:00+07:00", kind: .hold, count: 1))
        _ = try await b.work.hold(HoldRequest(reason: "x"), by: Bench.root, .init())
        let view = try await b.work.status()
        #expect(view.nextWake == "2023-06-05T08:00:00+07:00")
        #expect(view.wake == .init(at: "2023-06-03T08:00:00+07:00", kind: .alive, count: 1))
        let monday = try Bench(at: "2023-06-05 07:59")
        defer { monday.remove() }
        try await monday.load(Bench.plan("p"))
        try await monday.load(Bench.plan("q"))
        try await monday.tell(at: "2023-06-05 07:59")
        #expect(
            try await monday.work.status().wake
                == .init(
                    at: "2023-06-05T08:00:00+07:00", kind: .reminder, count: 2, number: 1,
                    key: "p/viec/2023/so"))
    }

    @Test("What is degraded is told twice alike: as lines, and taken apart with its beginning")
    func troubles() async throws {
        let b = try Bench()
        defer { b.remove() }
        let first = try await b.work.status()
        // The journal was not told yet: it begins now.
        #expect(first.troubles.map(\.cause) == ["mail-off", "calendar-missing"])
        #expect(first.troubles.map(\.since) == Array(repeating: first.clock.now, count: 2))
        #expect(first.degraded == first.troubles.map { "\($0.what); \($0.mend)" })
        let watch = AlarmWatch(store: b.store, office: b.office, isTraining: true)
        let earlier = try #require(Moment(written: "2023-06-01 08:00"))
        try await watch.look(at: earlier)
        #expect(
            try await b.work.status().troubles.map(\.since)
                == Array(repeating: "2023-06-01T08:00:00+07:00", count: 2))
        #expect(b.work.running.pulse.failed("database or disk is full", at: earlier))
        let full = try await b.work.status()
        #expect(full.troubles.first?.cause == "storage" && full.degraded.count == 3)
        #expect(full.degraded.first?.contains("database or disk is full") == true)
    }

    @Test("Agencies of live duties that nobody can reach are named")
    func unreachable() async throws {
        let b = try Bench()
        defer { b.remove() }
        try await b.load(Bench.plan("p").replacing("[so]", with: "[mute]"))
        // Without mail nobody is written to at all: that is the trouble then.
        #expect(try await b.work.status().unreachable == [])
        b.sendMail()
        let view = try await b.work.status()
        #expect(view.unreachable == ["Không hộp thư"])
        #expect(view.troubles.map(\.cause) == ["unreachable", "calendar-missing"])
        _ = try await b.work.act(
            .done, "1", ActRequest(onBehalf: "mute"), by: b.caller("desk"), .init())
        #expect(try await b.work.status().unreachable == [])
    }
}

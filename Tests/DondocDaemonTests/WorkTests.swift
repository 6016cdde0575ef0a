import DondocAPI
import DondocCore
import DondocStore
import Foundation
import Testing

@testable import DondocDaemon

@Suite struct WorkTests {
    @Test("Nobody takes a plan over by naming himself its coordinator")
    func takeOver() async throws {
        let b = try Bench()
        defer { b.remove() }
        try await b.load(Bench.plan("p", coordinator: "so"))
        let before = try await b.store.plans().map(\.sha256)
        await #expect(throws: Problem.self) {
            try await b.load(Bench.plan("p", coordinator: "desk"), by: b.caller("desk"))
        }
        #expect(try await b.store.plans().map(\.sha256) == before)
        let trail = try await b.store.trail(of: nil, uid: 1_000, limit: 10)
        #expect(trail.map(\.verb) == ["refused"])
        // His own plan he may load.
        try await b.load(Bench.plan("q", coordinator: "desk"), by: b.caller("desk"))
    }

    @Test("Judged by the first day, the lists of the buckets hold what the counts count")
    func undatedAtLast() async throws {
        let b = try Bench()
        defer { b.remove() }
        try await b.load(Bench.plan("p"))
        try await b.load(Bench.plan("p", due: "Thường xuyên"))
        let today = b.clock.now().day
        for (byOriginal, undated) in [(true, 0), (false, 1)] {
            var filter = Filter()
            filter.byOriginal = byOriginal
            let counts = try await b.store.counts(filter, on: today)
            #expect(counts.undated == undated && counts.dated == 1 - undated)
            filter.bucket = .undated
            #expect(try await b.store.obligations(filter, on: today).count == undated)
        }
    }

    @Test("Starting work keeps the rung that is reached but not yet decided")
    func pendingRung() async throws {
        let b = try Bench()
        defer { b.remove() }
        try await b.load(Bench.plan("p"))
        // The clock stands at 07:59; the beat of 08:00 (-7wd of 15/6 is 5/6) comes after the act.
        let record = try await b.store.obligation("p/")
        #expect(record.wake == Moment(written: "2023-06-05 08:00"))
        _ = try await b.work.act(.start, "1", ActRequest(), by: b.caller("so"), .init())
        #expect(try await b.store.obligation("1").wake == Moment(written: "2023-06-05 08:00"))
        try await b.beat(at: "2023-06-05 08:00")
        #expect(try await b.store.reminders(of: 1).map(\.step) == ["-7wd"])
    }

    @Test("A claim with an old If-Match is refused; many notes at once all go in")
    func terms() async throws {
        let b = try Bench()
        defer { b.remove() }
        try await b.load(Bench.plan("p"))
        let seen = try await b.store.obligation("1").change
        await withTaskGroup(of: Void.self) { group in
            for i in 0..<40 {
                group.addTask {
                    do {
                        _ = try await b.work.act(
                            .note, "1", ActRequest(note: "ghi chú \(i)"), by: b.caller("so"),
                            .init())
                    } catch { Issue.record("\(error)") }
                }
            }
        }
        let trail = try await b.store.trail(of: 1, uid: nil, limit: 100)
        #expect(trail.filter { $0.verb == "note" }.count == 40)
        var terms = Work.Terms()
        terms.seen = .changes([seen])
        do {
            _ = try await b.work.act(.done, "1", ActRequest(), by: b.caller("so"), terms)
            Issue.record("done")
        } catch let problem as Problem {
            #expect(problem.status == 412 && problem.exit == ExitStatus.tryAgain)
        }
        #expect(try await b.store.obligation("1").standing.state == .planned)
    }

    @Test("One key at once from many clients: one claim, one answer")
    func oneKey() async throws {
        let b = try Bench()
        defer { b.remove() }
        try await b.load(Bench.plan("p"))
        var terms = Work.Terms()
        terms.key = "key-12345"
        terms.request = SHA256.hex("done")
        let given = terms
        let answers = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    try await b.work.act(.done, "1", ActRequest(), by: b.caller("so"), given)
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(answers.count == 1)
        let trail = try await b.store.trail(of: 1, uid: nil, limit: 100)
        #expect(trail.filter { $0.verb == "done" }.count == 1)
    }

    @Test(
        "Text that would obey a terminal is refused",
        arguments: ["\u{1b}[31m", "a\nb", "\u{202e}x"])
    func clean(text: String) async throws {
        let b = try Bench()
        defer { b.remove() }
        try await b.load(Bench.plan("p"))
        await #expect(throws: Problem.self) {
            try await b.work.act(.note, "1", ActRequest(note: text), by: b.caller("so"), .init())
        }
        #expect(try await b.store.trail(of: 1, uid: nil, limit: 9).map(\.verb) == ["load"])
    }

    @Test("A reload that is wrong changes nothing; a right one moves what follows from it")
    func reload() async throws {
        let b = try Bench()
        defer { b.remove() }
        try await b.load(Bench.plan("p", due: "trước ngày 16/6/2023"))
        #expect(try await b.store.obligation("1").standing.actBy?.description == "2023-06-15")
        let file = b.folder.appendingPathComponent("calendar/2023.yaml")
        try "year: 2023\ndays: [{day: 2023-06-31, kind: holiday, name: x}]\n".write(
            to: file, atomically: true, encoding: .utf8)
        await #expect(throws: Problem.self) { try await b.work.reload(by: Bench.root) }
        #expect(try await b.store.obligation("1").standing.actBy?.description == "2023-06-15")
        try "year: 2023\ndays: [{day: 2023-06-15, kind: holiday, name: x}]\n".write(
            to: file, atomically: true, encoding: .utf8)
        let dry = try await b.work.reload(isDryRun: true, by: Bench.root)
        #expect(dry.dryRun && dry.applied == ["calendar/2023.yaml"])
        // The first announced year brings the forecast of the years after it.
        #expect(dry.days.map(\.day).filter { $0 < "2024" } == ["2023-06-15"])
        #expect(dry.days.first?.before == nil && dry.days.first?.after?.name == "x")
        let one = try #require(dry.moves.first)
        #expect(dry.moves.count == 1 && one.kind == "moved" && one.number == 1)
        #expect(one.key == "p/viec/2023/so" && one.phrase == "trước ngày 16/6/2023")
        #expect(one.dueBefore == "2023-06-16" && one.dueAfter == "2023-06-16")
        #expect(one.actByBefore == "2023-06-15" && one.actByAfter == "2023-06-14")
        #expect(try await b.store.obligation("1").standing.actBy?.description == "2023-06-15")
        #expect(try await b.store.obligation("1").dueVersion == 1)
        #expect(b.office.current.calendar.years.isEmpty)
        let real = try await b.work.reload(by: Bench.root)
        #expect(real.applied == dry.applied && real.moves == dry.moves && !real.dryRun)
        let moved = try await b.store.obligation("1")
        #expect(moved.standing.actBy?.description == "2023-06-14" && moved.dueVersion == 2)
        #expect(try await b.work.reload(by: Bench.root).applied == [])
        #expect(try await b.store.obligation("1").dueVersion == 2)
        await #expect(throws: Problem.self) { try await b.work.reload(by: b.caller("desk")) }
        await #expect(throws: Problem.self) {
            try await b.work.reload(isDryRun: true, by: b.caller("desk"))
        }
    }

    @Test("A reload names dondoc.yaml when it says something new, and not for another comment")
    func reloadOfSettings() async throws {
        let b = try Bench()
        defer { b.remove() }
        func applied(_ text: String) async throws -> [[String]] {
            try text.write(
                toFile: b.work.config.settingsFile, atomically: true, encoding: .utf8)
            let dry = try await b.work.reload(isDryRun: true, by: Bench.root).applied
            return [dry, try await b.work.reload(by: Bench.root).applied]
        }
        #expect(try await applied("site: {name: Tên mới}\n") == [["dondoc.yaml"], ["dondoc.yaml"]])
        #expect(try await applied("site: {name: Tên mới}   # mới\n") == [[], []])
    }

    @Test("A dry run names members that would come and go")
    func dryRunOfMembers() async throws {
        let b = try Bench()
        defer { b.remove() }
        let file = b.folder.appendingPathComponent("agencies/t.yaml")
        func groups(_ members: String) throws {
            try (Bench.agencies + "\ngroups:\n  g: {name: Nhóm, members: [\(members)]}\n").write(
                to: file, atomically: true, encoding: .utf8)
        }
        try groups("so, desk")
        _ = try await b.work.reload(by: Bench.root)
        try await b.load(Bench.plan("p").replacingOccurrences(of: "[so]", with: "[\"@g\"]"))
        try groups("so, mute")
        let dry = try await b.work.reload(isDryRun: true, by: Bench.root)
        #expect(
            dry.moves.map { "\($0.kind) \($0.key)" }
                == ["added p/viec/2023/mute", "withdrawn p/viec/2023/desk"])
        #expect(dry.moves.map(\.dueAfter) == ["2023-06-15", nil])
        #expect(dry.moves.map(\.phrase) == Array(repeating: "trước ngày 15/6/2023", count: 2))
        #expect(try await b.work.reload(by: Bench.root).moves == dry.moves)
    }

    @Test("An agency without a mailbox is named at load and in status")
    func unreachable() async throws {
        let b = try Bench()
        defer { b.remove() }
        let view = try await b.load(
            Bench.plan("p").replacingOccurrences(of: "[so]", with: "[mute]"))
        #expect(view.plans.first?.warnings.contains { $0.contains("Không hộp thư") } == true)
    }

    @Test("A load tells what is worth a second look, by the day of its own clock")
    func lint() async throws {
        let b = try Bench(at: "2023-06-17 08:00")
        defer { b.remove() }
        func warnings(_ id: String, _ due: String) async throws -> [String] {
            try await b.load(Bench.plan(id, due: due)).plans.flatMap(\.warnings)
        }
        // 17/6/2023 is a Saturday, and on this clock it is today.
        let today = try await warnings("p", "trước ngày 17/6/2023")
        #expect(
            today.contains {
                $0.hasPrefix("plan.yaml:8:46: warning: hạn 17/06/2023 (thứ Bảy) là ngày nghỉ")
            })
        #expect(!today.contains { $0.contains("đã qua") })
        let past = try await warnings("q", "trước ngày 16/6/2023")
        #expect(
            past.contains {
                $0.hasPrefix("plan.yaml:8:46: warning: hạn 16/06/2023 (thứ Sáu) đã qua")
            })
        let over = try await b.load(
            Bench.plan("r").replacingOccurrences(of: "2023", with: "2022"))
        #expect(over.plans.map(\.silent) == [true])
        #expect(
            over.plans.first?.warnings.first?
                .hasPrefix("plan.yaml:5:9: warning: kế hoạch đã hết kỳ ngày 31/12/2022") == true)
    }
}

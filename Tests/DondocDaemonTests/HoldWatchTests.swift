import DondocAPI
import DondocCore
import DondocStore
import Foundation
import Testing

@testable import DondocDaemon

/// Holds that nobody asked for, and what people see of them.
@Suite struct HoldWatchTests {
    private func moment(_ text: String) throws -> Moment { try #require(Moment(written: text)) }

    /// A real store with a plan, as the daemon left it.
    private func store(at start: String) async throws -> (Rounds, Store) {
        let office = try await Rounds(at: start)
        let path = office.bench.folder.appendingPathComponent("real.db").path
        let store = try Store(path: path, kind: .real, newMoment: try moment(start))
        let work = Work(
            store: store, clock: office.clock, office: office.bench.office,
            config: office.work.config, poke: {})
        _ = try await work.load(
            LoadRequest(files: [.init(name: "plan.yaml", text: Rounds.plan)], all: false),
            by: Bench.root)
        return (office, store)
    }

    private func said(_ store: Store) async throws -> [String] {
        try await store.waitingJournal(limit: 1_000).compactMap { _, entry in
            let fields = Dictionary(entry.fields.map { ($0.name, $0.value) }) { a, _ in a }
            guard fields["DONDOC_KIND"] == "hold" else { return nil }
            return ["DONDOC_STATE", "DONDOC_CAUSE", "PRIORITY"].map { fields[$0] ?? "-" }
                .joined(separator: " ")
        }
    }

    @Test(
        "A start after more than a day of silence holds for ten minutes, one after less does not",
        arguments: [
            ("2023-06-06 09:00", false), ("2023-06-06 09:01", true), ("2024-01-02 09:00", true),
        ])
    func pause(at restart: String, holds: Bool) async throws {
        let (office, store) = try await store(at: "2023-06-05 09:00")
        defer { office.remove() }
        let now = try moment(restart)
        _ = try HoldWatch.start(store, home: "x", at: now)
        let hold = try await store.standingHold()
        #expect(hold?.cause == (holds ? .pause : nil) && hold?.until == (holds ? now + 600 : nil))
        #expect(try await said(store) == (holds ? ["held pause 1"] : []))
        // It ends by itself, and says so once.
        let watch = HoldWatch(store: store, signs: LifeSigns(store, last: now))
        #expect(try await watch.release(at: now + 599).ended == false)
        #expect(try await watch.release(at: now + 600).ended == holds)
        #expect(try await watch.release(at: now + 601).ended == false)
        #expect(
            try await said(store) == (holds ? ["held pause 1", "released pause 5"] : []))
        // The next start, a minute later, has nothing to hold for.
        _ = try HoldWatch.start(store, home: "x", at: now + 700)
        #expect(try await store.standingHold() == nil)
    }

    @Test("A kill in the middle of the wait keeps its end, however often it happens")
    func killed() async throws {
        let (office, store) = try await store(at: "2023-06-05 09:00")
        defer { office.remove() }
        let now = try moment("2023-06-09 09:00")
        for second in [0, 100, 300, 599] {
            _ = try HoldWatch.start(store, home: "x", at: now + second)
            #expect(try await store.standingHold()?.until == now + 600)
        }
        #expect(try await said(store) == ["held pause 1"])
    }

    @Test(
        "A clock that jumps while the daemon runs: forward holds ten minutes, back until it is right"
    )
    func jumps() async throws {
        let (office, store) = try await store(at: "2023-06-05 09:00")
        defer { office.remove() }
        let start = try moment("2023-06-05 09:00")
        let signs = try HoldWatch.start(store, home: "x", at: start)
        let watch = HoldWatch(store: store, signs: signs)
        #expect(try !watch.judge(at: start + 60))
        #expect(try watch.judge(at: start + 60 + 86_401))
        #expect(try await store.standingHold()?.until == start + 60 + 86_401 + 600)
        let later = start + 87_061
        #expect(try await watch.release(at: later).ended)
        #expect(try !watch.judge(at: later))
        // Back by an hour.
        #expect(try watch.judge(at: later + -3_600))
        #expect(try await store.standingHold()?.until == later)
        #expect(try !watch.judge(at: later + -3_590))
        #expect(try await watch.release(at: later + -1).ended == false)
        #expect(try await watch.release(at: later).ended)
        #expect(
            try await said(store).map { $0.split(separator: " ")[1] } == [
                "jump", "jump", "back", "back",
            ])
    }

    @Test(
        "A machine that boots in 1970 sends nothing until its clock is right, and then no hold is left"
    )
    func wrongClock() async throws {
        let (office, store) = try await store(at: "2023-06-05 09:00")
        defer { office.remove() }
        let last = try moment("2023-06-05 09:00")
        let signs = try HoldWatch.start(store, home: "x", at: Moment(seconds: 40))
        #expect(try await store.standingHold()?.until == last)
        let watch = HoldWatch(store: store, signs: signs)
        #expect(try !watch.judge(at: Moment(seconds: 100)))
        // Set by the network: five minutes after the last sign of life.
        #expect(try !watch.judge(at: last + 300))
        #expect(try await watch.release(at: last + 300).ended)
        #expect(try await store.standingHold() == nil)
    }

    @Test("A sign of life is recorded every hour, with a clock that jumps left to the heartbeat")
    func signs() async throws {
        let (office, store) = try await store(at: "2023-06-05 09:00")
        defer { office.remove() }
        let start = try moment("2023-06-05 09:00")
        let signs = try HoldWatch.start(store, home: "x", at: start)
        func last() throws -> Int {
            var last = 0
            try store.awake(at: start, home: "x") {
                last = $0.last - start
                return nil
            }
            return last
        }
        for second in stride(from: 60, through: 3_540, by: 60) {
            signs.beat(at: (start + second).seconds)
        }
        #expect(try last() == 0)
        signs.beat(at: (start + 3_600).seconds)
        #expect(try last() == 3_600)
        signs.beat(at: (start + 200_000).seconds)
        signs.beat(at: start.seconds)
        #expect(try last() == 3_600 && signs.last == start + 3_600)
        signs.write(at: (start + 3_700).seconds)
        #expect(try last() == 3_700)
    }

    @Test("A state in which nothing was planned or sent holds nothing, nor does the training clock")
    func nothing() async throws {
        let b = try Bench()
        defer { b.remove() }
        let path = b.folder.appendingPathComponent("real.db").path
        let store = try Store(
            path: path, kind: .real, newMoment: try moment("2023-06-05 09:00"))
        _ = try HoldWatch.start(store, home: "x", at: moment("2023-06-05 09:00"))
        _ = try HoldWatch.start(store, home: "y", at: moment("2024-06-05 09:00"))
        #expect(try await store.standingHold() == nil)
        #expect(try !HoldWatch(store: b.store, signs: nil).judge(at: moment("2030-06-05 09:00")))
    }

    // MARK: What people see and do

    @Test(
        "status is degraded while letters are held, says why and how to mend it, and is well after")
    func status() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        let work = office.work
        _ = try await work.hold(
            HoldRequest(reason: "Đổi máy chủ thư", seconds: 7_200), by: office.caller("desk"),
            .init())
        var view = try await work.status()
        #expect(view.hold?.cause == "person" && view.hold?.by == "Đầu mối")
        #expect(view.hold?.until == "2023-06-05T11:00:00+07:00")
        let trouble = try #require(view.troubles.first)
        #expect(trouble.cause == "hold" && trouble.what.contains("Đổi máy chủ thư"))
        #expect(trouble.mend.contains("dondoc resume"))
        #expect(trouble.since == "2023-06-05T09:00:00+07:00")
        // The alarm is the hold's own: the watch of causes says nothing of it.
        let watch = AlarmWatch(store: work.store, office: work.office, isTraining: true)
        try await watch.look(at: office.clock.now())
        #expect(try await work.store.alarms().allSatisfy { $0.cause != "hold" })
        _ = try await work.resume(ResumeRequest(), by: office.caller("pho"), .init())
        view = try await work.status()
        #expect(view.hold == nil && !view.troubles.contains { $0.cause == "hold" })
        let kinds = try await said(work.store)
        #expect(kinds == ["held person 1", "released person 5"])
    }

    @Test("An end that is over, too far, or said twice is refused; so is resume without --now")
    func refused() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        for request in [
            HoldRequest(reason: "x", until: "2023-06-05 09:00"),
            HoldRequest(reason: "x", until: "2025-06-05"), HoldRequest(reason: "x", seconds: 0),
            HoldRequest(reason: "x", seconds: 1, until: "2023-06-06"), HoldRequest(reason: "\n"),
        ] {
            let one = try await problem {
                _ = try await office.work.hold(request, by: office.caller("desk"), .init())
            }
            #expect((one.status, one.exit) == (400, 64))
        }
        #expect(try await office.store.standingHold() == nil)
        let now = office.clock.now()
        _ = try office.store.hold(
            automatically: NewHold(cause: .jump, until: now + 600), at: now,
            journal: JournalEntry([("MESSAGE", "x")]))
        let one = try await problem {
            _ = try await office.work.resume(ResumeRequest(), by: Bench.root, .init())
        }
        #expect((one.status, one.exit) == (409, 1) && one.detail.contains("--now"))
        _ = try await office.work.resume(ResumeRequest(now: true), by: Bench.root, .init())
        #expect(try await office.store.standingHold() == nil)
    }
}

import DondocAPI
import DondocCore
import DondocSystemd
import Foundation
import GRDB
import Testing

@testable import DondocDaemon
@testable import DondocStore

/// A fault of the store that a request meets is everybody's: `status` and the journal tell of it.
@Suite struct StorageFaultTests {
    /// No page more for the one connection that writes.
    private func fill(_ b: Bench) throws {
        try b.store.pool.writeWithoutTransaction { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages)")
        }
    }

    private func empty(_ b: Bench) throws {
        try b.store.pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA max_page_count = 1000000")
        }
    }

    private func heartbeat(_ b: Bench, _ clock: any OfficeClock, _ work: Work) throws -> Heartbeat {
        let (journal, office) = (try JournalWorker(store: b.store, sink: .stderr), b.office)
        var beat = Heartbeat(
            store: b.store, clock: clock, office: office,
            courier: try Courier(
                store: b.store, clock: clock, office: office, journal: journal,
                transport: { office.current.transport(true, credentials: nil) }),
            journal: journal, readiness: Readiness(nil), watchdog: .none)
        beat.pulse = work.running.pulse
        return beat
    }

    @Test("A full disk that a request meets degrades the daemon until a resting heart can write")
    func full() async throws {
        var (wired, clock): (Work?, (any OfficeClock)?)
        let talk = try await Talk { bench, work in
            let wall = try WallClock()
            let (pulse, journal) = (
                work.running.pulse, try JournalWorker(store: bench.store, sink: .stderr)
            )
            work.failed = { error in
                journal.sayFault(error, pulse, at: wall.now(), calm: 50_000_000)
                wall.poke()
            }
            (wired, clock) = (work, wall)
        }
        defer { talk.end() }
        let b = talk.bench
        let (work, wall) = (try #require(wired), try #require(clock))
        try fill(b)
        let note = String(repeating: "x", count: 3_900)
        var answer = try await talk.get("/v1/status")
        #expect(try answer.read(StatusView.self).troubles.allSatisfy { $0.cause != "storage" })
        for _ in 0..<20 where answer.status != 507 {
            answer = try await talk.post(
                "/v1/obligation/note?id=1", "{\"note\":\"\(note)\"}")
        }
        #expect(answer.status == 507, "\(answer.body)")
        let fault = try #require(work.running.pulse.fault)
        let view = try await talk.get("/v1/status").read(StatusView.self)
        let trouble = try #require(view.troubles.first)
        #expect(trouble.cause == "storage" && trouble.what.contains("database or disk is full"))
        #expect(trouble.since == fault.since.description)
        // A heart that has nothing to do all the same tries, and tells that it is over.
        try empty(b)
        let beat = try heartbeat(b, wall, work)
        let task = Task { try await beat.run() }
        while work.running.pulse.fault != nil { await Task.yield() }
        task.cancel()
        try await task.value
        let ended = try await Bench.alarms(b.store).filter { $0["DONDOC_CAUSE"] == "storage" }
        #expect(ended.map { $0["DONDOC_KIND"] } == ["mended"])
        #expect(ended.first?["DONDOC_SINCE"] == fault.since.description)
    }

    @Test("A request's fault stands for a while: a short write may find room where a long has none")
    func calm() async throws {
        let b = try Bench()
        defer { b.remove() }
        let beat = try heartbeat(b, b.clock, b.work)
        let now = try #require(Moment(written: "2023-06-05 08:00"))
        // Longer than the slowest machine takes for this.
        let hour = 3_600_000_000_000
        #expect(beat.pulse.untilCalm() == nil)
        #expect(beat.pulse.failed("database or disk is full", at: now, calm: hour))
        #expect(!beat.pulse.failed("database or disk is full", at: now, calm: hour))
        try await beat.sayTroubles(at: now)
        #expect(beat.pulse.fault != nil)
        let later = SystemClock.steadyNanoseconds() + hour
        #expect(beat.pulse.untilCalm(later) == 0)
        let left = try #require(beat.pulse.untilCalm(later - hour))
        #expect(left > 0 && left <= hour)
        beat.pulse.recovered()
        #expect(beat.pulse.failed("database or disk is full", at: now))
        try await beat.sayTroubles(at: now)
        #expect(beat.pulse.fault == nil)
    }

    @Test("The daemon's own requests are tied to its pulse")
    func wired() throws {
        let b = try Bench()
        defer { b.remove() }
        for name in ["", "/agencies"] { chmod(b.folder.path + name, 0o700) }
        let places = Places(
            config: b.folder.path, state: b.folder.path + "/state",
            socket: b.folder.path + "/run/s", isTraining: true)
        let house = try House(places, clock: ClockOption("2023-06-01 08:00*1"), log: "stderr")
        defer { try? house.store.close() }
        house.work.failed(DatabaseError(resultCode: .SQLITE_BUSY, message: "database is locked"))
        #expect(house.work.running.pulse.fault?.why == "database is locked")
        #expect(house.work.running.pulse.untilCalm().map { $0 > 0 } == true)
    }

    @Test("That somebody else has locked the database is told in words, with a remedy of its own")
    func locked() {
        let (locked, full) = (
            Trouble.storage("database is locked"), Trouble.storage("database or disk is full")
        )
        #expect(locked.what.contains("một chương trình khác đang khóa cơ sở dữ liệu"))
        #expect(locked.mend.contains("fuser") && !full.mend.contains("fuser"))
        #expect(full.what.contains("database or disk is full") && full.mend.contains("df -h"))
        Language.$current.withValue(.en) {
            #expect(
                Trouble.storage("database table is locked").what
                    == "cannot write to the database (another program has locked the database); "
                    + "what is due cannot be reminded of")
        }
    }
}

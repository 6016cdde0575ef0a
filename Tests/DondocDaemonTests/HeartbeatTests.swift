import DondocAPI
import DondocCore
import DondocPlanFile
import DondocStore
import DondocSystemd
import Synchronization
import Testing

@testable import DondocDaemon

@Suite struct HeartbeatTests {
    private func heartbeat(_ b: Bench, _ clock: (any OfficeClock)? = nil)
        throws -> Heartbeat
    {
        let journal = try JournalWorker(store: b.store, sink: .stderr)
        let (clock, office) = (clock ?? b.clock, b.office)
        return Heartbeat(
            store: b.store, clock: clock, office: office,
            courier: try Courier(
                store: b.store, clock: clock, office: office, journal: journal,
                transport: { office.current.transport(true, credentials: nil) }),
            journal: journal, readiness: Readiness(nil), watchdog: .none)
    }

    /// Days and hours of the lines of life that wait for journald, in the order in which they were said.
    private func lines(_ b: Bench) async throws -> [String] {
        try await b.store.waitingJournal(limit: 1_000).compactMap { _, entry in
            let fields = Dictionary(entry.fields.map { ($0.name, $0.value) }) { a, _ in a }
            return fields["DONDOC_KIND"] == "alive" ? fields["DONDOC_AT"] : nil
        }
    }

    private func moment(_ text: String) throws -> Moment { try #require(Moment(written: text)) }

    @Test("The line of life is said once a day, from the hour of reminders on")
    func once() async throws {
        let b = try Bench()
        defer { b.remove() }
        let beat = try heartbeat(b)
        var said: Day?
        try await beat.sayAlive(at: moment("2023-06-05 07:59"), said: &said)
        #expect(try await lines(b) == [])
        for hour in ["08:00", "08:00", "09:30", "23:59"] {
            try await beat.sayAlive(at: moment("2023-06-05 \(hour)"), said: &said)
        }
        #expect(try await lines(b) == ["05/06/2023 08:00"])
        try await beat.sayAlive(at: moment("2023-06-06 08:00"), said: &said)
        #expect(try await lines(b) == ["05/06/2023 08:00", "06/06/2023 08:00"])
    }

    @Test("A restart says nothing again, nor does a clock that was set back; the store remembers")
    func restarts() async throws {
        let b = try Bench()
        defer { b.remove() }
        // Each has a memory of its own, as after a restart: the days 5, 5, 9, 5, 6, 9.
        for at in ["05 10:00", "05 11:00", "09 08:00", "05 12:00", "06 08:00", "09 09:00"] {
            var said: Day?
            try await heartbeat(b).sayAlive(at: moment("2023-06-\(at)"), said: &said)
        }
        // Of 7 and 8 June, when nothing ran, nothing is said.
        #expect(try await lines(b) == ["05/06/2023 10:00", "09/06/2023 08:00", "06/06/2023 08:00"])
    }

    @Test("Many at once say it once")
    func race() async throws {
        let b = try Bench()
        defer { b.remove() }
        let (beat, now) = (try heartbeat(b), try moment("2023-06-05 08:00"))
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    var said: Day?
                    do { try await beat.sayAlive(at: now, said: &said) } catch {
                        Issue.record("\(error)")
                    }
                }
            }
        }
        #expect(try await lines(b).count == 1)
    }

    @Test("It counts what is open and overdue in plans that are pressed, and what comes next")
    func counts() async throws {
        let b = try Bench()
        defer { b.remove() }
        // Three due on 15/6, one on 2/6, which is over on 5/6; one of a plan that ended in 2022.
        for plan in ["p", "q", "r"] { try await b.load(Bench.plan(plan)) }
        try await b.load(Bench.plan("s", due: "chậm nhất ngày 02/6/2023"))
        try await b.load(
            Bench.plan("old", due: "trước ngày 15/6/2022").replacing("2023", with: "2022"))
        _ = try await b.work.act(.done, "1", .init(), by: b.caller("so"), .init())
        _ = try await b.work.act(.confirm, "1", .init(), by: b.caller("desk"), .init())
        try await b.tell(at: "2023-06-05 07:59")
        let counts = try await b.store.aliveCounts(at: moment("2023-06-05 07:59"))
        // -7wd of 15/6 is Monday 5/6.
        #expect(counts.open == 3 && counts.overdue == 1 && counts.queued == 0)
        #expect(counts.nextWake == Moment(written: "2023-06-05 08:00"))
    }

    @Test("The loop wakes for it though nothing else is due, on every day")
    func loop() async throws {
        let b = try Bench()
        defer { b.remove() }
        let start = try moment("2023-06-05 07:59")
        let clock = try TrainingClock(
            start: start, rate: 50_000_000, end: try moment("2023-06-09 08:00"))
        let beat = try heartbeat(b, clock)
        let task = Task { try await beat.run() }
        while !clock.hasEnded { await Task.yield() }
        task.cancel()
        try await task.value
        #expect(try await lines(b) == (5...9).map { "0\($0)/06/2023 08:00" })
    }

    @Test("A cause of degradation is told by the loop once, however many days it beats")
    func alarms() async throws {
        let b = try Bench()
        defer { b.remove() }
        let clock = try TrainingClock(
            start: try moment("2023-06-05 07:59"), rate: 50_000_000,
            end: try moment("2023-06-09 08:00"))
        let beat = try heartbeat(b, clock)
        let task = Task { try await beat.run() }
        while !clock.hasEnded { await Task.yield() }
        task.cancel()
        try await task.value
        #expect(
            try await Bench.alarms(b.store).map { $0["DONDOC_CAUSE"] }
                == ["mail-off", "calendar-missing"])
    }

    @Test(
        "That nothing can be recorded is news once, and its end is told by what is recorded first")
    func storage() async throws {
        let b = try Bench()
        defer { b.remove() }
        let beat = try heartbeat(b)
        try await beat.sayTroubles(at: moment("2023-06-05 08:00"))
        let before = try await Bench.alarms(b.store).count
        struct Full: Error, CustomStringConvertible { let description = "disk is full" }
        for minute in ["01", "02", "03"] {
            beat.sayFault(Full(), at: try moment("2023-06-05 08:\(minute)"))
        }
        #expect(
            beat.pulse.fault
                == Pulse.Fault(why: "disk is full", since: try moment("2023-06-05 08:01")))
        for hour in ["09", "10"] {
            try await beat.sayTroubles(at: moment("2023-06-05 \(hour):00"))
        }
        let entries = try await Bench.alarms(b.store).dropFirst(before)
        #expect(entries.count == 1 && beat.pulse.fault == nil)
        #expect(entries.first?["DONDOC_KIND"] == "mended")
        #expect(entries.first?["DONDOC_CAUSE"] == "storage")
        #expect(entries.first?["DONDOC_SINCE"] == "2023-06-05T08:01:00+07:00")
    }

    @Test("The loop says that it lives each time it turns, and at every pause of its rests")
    func pulse() async throws {
        let b = try Bench()
        defer { b.remove() }
        var beat = try heartbeat(b, try WallClock())
        let (beats, heard) = AsyncStream.makeStream(of: Void.self)
        let pulse = beat.pulse
        beat.watchdog = Watchdog.none.also(atLeastEvery: 1_000) {
            pulse.beat()
            heard.yield()
        }
        #expect(pulse.last() == nil)
        let task = Task { [beat] in try await beat.run() }
        var count = 0
        for await _ in beats {
            count += 1
            if count == 5 { break }
        }
        #expect(pulse.last() != nil)
        task.cancel()
        try await task.value
    }

    @Test("A slow relay on the training clock is no hung heartbeat")
    func slowRelay() async throws {
        let b = try Bench()
        defer { b.remove() }
        var office = b.office.current
        office.settings.mail.via = .smtp(
            host: "127.0.0.1", port: 1, implicitTLS: false, user: nil)
        b.office.replace(office)
        try await b.load(Bench.plan("p"))
        try await b.beat(at: "2023-06-05 08:00")
        #expect(try await b.store.untriedLetters(at: moment("2023-06-05 08:00")) == 1)
        // Nobody carries the letter: the heartbeat waits for it as for a relay that does not answer.
        let courier = try heartbeat(b).courier
        let (pings, enough) = AsyncStream.makeStream(of: Void.self)
        let task = Task { await courier.drain(Watchdog(pause: 1_000) { enough.yield() }) }
        var heard = 0
        for await _ in pings {
            heard += 1
            if heard == 5 { break }
        }
        #expect(heard == 5)
        task.cancel()
        await task.value
    }
}

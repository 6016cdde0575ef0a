import DondocAPI
import DondocCore
import DondocPlanFile
import DondocStore
import DondocSystemd
import Foundation
import Testing

@testable import DondocDaemon

/// Addresses that are dead, letters that people touch, and agencies that nobody reaches.
@Suite struct DeadMailTests {
    private func dead(
        _ office: Rounds, _ address: String, until: String = "2023-06-30", by user: String = "desk",
        isDryRun: Bool = false
    ) async throws -> AddressChangeView {
        var terms = Work.Terms()
        terms.isDryRun = isDryRun
        let text = try await office.work.markDead(
            DeadAddressRequest(address: address, until: until, reason: "đầy"),
            by: office.caller(user), terms)
        return try JSON.value(text, AddressChangeView.self)
    }

    private func addressees(_ office: Rounds, _ id: String, on day: Day? = nil) async throws
        -> [String]
    {
        office.bench.office.current.addressees(
            of: try await office.store.obligation(id), [.lead],
            on: day ?? office.clock.now().day
        ).map(\.mailbox)
    }

    @Test(
        "A dead address is passed over; with its last one the coordinator hears in the lead's place"
    )
    func passedOver() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        let id = "p/viec/2023/so"
        // The clerk's deputy hears too, from 1 to 30 June.
        #expect(
            try await addressees(office, id)
                == ["so@example.test", "vt@example.test", "th@example.test"])
        _ = try await dead(office, "SO@example.test")
        #expect(try await addressees(office, id) == ["vt@example.test", "th@example.test"])
        _ = try await dead(office, "vt@example.test")
        _ = try await dead(office, "th@example.test")
        #expect(try await addressees(office, id) == ["dp@example.test", "ph@example.test"])
        #expect(
            try await addressees(office, id, on: Day(2023, 7, 1)) == [
                "so@example.test", "vt@example.test",
            ])
        _ = try await office.work.markAlive(
            AliveAddressRequest(address: "so@example.test"), by: office.caller("desk"), .init())
        #expect(try await addressees(office, id) == ["so@example.test"])
        // A reload of the files changes nothing about it.
        _ = try await office.work.reload(by: Bench.root)
        #expect(try await addressees(office, id) == ["so@example.test"])
        let list = try await office.work.deadAddresses(by: office.caller("desk2"))
        #expect(list.map(\.address) == ["th@example.test", "vt@example.test"])
        #expect(list.map(\.holder) == ["Người thay", "Văn thư"] && list[0].by == "Đầu mối")
    }

    @Test(
        "What a dead letter would have said to its lead the coordinator hears, once and composed anew"
    )
    func turned() async throws {
        let office = try await Rounds(at: "2023-06-05 07:59")
        defer { office.remove() }
        office.bench.sendMail()
        // -7wd of act_by 14/6 is Monday 5/6.
        try await office.beat(at: "2023-06-05 08:00")
        let now = office.clock.now()
        for letter in try await office.store.pickLetters(wallClock: 1 << 40, at: now, limit: 99) {
            _ = try office.store.letter(
                letter, ended: letter.recipient.hasPrefix("xa-a") ? .refused("550") : .accepted,
                wallClock: 0, at: now, journal: { _ in nil })
        }
        #expect(try await office.work.status().letters.failed == 1)
        let dry = try await dead(office, "xa-a@example.test", isDryRun: true)
        let view = try await dead(office, "xa-a@example.test")
        #expect(view.withdrawn == 1 && view.turnedTo == ["dp@example.test", "ph@example.test"])
        #expect((dry.withdrawn, dry.turnedTo, dry.change) == (1, view.turnedTo, nil))
        #expect(try await office.work.status().letters.failed == 0)
        try await office.beat(at: "2023-06-05 08:01")
        let letters = try await office.store.pickLetters(
            wallClock: 1 << 40, at: office.clock.now(), limit: 99)
        // The other one has had the day's letter already.
        #expect(letters.map(\.recipient) == ["dp@example.test"])
        #expect(
            letters.allSatisfy { $0.about.allSatisfy { $0.about.hasSuffix("/xa-a") } })
        try await office.beat(at: "2023-06-05 08:02")
        #expect(
            try await office.store.pickLetters(
                wallClock: 1 << 40, at: office.clock.now(), limit: 99
            ).isEmpty)
        try await office.beat(at: "2023-06-06 08:00")
        let next = try await office.store.pickLetters(
            wallClock: 1 << 40, at: office.clock.now(), limit: 99)
        #expect(next.map(\.recipient) == ["ph@example.test"])
        #expect(next.flatMap(\.about).allSatisfy { $0.about.hasSuffix("/xa-a") })
    }

    @Test("An address that nobody has is refused and the nearest named; a past day is refused")
    func unknown() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        var one = try await problem { _ = try await dead(office, "xa-d@example.test") }
        #expect((one.status, one.exit) == (404, 66) && one.detail.contains("xa-"))
        one = try await problem {
            _ = try await dead(office, "so@example.test", until: "2023-06-04")
        }
        #expect((one.status, one.exit) == (409, 1))
        #expect(try await office.work.deadAddresses(by: Bench.root).isEmpty)
    }

    // MARK: Letters

    @Test(
        "A coordinator touches letters that speak about the own plans alone; the administrator all")
    func scope() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        try await office.load(Bench.plan("q", coordinator: "desk2"))
        try office.bench.plant(1, .failed, plan: "p")
        try office.bench.plant(2, .failed, plan: "q")
        try office.bench.plant(3, .failed)
        func seen(_ user: String) async throws -> [Int] {
            try await office.work.queue(try Query("letter-state=failed"), by: office.caller(user))
                .map(\.id)
        }
        #expect(try await seen("desk") == [1])
        #expect(try await seen("desk2") == [2])
        #expect(try await seen("quantri") == [1, 2, 3])
        for (user, id) in [("desk", 2), ("desk", 3), ("desk2", 1), ("so", 1)] {
            let one = try await problem {
                _ = try await office.work.perform(
                    .retry, .ids([id]), by: office.caller(user), .init())
            }
            #expect((one.status, one.exit) == (403, 77), "\(user) \(id)")
        }
        let text = try await office.work.perform(
            .retry, .all(state: .failed, to: nil), by: office.caller("pho"), .init())
        let view = try JSON.value(text, QueueChangeView.self)
        #expect(view.letters.map(\.id) == [1] && view.letters[0].state == "queued")
        #expect(view.waits == "mail-off")
        #expect(try await seen("quantri") == [2, 3])
    }

    @Test(
        "What is being sent is refused with 'try again', what was sent with 'no'; of several none goes"
    )
    func refused() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        try office.bench.plant(1, .sending, plan: "p")
        try office.bench.plant(2, .failed, plan: "p")
        try office.bench.plant(3, .withdrawn, plan: "p")
        func drop(_ ids: [Int]) async throws -> Problem {
            try await problem {
                _ = try await office.work.perform(
                    .drop(reason: "x"), .ids(ids), by: office.caller("desk"), .init())
            }
        }
        var one = try await drop([1, 2])
        #expect((one.status, one.exit) == (409, 75))
        one = try await drop([2, 3])
        #expect((one.status, one.exit) == (409, 1))
        one = try await drop([2, 99])
        #expect((one.status, one.exit) == (404, 66))
        #expect(try await office.work.status().letters.failed == 1)
    }

    // MARK: Reachability

    @Test(
        "An agency that leads live work and has only dead mailboxes is told of wherever people look"
    )
    func unreachable() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        office.bench.sendMail()
        #expect(try await office.work.status().unreachable == [])
        _ = try await dead(office, "xa-a@example.test")
        #expect(try await office.work.status().unreachable == ["Xã A"])
        let load = try await office.load(
            Rounds.plan.replacing("plan: p", with: "plan: p2"), by: "root")
        #expect(load.plans[0].warnings.contains { $0.contains("Xã A") })
        let reload = try await office.work.reload(by: Bench.root)
        #expect(reload.warnings?.contains { $0.contains("Xã A") } == true)
        office.bench.sendMail()
        // The day on which it began says it once, by the alarm; each day after by the line of life.
        let journal = try JournalWorker(store: office.store, sink: .stderr)
        let beat = Heartbeat(
            store: office.store, clock: office.clock, office: office.bench.office,
            courier: try Courier(
                store: office.store, clock: office.clock, office: office.bench.office,
                journal: journal, transport: { nil }),
            journal: journal, readiness: Readiness(nil), watchdog: .none)
        func said() async throws -> Int {
            try await Bench.alarms(office.store).count {
                $0["DONDOC_CAUSE"] == "unreachable" && $0["DONDOC_AGENCY"] == "xa-a"
                    && $0["DONDOC_KIND"] == "degraded"
            }
        }
        for (day, times) in [(5, 1), (6, 2), (7, 3)] {
            var told: Day?
            let now = try #require(Moment(written: "2023-06-0\(day) 09:00"))
            try await beat.sayAlive(at: now, said: &told)
            try await beat.sayTroubles(at: now)
            try await beat.sayAlive(at: now, said: &told)
            #expect(try await said() == times)
        }
    }

    @Test("Bounces go where the settings say, else to the sender")
    func bounces() throws {
        let b = try Bench()
        defer { b.remove() }
        var office = b.office.current
        office.settings.mail.from = .init(name: "A", address: "a@example.test")
        #expect(office.envelopeSender == "a@example.test")
        office.settings.mail.bounceTo = "tra-lai@example.test"
        #expect(office.envelopeSender == "tra-lai@example.test")
    }
}

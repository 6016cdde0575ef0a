import DondocAPI
import DondocCore
import DondocStore
import DondocSystemd
import Foundation
import Testing

@testable import DondocDaemon

/// Addresses that are corrected, or marked dead, while a letter to them is being sent.
@Suite struct SendingAddressTests {
    private static let (old, new) = ("xa-a@example.test", "moi@example.test")
    private static let coordinators = ["dp@example.test", "ph@example.test"]

    /// -7wd of act_by 14/6 is Monday 5/6: the letter to xa-a is being sent, all others have arrived.
    private func office() async throws -> (office: Rounds, sending: WaitingLetter) {
        let office = try await Rounds(at: "2023-06-05 07:59")
        try """
        site: {name: Văn phòng}
        mail: {from: dondoc@example.test, via: "smtp://127.0.0.1:1"}

        """.write(
            to: office.bench.folder.appendingPathComponent("dondoc.yaml"), atomically: true,
            encoding: .utf8)
        try await reload(office, Self.old)
        try await beat(office, "2023-06-05 08:00")
        var sending: WaitingLetter?
        for letter in try await pick(office) {
            if letter.recipient == Self.old {
                sending = letter
            } else {
                end(office, letter, .accepted)
            }
        }
        return (office, try #require(sending))
    }

    private func reload(_ office: Rounds, _ address: String) async throws {
        try Rounds.agencies.replacing(Self.old, with: address).write(
            to: office.bench.folder.appendingPathComponent("agencies/t.yaml"), atomically: true,
            encoding: .utf8)
        _ = try await office.work.reload(by: Bench.root)
    }

    /// The heartbeat's own look, on the letters' wall clock.
    private func beat(_ office: Rounds, _ text: String) async throws {
        try office.clock.turn(to: text)
        let (box, store) = (office.bench.office, office.store)
        let journal = try JournalWorker(store: store, sink: .stderr)
        let beat = Heartbeat(
            store: store, clock: office.clock, office: box,
            courier: try Courier(
                store: store, clock: office.clock, office: box, journal: journal,
                transport: { nil }),
            journal: journal, readiness: Readiness(nil), watchdog: .none)
        try await beat.beat(at: office.clock.now())
    }

    private func pick(_ office: Rounds) async throws -> [WaitingLetter] {
        try await office.store.pickLetters(wallClock: 1 << 40, at: office.clock.now(), limit: 99)
    }

    private func end(_ office: Rounds, _ letter: WaitingLetter, _ result: LetterResult) {
        Ending(store: office.store, clock: office.clock, office: office.bench.office)
            .commit(letter, result)
    }

    /// Who is written to about work of xa-a; every letter arrives.
    private func heard(_ office: Rounds, _ text: String) async throws -> [String] {
        try await beat(office, text)
        let letters = try await pick(office)
        for letter in letters { end(office, letter, .accepted) }
        return letters.filter { $0.about.contains { $0.about.hasSuffix("/xa-a") } }
            .map(\.recipient).sorted()
    }

    @Test(
        "A letter that ends in vain after its address was corrected comes to the new one, once",
        arguments: [LetterResult.notAccepted("451"), .refused("550")])
    func corrected(_ result: LetterResult) async throws {
        let (office, sending) = try await office()
        defer { office.remove() }
        try await reload(office, Self.new)
        // The look that follows the reload finds nothing: the letter is on its way.
        #expect(try await heard(office, "2023-06-05 08:01") == [])
        end(office, sending, result)
        #expect(try await heard(office, "2023-06-05 08:02") == [Self.new])
        #expect(try await heard(office, "2023-06-05 08:03") == [])
        #expect(try await office.work.status().letters.failed == 0)
        let audit = try await office.store.audit([])
        #expect(audit.fault == nil)
    }

    @Test(
        "One that has arrived, or may have, stays as it is", arguments: [true, false])
    func arrived(_ hasArrived: Bool) async throws {
        let (office, sending) = try await office()
        defer { office.remove() }
        try await reload(office, Self.new)
        end(office, sending, hasArrived ? .accepted : .answerLost("x"))
        #expect(try await heard(office, "2023-06-05 08:02") == (hasArrived ? [] : [Self.old]))
        #expect(try await heard(office, "2023-06-05 08:03") == [])
    }

    @Test("After a start what waits for an address that nobody has is looked for")
    func start() async throws {
        let (office, sending) = try await office()
        defer { office.remove() }
        try await reload(office, Self.new)
        #expect(try await heard(office, "2023-06-05 08:01") == [])
        // The end is recorded, and then the daemon is gone.
        _ = try office.store.letter(
            sending, ended: .notAccepted("451"), wallClock: 0, at: office.clock.now(),
            journal: { _ in nil })
        let again = OfficeBox(office.bench.office.current)
        let notices = Notices(office: again.current, store: office.store, isTraining: true)
        for _ in 1...2 {
            try await again.lookForGone { try await notices.turnGone(at: office.clock.now()) }
        }
        #expect(try await heard(office, "2023-06-05 08:02") == [Self.new])
        #expect(try await heard(office, "2023-06-05 08:03") == [])
    }

    @Test("A look that fails is made once more; one is enough where it did not")
    func once() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        let box = bench.office
        var looks = 0
        await #expect(throws: StoreFault.self) {
            try await box.lookForGone { throw StoreFault.damaged("x") }
        }
        try await box.lookForGone {
            looks += 1
            throw Outpaced()
        }
        for _ in 1...2 { try await box.lookForGone { looks += 1 } }
        #expect(looks == 2)
    }

    @Test(
        "What a letter to an address marked dead meanwhile has not brought others hear, once",
        arguments: [LetterResult.notAccepted("451"), .refused("550"), .answerLost("x")])
    func dead(_ result: LetterResult) async throws {
        let (office, sending) = try await office()
        defer { office.remove() }
        _ = try await office.work.markDead(
            DeadAddressRequest(address: Self.old, until: "2023-06-30", reason: "đầy"),
            by: Bench.root, .init())
        #expect(try await heard(office, "2023-06-05 08:01") == [])
        end(office, sending, result)
        // Of the two `ph` has had the letter of the day already.
        for (time, hearing) in zip(
            ["2023-06-05 08:02", "2023-06-06 08:00", "2023-06-06 08:01"],
            Self.coordinators.map { [$0] } + [[]])
        {
            #expect(try await heard(office, time) == hearing, "\(time)")
        }
        #expect(try await office.work.status().letters.failed == 0)
    }

    @Test("What arrived all the same is said to nobody else")
    func deadButArrived() async throws {
        let (office, sending) = try await office()
        defer { office.remove() }
        _ = try await office.work.markDead(
            DeadAddressRequest(address: Self.old, until: "2023-06-30", reason: "đầy"),
            by: Bench.root, .init())
        end(office, sending, .accepted)
        #expect(try await heard(office, "2023-06-06 08:00") == [])
    }

    @Test(
        "A crash while it is sent to an address that is dead by then: others hear, and it is not tried again"
    )
    func crashed() async throws {
        let (office, sending) = try await office()
        defer { office.remove() }
        _ = try await office.work.markDead(
            DeadAddressRequest(address: Self.old, until: "2023-06-30", reason: "đầy"),
            by: Bench.root, .init())
        let (now, site) = (office.clock.now(), office.bench.office.current)
        _ = try office.store.recoverLetters(
            wallClock: 0, at: now, journal: { _, _ in nil },
            instead: { letter, one, record in
                Notices(office: site, store: office.store, isTraining: true)
                    .without(letter.recipient, on: now.day).turned(one, record, at: now)
            })
        #expect(try await heard(office, "2023-06-06 08:00") == Self.coordinators)
        #expect(try await heard(office, "2023-06-06 08:01") == [])
        #expect(try await office.store.queued(sending.id)?.letter.state == .withdrawn)
    }
}

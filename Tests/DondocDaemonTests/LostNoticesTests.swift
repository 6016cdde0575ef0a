import DondocAPI
import DondocCore
import DondocStore
import DondocSystemd
import Foundation
import Testing

@testable import DondocDaemon

/// Addresses that change and change back, or change hands: nobody hears nothing, nobody hears another's.
///
/// `xa-a` owes a report by 15/6, whose act_by is 14/6: -3wd is Friday 9/6, -1wd 13/6; `dp` coordinates.
@Suite struct LostNoticesTests {
    private static let (box, other) = ("xa-a@example.test", "moi@example.test")
    private static let coordinators = ["dp@example.test", "ph@example.test"]
    private static let mute = Rounds.agencies.replacing(", mail: [\(box)]", with: "")
    private static let moved = Rounds.agencies.replacing(box, with: other)

    private func office(
        at start: String = "2023-06-08 09:00", _ agencies: String = Rounds.agencies
    ) async throws -> Rounds {
        let office = try await Rounds(at: start, agencies: agencies)
        try """
        site: {name: Văn phòng}
        mail: {from: dondoc@example.test, via: "smtp://127.0.0.1:1"}

        """.write(
            to: office.bench.folder.appendingPathComponent("dondoc.yaml"), atomically: true,
            encoding: .utf8)
        try await reload(office, agencies)
        return office
    }

    private func reload(_ office: Rounds, _ agencies: String) async throws {
        try agencies.write(
            to: office.bench.folder.appendingPathComponent("agencies/t.yaml"), atomically: true,
            encoding: .utf8)
        _ = try await office.work.reload(by: Bench.root)
        try await beat(office)
    }

    private func dead(_ office: Rounds) async throws {
        _ = try await office.work.markDead(
            DeadAddressRequest(address: Self.box, until: "2023-07-31", reason: "đầy"),
            by: Bench.root, .init())
        try await beat(office)
    }

    private func alive(_ office: Rounds) async throws {
        _ = try await office.work.markAlive(
            AliveAddressRequest(address: Self.box), by: Bench.root, .init())
        try await beat(office)
    }

    /// The heartbeat's own, at a moment or where the clock stands.
    private func beat(_ office: Rounds, _ text: String? = nil) async throws {
        if let text { try office.clock.turn(to: text) }
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

    /// Who is written to about an agency's work; every letter arrives.
    private func heard(_ office: Rounds, _ text: String, of agency: String = "/2023-H1/xa-a")
        async throws
        -> [String]
    {
        try await beat(office, text)
        let letters = try await pick(office)
        for letter in letters { end(office, letter, .accepted) }
        return letters.filter { $0.about.contains { $0.about.hasSuffix(agency) } }
            .map(\.recipient).sorted()
    }

    @Test("A mailbox that is corrected and put back hears, once", arguments: [moved, mute])
    func back(_ between: String) async throws {
        let office = try await office()
        defer { office.remove() }
        try await beat(office, "2023-06-09 18:00")
        for _ in 1...2 {
            try await reload(office, between)
            try await reload(office, Rounds.agencies)
        }
        #expect(try await heard(office, "2023-06-12 08:00") == [Self.box])
        #expect(try await heard(office, "2023-06-12 08:01") == [])
        #expect(try await office.store.audit([]).fault == nil)
    }

    @Test("One that is added and taken away again leaves the reminder to the coordinator")
    func added() async throws {
        let office = try await office(Self.mute)
        defer { office.remove() }
        try await beat(office, "2023-06-09 18:00")
        try await reload(office, Rounds.agencies)
        try await reload(office, Self.mute)
        #expect(try await heard(office, "2023-06-12 08:00") == Self.coordinators)
    }

    @Test("One that is marked dead by mistake, twice, hears once it is alive")
    func twice() async throws {
        let office = try await office()
        defer { office.remove() }
        try await beat(office, "2023-06-09 18:00")
        for _ in 1...2 {
            try await dead(office)
            try await alive(office)
        }
        #expect(try await heard(office, "2023-06-12 08:00") == [Self.box])
    }

    @Test("Where nobody stood in, it hears all the same", arguments: [true, false])
    func alone(_ isAssigned: Bool) async throws {
        // Nobody reaches the coordinator either.
        let bare = Rounds.agencies.replacing("mail: [desk@example.test]", with: "short: ĐM")
            .replacing("mail: dp@example.test, ", with: "")
            .replacing("mail: ph@example.test, ", with: "")
        let start = isAssigned ? "2023-06-09 18:00" : "2023-06-08 09:00"
        let office = try await office(at: start, bare)
        defer { office.remove() }
        try await beat(office, isAssigned ? "2023-06-09 18:01" : "2023-06-09 18:00")
        try await dead(office)
        try await alive(office)
        let (at, of) =
            isAssigned
            ? ("2023-06-12 07:30", "/lead:t/xa-a") : ("2023-06-12 08:00", "/2023-H1/xa-a")
        #expect(try await heard(office, at, of: of) == [Self.box])
        #expect(try await heard(office, "2023-06-12 08:01", of: of) == [])
    }

    @Test("A mailbox that changes hands: each agency hears of its own work")
    func hands() async throws {
        let office = try await office()
        defer { office.remove() }
        try await beat(office, "2023-06-09 18:00")
        try await reload(
            office, Self.moved.replacing("xa-b@example.test", with: Self.box))
        try office.clock.turn(to: "2023-06-12 08:00")
        try await beat(office)
        let letters = try await pick(office)
        func to(_ agency: String) -> [String] {
            letters.filter { $0.about.contains { $0.about.hasSuffix(agency) } }.map(\.recipient)
        }
        #expect(to("/2023-H1/xa-a") == [Self.other])
        #expect(to("/2023-H1/xa-b") == [Self.box])
        let why = try await office.work.why(
            try #require(try await office.list().first { $0.key.hasSuffix("/xa-a") }).key)
        let reasons = why.rungs.flatMap(\.letters).filter { $0.recipient == Self.box }
            .compactMap(\.reason)
        #expect(Set(reasons) == ["address-moved"])
    }

    @Test(
        "A coordinator's letter that is on its way while the lead gets a mailbox",
        arguments: [LetterResult.notAccepted("451"), .refused("554"), .accepted])
    func onItsWay(_ result: LetterResult) async throws {
        let office = try await office(Self.mute)
        defer { office.remove() }
        try await beat(office, "2023-06-09 08:00")
        let letters = try await pick(office)
        try await reload(office, Rounds.agencies)
        for letter in letters {
            let isTheirs = Self.coordinators.contains(letter.recipient)
            end(office, letter, isTheirs ? result : .accepted)
        }
        #expect(
            try await heard(office, "2023-06-09 09:00") == (result == .accepted ? [] : [Self.box]))
        #expect(try await heard(office, "2023-06-09 09:01") == [])
    }
}

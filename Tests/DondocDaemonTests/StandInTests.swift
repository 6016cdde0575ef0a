import DondocAPI
import DondocCore
import DondocStore
import DondocSystemd
import Foundation
import Testing

@testable import DondocDaemon

/// What the coordinator was to hear in the place of a lead whom somebody reaches by then.
///
/// `xa-a` owes a report by 15/6, whose act_by is 14/6; `dp` coordinates, with the deputy `ph`.
@Suite struct StandInTests {
    private static let lead = "xa-a@example.test"
    private static let coordinators = ["dp@example.test", "ph@example.test"]
    private static let mute = Rounds.agencies.replacing(", mail: [\(lead)]", with: "")
    private static let key = "p/bc/2023/xa-a"

    /// Nobody reaches the lead, unless it has a mailbox.
    private func office(_ agencies: String = mute, policies: String? = nil) async throws -> Rounds {
        let office = try await Rounds(at: "2023-06-09 09:00", agencies: agencies)
        try """
        site: {name: Văn phòng}
        mail: {from: dondoc@example.test, via: "smtp://127.0.0.1:1"}

        """.write(
            to: office.bench.folder.appendingPathComponent("dondoc.yaml"), atomically: true,
            encoding: .utf8)
        try policies?.write(
            to: office.bench.folder.appendingPathComponent("policies.yaml"), atomically: true,
            encoding: .utf8)
        _ = try await office.work.reload(by: Bench.root)
        return office
    }

    private func reload(_ office: Rounds, _ agencies: String = Rounds.agencies) async throws {
        try agencies.write(
            to: office.bench.folder.appendingPathComponent("agencies/t.yaml"), atomically: true,
            encoding: .utf8)
        _ = try await office.work.reload(by: Bench.root)
    }

    private func pick(_ office: Rounds) async throws -> [WaitingLetter] {
        try await office.store.pickLetters(wallClock: 1 << 40, at: office.clock.now(), limit: 99)
    }

    private func end(_ office: Rounds, _ letter: WaitingLetter, _ result: LetterResult) throws {
        _ = try office.store.letter(
            letter, ended: result, wallClock: 0, at: office.clock.now(), journal: { _ in nil })
    }

    /// Who hears of work of xa-a of what is decided already; every letter arrives.
    private func heard(_ office: Rounds, at text: String) async throws -> [String] {
        try office.clock.turn(to: text)
        let notices = Notices(
            office: office.bench.office.current, store: office.store, isTraining: true)
        _ = try await notices.compose(at: office.clock.now(), wallClock: 0)
        let letters = try await pick(office)
        for letter in letters { try end(office, letter, .accepted) }
        return letters.filter { $0.about.contains { $0.about.hasSuffix("/xa-a") } }
            .map(\.recipient).sorted()
    }

    private func key(_ office: Rounds) async throws -> String {
        try #require(try await office.list().first { $0.key.hasSuffix("/xa-a") }?.key)
    }

    private func reasons(_ office: Rounds, _ step: String) async throws -> [String: String?] {
        let why = try await office.work.why(try await key(office))
        let letters = why.rungs.first { $0.step == step }?.letters ?? []
        return Dictionary(letters.map { ($0.recipient, $0.reason) }) { one, _ in one }
    }

    @Test("A mailbox added before the letter leaves hears instead of the coordinator, once")
    func reloaded() async throws {
        let office = try await office()
        defer { office.remove() }
        try await office.beat(at: "2023-06-13 18:00")
        for _ in 1...2 { try await reload(office) }
        #expect(try await heard(office, at: "2023-06-14 08:00") == [Self.lead])
        #expect(try await heard(office, at: "2023-06-14 08:01") == [])
        #expect(try await reasons(office, "-1wd")["dp@example.test"] == "lead-reached")
    }

    @Test("Without a mailbox, or with one of somebody else, the coordinator goes on hearing")
    func others() async throws {
        let office = try await office()
        defer { office.remove() }
        try await office.beat(at: "2023-06-13 18:00")
        try await reload(office, Self.mute.replacing("xa-b@example.test", with: "b@example.test"))
        #expect(try await heard(office, at: "2023-06-14 08:00") == Self.coordinators)
    }

    @Test(
        "A letter of the coordinator's that waits for the relay, or was refused, turns too",
        arguments: [LetterResult.notAccepted("451"), .refused("550"), .answerLost("x")])
    func tried(_ result: LetterResult) async throws {
        let office = try await office()
        defer { office.remove() }
        try await office.beat(at: "2023-06-13 08:00")
        for letter in try await pick(office) {
            let isTheirs = Self.coordinators.contains(letter.recipient)
            try end(office, letter, isTheirs ? result : .accepted)
        }
        try await reload(office)
        // What may have arrived at the coordinator's is said.
        let mayHaveCome = result == .answerLost("x")
        #expect(
            try await heard(office, at: "2023-06-13 09:00")
                == (mayHaveCome ? Self.coordinators : [Self.lead]))
    }

    @Test("A return and a press turn like a rung")
    func atOnce() async throws {
        for verb in [ObligationVerb.now, .return] {
            let office = try await office(verb == .now ? Rounds.agencies : Self.mute)
            defer { office.remove() }
            let key = try await key(office)
            if verb == .return {
                _ = try await office.act(.done, key, by: "desk") { $0.onBehalf = "xa-a" }
            }
            try office.clock.turn(to: "2023-06-09 10:00")
            _ = try await office.act(verb, key, by: "desk") {
                if verb == .now { $0.note = "gấp" } else { $0.reason = "thiếu" }
            }
            // Whom nobody reaches nobody presses: the address died since.
            if verb == .now { try await dead(office, until: "2023-06-30") }
            try await reload(office)
            if verb == .now {
                _ = try await office.work.markAlive(
                    AliveAddressRequest(address: Self.lead), by: Bench.root, .init())
            }
            #expect(try await heard(office, at: "2023-06-09 10:01") == [Self.lead], "\(verb)")
        }
    }

    @Test("A coordinator who is of the audience keeps his own copy, and as such")
    func audience() async throws {
        let office = try await office(
            policies: """
                policies:
                  standard:
                    for: [task, report]
                    steps: [{at: -1wd, to: [lead, coordinator]}]
                """)
        defer { office.remove() }
        try await office.beat(at: "2023-06-13 18:00")
        try await reload(office)
        #expect(
            try await heard(office, at: "2023-06-14 08:00") == Self.coordinators + [Self.lead])
        let notices = try await office.store.reminders(
            of: try await office.store.obligation(try await key(office)).number
        ).flatMap(\.notices)
        #expect(
            Dictionary(notices.map { ($0.recipient, $0.role) }) { one, _ in one } == [
                Self.lead: .lead, "dp@example.test": .coordinator, "ph@example.test": .coordinator,
            ])
    }

    private func dead(_ office: Rounds, until: String) async throws {
        _ = try await office.work.markDead(
            DeadAddressRequest(address: Self.lead, until: until, reason: "đầy"),
            by: Bench.root, .init())
    }

    @Test("mail alive: what was decided before the mark, or during it, the lead hears, once")
    func alive() async throws {
        for isBefore in [true, false] {
            let office = try await office(Rounds.agencies)
            defer { office.remove() }
            if isBefore { try await office.beat(at: "2023-06-13 18:00") }
            try await dead(office, until: "2023-06-30")
            if !isBefore { try await office.beat(at: "2023-06-13 18:00") }
            _ = try await office.work.markAlive(
                AliveAddressRequest(address: Self.lead), by: Bench.root, .init())
            #expect(
                try await heard(office, at: "2023-06-14 08:00") == [Self.lead], "\(isBefore)")
            #expect(try await heard(office, at: "2023-06-14 08:01") == [], "\(isBefore)")
        }
    }

    @Test("mail alive: what may have arrived at the lead's is not said to him again")
    func aliveUnsure() async throws {
        let office = try await office(Rounds.agencies)
        defer { office.remove() }
        try await office.beat(at: "2023-06-13 08:00")
        for letter in try await pick(office) {
            try end(office, letter, letter.recipient == Self.lead ? .answerLost("x") : .accepted)
        }
        try await dead(office, until: "2023-06-30")
        _ = try await office.work.markAlive(
            AliveAddressRequest(address: Self.lead), by: Bench.root, .init())
        #expect(try await heard(office, at: "2023-06-14 08:00") == Self.coordinators)
    }
}

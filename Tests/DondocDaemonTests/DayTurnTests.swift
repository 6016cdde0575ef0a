import DondocAPI
import DondocCore
import DondocStore
import DondocSystemd
import Foundation
import Testing

@testable import DondocDaemon

/// Marks of dead addresses, and days of deputies, that run out or begin.
///
/// `xa-a` owes a report by 15/6, whose act_by is 14/6; `dp` coordinates, with the deputy `ph`.
@Suite struct DayTurnTests {
    private static let lead = "xa-a@example.test"

    private func office(_ agencies: String = Rounds.agencies) async throws -> Rounds {
        let office = try await Rounds(at: "2023-06-09 09:00", agencies: agencies)
        try """
        site: {name: Văn phòng}
        mail: {from: dondoc@example.test, via: "smtp://127.0.0.1:1"}

        """.write(
            to: office.bench.folder.appendingPathComponent("dondoc.yaml"), atomically: true,
            encoding: .utf8)
        _ = try await office.work.reload(by: Bench.root)
        return office
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

    private func dead(_ office: Rounds, until: String) async throws {
        _ = try await office.work.markDead(
            DeadAddressRequest(address: Self.lead, until: until, reason: "đầy"),
            by: Bench.root, .init())
    }

    private func heartbeat(_ office: Rounds) throws -> Heartbeat {
        let (box, store) = (office.bench.office, office.store)
        let journal = try JournalWorker(store: store, sink: .stderr)
        return Heartbeat(
            store: store, clock: office.clock, office: box,
            courier: try Courier(
                store: store, clock: office.clock, office: box, journal: journal,
                transport: { nil }),
            journal: journal, readiness: Readiness(nil), watchdog: .none)
    }

    @Test("The day after the last of a dead mark the lead hears, also where a start lies between")
    func over() async throws {
        for isStart in [true, false] {
            let office = try await office(Rounds.agencies)
            defer { office.remove() }
            try await dead(office, until: "2023-06-13")
            let beat = try heartbeat(office)
            try await office.beat(at: "2023-06-13 18:00")
            try office.store.reached(office.clock.now())
            var seen: Day?
            try await beat.turnDay(at: office.clock.now(), seen: &seen)
            try office.clock.turn(to: "2023-06-14 08:00")
            if isStart {
                seen = nil
                office.bench.office.bury(
                    try office.store.deadAddresses(on: office.clock.now().day))
            }
            try await beat.turnDay(at: office.clock.now(), seen: &seen)
            #expect(seen == Day(2023, 6, 14))
            #expect(
                try await heard(office, at: "2023-06-14 08:00") == [Self.lead], "\(isStart)")
        }
    }

    @Test(
        "Work assigned while an address was dead, or before a deputy's first day, is told then, once"
    )
    func assigned() async throws {
        let deputy = Rounds.agencies.replacing(", mail: [\(Self.lead)]", with: "").replacing(
            "people:",
            with: """
                people:
                  ca: {name: Văn thư xã, agency: xa-a, role: staff, deputy: {id: th, from: 2023-06-13, until: 2023-06-14}}
                """)
        for (agencies, hearer) in [(Rounds.agencies, Self.lead), (deputy, "th@example.test")] {
            let office = try await Rounds(at: "2023-06-12 09:00", nil, agencies: agencies)
            defer { office.remove() }
            office.bench.sendMail()
            if hearer == Self.lead { try await dead(office, until: "2023-06-12") }
            try await office.load(Rounds.plan)
            let beat = try heartbeat(office)
            var seen: Day?
            func told(_ text: String) async throws -> [String] {
                try office.clock.turn(to: text)
                try await beat.turnDay(at: office.clock.now(), seen: &seen)
                _ = try await office.bench.tell(at: text)
                let letters = try await pick(office)
                for letter in letters { try end(office, letter, .accepted) }
                return letters.filter {
                    $0.about.contains { $0.about == "plan:p/lead:t/xa-a" }
                }.map(\.recipient)
            }
            #expect(try await told("2023-06-12 09:01") == [], "\(hearer)")
            #expect(try await told("2023-06-12 16:00") == [], "\(hearer)")
            #expect(try await told("2023-06-13 08:00") == [hearer])
            #expect(try await told("2023-06-13 09:00") == [], "\(hearer)")
            #expect(try await told("2023-06-14 08:00") == [], "\(hearer)")
        }
    }

    @Test("On a day on which nothing has run out nothing is asked")
    func quiet() async throws {
        let office = try await office()
        defer { office.remove() }
        let beat = try heartbeat(office)
        var seen = Day(2023, 6, 9)
        try await beat.turnDay(
            at: try #require(Moment(written: "2023-06-10 08:00")), seen: &seen)
        #expect(seen == Day(2023, 6, 10))
        let asked = try await office.store.plansToTell(
            by: try #require(Moment(written: "2023-12-31 08:00"))
        ) { _ in true }
        // The reload and the load asked; the new day did not move their hour.
        #expect(asked.allSatisfy { $0.at.day == Day(2023, 6, 9) })
    }

    @Test(
        "A deputy does not hear after his days where the one in whose place he heard is reached again"
    )
    func deputy() async throws {
        let office = try await office(
            Rounds.agencies.replacing(
                "deputy: {id: ph, from: 2023-06-01, until: 2023-06-30}",
                with: "deputy: {id: ph, from: 2023-06-01, until: 2023-06-13}"))
        defer { office.remove() }
        try await dead(office, until: "2023-06-13")
        try await office.beat(at: "2023-06-13 18:00")
        let heard = try await heard(office, at: "2023-06-14 08:00")
        #expect(!heard.contains("ph@example.test") && heard.contains(Self.lead))
    }

    @Test("Nor where what he heard in a lead's place was turned to him since")
    func deputySince() async throws {
        let office = try await office(
            Rounds.agencies.replacing(
                "deputy: {id: ph, from: 2023-06-01, until: 2023-06-30}",
                with: "deputy: {id: ph, from: 2023-06-01, until: 2023-06-13}"))
        defer { office.remove() }
        try await office.beat(at: "2023-06-13 18:00")
        try await dead(office, until: "2023-06-30")
        #expect(try await heard(office, at: "2023-06-14 08:00") == ["dp@example.test"])
    }
}

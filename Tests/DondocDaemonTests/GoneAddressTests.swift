import DondocAPI
import DondocCore
import DondocStore
import Foundation
import Testing

@testable import DondocDaemon

/// Addresses that were corrected in agencies/ while something was still to be said to them.
@Suite struct GoneAddressTests {
    private static let (old, new) = ("xa-a@example.test", "moi@example.test")

    /// -7wd of act_by 14/6 is Monday 5/6: the first letters, those to xa-a with `end`, all others sent.
    private func office(_ end: LetterResult?) async throws -> Rounds {
        let office = try await Rounds(at: "2023-06-05 07:59")
        try settings(office, "  via: smtp://127.0.0.1:1")
        try await reload(office, xaA: Self.old)
        try await office.beat(at: "2023-06-05 08:00")
        let now = office.clock.now()
        for letter in try await pick(office) {
            let outcome = letter.recipient == Self.old ? end : .accepted
            guard let outcome else { continue }
            _ = try office.store.letter(
                letter, ended: outcome, wallClock: 0, at: now, journal: { _ in nil })
        }
        return office
    }

    private func pick(_ office: Rounds) async throws -> [WaitingLetter] {
        try await office.store.pickLetters(wallClock: 1 << 40, at: office.clock.now(), limit: 99)
    }

    private func reload(_ office: Rounds, xaA: String) async throws {
        try Rounds.agencies.replacing(Self.old, with: xaA).write(
            to: office.bench.folder.appendingPathComponent("agencies/t.yaml"), atomically: true,
            encoding: .utf8)
        _ = try await office.work.reload(by: Bench.root)
    }

    private func settings(_ office: Rounds, _ mail: String) throws {
        try "site: {name: Văn phòng}\nmail:\n  from: dondoc@example.test\n\(mail)\n".write(
            to: office.bench.folder.appendingPathComponent("dondoc.yaml"), atomically: true,
            encoding: .utf8)
    }

    private func turns(_ office: Rounds) async throws -> [TrailRow] {
        try await office.store.trail(of: nil, uid: nil, limit: 99).filter { $0.verb == "mail-gone" }
    }

    @Test(
        "What a refused letter would have said the corrected address hears, once; the old one nothing",
        arguments: [LetterResult.refused("550"), .notAccepted("451")])
    func corrected(_ end: LetterResult) async throws {
        let office = try await office(end)
        defer { office.remove() }
        try await reload(office, xaA: Self.new)
        #expect(try await office.work.status().letters.failed == 0)
        try await office.beat(at: "2023-06-05 08:01")
        let letters = try await pick(office)
        #expect(letters.map(\.recipient) == [Self.new])
        #expect(letters.flatMap(\.about).map(\.about).allSatisfy { $0.hasSuffix("/xa-a") })
        #expect(try await turns(office).map(\.reason) == [Self.old])
        #expect(try await turns(office).map(\.after) == [Self.new])
        for letter in letters {
            _ = try office.store.letter(
                letter, ended: .accepted, wallClock: 0, at: office.clock.now(),
                journal: { _ in nil })
        }
        // Nothing is turned twice, nor said twice.
        try await reload(office, xaA: Self.new)
        #expect(try await turns(office).count == 1)
        for time in ["2023-06-05 08:02", "2023-06-06 08:00"] {
            try await office.beat(at: time)
            #expect(try await pick(office).isEmpty, "\(time)")
        }
        let audit = try await office.store.audit([])
        #expect(audit.fault == nil)
    }

    @Test("Newly assigned work is told to the corrected address too, and to nobody twice")
    func assigned() async throws {
        let office = try await Rounds(at: "2023-06-01 09:00")
        defer { office.remove() }
        try settings(office, "  via: smtp://127.0.0.1:1")
        try await reload(office, xaA: Self.old)
        // A Thursday, in office hours.
        try await office.bench.tell(at: "2023-06-01 09:00")
        let now = office.clock.now()
        let first = try await pick(office)
        for letter in first {
            _ = try office.store.letter(
                letter, ended: letter.recipient == Self.old ? .refused("550") : .accepted,
                wallClock: 0, at: now, journal: { _ in nil })
        }
        #expect(first.map(\.recipient).contains(Self.old))
        try await reload(office, xaA: Self.new)
        #expect(try await turns(office).map(\.after) == [Self.new])
        try office.clock.turn(to: "2023-06-01 09:01")
        try await office.beat(at: "2023-06-01 09:01")
        let letters = try await pick(office)
        #expect(letters.map(\.recipient) == [Self.new])
        #expect(letters.flatMap(\.about).map(\.about) == ["plan:p/lead:t/xa-a"])
        for letter in letters {
            _ = try office.store.letter(
                letter, ended: .accepted, wallClock: 0, at: now, journal: { _ in nil })
        }
        try await reload(office, xaA: Self.new)
        try await office.beat(at: "2023-06-01 09:02")
        #expect(try await pick(office).isEmpty)
    }

    @Test("A list that a gone address did not hear comes to the new one the next working day")
    func list() async throws {
        let office = try await Rounds(at: "2023-06-15 07:59")
        defer { office.remove() }
        try settings(office, "  via: smtp://127.0.0.1:1")
        func correct(_ mail: String) async throws {
            try Rounds.agencies.replacing("dp@example.test", with: mail).write(
                to: office.bench.folder.appendingPathComponent("agencies/t.yaml"),
                atomically: true, encoding: .utf8)
            _ = try await office.work.reload(by: Bench.root)
        }
        try await correct("dp@example.test")
        func lists(_ at: String, _ end: LetterResult) async throws -> [String] {
            try office.clock.turn(to: at)
            try await office.bench.tell(at: at)
            let letters = try await pick(office)
            for letter in letters {
                _ = try office.store.letter(
                    letter, ended: end, wallClock: 0, at: office.clock.now(), journal: { _ in nil })
            }
            return letters.filter { $0.about.contains { $0.about == "plan:p" } }.map(\.recipient)
        }
        // The day of due: the list names what is to be reported.
        #expect(try await lists("2023-06-15 08:00", .refused("550")).contains("dp@example.test"))
        try await correct("moi@example.test")
        #expect(try await lists("2023-06-15 09:00", .accepted) == [])
        #expect(try await lists("2023-06-16 08:00", .accepted).contains("moi@example.test"))
    }

    @Test("What is being sent at the reload, or may have arrived, stays as it is")
    func unsure() async throws {
        for end in [nil, LetterResult.answerLost("x")] {
            let office = try await office(end)
            defer { office.remove() }
            try await reload(office, xaA: Self.new)
            #expect(try await turns(office).isEmpty)
            try await office.beat(at: "2023-06-05 08:01")
            #expect(try await pick(office).allSatisfy { $0.recipient == Self.old })
        }
    }

    @Test("An address that is only written otherwise, or that a person has now, is not gone")
    func kept() async throws {
        for mail in ["XA-A@example.test", "moi@example.test, \(Self.old)"] {
            let office = try await office(.refused("550"))
            defer { office.remove() }
            try await reload(office, xaA: mail)
            #expect(try await turns(office).isEmpty)
            #expect(try await office.work.status().letters.failed == 1)
        }
    }

    @Test("The one address of a training, which nobody has, keeps its letters")
    func training() async throws {
        let office = try await Rounds(at: "2023-06-05 07:59")
        defer { office.remove() }
        try settings(office, "  via: smtp://h\n  training-to: tap-huan@example.test")
        try await reload(office, xaA: Self.old)
        try await office.beat(at: "2023-06-05 08:00")
        try await reload(office, xaA: Self.new)
        #expect(try await turns(office).isEmpty)
        #expect(try await pick(office).map(\.recipient) == ["tap-huan@example.test"])
    }
}

import DondocAPI
import DondocCore
import DondocStore
import Foundation
import Testing

@testable import DondocDaemon

/// Work that a change alone makes late: its lead hears at once, by the first rung after the due day, and
/// the ladder climbs from there.
@Suite struct MadeLateTests {
    private static let (id, box) = ("p/viec/2023/khac", "khac@example.test")
    private static let plan = Rounds.plan.replacing(
        "lead: [so, khac], due: trước ngày 15/6/2023", with: "lead: [khac], due: \(late)")
    private static let late = "trước ngày 31/7/2023"

    private func office(at start: String = "2023-06-19 09:00", _ plan: String? = nil) async throws
        -> Rounds
    {
        let office = try await Rounds(at: start, plan ?? Self.plan)
        office.bench.sendMail()
        return office
    }

    /// The rungs of the work that its lead reads of at a moment.
    private func said(_ office: Rounds, _ at: String) async throws -> [String] {
        try await office.beat(at: at)
        let now = office.clock.now()
        let letters = try await office.store.pickLetters(wallClock: 1 << 40, at: now, limit: 99)
        for letter in letters {
            _ = try office.store.letter(
                letter, ended: .accepted, wallClock: 0, at: now, journal: { _ in nil })
        }
        return letters.filter { $0.recipient == Self.box }.flatMap { letter in
            letter.about.filter { $0.about == Self.id }.map(\.step)
        }.sorted()
    }

    private func hears(
        _ office: Rounds, _ at: String, _ expected: [String],
        _ place: SourceLocation = #_sourceLocation
    ) async throws {
        let said = try await said(office, at)
        #expect(said == expected, sourceLocation: place)
    }

    private func move(_ office: Rounds, to due: String, at: String) async throws {
        try office.clock.turn(to: at)
        try await office.load(Self.plan.replacing(Self.late, with: due), by: "desk")
    }

    @Test("A day that a revision moves into the past is told of at once, to the lead, once")
    func moved() async throws {
        let office = try await office()
        defer { office.remove() }
        try await hears(office, "2023-06-20 08:00", [])
        try await move(office, to: "trước ngày 1/6/2023", at: "2023-06-20 10:00")
        try await hears(office, "2023-06-20 10:00", ["+1wd"])
        // Of 1/6, +14wd is the next rung to come: 2, 5–9, 12–16, 19–21 June.
        try await hears(office, "2023-06-20 16:00", [])
        try await hears(office, "2023-06-21 08:00", ["+14wd"])
        let why = try await office.work.why(Self.id)
        let told = why.rungs.filter { ["+1wd", "+3wd", "+7wd", "+14wd"].contains($0.step) }
        #expect(
            told.map { "\($0.step) \($0.at.prefix(16)) \($0.outcome)" } == [
                "+3wd 2023-06-06T08:00 before-load", "+7wd 2023-06-12T08:00 before-load",
                "+1wd 2023-06-20T10:00 sent", "+14wd 2023-06-21T08:00 sent",
            ])
        #expect(told.allSatisfy { !$0.late })
        #expect(try await office.store.audit([]).fault == nil)
    }

    @Test("Outside office hours it stands in the next letter")
    func evening() async throws {
        let office = try await office()
        defer { office.remove() }
        try await move(office, to: "trước ngày 15/6/2023", at: "2023-06-20 18:00")
        try await hears(office, "2023-06-20 18:00", [])
        try await hears(office, "2023-06-21 08:00", ["+1wd"])
    }

    @Test("A first rung that is still to come speaks in its own hour")
    func still() async throws {
        let office = try await office()
        defer { office.remove() }
        // Due Monday 19/6: +1wd is Tuesday 08:00.
        try await move(office, to: "trước ngày 19/6/2023", at: "2023-06-20 07:00")
        try await hears(office, "2023-06-20 07:00", [])
        try await hears(office, "2023-06-20 08:00", ["+1wd"])
        try await hears(office, "2023-06-20 08:01", [])
    }

    @Test("Work that was late already is not newly late on another late day")
    func already() async throws {
        let office = try await office(
            at: "2023-06-14 09:00", Self.plan.replacing(Self.late, with: "trước ngày 15/6/2023"))
        defer { office.remove() }
        for day in [15, 16] { _ = try await said(office, "2023-06-\(day) 08:00") }
        try await move(office, to: "trước ngày 13/6/2023", at: "2023-06-19 10:00")
        try await hears(office, "2023-06-19 10:00", [])
        try await hears(office, "2023-06-20 08:00", [])
        // +7wd of 13/6: 14–16, 19–22 June.
        try await hears(office, "2023-06-22 08:00", ["+7wd"])
    }

    @Test("An extension taken back after its own rungs had spoken over the first late one")
    func takenBack() async throws {
        let office = try await office(
            at: "2023-06-14 09:00", Self.plan.replacing(Self.late, with: "trước ngày 15/6/2023"))
        defer { office.remove() }
        try await office.act(.extend, Self.id, by: "desk") {
            ($0.to, $0.doc, $0.reason) = ("2023-06-22", "12/QĐ", "x")
        }
        // Of 22/6: -3wd is 19/6, -1wd 21/6. Of 15/6: +1wd is 16/6, +3wd 20/6, +7wd 26/6.
        try await hears(office, "2023-06-19 08:00", ["-3wd"])
        try office.clock.turn(to: "2023-06-19 10:00")
        try await office.undo(by: "desk")
        try await hears(office, "2023-06-19 10:00", ["+1wd"])
        try await hears(office, "2023-06-20 08:00", ["+3wd"])
        try await hears(office, "2023-06-21 08:00", [])
    }

    @Test("Done work that is opened again after its day is told of at once")
    func reopened() async throws {
        let office = try await office(
            at: "2023-06-14 09:00", Self.plan.replacing(Self.late, with: "trước ngày 15/6/2023"))
        defer { office.remove() }
        try await office.act(.done, Self.id, by: "khac")
        try await office.act(.confirm, Self.id, by: "desk")
        for day in [15, 16] { try await hears(office, "2023-06-\(day) 08:00", []) }
        try office.clock.turn(to: "2023-06-19 10:00")
        try await office.act(.reopen, Self.id, by: "desk") { $0.reason = "x" }
        try await hears(office, "2023-06-19 10:00", ["+1wd"])
        try await hears(office, "2023-06-20 08:00", ["+3wd"])
    }

    @Test("What is claimed while its day moves into the past hears when the claim is taken back")
    func claimed() async throws {
        let office = try await office()
        defer { office.remove() }
        try await office.act(.done, Self.id, by: "khac")
        try await move(office, to: "trước ngày 1/6/2023", at: "2023-06-20 10:00")
        try await hears(office, "2023-06-20 10:00", [])
        try office.clock.turn(to: "2023-06-20 11:00")
        try await office.act(.return, Self.id, by: "desk") { $0.reason = "x" }
        try await hears(
            office, "2023-06-20 11:00",
            [
                "+1wd", "returned-1",
            ])
    }

    /// Of 15/6: +1wd is 16/6, +3wd 20/6.
    @Test("What was told today is not told again for an extension that came and went")
    func sameDay() async throws {
        let office = try await office(
            at: "2023-06-14 09:00", Self.plan.replacing(Self.late, with: "trước ngày 15/6/2023"))
        defer { office.remove() }
        try await hears(office, "2023-06-16 08:00", ["+1wd"])
        try await office.act(.extend, Self.id, by: "desk") {
            ($0.to, $0.doc, $0.reason, $0.force) = ("2023-06-22", "12/QĐ", "x", true)
        }
        try office.clock.turn(to: "2023-06-16 10:00")
        try await office.undo(by: "desk")
        try await hears(office, "2023-06-16 10:00", [])
        try await hears(office, "2023-06-20 08:00", ["+3wd"])
    }

    @Test("Lateness of which no letter has left yet is told of after a move too")
    func untold() async throws {
        let office = try await office(
            at: "2023-06-14 09:00", Self.plan.replacing(Self.late, with: "trước ngày 15/6/2023"))
        defer { office.remove() }
        try await office.beat(at: "2023-06-16 08:00")
        try await move(office, to: "trước ngày 13/6/2023", at: "2023-06-16 10:00")
        try await hears(office, "2023-06-16 10:00", ["+1wd"])
        try await hears(office, "2023-06-16 10:01", [])
    }

    @Test("Another ladder after it: its first rung that is still to come speaks in its own hour")
    func ladder() async throws {
        let office = try await office()
        defer { office.remove() }
        try await move(office, to: "trước ngày 15/6/2023", at: "2023-06-20 10:00")
        try await hears(office, "2023-06-20 10:00", ["+1wd"])
        try """
        site: {name: Văn phòng}
        mail: {from: dondoc@example.test, via: "smtp://127.0.0.1:1"}
        """.write(
            to: office.bench.folder.appendingPathComponent("dondoc.yaml"), atomically: true,
            encoding: .utf8)
        try """
        policies:
          cham: {steps: [{at: +5wd, to: [lead, leader]}]}
        """.write(
            to: office.bench.folder.appendingPathComponent("policies.yaml"), atomically: true,
            encoding: .utf8)
        _ = try await office.work.reload(by: Bench.root)
        try await office.load(
            Self.plan.replacing(Self.late, with: "trước ngày 15/6/2023, remind: cham"), by: "desk")
        // +5wd of 15/6: 16, 19–22 June.
        for day in [20, 21] { try await hears(office, "2023-06-\(day) 16:00", []) }
        try await hears(office, "2023-06-22 08:00", ["+5wd"])
    }
}

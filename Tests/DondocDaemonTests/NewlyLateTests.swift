import DondocAPI
import DondocCore
import DondocPlanFile
import DondocStore
import Foundation
import Testing

@testable import DondocDaemon

/// Work that becomes late after the day's letter has gone: told at once, once, in office hours.
@Suite struct NewlyLateTests {
    private static let (id, box) = ("p/viec/2023/khac", "khac@example.test")

    /// The claim of `viec` stands over its due day, 15/6; +1wd is Friday 16/6, whose letter to the same
    /// agency is about its report.
    private func office(limit: Int = 20) async throws -> Rounds {
        let office = try await Rounds(at: "2023-06-05 07:59")
        var site = office.bench.office.current
        site.settings.limits.perRecipientDay = limit
        office.bench.office.replace(site)
        office.bench.sendMail()
        _ = try await taken(office, "2023-06-14 08:00")
        try await office.act(.done, Self.id, by: "khac")
        _ = try await taken(office, "2023-06-15 08:00")
        return office
    }

    /// What that agency hears at a moment: `ID STEP` of each thing, by letter.
    private func taken(_ office: Rounds, _ at: String) async throws -> [[String]] {
        try await office.beat(at: at)
        let now = office.clock.now()
        let letters = try await office.store.pickLetters(wallClock: 1 << 40, at: now, limit: 99)
        for letter in letters {
            _ = try office.store.letter(
                letter, ended: .accepted, wallClock: 0, at: now, journal: { _ in nil })
        }
        return letters.filter { $0.recipient == Self.box }
            .map { $0.about.map { "\($0.about) \($0.step)" } }
    }

    private static let late = ["\(id) +1wd"]
    private static let morning = ["p/bc/2023-H1/khac +1wd"]

    @Test("An undone claim is late since this minute: its letter goes beside the day's, once")
    func undone() async throws {
        let office = try await office()
        defer { office.remove() }
        #expect(try await taken(office, "2023-06-16 08:00") == [Self.morning])
        try office.clock.turn(to: "2023-06-16 10:00")
        try await office.undo(by: "khac")
        #expect(try await taken(office, "2023-06-16 10:00") == [Self.late])
        // What a change put there after its hour is no fault of the office.
        let reminders = try await office.store.reminders(
            of: office.store.obligation(Self.id).number)
        #expect(reminders.last.map { [$0.step, "\($0.isLate)"] } == ["+1wd", "false"])
        for time in ["16 10:01", "16 16:59", "19 08:00"] {
            #expect(try await taken(office, "2023-06-\(time)") == [], "\(time)")
        }
        // The next rung is nothing new any more.
        let next = try await taken(office, "2023-06-20 08:00")
        #expect(next.map(Set.init) == [["p/bc/2023-H1/khac +3wd", "\(Self.id) +3wd"]])
    }

    @Test("A day that is moved back makes work late since this minute")
    func moved() async throws {
        let office = try await Rounds(at: "2023-06-05 07:59")
        defer { office.remove() }
        office.bench.sendMail()
        try office.clock.turn(to: "2023-06-14 09:00")
        try await office.act(.extend, Self.id, by: "desk") {
            ($0.to, $0.doc, $0.reason) = ("2023-06-30", "12/QĐ", "x")
        }
        for day in ["15", "16"] { _ = try await taken(office, "2023-06-\(day) 08:00") }
        try office.clock.turn(to: "2023-06-16 10:00")
        try await office.undo(by: "desk")
        #expect(try await taken(office, "2023-06-16 10:00") == [Self.late])
        #expect(try await taken(office, "2023-06-19 08:00") == [])
    }

    @Test("In the ordinary morning it stands in the one letter of the day")
    func morning() async throws {
        let office = try await office()
        defer { office.remove() }
        try office.clock.turn(to: "2023-06-15 18:00")
        try await office.undo(by: "khac")
        #expect(try await taken(office, "2023-06-15 18:00") == [])
        let letters = try await taken(office, "2023-06-16 08:00")
        #expect(letters.map(Set.init) == [Set(Self.late + Self.morning)])
        #expect(try await taken(office, "2023-06-16 08:01") == [])
        let why = try await office.work.why(Self.id)
        let sent = why.rungs.flatMap(\.letters).filter { $0.recipient == Self.box }
        #expect(sent.last?.state == "sent")
    }

    @Test("Outside office hours it waits for the next day's letter")
    func evening() async throws {
        let office = try await office()
        defer { office.remove() }
        #expect(try await taken(office, "2023-06-16 08:00") == [Self.morning])
        try office.clock.turn(to: "2023-06-16 17:00")
        try await office.undo(by: "khac")
        #expect(try await taken(office, "2023-06-16 17:00") == [])
        #expect(try await taken(office, "2023-06-17 09:00") == [])
        #expect(try await taken(office, "2023-06-19 07:30") == [])
        #expect(try await taken(office, "2023-06-19 08:00") == [Self.late])
    }

    @Test("Beyond the letters of a day it waits for the next one")
    func limit() async throws {
        let office = try await office(limit: 1)
        defer { office.remove() }
        #expect(try await taken(office, "2023-06-16 08:00") == [Self.morning])
        try office.clock.turn(to: "2023-06-16 10:00")
        try await office.undo(by: "khac")
        #expect(try await taken(office, "2023-06-16 10:00") == [])
        #expect(try await taken(office, "2023-06-19 08:00") == [Self.late])
    }

    @Test("A later rung that comes in the middle of the day is nothing new: it waits")
    func later() async throws {
        let office = try await office()
        defer { office.remove() }
        try office.clock.turn(to: "2023-06-15 09:00")
        try await office.undo(by: "khac")
        for at in ["15 09:00", "16 08:00"] { _ = try await taken(office, "2023-06-\(at)") }
        try office.clock.turn(to: "2023-06-16 09:00")
        try await office.act(.done, Self.id, by: "khac")
        #expect(try await taken(office, "2023-06-20 08:00") == [["p/bc/2023-H1/khac +3wd"]])
        try office.clock.turn(to: "2023-06-20 10:00")
        try await office.undo(by: "khac")
        #expect(try await taken(office, "2023-06-20 10:00") == [])
        #expect(try await taken(office, "2023-06-21 08:00") == [["\(Self.id) +3wd"]])
    }

    @Test("The first rung after the due day is what makes work newly late, alone or among others")
    func rule() throws {
        let due = try #require(Day(2023, 6, 15))
        var standing = Standing(
            state: .planned, due: due, actBy: due - 1,
            period: Period(label: "2023", starts: due - 100, ends: due + 100),
            isRequest: false, asksCheckin: false, isPressed: true,
            since: Moment(try #require(Day(2023, 6, 1))),
            decidedTo: Moment(try #require(Day(2023, 6, 1))), lastCheckin: nil)
        let policy = Policy(calendar: WorkCalendar())
        func isNew(_ day: Int, _ hour: Int = 8) throws -> Bool? {
            let now = Moment(try #require(Day(2023, 6, day)), minuteOfDay: hour * 60)
            let decision = policy.decide(standing, at: now)
            guard case .remind(let reminder) = decision.verdict else { return nil }
            return policy.isNewlyLate(reminder, standing)
        }
        // 15/6 is the due day; +1wd 16/6, +3wd 20/6.
        #expect(try isNew(15) == false)
        #expect(try isNew(16) == true)
        #expect(try isNew(20) == true)
        standing.decidedTo = Moment(try #require(Day(2023, 6, 16)), minuteOfDay: 480)
        #expect(try isNew(20) == false)
    }
}

import DondocAPI
import DondocCore
import DondocStore
import Testing

@testable import DondocDaemon

/// A change taken back whole, by a change of its own.
@Suite(.serialized) struct UndoTests {
    static let id = "p/viec/2023/so"

    @Test("A claim taken back is as if it had not been; taken back again it is as it was")
    func single() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        let before = try await office.show(Self.id)
        let claim = try await office.act(.done, Self.id, by: "so") {
            ($0.doc, $0.dated) = ("1/BC", "2023-06-02")
        }
        try office.clock.turn(to: "2023-06-07 10:00")
        let view = try await office.undo(by: "so")
        #expect(view.verb == "undo" && view.obligations.map(\.state) == ["planned"])
        let row = try await office.store.trail(of: 1, uid: nil, limit: 1)[0]
        #expect(row.undoes == claim.obligation.change && row.change == view.change)
        #expect(row.before?.hasPrefix("claimed") == true && row.after?.hasPrefix("planned") == true)
        var again = try await office.show(Self.id)
        again.obligation.change = before.obligation.change
        again.obligation.daysLeft = before.obligation.daysLeft
        #expect(again == before)
        try await office.undo(view.change, by: "so")
        var redone = try await office.show(Self.id)
        redone.obligation.change = claim.obligation.change
        redone.obligation.daysLeft = claim.obligation.daysLeft
        #expect(redone == claim)
        #expect(redone.obligation.claimedAt == "2023-06-05T09:00:00+07:00")
    }

    @Test("A bulk goes back whole, in one change")
    func bulk() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        try await office.act(.start, "p/tep", by: "so")
        let start = try await office.change(.start, "plan=p&agency=so", by: "so")
        let view = try await office.undo(start.change, by: "so")
        #expect(view.obligations.map(\.number) == start.obligations.map(\.number))
        #expect(view.obligations.allSatisfy { $0.state == "planned" && $0.change == view.change })
        #expect(try await office.show("p/tep").obligation.state == "started")
        // One that somebody has gone on with holds all of them.
        try await office.undo(view.change, by: "so")
        try await office.act(.done, "p/van-ban", by: "so") { $0.doc = "1/BC" }
        let held = try await problem { try await office.undo(start.change, by: "so") }
        #expect(held.status == 409 && held.detail.contains("p/van-ban/2023/so"))
        #expect(try await office.list("state=started&agency=so").count == 5)
    }

    @Test("What hangs beside an obligation goes with its change and comes back with it")
    func beside() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        let hash = String(repeating: "0", count: 64)
        try await office.act(.note, "p/thuong", by: "so") { $0.note = "a" }
        try await office.act(.attach, "p/thuong", by: "so") { ($0.name, $0.file) = ("a.pdf", hash) }
        try await office.act(.checkin, "p/thuong", by: "so") { $0.note = "b" }
        func count() async throws -> [Int] {
            let view = try await office.show("p/thuong")
            return [view.notes.count, view.attachments.count, view.checkins.count]
        }
        #expect(try await count() == [1, 1, 1])
        // Each time the last that is not taken back yet.
        let checkin = try await office.undo(by: "so")
        #expect(try await count() == [1, 1, 0])
        let attach = try await office.undo(by: "so")
        #expect(try await count() == [1, 0, 0])
        let note = try await office.undo(by: "so")
        #expect(try await count() == [0, 0, 0])
        #expect(try await problem { try await office.undo(by: "so") }.status == 409)
        for change in [attach, note, checkin] { try await office.undo(change.change, by: "so") }
        #expect(try await count() == [1, 1, 1])
        #expect(try await office.store.audit([]).fault == nil)
    }

    @Test("An extension taken back: the first day is in force, and its rungs are said once")
    func extended() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        try await office.act(.extend, Self.id, by: "so") {
            ($0.to, $0.reason) = ("2023-06-30", "x")
        }
        try await office.beat(at: "2023-06-09 08:00")
        try office.clock.turn(to: "2023-06-12 09:00")
        try await office.act(.extend, Self.id, by: "desk") {
            ($0.to, $0.doc, $0.reason) = ("2023-06-30", "12/QĐ", "x")
        }
        for day in 13...16 { try await office.beat(at: "2023-06-\(day) 08:00") }
        #expect(try await office.said(Self.id) == ["-3wd"])
        try office.clock.turn(to: "2023-06-16 09:00")
        let view = try await office.undo(by: "desk").obligations[0]
        #expect(view.due == "2023-06-15" && view.actBy == "2023-06-14" && !view.extended)
        #expect(try await office.show(Self.id).asked?.to == "2023-06-30")
        // What went by meanwhile is said at the next beat, in one letter.
        try await office.beat(at: "2023-06-16 09:01")
        try await office.beat(at: "2023-06-16 09:02")
        let last = try #require(try await office.store.reminders(of: 1).last)
        #expect(last.step == "+1wd" && last.merged == ["-1wd", "0", "due", "+1wd"])
        #expect(try await office.said(Self.id).count == 2)
        // A refusal goes back too.
        try await office.act(.extend, Self.id, by: "desk") { ($0.refuse, $0.reason) = (true, "x") }
        try await office.undo(by: "desk")
        #expect(try await office.show(Self.id).asked?.to == "2023-06-30")
    }

    @Test("Withdrawn and reopened work goes back, also what was done")
    func withdrawn() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        try await office.act(.start, Self.id, by: "so")
        try await office.act(.withdraw, Self.id, by: "desk") { $0.reason = "x" }
        #expect(try await office.undo(by: "desk").obligations[0].state == "started")
        try await office.act(.done, Self.id, by: "so") { $0.doc = "1/BC" }
        try await office.act(.confirm, Self.id, by: "desk")
        try await office.act(.reopen, Self.id, by: "desk") { $0.reason = "x" }
        #expect(try await office.show(Self.id).obligation.doc == nil)
        let view = try await office.undo(by: "desk").obligations[0]
        #expect(view.state == "done" && view.doc == "1/BC" && view.bucket == "done-on-time")
    }

    @Test("A waiver goes back, but not from under a report that was claimed by it")
    func waiver() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        try await office.act(.waive, "p/th/", by: "desk") {
            ($0.inputs, $0.reason) = (FanOutTests.all, "x")
        }
        let taken = try await office.undo(by: "desk")
        #expect(try await office.show("p/th/").inputs?.missing == 4)
        let back = try await office.undo(taken.change, by: "desk")
        #expect(try await office.show("p/th/").inputs?.waived == 4)
        let claim = try await office.act(.done, "p/th/", by: "desk").obligation.change
        for change in [back.change, taken.change.map { $0 - 1 }] {
            let held = try await problem { try await office.undo(change, by: "desk") }
            #expect(held.status == 409 && held.detail.contains("\(claim) (done, desk)"))
        }
        try await office.undo(claim, by: "desk")
        try await office.undo(back.change, by: "desk")
        #expect(try await office.show("p/th/").inputs?.missing == 4)
    }

    @Test("A report below is not taken from under the one that was made of it")
    func consolidated() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        let below = try await office.act(.done, "p/bc/2023-H1/so", by: "so").obligation.change
        let gone = try await office.change(
            .withdraw, "id=\(try await ["khac", "xa-a", "xa-b"].asyncNumbers(office))", by: "desk"
        ) { $0.reason = "x" }
        let above = try await office.act(.done, "p/th/", by: "desk").obligation.change
        for (change, user) in [(below, "so"), (gone.change, "desk")] {
            let held = try await problem { try await office.undo(change, by: user) }
            #expect(held.status == 409, "\(held)")
            #expect(held.detail.contains("\(above) (done, desk)"), "\(held.detail)")
            #expect(held.detail.contains("p/th/2023-H1/desk"))
        }
        // A later note above changes nothing about which change it was.
        try await office.act(.note, "p/th/", by: "desk") { $0.note = "x" }
        let held = try await problem { try await office.undo(below, by: "so") }
        #expect(held.detail.contains("\(above) (done, desk)"))
        try await office.undo(above, by: "desk")
        try await office.undo(below, by: "so")
        #expect(try await office.show("p/bc/2023-H1/so").obligation.state == "planned")
    }

    @Test("What a claim withdrew is said after all when it is taken back, in the letter that waits")
    func letters() async throws {
        for day in ["09", "10"] {
            let office = try await Rounds()
            defer { office.remove() }
            office.bench.sendMail()
            try await office.beat(at: "2023-06-09 08:00")
            func states() async throws -> [PastNotice.State] {
                try await office.store.reminders(of: 1).flatMap { $0.notices.map(\.state) }
            }
            func three(_ state: PastNotice.State) -> [PastNotice.State] { [state, state, state] }
            // To the agency, its clerk, and who stands in for him.
            #expect(try await states() == three(.letter(.queued)))
            try office.clock.turn(to: "2023-06-09 09:00")
            try await office.act(.start, Self.id, by: "so")
            try await office.act(.done, Self.id, by: "so")
            #expect(try await states() == three(.withdrawn))
            try office.clock.turn(to: "2023-06-\(day) 10:00")
            let undone = try await office.undo(by: "so")
            #expect(try await states() == three(.letter(.queued)))
            // Taken back again they are no longer true, and none is ever decided twice.
            try await office.undo(undone.change, by: "so")
            #expect(try await states() == three(.withdrawn))
            try await office.beat(at: "2023-06-13 08:00")
            try await office.undo(by: "so")
            try await office.beat(at: "2023-06-13 08:01")
            #expect(try await office.said(Self.id) == ["-3wd", "-1wd"])
        }
    }
}

extension [String] {
    /// Numbers of the half-year reports of these agencies, commas between.
    fileprivate func asyncNumbers(_ office: Rounds) async throws -> String {
        var numbers: [String] = []
        for agency in self {
            numbers.append("\(try await office.store.obligation("p/bc/2023-H1/\(agency)").number)")
        }
        return numbers.joined(separator: ",")
    }
}

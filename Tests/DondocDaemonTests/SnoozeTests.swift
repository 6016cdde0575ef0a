import DondocAPI
import DondocCore
import DondocStore
import Foundation
import Testing

@testable import DondocDaemon

/// Reminders that wait, from the request to the letter.
@Suite(.serialized) struct SnoozeTests {
    private let duty = Rounds.duty

    @discardableResult
    private func snooze(
        _ office: Rounds, _ until: String, by user: String = "so", _ reason: String = "chờ số liệu"
    ) async throws -> DetailView {
        try await office.act(.snooze, duty, by: user) { ($0.until, $0.reason) = (until, reason) }
    }

    private func end(_ office: Rounds, _ verb: ObligationVerb = .snooze) async throws {
        try await office.act(verb, duty, by: "so") { $0.end = true }
    }

    @Test("What falls due meanwhile is said at the end, once, and then the ladder goes on")
    func whole() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        try await snooze(office, "2023-06-14 09:00")
        let held = try await office.work.reminders(
            try Query("until=2023-06-15&plan=q"), caller: Bench.root
        ).filter { $0.kind != "digest" }
        #expect(
            held.map { "\($0.at.prefix(16)) \($0.step) \($0.held ?? "-") \($0.merged.count)" } == [
                "2023-06-14T09:00 0 snooze 3", "2023-06-15T08:00 due - 1",
            ])
        let said = try await office.said([
            "06-09 08:00", "06-12 08:00", "06-13 08:00", "06-14 08:00", "06-14 09:00",
            "06-14 10:00", "06-15 08:00", "06-16 08:00",
        ])
        #expect(said == ["06-14 09:00 so: 0", "06-15 08:00 so: due", "06-16 08:00 so: +1wd"])
        #expect(try await office.merged("0") == ["-3wd", "-1wd", "0"])
    }

    @Test("Meanwhile the work is on every list, and why says until when, why and by whom")
    func seen() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        try await snooze(office, "2023-06-15 08:00")
        try await office.beat(at: "2023-06-14 08:00")
        #expect(try await office.list("plan=q&agency=so").map(\.key) == [duty])
        #expect(try await office.counts("plan=q").openInTime == 1)
        // Its day to act by is 14/6: it stands on the coordinator's list.
        let plan = try #require(try await office.store.duePlans(by: office.clock.now()).first)
        #expect(plan.rows.map(\.key) == [duty])
        try await office.bench.tell(at: "2023-06-14 08:00")
        let letters = try await office.store.pickLetters(
            wallClock: 1 << 40, at: office.clock.now(), limit: 99)
        let list = try #require(letters.first { $0.recipient == "dp@example.test" })
        let text = DailyLetterTests.plain(Data(list.message))
        #expect(text.contains("1 | Việc (hoãn nhắc đến 15/06/2023) | Sở | 15/06/2023"))
        let why = try await office.work.why(duty)
        #expect(why.snoozed?.until == "2023-06-15T08:00:00+07:00")
        #expect(why.snoozed?.reason == "chờ số liệu" && why.snoozed?.by == "Văn thư")
        #expect(why.silence == nil)
        let rungs = Dictionary(why.rungs.map { ($0.step, $0) }) { one, _ in one }
        for step in ["-3wd", "-1wd", "0"] {
            #expect(rungs[step]?.outcome == "snoozed", "\(step)")
            #expect(rungs[step]?.at == "2023-06-15T08:00:00+07:00", "\(step)")
        }
        #expect(rungs["due"]?.outcome == "planned" && rungs["+1wd"]?.outcome == "planned")
        #expect(try await office.show(duty).snoozed?.by == "Văn thư")
        // Once it is over nothing says that it stands.
        try await office.beat(at: "2023-06-15 08:00")
        #expect(try await office.show(duty).snoozed == nil)
        #expect(try await office.work.why(duty).snoozed == nil)
    }

    @Test("Ended early, what was held is said at once; nothing twice")
    func ended() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        try await snooze(office, "2023-06-15 08:00")
        #expect(try await office.taken(at: "2023-06-13 09:00") == [])
        try await end(office)
        let said = try await office.said(["06-13 09:00", "06-13 10:00", "06-14 08:00"])
        #expect(said == ["06-13 09:00 so: -1wd", "06-14 08:00 so: 0"])
        #expect(try await office.merged("-1wd") == ["-3wd", "-1wd"])
    }

    @Test("Another one takes the place of the first, longer or shorter; what is held stays held")
    func replaced() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        try await snooze(office, "2023-06-09 07:00")
        try await snooze(office, "2023-06-14 09:00", "lâu hơn")
        #expect(try await office.said(["06-09 08:00", "06-13 08:00"]) == [])
        try await snooze(office, "2023-06-13 10:00")
        #expect(
            try await office.said(["06-13 09:00", "06-13 10:00", "06-14 09:00"])
                == ["06-13 10:00 so: -1wd", "06-14 09:00 so: 0"])
        #expect(try await office.merged("-1wd") == ["-3wd", "-1wd"])
    }

    @Test("Undo ends one: what was held is said and not lost; undoing that holds what is left")
    func undone() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        try await office.act(.start, duty, by: "so")
        let change = try await snooze(office, "2023-06-15 08:00").obligation.change
        try office.clock.turn(to: "2023-06-09 09:00")
        let undo = try await office.undo(change, by: "so")
        #expect(try await office.said(["06-09 09:00", "06-12 08:00"]) == ["06-09 09:00 so: -3wd"])
        _ = try await office.undo(undo.change, by: "so")
        #expect(try await office.show(duty).snoozed?.until == "2023-06-15T08:00:00+07:00")
        #expect(
            try await office.said(["06-13 08:00", "06-14 08:00", "06-15 08:00", "06-15 09:00"])
                == ["06-15 08:00 so: due"])
        #expect(try await office.merged("due") == ["-1wd", "0", "due"])
        #expect(try await office.store.audit([]).fault == nil)
    }

    @Test("What came before an undone snooze can be undone after it")
    func chain() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        let start = try await office.act(.start, duty, by: "so").obligation.change
        let snooze = try await snooze(office, "2023-06-15 08:00").obligation.change
        try office.clock.turn(to: "2023-06-09 09:00")
        let refused = try await problem { _ = try await office.undo(start, by: "so") }
        #expect(refused.detail.contains("\(snooze)"))
        _ = try await office.undo(snooze, by: "so")
        let view = try await office.undo(start, by: "so")
        #expect(view.obligations.map(\.state) == ["planned"])
        #expect(try await office.store.audit([]).fault == nil)
    }

    @Test("A claim ends it; a return does not bring it back, undoing the claim does")
    func claimed() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        try await snooze(office, "2023-06-15 08:00")
        try await office.act(.ack, duty, by: "so") { $0.workingDays = 8 }
        let claim = try await office.act(.done, duty, by: "so")
        #expect(claim.snoozed == nil && claim.acked == nil)
        _ = try await office.undo(claim.obligation.change, by: "so")
        #expect(try await office.show(duty).snoozed?.reason == "chờ số liệu")
        #expect(try await office.show(duty).acked?.until == "2023-06-15T08:00:00+07:00")
        try await office.act(.done, duty, by: "so")
        try await office.act(.return, duty, by: "desk") { $0.reason = "thiếu" }
        #expect(try await office.show(duty).snoozed == nil)
        #expect(try await office.taken(at: "2023-06-09 09:00") == ["so: returned-1 -3wd"])
        #expect(try await office.store.audit([]).fault == nil)
    }

    @Test("What was said after a claim had ended it is not said again once all that is undone")
    func claimedAndBack() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        try await snooze(office, "2023-06-15 08:00")
        let claim = try await office.act(.done, duty, by: "so").obligation.change
        let back = try await office.act(.return, duty, by: "desk") { $0.reason = "x" }
        #expect(try await office.taken(at: "2023-06-09 08:00") == ["so: returned-1 -3wd"])
        _ = try await office.undo(back.obligation.change, by: "desk")
        _ = try await office.undo(claim, by: "so")
        #expect(try await office.show(duty).snoozed?.until == "2023-06-15T08:00:00+07:00")
        #expect(
            try await office.said(["06-13 08:00", "06-14 08:00", "06-15 08:00"])
                == ["06-15 08:00 so: due"])
        #expect(try await office.merged("due") == ["-1wd", "0", "due"])
        #expect(try await office.store.audit([]).fault == nil)
    }

    @Test("Withdrawn and reopened work is not snoozed any more")
    func reopened() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        try await snooze(office, "2023-06-15 08:00")
        try await office.act(.withdraw, duty, by: "desk") { $0.reason = "x" }
        try await office.act(.reopen, duty, by: "desk") { $0.reason = "x" }
        #expect(try await office.show(duty).snoozed == nil)
        #expect(try await office.said(["06-09 08:00"]) == ["06-09 08:00 so: -3wd"])
    }

    @Test("A later day ends nothing; a snooze of the agency's own never outlives an earlier one")
    func moved() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        try await snooze(office, "2023-06-15 08:00")
        try await office.act(.extend, duty, by: "desk") {
            ($0.to, $0.doc, $0.reason) = ("2023-06-30", "5/QĐ", "x")
        }
        #expect(try await office.show(duty).snoozed?.until == "2023-06-15T08:00:00+07:00")
        for (user, end) in [("so", "2023-06-08T08:00"), ("desk", "2023-06-20T08:00")] {
            let office = try await Rounds.ofDuty()
            defer { office.remove() }
            let until = user == "so" ? "2023-06-15 08:00" : "2023-06-20"
            try await snooze(office, until, by: user)
            // "chậm nhất 8/6": the plan's file has an earlier day now.
            let load = try await office.load(Bench.plan("q", due: "chậm nhất ngày 8/6/2023"))
            #expect(load.plans.map(\.changed) == [1])
            #expect(try await office.show(duty).snoozed?.until.hasPrefix(end) == true, "\(user)")
            let undone = try await office.undo(load.change, by: "root")
            #expect(undone.obligations.count == 1)
            let back = user == "so" ? "2023-06-15T08:00" : end
            #expect(try await office.show(duty).snoozed?.until.hasPrefix(back) == true, "\(user)")
            #expect(try await office.store.audit([]).fault == nil)
        }
    }

    @Test("Without a day the agency's own snooze ends, a coordinator's goes on")
    func undated() async throws {
        for (user, isLeft) in [("so", false), ("desk", true)] {
            let office = try await Rounds.ofDuty()
            defer { office.remove() }
            try await snooze(office, "2023-06-15 08:00", by: user)
            try await office.load(Bench.plan("q", due: "Thường xuyên"))
            #expect((try await office.show(duty).snoozed != nil) == isLeft, "\(user)")
        }
    }

    @Test("In hand: the leader is left in peace, and hears at the end what he missed, once")
    func acked() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        _ = try await office.said(["06-09 08:00", "06-15 08:00", "06-16 08:00", "06-20 08:00"])
        // Ten working days from 21/6: Wednesday 5/7.
        try office.clock.turn(to: "2023-06-21 10:00")
        try await office.act(.ack, duty, by: "so") {
            ($0.until, $0.note) = ("2023-07-04 09:00", "đã giao")
        }
        #expect(try await office.show(duty).acked?.reason == "đã giao")
        #expect(
            try await office.said([
                "06-26 08:00", "07-04 08:00", "07-04 09:00", "07-04 10:00", "07-05 08:00",
            ]) == [
                "06-26 08:00 so: +7wd", "07-04 09:00 ld: +7wd-escalated",
                "07-05 08:00 ld: +14wd", "07-05 08:00 so: +14wd",
            ])
    }

    @Test(
        "Ended or undone early, the leader hears at once what he missed", arguments: [true, false])
    func ackEnded(isUndo: Bool) async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        _ = try await office.said(["06-09 08:00", "06-15 08:00", "06-16 08:00", "06-20 08:00"])
        try office.clock.turn(to: "2023-06-21 10:00")
        let change = try await office.act(.ack, duty, by: "so") { $0.workingDays = 10 }
        #expect(try await office.said(["06-26 08:00"]) == ["06-26 08:00 so: +7wd"])
        try office.clock.turn(to: "2023-06-27 10:00")
        if isUndo {
            _ = try await office.undo(change.obligation.change, by: "so")
        } else {
            try await end(office, .ack)
        }
        #expect(try await office.show(duty).acked == nil)
        #expect(
            try await office.said(["06-27 10:00", "06-28 08:00", "07-05 08:00"]) == [
                "06-27 10:00 ld: +7wd-escalated", "07-05 08:00 ld: +14wd", "07-05 08:00 so: +14wd",
            ])
        #expect(try await office.store.audit([]).fault == nil)
    }

    @Test("A past day tells of the snooze that stood then")
    func asOf() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        try await snooze(office, "2023-06-14 08:00")
        try office.clock.turn(to: "2023-06-06 09:00")
        try await end(office)
        try office.clock.turn(to: "2023-06-08 09:00")
        #expect(
            try await office.show(duty, at: "2023-06-05").snoozed?.until
                == "2023-06-14T08:00:00+07:00")
        #expect(try await office.show(duty, at: "2023-06-07").snoozed == nil)
    }

    @Test("Reopened work climbs its whole ladder again, under another version of its day")
    func secondLadder() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        let rungs = ["06-09 08:00", "06-13 08:00"]
        #expect(try await office.said(rungs).count == 2)
        try await office.act(.done, duty, by: "so")
        try await office.act(.confirm, duty, by: "desk")
        // The clock is back where it was when rungs are said again: a restored day.
        try office.clock.turn(to: "2023-06-05 10:00")
        let version = try await office.store.obligation(duty).dueVersion
        try await office.act(.reopen, duty, by: "desk") { $0.reason = "nhầm" }
        #expect(try await office.store.obligation(duty).dueVersion == version + 1)
        let reminders = try await office.store.reminders(of: 1).count
        try await office.beat(at: "2023-06-09 08:00")
        try await office.beat(at: "2023-06-13 08:00")
        let all = try await office.store.reminders(of: 1)
        #expect(all.count == reminders + 2)
        #expect(all.suffix(2).map(\.step) == ["-3wd", "-1wd"])
        #expect(all.suffix(2).allSatisfy { $0.dueVersion == version + 1 })
    }
}

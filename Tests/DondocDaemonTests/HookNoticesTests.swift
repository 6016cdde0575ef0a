import DondocAPI
import DondocCore
import DondocPlanFile
import DondocStore
import Foundation
import Testing

@testable import DondocDaemon

/// Who among the hooks hears of what, when, and what takes it back.
@Suite struct HookNoticesTests {
    /// Of `p`: -7wd 5/6, due 15/6, +1wd 16/6, +7wd 26/6, from which on the agency's leader hears.
    private func office(_ hooks: [HookSettings]) async throws -> Bench {
        let b = try Bench()
        b.sendMail()
        b.hear(hooks)
        try await b.load(Bench.plan("p"))
        return b
    }

    @Test("A hook hears of the events that it names, once each, however often it is asked")
    func fanOut() async throws {
        let b = try await office([
            .init("muon", [.overdue]), .init("tren", [.escalated]),
            .init("som", [.upcoming, .due, .assigned]), .init("cuoi", isFallback: true),
        ])
        defer { b.remove() }
        for day in ["05", "15", "16", "26"] {
            for _ in 1...2 { try await b.beat(at: "2023-06-\(day) 08:00") }
            try await b.take(at: "2023-06-\(day) 08:00")
        }
        #expect(
            try b.heard().map {
                "\($0.hook) \($0.view.event) \($0.view.kind) \($0.view.step ?? "")"
            }
                == [
                    "som upcoming upcoming -7wd", "som due due due", "muon overdue overdue +1wd",
                    "muon escalated overdue +7wd", "tren escalated overdue +7wd",
                ])
        #expect(Set(try b.heard().map(\.state)) == ["sent"])
        // Their names are their places: by hook and reminder.
        let slots = try b.heard().map { "\($0.hook) \($0.slot)" }
        #expect(Set(slots).count == slots.count && slots.allSatisfy { $0.contains(" reminder-") })
    }

    @Test("A step may name a hook, beside mail or in its place")
    func ladder() async throws {
        let b = try await office([.init("chat")])
        defer { b.remove() }
        let text = """
            policies:
              rieng:
                for: [task]
                steps:
                  - {at: -7wd, channels: [chat]}
                  - {at: due, channels: [mail, chat]}
                  - {at: +1wd}
            """
        var office = b.office.current
        office.policies = try PlanFile.policies(
            SourceText(name: "policies.yaml", text: text), hooks: ["chat"])
        b.office.replace(office)
        for day in ["05", "15", "16"] { try await b.beat(at: "2023-06-\(day) 08:00") }
        let told = try await b.store.reminders(of: 1).map { reminder in
            reminder.step + " " + reminder.notices.map(\.channel).joined(separator: ",")
        }
        #expect(told == ["-7wd hook:chat", "due mail,hook:chat", "+1wd mail"])
        // The address that hears of the same reminder stands in the notice.
        #expect(try b.heard().map(\.view.recipients) == [[], ["so@example.test"]])
        // A start asks no ladder for hooks; `status` names the one that is gone.
        b.hear([])
        let lost = Trouble.all(
            Concerns(), b.office.current, true, database: "", on: Day(2023, 6, 5)!)
        #expect(lost.filter { $0.cause == .hookStuck }.map(\.subject) == ["chat"])
    }

    @Test("On the training clock only those are told whose entry says so")
    func training() async throws {
        var real = HookSettings("that", [.upcoming, .assigned])
        real.isForTraining = false
        let b = try await office([real, .init("tap", [.upcoming, .assigned])])
        defer { b.remove() }
        try await b.tell(at: "2023-06-05 08:00")
        try await b.beat(at: "2023-06-05 08:00")
        #expect(
            try b.heard().map { "\($0.hook) \($0.view.event)" } == ["tap assigned", "tap upcoming"])
        #expect(try b.heard().allSatisfy(\.view.training))
        #expect(b.office.current.hooks(false).map(\.name) == ["that", "tap"])
    }

    @Test("It waits for the office's hour like a letter, and no budget of letters holds it back")
    func release() async throws {
        let b = try await office([.init("chat", [.overdue, .upcoming])])
        defer { b.remove() }
        var office = b.office.current
        office.settings.limits.perRecipientDay = 1
        b.office.replace(office)
        try await b.load(Bench.plan("q"))
        try await b.load(Bench.plan("r"))
        // A Saturday: what is decided then is said on Monday.
        try await b.beat(at: "2023-06-10 09:00")
        #expect(try b.heard().isEmpty)
        #expect(try b.notices().count == 3)
        try await b.beat(at: "2023-06-12 07:59")
        #expect(try b.heard().isEmpty)
        try await b.beat(at: "2023-06-12 08:00")
        #expect(try b.heard().map(\.view.plan) == ["p", "q", "r"])
    }

    @Test("A claim takes back what waits, in the lane and before it; undo brings it again")
    func claimed() async throws {
        let r = try await Rounds(at: "2023-06-05 07:59", nil)
        defer { r.remove() }
        r.bench.hear([.init("chat", [.upcoming, .overdue])])
        try await r.load(Bench.plan("p"))
        try await r.beat(at: "2023-06-05 08:00")
        #expect(try r.bench.heard().map(\.state) == ["queued"])
        try await r.act(.done, "1", by: "so")
        #expect(try r.bench.heard().map(\.state) == ["withdrawn"])
        #expect(try r.bench.notices() == ["hook:chat -7wd withdrawn done"])
        try await r.undo(by: "so")
        #expect(try r.bench.notices() == ["hook:chat -7wd carried"])
        try await r.beat(at: "2023-06-05 08:00")
        #expect(try r.bench.heard().map { "\($0.slot) \($0.state)" } == ["reminder-1 queued"])
        // On another day the letter of before is not sent any more: one of its own name is.
        try await r.act(.done, "1", by: "so")
        try r.clock.turn(to: "2023-06-06 09:00")
        try await r.undo(by: "so")
        try await r.beat(at: "2023-06-06 09:00")
        #expect(
            try r.bench.heard().map { "\($0.slot) \($0.state) \($0.view.daysLeft ?? 0)" } == [
                "reminder-1 withdrawn 10", "reminder-1-2 queued 9",
            ])
        #expect(Set(try r.bench.heard().map(\.view.reminderId)) == ["p/viec/2023/so#1#-7wd"])
    }

    @Test("Of days in which a hook was out of order only the last word is told, with today's days")
    func outage() async throws {
        let b = try await office([.init("chat", [.upcoming, .due, .overdue])])
        defer { b.remove() }
        for day in ["05", "09", "13", "14", "15"] { try await b.beat(at: "2023-06-\(day) 08:00") }
        let states = try b.heard().map { "\($0.view.step ?? "") \($0.state)" }
        #expect(
            states == [
                "-7wd withdrawn", "-3wd withdrawn", "-1wd withdrawn", "0 withdrawn", "due queued",
            ])
        #expect(try b.notices().prefix(4).allSatisfy { $0.hasSuffix(" superseded") })
        // Nothing new: the one that waits says what is true on the day on which it leaves.
        #expect(try b.heard("chat").last?.view.daysLeft == 0)
        b.hear([.init("chat", [.upcoming, .due])])
        try await b.beat(at: "2023-06-16 08:00")
        let last = try #require(try b.heard().last)
        #expect(
            last.view.daysLeft == -1 && last.view.event == "due" && last.view.kind == "overdue"
                && last.state == "queued")
    }

    @Test("`why` names the channel, `remind list` has a row for each")
    func looks() async throws {
        let b = try await office([.init("chat", [.upcoming])])
        defer { b.remove() }
        let rows = try await b.work.reminders(try Query("until=2023-06-05"), caller: Bench.root)
        #expect(rows.map { "\($0.step) \($0.channel)" } == ["-7wd mail", "-7wd hook:chat"])
        try await b.beat(at: "2023-06-05 08:00")
        let letters = try await b.work.why("1").rungs.flatMap(\.letters)
        #expect(
            letters.map { "\($0.channel) \($0.recipient) \($0.state)" } == [
                "mail so@example.test queued", "hook:chat chat queued",
            ])
    }

    @Test("A list of which nothing is left to say when its hour comes is taken back, by mail too")
    func emptied() async throws {
        let b = try Bench(at: "2023-06-15 07:59")
        defer { b.remove() }
        b.sendMail()
        b.hear([.init("chat", [.digest])])
        let request = Bench.plan("p").replacing("lead: [so],", with: "lead: [so], request: true,")
        try await b.load(request)
        try await b.tell(at: "2023-06-15 07:59")
        // Decided on the due day, with the office closed until the next: a request is never late.
        var office = b.office.current
        office.settings.hours.closes = 480
        b.office.replace(office)
        try await b.tell(at: "2023-06-15 08:00")
        office.settings.hours.closes = 1_020
        b.office.replace(office)
        try await b.tell(at: "2023-06-16 08:00")
        #expect(try b.notices() == ["hook:chat digest-2023-06-15 withdrawn no-longer-true"])
        #expect(try b.heard().isEmpty)
        let mail = try await b.store.pickLetters(
            wallClock: 1 << 40, at: #require(Moment(written: "2023-06-16 08:00")), limit: 9)
        #expect(!mail.contains { $0.recipient == "desk@example.test" })
    }
}

import DondocCore
import Testing

/// Escalation, snooze and acknowledgement of the half-year report of 15/6/2023, whose rungs are those
/// of `LadderTests`.
@Suite struct PauseTests {
    let policy = Policy(calendar: calendar2023())

    private func moment(_ text: String) -> Moment {
        guard let m = Moment(written: text) else { preconditionFailure(text) }
        return m
    }

    private func standing(decided: String) throws -> Standing {
        Standing(
            state: .planned, due: day("2023-06-15"), actBy: day("2023-06-14"),
            period: try #require(Period.year(2023)), isRequest: false, asksCheckin: false,
            isPressed: true, since: moment("2023-01-01"), decidedTo: moment(decided),
            lastCheckin: nil, kind: .report)
    }

    private func said(_ standing: Standing, at now: String, _ policy: Policy? = nil) -> Reminder? {
        let decision = (policy ?? self.policy).decide(standing, at: moment(now))
        return if case .remind(let r) = decision.verdict { r } else { nil }
    }

    // MARK: Outages

    @Test(
        "After an outage over four rungs one reminder goes to everybody whom one of them would have told"
    )
    func escalatedOutage() throws {
        let r = try #require(
            said(try standing(decided: "2023-06-16 08:00"), at: "2023-07-14 10:00"))
        #expect(r.step.id == "+21wd" && r.kind == .overdue && r.isLate)
        #expect(r.merged == ["+3wd", "+7wd", "+14wd", "+21wd"])
        #expect(r.audience == [.lead, .leader, .above])
        let short = try #require(
            said(try standing(decided: "2023-06-16 08:00"), at: "2023-06-27 10:00"))
        #expect(short.merged == ["+3wd", "+7wd"] && short.audience == [.lead, .leader])
    }

    @Test("Nobody and no channel of a swallowed rung is left out, with the words of the last")
    func union() throws {
        let ladder = Ladder(
            name: Policies.standardName,
            rungs: [
                Rung(.ahead(.calendar(10)), to: [.partners, .lead], channels: ["chat"]),
                Rung(.actBy, to: [.leader], wording: "gap"),
                Rung(.due, to: [.coordinator], channels: ["mail", "chat"], wording: "han"),
            ])
        let own = Policy(policies: Policies([(ladder, [])]), calendar: calendar2023())
        let r = try #require(
            said(try standing(decided: "2023-01-01"), at: "2023-06-15 08:00", own))
        // The tenth day before 14/6 is Sunday 4/6: Friday 2/6.
        #expect(own.steps(try standing(decided: "2023-01-01"))[0].day == day("2023-06-02"))
        #expect(r.merged == ["-10d", "0", "due"])
        #expect(r.audience == [.lead, .leader, .coordinator, .partners])
        #expect(r.channels == ["chat", "mail"])
        // The last speaks in its hour; the others were missed.
        #expect(r.step.wording == "han" && r.isLate)
    }

    // MARK: Snooze

    @Test(
        "What falls due while the work is snoozed comes once at its end, at the right rung, and is not late"
    )
    func snooze() throws {
        var s = try standing(decided: "2023-06-05 08:00")
        s.snoozedUntil = moment("2023-06-14 09:00")
        #expect(policy.wake(s, after: s.decidedTo) == moment("2023-06-14 09:00"))
        let meanwhile = policy.decide(s, at: moment("2023-06-13 08:00"))
        #expect(meanwhile.verdict == .silent(.snoozed))
        #expect(meanwhile.next == moment("2023-06-14 09:00"))
        let r = try #require(said(s, at: "2023-06-14 09:00"))
        #expect(r.step.id == "0" && r.at == moment("2023-06-14 09:00") && !r.isLate)
        #expect(r.merged == ["-3wd", "-1wd", "0"])
        let after = policy.decide(s, at: moment("2023-06-14 09:00"))
        #expect(after.next == moment("2023-06-15 08:00"))
        s.decidedTo = moment("2023-06-14 09:00")
        #expect(said(s, at: "2023-06-14 12:00") == nil)
        #expect(said(s, at: "2023-06-15 08:00")?.merged == ["due"])
    }

    @Test("A daemon that is down at the end of a snooze is late by that")
    func snoozeThenDown() throws {
        var s = try standing(decided: "2023-06-05 08:00")
        s.snoozedUntil = moment("2023-06-14 09:00")
        #expect(said(s, at: "2023-06-14 09:10")?.isLate == false)
        #expect(said(s, at: "2023-06-14 09:11")?.isLate == true)
    }

    @Test("A decision recorded within the snooze swallows nothing")
    func decidedMeanwhile() throws {
        var s = try standing(decided: "2023-06-05 08:00")
        s.snoozedSince = s.decidedTo
        s.snoozedUntil = moment("2023-06-14 09:00")
        s.decidedTo = moment("2023-06-13 12:00")
        #expect(said(s, at: "2023-06-14 09:00")?.merged == ["-3wd", "-1wd", "0"])
    }

    @Test("Before and after a snooze the rungs are where they were")
    func beside() throws {
        var s = try standing(decided: "2023-06-05 08:00")
        s.snoozedUntil = moment("2023-06-08 09:00")
        #expect(policy.wake(s, after: s.decidedTo) == moment("2023-06-09 08:00"))
        #expect(policy.decide(s, at: moment("2023-06-07 08:00")).verdict == .silent(.notYet))
    }

    // MARK: Taken in hand

    /// +7wd is 26/6 and +14wd 5/7, both for the leader too; 10/7 is a Monday, +21wd Friday 14/7.
    @Test(
        "While somebody has it in hand the leader is left in peace, and hears at the end what he missed, once"
    )
    func acknowledged() throws {
        var s = try standing(decided: "2023-06-20 08:00")
        s.ackedSince = moment("2023-06-21 10:00")
        s.ackedUntil = moment("2023-07-10 10:00")
        for (at, id) in [("2023-06-26 08:00", "+7wd"), ("2023-07-05 08:00", "+14wd")] {
            let r = try #require(said(s, at: at))
            #expect(r.step.id == id && r.audience == [.lead] && !r.isLate)
            s.decidedTo = moment(at)
        }
        #expect(policy.wake(s, after: s.decidedTo) == moment("2023-07-10 10:00"))
        let r = try #require(said(s, at: "2023-07-10 10:00"))
        #expect(r.step.id == "+14wd-escalated" && r.merged == ["+14wd-escalated"])
        #expect(r.audience == [.leader] && r.kind == .overdue && !r.isLate)
        s.decidedTo = moment("2023-07-10 10:00")
        let next = try #require(said(s, at: "2023-07-14 08:00"))
        #expect(next.merged == ["+21wd"] && next.audience == [.lead, .leader, .above])
    }

    @Test("An outage over the end of it makes one reminder of what was missed and what came after")
    func acknowledgedThenDown() throws {
        var s = try standing(decided: "2023-06-26 08:00")
        s.ackedSince = moment("2023-06-21 10:00")
        s.ackedUntil = moment("2023-07-10 10:00")
        let r = try #require(said(s, at: "2023-07-14 09:00"))
        #expect(r.merged == ["+14wd", "+14wd-escalated", "+21wd"])
        #expect(r.step.id == "+21wd" && r.audience == [.lead, .leader, .above])
    }

    @Test("Where nobody missed anything the end of it says nothing")
    func nothingMissed() throws {
        var s = try standing(decided: "2023-06-16 08:00")
        s.ackedSince = moment("2023-06-19 10:00")
        s.ackedUntil = moment("2023-06-22 10:00")
        #expect(said(s, at: "2023-06-20 08:00")?.audience == [.lead])
        s.decidedTo = moment("2023-06-20 08:00")
        #expect(policy.wake(s, after: s.decidedTo) == moment("2023-06-26 08:00"))
    }

    @Test("A rung for the leader alone is silent meanwhile, and is not lost")
    func leaderAlone() throws {
        let ladder = Ladder(
            name: Policies.standardName,
            rungs: [Rung(.actBy), Rung(.due, to: [.leader, .partners])])
        let own = Policy(policies: Policies([(ladder, [])]), calendar: calendar2023())
        var s = try standing(decided: "2023-06-14 08:00")
        s.ackedSince = moment("2023-06-14 08:30")
        s.ackedUntil = moment("2023-06-20 08:00")
        #expect(own.wake(s, after: s.decidedTo) == moment("2023-06-20 08:00"))
        let r = try #require(said(s, at: "2023-06-20 08:00", own))
        #expect(r.step.id == "due-escalated" && r.audience == [.leader, .partners])
    }

    @Test("A snooze holds what an acknowledgement releases")
    func both() throws {
        var s = try standing(decided: "2023-07-05 08:00")
        s.ackedSince = moment("2023-06-21 10:00")
        s.ackedUntil = moment("2023-07-10 10:00")
        s.snoozedUntil = moment("2023-07-17 08:00")
        #expect(policy.wake(s, after: s.decidedTo) == moment("2023-07-17 08:00"))
        let r = try #require(said(s, at: "2023-07-17 08:00"))
        #expect(r.merged == ["+14wd-escalated", "+21wd"] && r.step.id == "+21wd" && !r.isLate)
    }
}

import DondocCore
import Testing

@Suite struct DecisionTests {
    let policy = Policy(calendar: calendar2023())

    func standing(
        _ state: ObligationState = .planned, since: String = "2023-01-01", decided: String? = nil,
        due: String? = "2023-06-15", actBy: String? = "2023-06-14", checkin: String? = nil,
        asks: Bool = false, isPressed: Bool = true, isRequest: Bool = false
    ) throws -> Standing {
        Standing(
            state: state, due: due.map(day), actBy: actBy.map(day),
            period: try #require(Period.year(2023)), isRequest: isRequest, asksCheckin: asks,
            isPressed: isPressed, since: moment(since), decidedTo: moment(decided ?? since),
            lastCheckin: checkin.map(day))
    }

    func moment(_ text: String) -> Moment {
        guard let m = Moment(written: text) else { preconditionFailure(text) }
        return m
    }

    func reminder(_ d: Decision) -> Reminder? {
        if case .remind(let r) = d.verdict { r } else { nil }
    }

    @Test("A rung speaks at its hour, once, and names the next")
    func onTime() throws {
        let d = policy.decide(
            try standing(decided: "2023-06-05 08:00"), at: moment("2023-06-09 08:00"))
        let r = try #require(reminder(d))
        #expect(r.step.id == "-3wd")
        #expect(r.kind == .upcoming)
        #expect(r.merged == ["-3wd"])
        #expect(!r.isLate)
        #expect(d.next == moment("2023-06-13 08:00"))
        let again = policy.decide(
            try standing(decided: "2023-06-09 08:00"), at: moment("2023-06-09 08:00"))
        #expect(again.verdict == .silent(.notYet))
    }

    @Test("After downtime one merged reminder, marked late, never one for each missed rung")
    func downtime() throws {
        let d = policy.decide(
            try standing(decided: "2023-06-05 08:00"), at: moment("2023-06-16 10:00"))
        let r = try #require(reminder(d))
        #expect(r.step.id == "+1wd")
        #expect(r.kind == .overdue)
        #expect(r.merged == ["-3wd", "-1wd", "0", "due", "+1wd"])
        #expect(r.isLate)
        #expect(d.next == moment("2023-06-20 08:00"))
    }

    @Test("Downtime that ends in the very hour of a rung is late for those before it")
    func downtimeEndsOnTime() throws {
        func late(_ at: String, decided: String) throws -> Bool? {
            reminder(policy.decide(try standing(decided: decided), at: moment(at)))?.isLate
        }
        // -1wd 13/6, 0 14/6, due 15/6.
        #expect(try late("2023-06-15 08:00", decided: "2023-06-13 08:00") == true)
        #expect(try late("2023-06-15 08:00", decided: "2023-06-14 08:00") == false)
    }

    @Test("Whatever the number of missed rungs, the reminder is exactly one")
    func always() throws {
        let steps = policy.steps(try standing())
        for (i, last) in steps.enumerated() {
            for seen in 0...i {
                let decided =
                    seen == 0 ? moment("2023-01-01") : policy.moment(steps[seen - 1])
                var s = try standing()
                s.decidedTo = decided
                let r = try #require(reminder(policy.decide(s, at: policy.moment(last))))
                #expect(r.step == last)
                #expect(r.merged == steps[seen...i].map(\.id))
            }
        }
    }

    @Test("Rungs before the load never fire")
    func beforeLoad() throws {
        let s = try standing(since: "2023-06-12 10:00")
        #expect(policy.wake(s, after: s.since) == moment("2023-06-13 08:00"))
        #expect(policy.decide(s, at: moment("2023-06-12 10:00")).verdict == .silent(.notYet))
    }

    @Test(
        "Nothing is said of what is claimed, done or withdrawn, or of a plan that had ended",
        arguments: [
            (ObligationState.claimed, Decision.Silence.claimed), (.done, .done),
            (.withdrawn, .withdrawn),
        ])
    func silence(state: ObligationState, why: Decision.Silence) throws {
        let d = policy.decide(try standing(state), at: moment("2023-06-14 08:00"))
        #expect(d == Decision(verdict: .silent(why), next: nil))
        let ended = policy.decide(try standing(isPressed: false), at: moment("2023-06-14 08:00"))
        #expect(ended == Decision(verdict: .silent(.planSilent), next: nil))
    }

    @Test("A returned report is pressed for again")
    func returned() throws {
        let d = policy.decide(
            try standing(.returned, decided: "2023-06-15 09:00"), at: moment("2023-06-16 08:00"))
        #expect(reminder(d)?.step.id == "+1wd")
    }

    @Test("A clock set back says nothing twice")
    func clockBack() throws {
        let d = policy.decide(
            try standing(decided: "2023-06-14 08:00"), at: moment("2023-06-10 08:00"))
        #expect(d.verdict == .silent(.notYet))
    }

    @Test("The last rung leaves nothing to come")
    func exhausted() throws {
        let d = policy.decide(
            try standing(decided: "2023-09-14 08:00"), at: moment("2023-09-25 08:00"))
        #expect(reminder(d)?.step.id == "+70wd")
        #expect(d.next == nil)
    }

    @Test("A check-in of the quarter answers both its questions")
    func checkin() throws {
        let asked = moment("2023-06-21 08:00")
        let silent = try standing(
            decided: "2023-06-01", due: nil, actBy: nil, checkin: "2023-04-03", asks: true)
        #expect(policy.decide(silent, at: asked).verdict == .silent(.checkedIn))
        let stale = try standing(
            decided: "2023-06-01", due: nil, actBy: nil, checkin: "2023-03-31", asks: true)
        #expect(reminder(policy.decide(stale, at: asked))?.step.id == "checkin-2023-Q2")
        #expect(!policy.isQuiet(silent, at: moment("2023-07-11 08:00")))
        #expect(policy.isQuiet(stale, at: moment("2023-07-11 08:00")))
        #expect(!policy.isQuiet(stale, at: moment("2023-07-10 08:00")))
    }

    @Test("A request is asked for, and never called quiet")
    func requestIsNeverQuiet() throws {
        let s = try standing(due: nil, actBy: nil, asks: true, isRequest: true)
        #expect(policy.wake(s, after: s.since) == moment("2023-03-22 08:00"))
        #expect(policy.steps(s).allSatisfy { $0.id.hasPrefix("checkin") })
        #expect(!policy.isQuiet(s, at: moment("2023-12-31 08:00")))
    }

    @Test("A quarter whose question came before the load is not called quiet")
    func neverAsked() throws {
        let s = try standing(since: "2023-03-25", due: nil, actBy: nil, asks: true)
        #expect(policy.wake(s, after: s.since) == moment("2023-06-21 08:00"))
        #expect(!policy.isQuiet(s, at: moment("2023-04-20 08:00")))
    }

    /// 17/6/2023 is a Saturday; 28/4 the Friday before five days off.
    @Test(
        "Lists for coordinators come on working days only",
        arguments: [
            ("2023-06-15 07:59", "2023-06-15 08:00"), ("2023-06-15 08:00", "2023-06-16 08:00"),
            ("2023-06-16 08:00", "2023-06-19 08:00"), ("2023-04-28 09:00", "2023-05-04 08:00"),
        ])
    func digest(after: String, next: String) {
        #expect(policy.nextDigest(after: moment(after)) == moment(next))
    }

    @Test(
        "An obligation stands in the list from act_by until its last letter",
        arguments: [
            ("2023-06-13", DigestClass?.none), ("2023-06-14", .due), ("2023-06-15", .due),
            ("2023-06-16", .late), ("2023-09-25", .late), ("2023-09-26", nil),
        ])
    func listed(on: String, expected: DigestClass?) throws {
        #expect(policy.digestClass(try standing(), on: day(on)) == expected)
        #expect(policy.digestClass(try standing(.claimed), on: day(on)) == .waiting)
    }
}

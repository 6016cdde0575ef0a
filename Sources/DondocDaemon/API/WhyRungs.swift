import DondocAPI
import DondocCore
import DondocStore

/// One rung as `why` tells of it.
struct ToldRung {
    /// The step of the ladder; nil for what was said on no rung of it.
    let step: Step?
    var said: WhyView.Rung
    /// Whom it speaks to.
    let audience: [Audience]
    /// That of the reminder in the past that was said on it.
    var place: Int?
}

/// `why` and `remind policy explain`: the ladder beside what was said.
extension Views {
    /// Rung by rung, what was said and what will be, with the reason where nothing was.
    ///
    /// Whatever was said on no rung of today's ladder has a row of its own. `asked` narrows it down to one
    /// recipient.
    func why(
        _ r: ObligationRecord, _ past: [PastReminder], _ start: LadderStart, _ facts: WhyFacts,
        waitsFor: [String], _ detail: Detail, _ asked: WhyRecipient? = nil
    ) -> WhyView {
        let decision = office.policy.decide(r.standing, at: now)
        let silence: String? =
            if case .silent(let why) = decision.verdict, decision.next == nil { why.rawValue } else
            {
                nil
            }
        let rungs = rungs(r, past, start, facts)
        let told = Set(rungs.compactMap(\.place))
        let others = past.indices.filter { !told.contains($0) }.map { own(past[$0], r, facts) }
        let all = (rungs + others).sorted {
            $0.said.hour ?? $0.said.at < $1.said.hour ?? $1.said.at
        }
        let assigned = facts.assigned.map { assignment($0, r, facts) }
        var view = WhyView(
            obligation: obligation(r), silence: silence, rungs: all.map(\.said), waitsFor: waitsFor,
            snoozed: detail.snoozed.flatMap(pause), acked: detail.acked.flatMap(pause))
        view.ended = r.standing.state.isOpen ? nil : facts.into.map(Views.deed)
        view.hold = facts.hold.map { HoldView($0) }
        view.assigned = assigned.map(\.said)
        view.snoozeEnded = detail.snoozed.flatMap { snoozeEnded($0, r, past) }
        guard let asked else { return view }
        view.recipient = asked.view(
            rungs: all, assigned: assigned, sendsMail: office.sendsMail(isTraining), at: now)
        view.rungs = all.compactMap(asked.narrowed)
        view.assigned = assigned.compactMap(asked.narrowed)
        return view
    }

    static func deed(_ d: Deed) -> DeedView {
        DeedView(
            change: d.change, verb: d.verb, at: d.at.description, by: d.by, reason: d.reason)
    }

    /// Every rung of the ladder on which the record stands, in the order in which they speak; without
    /// `facts` nobody is named.
    func rungs(
        _ r: ObligationRecord, _ past: [PastReminder], _ start: LadderStart,
        _ facts: WhyFacts? = nil
    ) -> [ToldRung] {
        let policy = office.policy
        let decision = policy.decide(r.standing, at: now)
        let planned = policy.plan(r.standing)
        let live = Set(planned.map(\.step.id))
        let dead = policy.steps(r.standing).filter { !live.contains($0.id) }
            .map { (step: $0, at: policy.moment($0)) }
        let all = (dead + planned.map { (step: $0.step, at: $0.at) }).sorted { $0.at < $1.at }
        let said = sayings(past, of: r, on: all)
        return all.map { step, at in
            if let place = said.last(where: { past[$0].step == step.id }) {
                let one = past[place]
                let audience = all.filter { one.merged.contains($0.step.id) }.flatMap(
                    \.step.audience)
                let whom = Set(audience + step.audience).sorted()
                var rung = rung(step, at, r, Views.outcome(of: one, self), late: one.isLate)
                rung.letters = one.notices.map(letter)
                rung.passedOver = facts.map { passedOver(one, whom, r, $0) } ?? []
                return ToldRung(step: step, said: rung, audience: whom, place: place)
            }
            if let place = said.last(where: { past[$0].merged.contains(step.id) }) {
                return ToldRung(
                    step: step, said: rung(step, at, r, "merged", by: past[place].step),
                    audience: step.audience)
            }
            var rung = rung(step, at, r, outcome(step, at, r, start, decision, facts?.into))
            if ["planned", "snoozed", "nobody"].contains(rung.outcome) {
                let release = office.hours.release(at: max(at, now), atOnce: false)
                rung.releaseAt = release.description
                if let hold = facts?.hold, rung.outcome != "nobody" {
                    keepBack(&rung, until: release, hold)
                }
                if let facts {
                    rung.to = hearers(step, r, on: at.day)
                    rung.passedOver = passedOver(step, rung.to, r, at: at, facts)
                }
            }
            return ToldRung(step: step, said: rung, audience: step.audience)
        }
    }

    /// Places of the reminders that were said on these rungs: those of the day in force, and those of
    /// the same rung at the same moment from before the day was moved away and back, or the work reopened.
    private func sayings(
        _ past: [PastReminder], of r: ObligationRecord, on rungs: [(step: Step, at: Moment)]
    ) -> [Int] {
        let moments = Dictionary(rungs.map { ($0.step.id, $0.at) }) { one, _ in one }
        return past.indices.filter { place in
            let one = past[place]
            return one.dueVersion == r.dueVersion
                || (one.stepAt <= now && moments[one.step] == one.stepAt)
        }
    }

    /// What was said on no rung of the ladder as it stands now: of an older day or ladder, after a pause,
    /// of a claim that was returned, by whoever pressed, of what is newly assigned.
    private func own(_ past: PastReminder, _ r: ObligationRecord, _ facts: WhyFacts) -> ToldRung {
        let isToLead = ["now-", "returned-"].contains { past.step.hasPrefix($0) }
        let audience: [Audience] = isToLead ? [.lead] : []
        let said = WhyView.Rung(
            step: past.step, at: past.stepAt.description, outcome: Views.outcome(of: past, self),
            by: nil, late: past.isLate, passedOver: passedOver(past, audience, r, facts),
            letters: past.notices.map(letter))
        return ToldRung(step: nil, said: said, audience: audience)
    }

    /// What a rung to come waits for where letters are held beyond its hour.
    private func keepBack(_ rung: inout WhyView.Rung, until release: Moment, _ hold: Hold) {
        if let until = hold.until, until <= release { return }
        rung.held = true
        rung.releaseAt = hold.until.map { office.hours.release(at: $0, atOnce: false).description }
    }

    /// What is newly assigned is told by mail: a hook alone reaches nobody.
    private func assignment(_ past: PastAssignment, _ r: ObligationRecord, _ facts: WhyFacts)
        -> ToldRung
    {
        var told = own(past.told, r, facts)
        told.said.role = past.role.rawValue
        let isByMail = past.told.notices.contains { $0.channel == Rung.mail }
        if !isByMail, office.sendsMail(isTraining) { told.said.outcome = "nobody" }
        return told
    }

    /// Nothing was said where nobody could hear it; an office that sends no letters tells its journal.
    private static func outcome(of past: PastReminder, _ views: Views) -> String {
        guard past.notices.isEmpty else { return outcome(of: past.notices.map(views.letter)) }
        return views.office.sendsMail(views.isTraining) ? "nobody" : "sent"
    }

    /// Of letters that are not none: where some go by mail, those decide, and hooks alone where none does.
    static func outcome(of letters: [LetterView]) -> String {
        let mail = letters.filter { $0.channel == Rung.mail }
        let deciding = mail.isEmpty ? letters : mail
        let states = Set(deciding.map(\.state))
        let (failed, withdrawn) = (LetterState.failed.rawValue, LetterState.withdrawn.rawValue)
        guard !states.contains(LetterState.sent.rawValue) else { return "sent" }
        guard !deciding.contains(where: \.mayHaveArrived) else { return "unsure" }
        guard states.subtracting([failed, withdrawn]).isEmpty else { return "waiting" }
        return states.contains(failed) ? "failed" : "taken-back"
    }

    private func outcome(
        _ step: Step, _ at: Moment, _ r: ObligationRecord, _ start: LadderStart,
        _ decision: Decision, _ into: Deed?
    ) -> String {
        if at <= r.standing.since, at != r.standing.lateAt || step.side != .overdue {
            return at <= start.loadedAt ? "before-load" : start.cause.rawValue
        }
        if decision.next == nil, case .silent(let why) = decision.verdict {
            let wasOpen = into.map { at < $0.at } ?? true
            let isOver = at <= now && at <= r.standing.decidedTo
            switch why {
            case .planSilent: return isOver ? "passed" : "silent"
            case .withdrawn: return isOver && wasOpen ? "passed" : "withdrawn"
            case .claimed, .done: return isOver && wasOpen ? "passed" : "not-needed"
            case .notYet, .checkedIn, .snoozed, .exhausted: break
            }
        }
        if office.policy.isAnswered(step, r.standing) { return "answered" }
        var isSaidNow = false
        if case .remind(let reminder) = decision.verdict {
            isSaidNow = reminder.merged.contains(step.id)
        }
        guard at > now || isSaidNow else { return "passed" }
        guard !office.sendsMail(isTraining) || !hearers(step, r, on: at.day).isEmpty else {
            return "nobody"
        }
        return own(step, at, r) == nil ? "planned" : "snoozed"
    }

    /// The hour of a rung that a snooze has moved; nil for one that speaks at its own.
    private func own(_ step: Step, _ at: Moment, _ r: ObligationRecord) -> Moment? {
        let hour = office.policy.hour(step, r.standing)
        return at == r.standing.snoozedUntil && hour < at && !step.id.hasSuffix("-escalated")
            ? hour : nil
    }

    private func rung(
        _ step: Step, _ at: Moment, _ r: ObligationRecord, _ outcome: String, by: String? = nil,
        late: Bool = false
    ) -> WhyView.Rung {
        WhyView.Rung(
            step: step.id, at: at.description, hour: own(step, at, r)?.description,
            outcome: outcome, by: by, late: late, letters: [])
    }

    /// nil for a snooze that stands.
    private func snoozeEnded(_ p: Detail.Paused, _ r: ObligationRecord, _ past: [PastReminder])
        -> WhyView.SnoozeEnded?
    {
        guard p.until <= now else { return nil }
        let held = office.policy.plan(r.standing).filter { own($0.step, $0.at, r) != nil }
        let since = past.filter { $0.stepAt >= p.until && $0.dueVersion == r.dueVersion }
            .map { (past: $0, outcome: Views.outcome(of: $0, self)) }
        let speaks = since.filter { ["sent", "unsure", "waiting"].contains($0.outcome) }
        // While its letter waited a newer reminder may have come that says it all.
        let isOvertaken = since.contains { one in
            one.past.stepAt == p.until && one.past.notices.contains { $0.reason == "superseded" }
        }
        let said =
            speaks.last { $0.past.stepAt == p.until } ?? (isOvertaken ? speaks.first : nil)
        return WhyView.SnoozeEnded(
            at: p.until.description, reason: p.text, by: p.by, held: held.map(\.step.id),
            said: said?.past.step, outcome: said?.outcome)
    }
}

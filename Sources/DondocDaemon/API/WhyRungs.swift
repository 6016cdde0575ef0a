import DondocAPI
import DondocCore
import DondocStore

/// `why` and `remind policy explain`: the ladder beside what was said.
extension Views {
    /// Rung by rung, what was said and what will be, with the reason where nothing was; whatever was said
    /// on no rung of today's ladder has a row of its own.
    func why(
        _ r: ObligationRecord, _ past: [PastReminder], _ start: LadderStart, waitsFor: [String],
        _ detail: Detail
    ) -> WhyView {
        let decision = office.policy.decide(r.standing, at: now)
        let silence: String? =
            if case .silent(let why) = decision.verdict, decision.next == nil { why.rawValue } else
            {
                nil
            }
        let rungs = rungs(r, past, start)
        let told = Set(rungs.compactMap(\.place))
        let others = past.indices.filter { !told.contains($0) }.map { own(past[$0]) }
        return WhyView(
            obligation: obligation(r), silence: silence,
            rungs: (rungs.map(\.said) + others).sorted { $0.at < $1.at }, waitsFor: waitsFor,
            snoozed: detail.snoozed.flatMap(pause), acked: detail.acked.flatMap(pause))
    }

    /// Every rung of the ladder on which the record stands, in the order in which they speak; `place` is
    /// that of the reminder in `past` that was said on it.
    func rungs(_ r: ObligationRecord, _ past: [PastReminder], _ start: LadderStart)
        -> [(step: Step, said: WhyView.Rung, place: Int?)]
    {
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
                let own = past[place]
                return (
                    step, rung(step, at, outcome(of: own), late: own.isLate, own.notices), place
                )
            }
            if let place = said.last(where: { past[$0].merged.contains(step.id) }) {
                return (step, rung(step, at, "merged", by: past[place].step), nil)
            }
            return (step, rung(step, at, outcome(step, at, r, start, decision)), nil)
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
    /// of a claim that was returned, by whoever pressed.
    private func own(_ past: PastReminder) -> WhyView.Rung {
        WhyView.Rung(
            step: past.step, at: past.stepAt.description, outcome: outcome(of: past), by: nil,
            late: past.isLate, letters: past.notices.map(letter))
    }

    /// Nothing was said where nobody could hear it; an office that sends no letters tells its journal.
    private func outcome(of past: PastReminder) -> String {
        past.notices.isEmpty && office.sendsMail(isTraining) ? "nobody" : "sent"
    }

    private func outcome(
        _ step: Step, _ at: Moment, _ r: ObligationRecord, _ start: LadderStart,
        _ decision: Decision
    ) -> String {
        if at <= r.standing.since {
            return at <= start.loadedAt ? "before-load" : start.cause.rawValue
        }
        if decision.next == nil, case .silent = decision.verdict {
            return at <= now && at <= r.standing.decidedTo ? "passed" : "not-needed"
        }
        switch step.side {
        case .checkin(let quarter), .quiet(let quarter):
            if let last = r.standing.lastCheckin, last >= quarter.starts { return "answered" }
        case .ahead, .overdue: break
        }
        guard at > now else { return "passed" }
        guard isHeard(step, r) else { return "nobody" }
        let isHeld = at == r.standing.snoozedUntil && office.policy.moment(step) < at
        return isHeld ? "snoozed" : "planned"
    }

    /// Whether anybody will hear of it: an address, or a hook.
    private func isHeard(_ step: Step, _ r: ObligationRecord) -> Bool {
        guard office.sendsMail(isTraining) else { return true }
        let kind = office.policy.kind(of: step, r.standing, on: step.day)
        let channels = office.channels(step.channels, kind, step.audience, isTraining)
        return channels.contains { $0 != Rung.mail }
            || (channels.contains(Rung.mail)
                && !office.addressees(of: r, step.audience, on: step.day).isEmpty)
    }

    private func rung(
        _ step: Step, _ at: Moment, _ outcome: String, by: String? = nil, late: Bool = false,
        _ notices: [PastNotice] = []
    ) -> WhyView.Rung {
        WhyView.Rung(
            step: step.id, at: at.description, outcome: outcome, by: by, late: late,
            letters: notices.map(letter))
    }
}

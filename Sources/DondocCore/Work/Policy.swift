/// When the office reminds: its ladders, the hour, the calendar.
public struct Policy: Hashable, Sendable {
    public var policies: Policies
    /// Minutes after midnight, 480 for 08:00.
    public var remindAt: Int
    public var calendar: WorkCalendar
    /// Seconds after a rung's hour from which its reminder is marked late.
    public static let lateAfter = 10 * 60

    public init(policies: Policies = .builtIn, remindAt: Int = 480, calendar: WorkCalendar) {
        self.policies = policies
        self.remindAt = remindAt
        self.calendar = calendar
    }

    /// A rung with the moment at which it speaks, pauses heeded.
    public struct Planned: Hashable, Sendable {
        public internal(set) var step: Step
        public internal(set) var at: Moment
    }

    public func ladder(of standing: Standing) -> Ladder {
        policies.ladder(for: standing.workKind, named: standing.remind)
    }

    /// The hour of a rung where nothing pauses it.
    public func moment(_ step: Step) -> Moment { Moment(step.day, minuteOfDay: remindAt) }

    /// The same of an obligation: where a change made it late, the first rung after the due day speaks
    /// then.
    public func hour(_ step: Step, _ standing: Standing) -> Moment {
        let hour = moment(step)
        guard let lateAt = standing.lateAt, hour <= lateAt, step.side == .overdue,
            step.id == ladder(of: standing).firstOverdue
        else { return hour }
        return lateAt
    }

    /// Every rung of an obligation, earliest first.
    public func steps(_ standing: Standing) -> [Step] { steps(standing, ladder(of: standing)) }

    /// The same on a ladder that need not be its own.
    public func steps(_ standing: Standing, _ ladder: Ladder) -> [Step] {
        var steps: [Step] = []
        if let due = standing.due, let actBy = standing.actBy {
            steps = ladder.steps(
                due: due, actBy: actBy, isRequest: standing.isRequest, calendar)
        }
        if standing.asksCheckin {
            steps += checkins(standing, ladder)
            steps.sort { $0.day < $1.day }
        }
        return steps
    }

    /// Rungs that may still speak or have spoken since the ladder began, in the order in which they do.
    public func plan(_ standing: Standing) -> [Planned] {
        let steps = steps(standing)
        var planned: [Planned] = []
        planned.reserveCapacity(steps.count + 1)
        var lateStep: Step?
        for step in steps {
            let at = moment(step)
            if let lateAt = standing.lateAt, lateStep == nil, step.side == .overdue, at <= lateAt {
                lateStep = step
                continue
            }
            guard at > standing.since, mayFire(step, among: steps, standing) else { continue }
            planned.append(Planned(step: step, at: at))
        }
        if let lateStep, let at = standing.lateAt {
            let place = planned.firstIndex { $0.at > at } ?? planned.endIndex
            planned.insert(Planned(step: lateStep, at: at), at: place)
        }
        if let until = standing.ackedUntil {
            holdEscalation(&planned, since: standing.ackedSince ?? standing.since, until: until)
        }
        if let until = standing.snoozedUntil {
            let since = standing.snoozedSince ?? standing.decidedTo
            for i in planned.indices where planned[i].at > since && planned[i].at < until {
                planned[i].at = until
            }
        }
        return planned
    }

    /// Leaves of each rung in the span those who hear of what is handled; what the others miss is one
    /// rung at its end.
    private func holdEscalation(_ planned: inout [Planned], since: Moment, until: Moment) {
        var missed: (step: Step, audiences: Audiences)?
        for i in planned.indices where planned[i].at > since && planned[i].at < until {
            let held = planned[i].step.audiences.remove(allBut: .ofHandled)
            guard !held.isEmpty else { continue }
            var all = missed?.audiences ?? held
            all.formUnion(held)
            missed = (planned[i].step, all)
        }
        guard let missed else { return }
        planned.removeAll(where: \.step.audiences.isEmpty)
        let step = Step(
            id: missed.step.id + Step.escalated, side: missed.step.side, day: until.day,
            audiences: missed.audiences, voice: missed.step.voice)
        let place = planned.firstIndex { $0.at >= until } ?? planned.endIndex
        planned.insert(Planned(step: step, at: until), at: place)
    }

    /// What should be said about this obligation at this moment, and when to ask again.
    public func decide(_ standing: Standing, at now: Moment) -> Decision {
        if let silence = rest(standing) {
            return Decision(verdict: .silent(silence), next: nil)
        }
        var (said, isAnswered, next) = (Merging(), false, Moment?.none)
        let planned = plan(standing)
        for one in planned where one.at > standing.decidedTo {
            guard one.at <= now else {
                next = one.at
                break
            }
            if self.isAnswered(one.step, standing) { isAnswered = true } else { said.add(one) }
        }
        guard let last = said.last else {
            let why: Decision.Silence =
                isAnswered
                ? .checkedIn
                : next == nil ? .exhausted : next == standing.snoozedUntil ? .snoozed : .notYet
            return Decision(verdict: .silent(why), next: next)
        }
        // What went by while a claim stood was not needed then: after a return it is said, but nothing
        // was late; nor of what a change put there after its hour, such as a claim that was taken back.
        // One rung that was missed makes it late, though the last one speaks in its hour.
        let first = said.first ?? last.at
        let reminder = Reminder(
            step: last.step, at: last.at, kind: kind(of: last.step, standing, on: now.day),
            merged: said.ids, audience: said.audiences.list, channels: said.channels,
            isLate: standing.state != .returned && !standing.hasChanged(since: first)
                && now - first > Policy.lateAfter)
        return Decision(verdict: .remind(reminder), next: next)
    }

    /// One reminder of several rungs: an outage keeps nobody from hearing of what they would have told.
    private struct Merging {
        /// The one whose words are said: the last towards a date, else the last.
        private(set) var last: Planned?
        /// When the first of them was to speak.
        private(set) var first: Moment?
        private(set) var ids: [String] = []
        private(set) var audiences = Audiences([])
        private(set) var channels: [String] = []

        mutating func add(_ one: Planned) {
            ids.append(one.step.id)
            first = min(first ?? one.at, one.at)
            audiences.formUnion(one.step.audiences)
            if channels.isEmpty {
                channels = one.step.channels
            } else {
                for channel in one.step.channels where !channels.contains(channel) {
                    channels.append(channel)
                }
            }
            if one.step.isDated || last?.step.isDated != true { last = one }
        }
    }

    /// The first moment after `now` at which `decide` may speak; nil when there is none.
    public func wake(_ standing: Standing, after now: Moment) -> Moment? {
        guard rest(standing) == nil else { return nil }
        return plan(standing).first { $0.at > now }?.at
    }

    /// True when a check-in was asked for and did not come.
    public func isQuiet(_ standing: Standing, at now: Moment) -> Bool {
        guard standing.asksCheckin, rest(standing) == nil else { return false }
        let steps = checkins(standing, ladder(of: standing))
        return steps.contains { step in
            guard case .quiet = step.side, moment(step) > standing.since else { return false }
            return moment(step) <= now && mayFire(step, among: steps, standing)
                && !isAnswered(step, standing)
        }
    }

    private func checkins(_ standing: Standing, _ ladder: Ladder) -> [Step] {
        ladder.checkins(
            in: standing.period, due: standing.due, isRequest: standing.isRequest, calendar)
    }

    private func rest(_ standing: Standing) -> Decision.Silence? {
        guard standing.isPressed else { return .planSilent }
        switch standing.state {
        case .claimed: return .claimed
        case .done: return .done
        case .withdrawn: return .withdrawn
        case .planned, .started, .returned: return nil
        }
    }

    /// False for a "quiet" whose check-in was never asked for.
    private func mayFire(_ step: Step, among steps: [Step], _ standing: Standing) -> Bool {
        guard case .quiet(let quarter) = step.side else { return true }
        return steps.contains { $0.side == .checkin(quarter) && moment($0) > standing.since }
    }

    /// True when a check-in has come since it could be asked for.
    public func isAnswered(_ step: Step, _ standing: Standing) -> Bool {
        switch step.side {
        case .ahead, .overdue: false
        case .checkin(let quarter), .quiet(let quarter):
            standing.lastCheckin.map { $0 >= quarter.starts } ?? false
        }
    }

    /// What a rung says when it is said on a day.
    public func kind(of step: Step, _ standing: Standing, on today: Day) -> NoticeKind {
        switch step.side {
        case .checkin: return .upcoming
        case .quiet: return .quiet
        case .ahead, .overdue:
            guard let due = standing.due else { return .upcoming }
            // A request is never called late, not even by a reminder that comes after its day.
            if standing.isRequest { return today == due ? .due : .upcoming }
            return today < due ? .upcoming : today == due ? .due : .overdue
        }
    }

    /// The day of the last letter after the due day; nil for work without one.
    public func pressedUntil(_ standing: Standing) -> Day? {
        standing.due.map { ladder(of: standing).pressedUntil(due: $0, calendar) }
    }

    /// Whether a reminder is the first to say that the work is late: it stands for the first rung after
    /// the due day.
    public func isNewlyLate(_ reminder: Reminder, _ standing: Standing) -> Bool {
        guard reminder.kind == .overdue, let first = ladder(of: standing).firstOverdue else {
            return false
        }
        return reminder.merged.contains(first)
    }

    /// Whether a change leaves work late that was not late before it, and its ladder would keep silent
    /// about that: the first rung after the due day lies behind.
    ///
    /// `before` is nil where nobody was told that it was late.
    public func isMadeLate(_ standing: Standing, from before: Standing?, at now: Moment) -> Bool {
        // What is claimed may be returned.
        guard [nil, .claimed].contains(rest(standing)), let hour = firstOverdue(standing),
            hour <= min(now, max(standing.since, standing.decidedTo))
        else { return false }
        guard let before else { return true }
        return [.done, .withdrawn].contains(before.state)
            || firstOverdue(before).map { $0 > now } ?? true
    }

    private func firstOverdue(_ standing: Standing) -> Moment? {
        steps(standing).first { $0.side == .overdue }.map(moment)
    }

    /// The hour of the next list for coordinators: working days only, strictly after `now`.
    public func nextDigest(after now: Moment) -> Moment {
        let today = Moment(now.day, minuteOfDay: remindAt)
        let from = now < today ? now.day : now.day + 1
        return Moment(calendar.working(onOrAfter: from), minuteOfDay: remindAt)
    }

    /// Where an obligation stands in the coordinator's list of a day; nil when it is not on it.
    public func digestClass(_ standing: Standing, on today: Day) -> DigestClass? {
        if standing.state == .claimed { return .waiting }
        guard standing.state.isOpen, let due = standing.due, let actBy = standing.actBy else {
            return nil
        }
        if today < actBy { return nil }
        if today <= due { return .due }
        guard !standing.isRequest else { return nil }
        return pressedUntil(standing).map { today <= $0 } == true ? .late : nil
    }
}

/// What the record knows about an obligation when the question is what to say.
public struct Standing: Hashable, Sendable {
    public var state: ObligationState
    public var due: Day?
    public var actBy: Day?
    public var period: Period
    public var isRequest: Bool
    public var asksCheckin: Bool
    /// False for a plan that had ended when it was loaded, or that was closed.
    public var isPressed: Bool
    /// Rungs at or before this moment never fire: the load, or the last reopening.
    public var since: Moment
    /// Rungs at or before this moment have been decided.
    public var decidedTo: Moment
    /// The day of the last check-in.
    public var lastCheckin: Day?

    public init(
        state: ObligationState, due: Day?, actBy: Day?, period: Period, isRequest: Bool,
        asksCheckin: Bool, isPressed: Bool, since: Moment, decidedTo: Moment, lastCheckin: Day?
    ) {
        self.state = state
        self.due = due
        self.actBy = actBy
        self.period = period
        self.isRequest = isRequest
        self.asksCheckin = asksCheckin
        self.isPressed = isPressed
        self.since = since
        self.decidedTo = decidedTo
        self.lastCheckin = lastCheckin
    }
}

/// What is said at a moment, or why nothing is; with the next moment to ask again.
public struct Decision: Hashable, Sendable {
    public enum Verdict: Hashable, Sendable {
        case remind(Reminder)
        case silent(Silence)
    }

    /// Why nothing is said.
    public enum Silence: String, Hashable, Sendable {
        /// The plan had ended when it was loaded, or was closed.
        case planSilent = "plan-silent"
        case claimed, done, withdrawn
        /// No rung has been reached since the last decision.
        case notYet = "not-yet"
        case checkedIn = "checked-in"
        /// No rung is left.
        case exhausted
    }

    public let verdict: Verdict
    /// nil when nothing can be said any more unless somebody acts.
    public let next: Moment?

    public init(verdict: Verdict, next: Moment?) {
        self.verdict = verdict
        self.next = next
    }
}

/// A reminder that has been decided: one, however many rungs went by unseen.
public struct Reminder: Hashable, Sendable {
    public let step: Step
    public let kind: NoticeKind
    /// Rungs that this one stands for, its own among them, earliest first.
    public let merged: [String]
    /// True when the rung's hour had passed before anybody could look.
    public let isLate: Bool

    public init(step: Step, kind: NoticeKind, merged: [String], isLate: Bool) {
        self.step = step
        self.kind = kind
        self.merged = merged
        self.isLate = isLate
    }
}

/// When the office reminds: the ladder, the hour, the calendar.
public struct Policy: Hashable, Sendable {
    public var ladder: Ladder
    /// Minutes after midnight, 480 for 08:00.
    public var remindAt: Int
    public var calendar: WorkCalendar
    /// Seconds after a rung's hour from which its reminder is marked late.
    public static let lateAfter = 10 * 60

    public init(ladder: Ladder = .standard, remindAt: Int = 480, calendar: WorkCalendar) {
        self.ladder = ladder
        self.remindAt = remindAt
        self.calendar = calendar
    }

    public func moment(_ step: Step) -> Moment { Moment(step.day, minuteOfDay: remindAt) }

    /// Every rung of an obligation, earliest first.
    public func steps(_ standing: Standing) -> [Step] {
        var steps: [Step] = []
        if let due = standing.due, let actBy = standing.actBy {
            steps = ladder.steps(
                due: due, actBy: actBy, isRequest: standing.isRequest, calendar)
        }
        if standing.asksCheckin {
            steps += checkins(standing)
            steps.sort { $0.day < $1.day }
        }
        return steps
    }

    /// What should be said about this obligation at this moment, and when to ask again.
    public func decide(_ standing: Standing, at now: Moment) -> Decision {
        if let silence = rest(standing) {
            return Decision(verdict: .silent(silence), next: nil)
        }
        let steps = live(standing)
        let next = steps.lazy.map(moment).first { $0 > now }
        let pending = steps.filter { moment($0) <= now && moment($0) > standing.decidedTo }
        let unanswered = pending.filter { !isAnswered($0, standing) }
        guard let step = unanswered.last(where: \.isDated) ?? unanswered.last else {
            let why: Decision.Silence =
                !pending.isEmpty ? .checkedIn : next == nil ? .exhausted : .notYet
            return Decision(verdict: .silent(why), next: next)
        }
        // What went by while a claim stood was not needed then: after a return it is said, but nothing
        // was late.
        let reminder = Reminder(
            step: step, kind: kind(of: step, standing, on: now.day), merged: unanswered.map(\.id),
            isLate: standing.state != .returned && now - moment(step) > Policy.lateAfter)
        return Decision(verdict: .remind(reminder), next: next)
    }

    /// The first moment after `now` at which `decide` may speak; nil when there is none.
    public func wake(_ standing: Standing, after now: Moment) -> Moment? {
        guard rest(standing) == nil else { return nil }
        return live(standing).lazy.map(moment).first { $0 > now }
    }

    /// True when a check-in was asked for and did not come.
    public func isQuiet(_ standing: Standing, at now: Moment) -> Bool {
        guard standing.asksCheckin, rest(standing) == nil else { return false }
        let steps = checkins(standing)
        return live(steps, standing).contains { step in
            guard case .quiet = step.side else { return false }
            return moment(step) <= now && !isAnswered(step, standing)
        }
    }

    private func checkins(_ standing: Standing) -> [Step] {
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

    /// Rungs that may fire: later than `since`, and no "quiet" for a check-in never asked for.
    private func live(_ standing: Standing) -> [Step] { live(steps(standing), standing) }

    private func live(_ all: [Step], _ standing: Standing) -> [Step] {
        let steps = all.filter { moment($0) > standing.since }
        return steps.filter { step in
            guard case .quiet(let quarter) = step.side else { return true }
            return steps.contains { $0.side == .checkin(quarter) }
        }
    }

    private func isAnswered(_ step: Step, _ standing: Standing) -> Bool {
        switch step.side {
        case .ahead, .overdue: false
        case .checkin(let quarter), .quiet(let quarter):
            standing.lastCheckin.map { $0 >= quarter.starts } ?? false
        }
    }

    private func kind(of step: Step, _ standing: Standing, on today: Day) -> NoticeKind {
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

    /// The hour of the next list for coordinators: working days only, strictly after `now`.
    public func nextDigest(after now: Moment) -> Moment {
        let today = Moment(now.day, minuteOfDay: remindAt)
        let from = now < today ? now.day : now.day + 1
        return Moment(calendar.working(onOrAfter: from), minuteOfDay: remindAt)
    }

    /// Where an obligation stands in the coordinator's list of a day; nil when it is not on it.
    public func digestClass(
        state: ObligationState, due: Day?, actBy: Day?, isRequest: Bool, on today: Day
    ) -> DigestClass? {
        if state == .claimed { return .waiting }
        guard state.isOpen, let due, let actBy else { return nil }
        if today < actBy { return nil }
        if today <= due { return .due }
        guard !isRequest else { return nil }
        return today <= ladder.pressedUntil(due: due, calendar) ? .late : nil
    }
}

/// The three parts of a coordinator's list.
public enum DigestClass: String, Hashable, Sendable, CaseIterable {
    case late, due, waiting
}

extension Step {
    /// True for the rungs towards a date, false for check-ins.
    public var isDated: Bool {
        switch side {
        case .ahead, .overdue: true
        case .checkin, .quiet: false
        }
    }
}

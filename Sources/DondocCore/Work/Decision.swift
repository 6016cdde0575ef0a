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
    public var kind: Plan.Task.Kind
    /// The ladder that the plan names; nil for that of its kind.
    public var remind: String?
    /// Nothing is said before this moment (hoãn nhắc); what fell due meanwhile is said at it, once.
    public var snoozedUntil: Moment?
    /// What had been decided when the snooze began; nil: what has been decided by now.
    public var snoozedSince: Moment?
    /// Somebody has taken it in hand until this moment (đã tiếp nhận): before it nobody beyond the lead
    /// and the coordinator is spoken to; what they missed is said at it, once.
    public var ackedUntil: Moment?
    /// When it was taken in hand; nil: when the ladder began.
    public var ackedSince: Moment?
    /// When a change made it late, such as a day that was moved into the past: the first rung after the
    /// due day speaks then and not at its own hour; nil where a day that went by did.
    public var lateAt: Moment?
    /// The last change of it, whatever it was; nil where that is unknown.
    public var changedAt: Moment?

    public init(
        state: ObligationState, due: Day?, actBy: Day?, period: Period, isRequest: Bool,
        asksCheckin: Bool, isPressed: Bool, since: Moment, decidedTo: Moment, lastCheckin: Day?,
        kind: Plan.Task.Kind = .task, remind: String? = nil
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
        self.kind = kind
        self.remind = remind
    }

    func hasChanged(since moment: Moment) -> Bool { changedAt.map { $0 > moment } ?? false }

    /// What the default ladders tell apart.
    public var workKind: WorkKind {
        if due == nil { return .continuous }
        if isRequest { return .request }
        return kind == .report ? .report : .task
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
        /// What has been reached waits for the end of a snooze.
        case snoozed
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
    /// The last rung that it stands for: its words are said.
    public let step: Step
    /// When it was to be said.
    public let at: Moment
    public let kind: NoticeKind
    /// Rungs that this one stands for, its own among them, earliest first.
    public let merged: [String]
    /// Everybody whom any of these rungs would have told, the most charged first.
    public let audience: [Audience]
    /// Every channel of these rungs, those of the earliest first.
    public let channels: [String]
    /// True when the rung's hour had passed before anybody could look.
    public let isLate: Bool

    public init(
        step: Step, at: Moment, kind: NoticeKind, merged: [String], audience: [Audience],
        channels: [String], isLate: Bool
    ) {
        self.step = step
        self.at = at
        self.kind = kind
        self.merged = merged
        self.audience = audience
        self.channels = channels
        self.isLate = isLate
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

// Answers about when people are reminded. Days are ISO 8601, instants RFC 3339.

/// A ladder of reminders, as it is applied.
public struct PolicyView: Codable, Hashable, Sendable {
    public struct Step: Codable, Hashable, Sendable {
        /// `-30d`, `-7wd`, `0`, `due`, `+1wd`.
        public var at: String
        /// lead, leader, above, coordinator, partners; the most charged first.
        public var to: [String]
        /// `mail` and names of hooks.
        public var channels: [String]
        /// The words of its letters; nil for those of their kind.
        @OrNull public var wording: String?
        /// `7wd`; nil where it speaks once.
        @OrNull public var every: String?
        public var times: Int

        public init(
            at: String, to: [String], channels: [String], wording: String?, every: String?,
            times: Int
        ) {
            self.at = at
            self.to = to
            self.channels = channels
            self.wording = wording
            self.every = every
            self.times = times
        }
    }

    public var name: String
    /// Work of these kinds has this ladder where nothing else is named: task, report, request, continuous.
    public var kinds: [String]
    /// Earliest first.
    public var steps: [Step]
    /// Working days before a quarter's last one at which a check-in is asked for.
    public var checkinAsk: Int
    /// Working days after a quarter at which a missing one is called quiet.
    public var checkinQuiet: Int

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case name, kinds, steps
        case checkinAsk = "checkin_ask"
        case checkinQuiet = "checkin_quiet"
    }

    public init(
        name: String, kinds: [String], steps: [Step], checkinAsk: Int, checkinQuiet: Int
    ) {
        self.name = name
        self.kinds = kinds
        self.steps = steps
        self.checkinAsk = checkinAsk
        self.checkinQuiet = checkinQuiet
    }
}

/// What a ladder comes to for one obligation.
public struct PolicyDaysView: Codable, Hashable, Sendable {
    /// A mailbox, and as what it hears.
    public struct Recipient: Codable, Hashable, Sendable {
        public var role: String
        /// The agency or the person whose mailbox it is.
        public var name: String
        public var mailbox: String

        public init(role: String, name: String, mailbox: String) {
            self.role = role
            self.name = name
            self.mailbox = mailbox
        }
    }

    public struct Rung: Codable, Hashable, Sendable {
        /// What has been said, as in `WhyView`.
        public var said: WhyView.Rung
        public var day: String
        /// The day off that it counts to, where it has moved.
        @OrNull public var movedFrom: String?
        /// What the calendar calls that day; nil for an ordinary Saturday or Sunday.
        @OrNull public var because: String?
        public var to: [Recipient]
        /// As what nobody hears of it by mail, the most charged first.
        public var nobody: [String]
        /// `mail` and `hook:NAME`.
        public var channels: [String]

        public enum CodingKeys: String, CodingKey, CaseIterable {
            case said, day
            case movedFrom = "moved_from"
            case because, to, nobody, channels
        }

        public init(
            said: WhyView.Rung, day: String, movedFrom: String?, because: String?,
            to: [Recipient], nobody: [String] = [], channels: [String]
        ) {
            self.said = said
            self.day = day
            self.movedFrom = movedFrom
            self.because = because
            self.to = to
            self.nobody = nobody
            self.channels = channels
        }
    }

    public var policy: String
    /// The ladder by which the obligation is reminded, which may be another one.
    public var own: String
    public var obligation: ObligationView
    public var rungs: [Rung]

    public init(policy: String, own: String, obligation: ObligationView, rungs: [Rung]) {
        self.policy = policy
        self.own = own
        self.obligation = obligation
        self.rungs = rungs
    }
}

/// A reminder to come, if nobody acts before.
public struct ReminderView: Codable, Hashable, Sendable {
    public var at: String
    /// upcoming, due, overdue, quiet; digest for a coordinator's list.
    public var kind: String
    public var step: String
    /// Of a list the plan.
    public var key: String
    /// Of a list the coordinator's.
    public var agency: String
    @OrNull public var due: String?
    /// Mailboxes, the most charged first; none for a hook.
    public var recipients: [String]
    /// `mail` or `hook:NAME`.
    public var channel: String
    /// Rungs that it stands for, its own among them.
    public var merged: [String]
    /// `snooze` or `ack`, for whose end it waits.
    @OrNull public var held: String?
    /// Of the obligation, for commands; nil for a list.
    @OrNull public var number: Int?

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case at, kind, step, key, agency, due, recipients, channel, merged, held, number
    }

    public init(
        at: String, kind: String, step: String, key: String, agency: String, due: String?,
        recipients: [String], channel: String, merged: [String], held: String? = nil,
        number: Int? = nil
    ) {
        self.at = at
        self.kind = kind
        self.step = step
        self.key = key
        self.agency = agency
        self.due = due
        self.recipients = recipients
        self.channel = channel
        self.merged = merged
        self.held = held
        self.number = number
    }
}

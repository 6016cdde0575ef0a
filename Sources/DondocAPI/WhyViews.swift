// What `why` answers. Days are ISO 8601, instants RFC 3339.

/// What was or was not said about an obligation, rung by rung, with reasons.
public struct WhyView: Codable, Hashable, Sendable {
    public struct Rung: Codable, Hashable, Sendable {
        public var step: String
        /// When it speaks or has spoken.
        public var at: String
        /// Its own hour, where a snooze has moved it to `at`.
        @OrNull public var hour: String?
        /// `sent` (said at this rung), `unsure` (no letter of it has certainly left, one may have
        /// arrived), `waiting` (decided, no letter of it has left yet), `others`
        /// (said to others than is asked about), `failed` (no letter
        /// of it has left), `taken-back` (each was withdrawn before it left), `nobody` (none had an
        /// address
        /// to be told at), `merged` (into a later one), `before-load`, `before-move` (of its day),
        /// `before-reopen`, `answered`, `not-needed` (claimed or done by then), `withdrawn` (the
        /// work was),
        /// `silent` (the plan had ended when it was loaded, or is closed),
        /// `planned` (will be said), `snoozed` (waits for the end of a snooze, which is `at`),
        /// `passed`.
        public var outcome: String
        /// The rung that spoke for a merged one.
        @OrNull public var by: String?
        /// It, or a rung merged into it, was missed.
        public var late: Bool
        /// When a letter may leave, of a rung to come; nil also where a hold stands until somebody
        /// resumes.
        @OrNull public var releaseAt: String?
        /// Of a rung to come: a hold that stands keeps its letter back beyond its hour.
        public var held: Bool
        /// Of newly assigned work: as what an agency was told, lead or partners.
        @OrNull public var role: String?
        /// Who will hear of a rung to come.
        public var to: [Hearer]
        public var passedOver: [PassedOver]
        public var letters: [LetterView]

        public enum CodingKeys: String, CodingKey, CaseIterable {
            case step, at, hour, outcome, by, late
            case releaseAt = "release_at"
            case held, role, to
            case passedOver = "passed_over"
            case letters
        }

        public init(
            step: String, at: String, hour: String? = nil, outcome: String, by: String?, late: Bool,
            releaseAt: String? = nil, held: Bool = false, role: String? = nil, to: [Hearer] = [],
            passedOver: [PassedOver] = [], letters: [LetterView]
        ) {
            (self.step, self.at, self.hour, self.outcome) = (step, at, hour, outcome)
            (self.by, self.late, self.releaseAt) = (by, late, releaseAt)
            (self.held, self.role) = (held, role)
            (self.to, self.passedOver, self.letters) = (to, passedOver, letters)
        }
    }

    /// Who is going to hear.
    public struct Hearer: Codable, Hashable, Sendable {
        /// `mail` or `hook:NAME`.
        public var channel: String
        /// lead, leader, above, coordinator, partners.
        public var role: String
        /// The agency or the person whose mailbox it is, or the hook.
        public var name: String
        /// An address, or the name of a hook.
        public var recipient: String

        public enum CodingKeys: String, CodingKey, CaseIterable {
            case channel, role, name, recipient
        }

        public init(channel: String, role: String, name: String, recipient: String) {
            (self.channel, self.role) = (channel, role)
            (self.name, self.recipient) = (name, recipient)
        }
    }

    /// An address that does not hear because it is marked dead.
    public struct PassedOver: Codable, Hashable, Sendable {
        public var role: String
        public var recipient: String
        /// The last day of the mark.
        public var until: String
        public var reason: String
        /// Who hears in the same role.
        public var instead: [String]

        public enum CodingKeys: String, CodingKey, CaseIterable {
            case role, recipient, until, reason, instead
        }

        public init(
            role: String, recipient: String, until: String, reason: String, instead: [String]
        ) {
            (self.role, self.recipient) = (role, recipient)
            (self.until, self.reason, self.instead) = (until, reason, instead)
        }
    }

    /// The one recipient that was asked about.
    public struct Asked: Codable, Hashable, Sendable {
        /// As it was asked.
        public var asked: String
        public var name: String
        /// Addresses that are meant; `hook:NAME` for a hook.
        public var addresses: [String]
        /// As what it may hear of this work today; none for one who is no addressee.
        public var roles: [String]
        /// Why it never was and will not be written to: no-mailbox, mail-off, dead, list
        /// (only of the plan's daily list), not-addressee, no-step (no step speaks to its role),
        /// no-step-left,
        /// hook-training (the hook is not run on the training clock), hook-event (no event of its
        /// `on` and no step that names it comes); nil where it was or will be.
        @OrNull public var never: String?

        public enum CodingKeys: String, CodingKey, CaseIterable {
            case asked, name, addresses, roles, never
        }

        public init(
            asked: String, name: String, addresses: [String], roles: [String], never: String?
        ) {
            (self.asked, self.name, self.addresses) = (asked, name, addresses)
            (self.roles, self.never) = (roles, never)
        }
    }

    /// A snooze that is over.
    public struct SnoozeEnded: Codable, Hashable, Sendable {
        /// When it ended.
        public var at: String
        @OrNull public var reason: String?
        public var by: String
        /// Steps that it held.
        public var held: [String]
        /// The step that was decided at its end, or the one that has overtaken it; nil where nothing
        /// was, or all of it was lost.
        @OrNull public var said: String?
        /// Of that step: sent, unsure, waiting.
        @OrNull public var outcome: String?

        public enum CodingKeys: String, CodingKey, CaseIterable {
            case at, reason, by, held, said, outcome
        }

        public init(
            at: String, reason: String?, by: String, held: [String], said: String?, outcome: String?
        ) {
            (self.at, self.reason, self.by) = (at, reason, by)
            (self.held, self.said, self.outcome) = (held, said, outcome)
        }
    }

    public var obligation: ObligationView
    @OrNull public var recipient: Asked?
    /// Why nothing more will be said; nil when something will.
    @OrNull public var silence: String?
    /// What brought the work into the state for which nothing more is said.
    @OrNull public var ended: DeedView?
    /// All letters are held back.
    @OrNull public var hold: HoldView?
    public var rungs: [Rung]
    /// Letters that told agencies that the work is theirs, or that they take part.
    public var assigned: [Rung]
    /// Inputs that are missing, for a report that waits for others: keys.
    public var waitsFor: [String]
    @OrNull public var snoozed: PauseView?
    @OrNull public var snoozeEnded: SnoozeEnded?
    @OrNull public var acked: PauseView?

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case obligation, recipient, silence, ended, hold, rungs, assigned
        case waitsFor = "waits_for"
        case snoozed
        case snoozeEnded = "snooze_ended"
        case acked
    }

    public init(
        obligation: ObligationView, silence: String?, rungs: [Rung], waitsFor: [String],
        snoozed: PauseView? = nil, acked: PauseView? = nil
    ) {
        self.obligation = obligation
        (recipient, ended, hold, snoozeEnded) = (nil, nil, nil, nil)
        self.silence = silence
        self.rungs = rungs
        assigned = []
        self.waitsFor = waitsFor
        self.snoozed = snoozed
        self.acked = acked
    }
}

/// What somebody did, by a change.
public struct DeedView: Codable, Hashable, Sendable {
    public var change: Int
    public var verb: String
    public var at: String
    /// The name of a person, or a login name.
    public var by: String
    @OrNull public var reason: String?

    public enum CodingKeys: String, CodingKey, CaseIterable { case change, verb, at, by, reason }

    public init(change: Int, verb: String, at: String, by: String, reason: String?) {
        (self.change, self.verb, self.at) = (change, verb, at)
        (self.by, self.reason) = (by, reason)
    }
}

/// What one recipient is told of a rung, and how far the letter that carries it has come.
public struct LetterView: Codable, Hashable, Sendable {
    /// `mail` or `hook:NAME`.
    public var channel: String
    /// An address, or the name of a hook.
    public var recipient: String
    /// lead, leader, above, coordinator, partners.
    public var role: String
    /// waiting (not composed yet), then the letter's: queued, sending, sent, failed, unsure,
    /// withdrawn.
    public var state: String
    /// When a letter may say it.
    @OrNull public var releaseAt: String?
    /// The number of the letter that carries it, as `queue` takes it.
    @OrNull public var letter: Int?
    public var attempts: Int
    /// An attempt ended without the relay's answer, and none has been accepted.
    public var mayHaveArrived: Bool
    @OrNull public var subject: String?
    @OrNull public var messageId: String?
    @OrNull public var sentAt: String?
    /// What the relay said last.
    @OrNull public var error: String?
    /// Why it was withdrawn.
    @OrNull public var reason: String?
    /// Who withdrew it, where somebody did.
    @OrNull public var withdrawn: DeedView?

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case channel, recipient, role, state
        case releaseAt = "release_at"
        case letter, attempts
        case mayHaveArrived = "may_have_arrived"
        case subject
        case messageId = "message_id"
        case sentAt = "sent_at"
        case error, reason, withdrawn
    }

    public init(
        channel: String = "mail", recipient: String, role: String = "lead", state: String,
        releaseAt: String? = nil, letter: Int? = nil,
        attempts: Int, mayHaveArrived: Bool = false, subject: String?, messageId: String?,
        sentAt: String?, error: String?, reason: String? = nil, withdrawn: DeedView? = nil
    ) {
        self.channel = channel
        self.recipient = recipient
        self.role = role
        self.state = state
        self.releaseAt = releaseAt
        self.letter = letter
        self.attempts = attempts
        self.mayHaveArrived = mayHaveArrived
        self.subject = subject
        self.messageId = messageId
        self.sentAt = sentAt
        self.error = error
        self.reason = reason
        self.withdrawn = withdrawn
    }
}

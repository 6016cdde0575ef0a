// Answers beside the obligation itself. Days are ISO 8601, instants RFC 3339.

/// One line of `next`, like `systemctl list-timers`.
public struct NextView: Codable, Hashable, Sendable {
    /// When something may be said next.
    public var next: String
    /// Seconds from now to `next`.
    public var left: Int
    /// The last reminder that was decided.
    @OrNull public var last: String?
    /// The rung that `next` is, `-7wd`.
    public var step: String
    public var number: Int
    public var key: String
    public var title: String
    public var agency: String
    public var agencyName: String
    /// The document's own words.
    public var phrase: String
    @OrNull public var due: String?

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case next, left, last, step, number, key, title, agency
        case agencyName = "agency_name"
        case phrase, due
    }

    public init(
        next: String, left: Int, last: String?, step: String, number: Int, key: String,
        title: String, agency: String, agencyName: String, phrase: String, due: String?
    ) {
        self.next = next
        self.left = left
        self.last = last
        self.step = step
        self.number = number
        self.key = key
        self.title = title
        self.agency = agency
        self.agencyName = agencyName
        self.phrase = phrase
        self.due = due
    }
}

/// What was or was not said about an obligation, rung by rung, with reasons.
public struct WhyView: Codable, Hashable, Sendable {
    public struct Rung: Codable, Hashable, Sendable {
        public var step: String
        public var at: String
        /// `sent` (said at this rung), `nobody` (none had an address to be told at), `merged` (into a later
        /// one), `before-load`, `before-move` (of its day), `before-reopen`, `answered`,
        /// `not-needed` (claimed or done by then), `planned` (will be said), `snoozed` (waits for the end
        /// of a snooze, which is `at`), `passed`.
        public var outcome: String
        /// The rung that spoke for a merged one.
        @OrNull public var by: String?
        /// It, or a rung merged into it, was missed.
        public var late: Bool
        public var letters: [LetterView]

        public init(
            step: String, at: String, outcome: String, by: String?, late: Bool,
            letters: [LetterView]
        ) {
            self.step = step
            self.at = at
            self.outcome = outcome
            self.by = by
            self.late = late
            self.letters = letters
        }
    }

    public var obligation: ObligationView
    /// Why nothing more will be said; nil when something will.
    @OrNull public var silence: String?
    public var rungs: [Rung]
    /// Inputs that are missing, for a report that waits for others: keys.
    public var waitsFor: [String]
    @OrNull public var snoozed: PauseView?
    @OrNull public var acked: PauseView?

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case obligation, silence, rungs
        case waitsFor = "waits_for"
        case snoozed, acked
    }

    public init(
        obligation: ObligationView, silence: String?, rungs: [Rung], waitsFor: [String],
        snoozed: PauseView? = nil, acked: PauseView? = nil
    ) {
        self.obligation = obligation
        self.silence = silence
        self.rungs = rungs
        self.waitsFor = waitsFor
        self.snoozed = snoozed
        self.acked = acked
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
    /// waiting (not composed yet), then the letter's: queued, sending, sent, failed, unsure, withdrawn.
    public var state: String
    /// When a letter may say it.
    @OrNull public var releaseAt: String?
    public var attempts: Int
    @OrNull public var subject: String?
    @OrNull public var messageId: String?
    @OrNull public var sentAt: String?
    /// What the relay said last.
    @OrNull public var error: String?
    /// Why it was withdrawn.
    @OrNull public var reason: String?

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case channel, recipient, role, state
        case releaseAt = "release_at"
        case attempts, subject
        case messageId = "message_id"
        case sentAt = "sent_at"
        case error, reason
    }

    public init(
        channel: String = "mail", recipient: String, role: String = "lead", state: String,
        releaseAt: String? = nil,
        attempts: Int, subject: String?, messageId: String?, sentAt: String?, error: String?,
        reason: String? = nil
    ) {
        self.channel = channel
        self.recipient = recipient
        self.role = role
        self.state = state
        self.releaseAt = releaseAt
        self.attempts = attempts
        self.subject = subject
        self.messageId = messageId
        self.sentAt = sentAt
        self.error = error
        self.reason = reason
    }
}

/// One row of the trail.
public struct LogView: Codable, Hashable, Sendable {
    public var at: String
    public var change: Int
    /// A verb of `ObligationVerb`, or load, moved, reload, undo, refused, mail-test.
    public var verb: String
    /// Login name, or `dondocd` for the daemon's own doing.
    public var user: String
    @OrNull public var person: String?
    /// The agency on whose behalf somebody else acted.
    @OrNull public var onBehalf: String?
    /// The person in whose place a deputy acted.
    @OrNull public var deputyFor: String?
    /// The change that this one takes back.
    @OrNull public var undoes: Int?
    @OrNull public var number: Int?
    @OrNull public var key: String?
    @OrNull public var before: String?
    @OrNull public var after: String?
    @OrNull public var reason: String?

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case at, change, verb, user, person
        case onBehalf = "on_behalf"
        case deputyFor = "deputy_for"
        case undoes, number, key, before, after, reason
    }

    public init(
        at: String, change: Int, verb: String, user: String, person: String?, onBehalf: String?,
        deputyFor: String?, undoes: Int?, number: Int?, key: String?, before: String?,
        after: String?, reason: String?
    ) {
        self.at = at
        self.change = change
        self.verb = verb
        self.user = user
        self.person = person
        self.onBehalf = onBehalf
        self.deputyFor = deputyFor
        self.undoes = undoes
        self.number = number
        self.key = key
        self.before = before
        self.after = after
        self.reason = reason
    }
}

// What people ask of the outbox, and the answers. Days are ISO 8601, instants RFC 3339.

/// A letter of the outbox.
public struct QueueView: Codable, Hashable, Sendable {
    public var id: Int
    /// `mail`, or `hook:` and its name.
    public var channel: String
    public var recipient: String
    public var subject: String
    /// queued, sending, sent, failed, unsure, withdrawn.
    public var state: String
    public var attempts: Int
    /// By the machine's clock; nil when it waits for no attempt: it goes at once, or never again.
    @OrNull public var nextTryAt: String?
    /// When the oldest of what it says was decided.
    public var since: String
    @OrNull public var sentAt: String?
    /// What the relay said last, or why it was withdrawn.
    @OrNull public var error: String?
    /// Of the obligations that it speaks about, `plan:ID` for a coordinator's list; at most 100.
    public var keys: [String]

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case id, channel, recipient, subject, state, attempts
        case nextTryAt = "next_try_at"
        case since
        case sentAt = "sent_at"
        case error, keys
    }

    public init(
        id: Int, channel: String, recipient: String, subject: String, state: String, attempts: Int,
        nextTryAt: String?, since: String, sentAt: String?, error: String?, keys: [String]
    ) {
        self.id = id
        self.channel = channel
        self.recipient = recipient
        self.subject = subject
        self.state = state
        self.attempts = attempts
        self.nextTryAt = nextTryAt
        self.since = since
        self.sentAt = sentAt
        self.error = error
        self.keys = keys
    }
}

/// One letter with what it says.
public struct QueueLetterView: Codable, Hashable, Sendable {
    public var letter: QueueView
    /// Its part for readers without HTML.
    public var text: String

    public enum CodingKeys: String, CodingKey, CaseIterable { case letter, text }

    public init(letter: QueueView, text: String) {
        self.letter = letter
        self.text = text
    }
}

/// What was done to letters, or with `dry-run` would be.
public struct QueueChangeView: Codable, Hashable, Sendable {
    /// nil for a dry run, and where there was nothing to do.
    @OrNull public var change: Int?
    /// retry, drop.
    public var verb: String
    public var dryRun: Bool
    /// As they are now.
    public var letters: [QueueView]
    /// Why none of them leaves at once all the same: hold, hours, mail-off; nil when they do.
    @OrNull public var waits: String?

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case change, verb
        case dryRun = "dry_run"
        case letters, waits
    }

    public init(
        change: Int?, verb: String, dryRun: Bool, letters: [QueueView], waits: String? = nil
    ) {
        self.change = change
        self.verb = verb
        self.dryRun = dryRun
        self.letters = letters
        self.waits = waits
    }
}

/// The body of `queue drop`.
public struct ReasonRequest: Codable, Hashable, Sendable {
    public var reason: String

    public enum CodingKeys: String, CodingKey, CaseIterable { case reason }

    public init(reason: String) { self.reason = reason }
}

/// The body of `hold`: letters are held for so many seconds, until a moment, or until somebody resumes.
public struct HoldRequest: Codable, Hashable, Sendable {
    public var reason: String
    public var seconds: Int?
    /// `2023-06-01`, `2023-06-01 08:00` or RFC 3339, of the office's clock.
    public var until: String?

    public enum CodingKeys: String, CodingKey, CaseIterable { case reason, seconds, until }

    public init(reason: String, seconds: Int? = nil, until: String? = nil) {
        self.reason = reason
        self.seconds = seconds
        self.until = until
    }
}

/// The body of `resume`.
public struct ResumeRequest: Codable, Hashable, Sendable {
    /// Skips the rest of a wait that ends by itself.
    public var now: Bool?

    public enum CodingKeys: String, CodingKey, CaseIterable { case now }

    public init(now: Bool? = nil) { self.now = now }
}

/// Letters are held back.
public struct HoldView: Codable, Hashable, Sendable {
    /// person, pause, jump, back, copy.
    public var cause: String
    public var since: String
    /// nil: until somebody resumes.
    @OrNull public var until: String?
    /// Who asked for it; nil where nobody did.
    @OrNull public var by: String?
    @OrNull public var reason: String?

    public enum CodingKeys: String, CodingKey, CaseIterable { case cause, since, until, by, reason }

    public init(cause: String, since: String, until: String?, by: String?, reason: String?) {
        self.cause = cause
        self.since = since
        self.until = until
        self.by = by
        self.reason = reason
    }
}

/// A hold that has begun or ended, or with `dry-run` would.
public struct HoldChangeView: Codable, Hashable, Sendable {
    /// nil for a dry run.
    @OrNull public var change: Int?
    /// hold, resume.
    public var verb: String
    public var dryRun: Bool
    public var hold: HoldView

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case change, verb
        case dryRun = "dry_run"
        case hold
    }

    public init(change: Int?, verb: String, dryRun: Bool, hold: HoldView) {
        self.change = change
        self.verb = verb
        self.dryRun = dryRun
        self.hold = hold
    }
}

/// The body of `mail dead`.
public struct DeadAddressRequest: Codable, Hashable, Sendable {
    public var address: String
    /// The last day on which nothing is sent to it, ISO 8601.
    public var until: String
    public var reason: String

    public enum CodingKeys: String, CodingKey, CaseIterable { case address, until, reason }

    public init(address: String, until: String, reason: String) {
        self.address = address
        self.until = until
        self.reason = reason
    }
}

/// The body of `mail alive`.
public struct AliveAddressRequest: Codable, Hashable, Sendable {
    public var address: String

    public enum CodingKeys: String, CodingKey, CaseIterable { case address }

    public init(address: String) { self.address = address }
}

/// An address to which nothing is sent.
public struct DeadAddressView: Codable, Hashable, Sendable {
    public var address: String
    /// The agency or the person whose mailbox it is; nil where nobody has it any more.
    @OrNull public var holder: String?
    /// The last day.
    public var until: String
    public var reason: String
    public var by: String
    public var at: String

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case address, holder, until, reason, by, at
    }

    public init(
        address: String, holder: String?, until: String, reason: String, by: String, at: String
    ) {
        self.address = address
        self.holder = holder
        self.until = until
        self.reason = reason
        self.by = by
        self.at = at
    }
}

/// An address that was marked, or with `dry-run` would be.
public struct AddressChangeView: Codable, Hashable, Sendable {
    /// nil for a dry run.
    @OrNull public var change: Int?
    /// dead, alive.
    public var verb: String
    public var dryRun: Bool
    public var address: String
    /// What it was to hear and does not: reminders.
    public var withdrawn: Int
    /// Addresses that hear of some of it in its place, in order.
    public var turnedTo: [String]

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case change, verb
        case dryRun = "dry_run"
        case address, withdrawn
        case turnedTo = "turned_to"
    }

    public init(
        change: Int?, verb: String, dryRun: Bool, address: String, withdrawn: Int = 0,
        turnedTo: [String] = []
    ) {
        self.change = change
        self.verb = verb
        self.dryRun = dryRun
        self.address = address
        self.withdrawn = withdrawn
        self.turnedTo = turnedTo
    }
}

public import DondocCore

/// What somebody does to an obligation, checked for rights and legality before it comes here.
public struct Act: Sendable {
    /// What it does beside standing in the trail.
    public enum Effect: Sendable {
        case start
        /// A claim with its proof; `to` is `done` where the plan asks for no confirmation.
        case claim(to: ObligationState)
        /// `received` is the day by which it is judged in place of the claim's.
        case confirm(received: Day?)
        case `return`
        case ask(to: Day)
        case grant(to: Day, actBy: Day)
        /// What was asked is not granted.
        case refuse
        case withdraw
        case reopen(to: ObligationState)
        /// Numbers of inputs that are no longer waited for.
        case waive([Int])
        case attach(name: String, sha256: String)
        case checkin
        case note
        case pause(PauseChange)
        /// Its lead is pressed at once, by `reminder`.
        case press
    }

    public var number: Int
    /// The change that the caller saw: if it is no longer the last, nothing happens.
    public var seen: Int
    public var verb: ObligationVerb
    public var effect: Effect
    public var from: ObligationState
    public var doc: String?
    public var dated: Day?
    /// SHA-256 of the file that proves it.
    public var file: String?
    public var note: String?
    public var reason: String?
    /// A coordinator judges the work of his own agency.
    public var isOwnWork = false
    /// A claim of a report that waits for others: none may be missing at the moment of the claim.
    public var waitsForInputs = false
    /// The caller said which change it had seen: another one in between stops even a note.
    public var insists = false
    public var journal: JournalEntry?
    /// What its lead is told at once.
    public var reminder: NewReminder?

    public init(
        number: Int, seen: Int, verb: ObligationVerb, effect: Effect, from: ObligationState
    ) {
        self.number = number
        self.seen = seen
        self.verb = verb
        self.effect = effect
        self.from = from
    }
}

extension Act {
    /// True for what is as true of the state after somebody else's act.
    var standsAnyway: Bool {
        switch effect {
        case .note, .attach: !insists
        default: false
        }
    }

    /// The obligation after it; `decidedTo` counts for pauses alone.
    func applied(to before: Snapshot, at now: Moment, decidedTo: Moment) -> Snapshot {
        var s = before
        switch effect {
        case .start: s.state = .started
        case .claim(let to):
            s.state = to
            (s.claimedAt, s.claimedDay) = (now.seconds, now.day.description)
            (s.doc, s.docDated, s.file) = (doc, dated?.description, file)
            s.doneAt = to == .done ? now.seconds : nil
            s.dropRequest()
            s.dropPauses()
        case .confirm(let received):
            s.state = .done
            s.doneAt = now.seconds
            if let received {
                (s.received, s.claimedDay) = (received.description, received.description)
            }
        case .return:
            s.state = .returned
            s.returned += 1
            s.dropClaim()
        case .ask(let to): (s.askedTo, s.askedReason) = (to.description, reason ?? "")
        case .grant(let to, let actBy):
            (s.due, s.actBy, s.extendedTo) = (to.description, actBy.description, to.description)
            (s.extensionDoc, s.extensionDated) = (doc, dated?.description)
            s.dropRequest()
        case .refuse: s.dropRequest()
        case .withdraw:
            s.state = .withdrawn
            s.dropRequest()
            s.dropPauses()
        case .reopen(let to):
            s.state = to
            s.dropClaim()
        case .pause(let change):
            s.take(change, text: reason ?? note, at: now, decidedTo: decidedTo)
        case .waive, .attach, .checkin, .note, .press: break
        }
        return s
    }

    var isPause: Bool {
        if case .pause = effect { return true }
        return false
    }

    /// Rungs that went by meanwhile are forgotten.
    var restarts: Bool {
        if case .reopen = effect { return true }
        return false
    }

    /// Proof, note and reason in one line for the trail.
    var reasonLine: String? {
        var parts = [
            doc.map { "doc=\($0)" }, dated.map { "dated=\($0)" }, file.map { "file=\($0)" },
            isOwnWork ? "own-work" : nil, note.map { "note=\($0)" }, reason,
        ].compactMap { $0 }
        switch effect {
        case .confirm(let received?): parts.insert("received=\(received)", at: 0)
        case .ask(let to): parts.insert("asked=\(to)", at: 0)
        case .grant(let to, _): parts.insert("granted=\(to)", at: 0)
        case .refuse: parts.insert("refused", at: 0)
        case .pause(let change):
            parts.insert(change.until.map { "until=\($0)" } ?? "ended", at: 0)
        case .attach(let name, let sha): parts.insert("name=\(name); file=\(sha)", at: 0)
        case .waive(let inputs):
            parts.insert("inputs=\(inputs.map(String.init).joined(separator: ","))", at: 0)
        default: break
        }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }
}

/// What follows from the office's policy, which the store does not know.
public struct Rules: Sendable {
    /// The day of the last letter after the due day; nil for work without one.
    public let pressedUntil: @Sendable (Standing) -> Day?
    /// The first rung that is not yet decided.
    public let wake: @Sendable (Standing) -> Moment?
    /// Whether work has become late by a change, and would not be told of: after it, before it; nil
    /// where it was not told of as late.
    public let isMadeLate: @Sendable (Standing, Standing?) -> Bool
    /// The coordinator's next list, for a plan that had none left.
    public let digestAt: Moment?
    /// The latest end of a snooze by those who owe the work, on its due day.
    public let snoozeEnd: @Sendable (Day) -> Moment
    /// When what waits no longer may be said; nil: at once.
    public let release: Moment?

    public init(
        pressedUntil: @escaping @Sendable (Standing) -> Day?,
        wake: @escaping @Sendable (Standing) -> Moment?,
        isMadeLate: @escaping @Sendable (Standing, Standing?) -> Bool, digestAt: Moment?,
        snoozeEnd: @escaping @Sendable (Day) -> Moment, release: Moment? = nil
    ) {
        self.pressedUntil = pressedUntil
        self.wake = wake
        self.isMadeLate = isMadeLate
        self.digestAt = digestAt
        self.snoozeEnd = snoozeEnd
        self.release = release
    }
}

/// Somebody was faster: the obligation has changed since it was read.
public struct Outpaced: Error, Sendable {
    public init() {}
}

/// The states of an obligation and every legal move between them, in one table.
public enum ObligationState: String, Hashable, Sendable, CaseIterable {
    case planned, started, claimed, returned, done, withdrawn
}

/// What people do to an obligation.
public enum ObligationVerb: String, Hashable, Sendable, CaseIterable {
    case start, done, checkin, note, attach
    case confirm
    case `return`
    case extend, withdraw, reopen, waive
    /// Leave the work alone and speak of its reminders alone: hoãn nhắc, đã tiếp nhận, đôn đốc ngay.
    case snooze, ack, now

    /// True for what is not done without a reason.
    public var needsReason: Bool {
        switch self {
        case .return, .extend, .withdraw, .reopen, .waive, .snooze: true
        case .start, .done, .checkin, .note, .attach, .confirm, .ack, .now: false
        }
    }
}

/// A move that the table does not hold.
public struct IllegalMove: Error, Hashable, Sendable {
    public let verb: ObligationVerb
    public let state: ObligationState
    /// States from which the verb is legal.
    public let legalFrom: [ObligationState]
}

public enum ObligationLife {
    public struct Move: Hashable, Sendable {
        public let from: ObligationState
        public let verb: ObligationVerb
        /// The same as `from` for what leaves the state alone.
        public let to: ObligationState

        init(_ from: ObligationState, _ verb: ObligationVerb, _ to: ObligationState) {
            self.from = from
            self.verb = verb
            self.to = to
        }
    }

    // Columns are the point of a table.
    // swift-format-ignore
    public static let moves: [Move] = [
        //   from        verb       to
        Move(.planned,   .start,    .started),
        Move(.planned,   .done,     .claimed),
        Move(.planned,   .withdraw, .withdrawn),
        Move(.planned,   .checkin,  .planned),
        Move(.planned,   .extend,   .planned),
        Move(.planned,   .waive,    .planned),
        Move(.planned,   .snooze,   .planned),
        Move(.planned,   .ack,      .planned),
        Move(.planned,   .now,      .planned),
        Move(.planned,   .attach,   .planned),
        Move(.planned,   .note,     .planned),

        Move(.started,   .done,     .claimed),
        Move(.started,   .withdraw, .withdrawn),
        Move(.started,   .checkin,  .started),
        Move(.started,   .extend,   .started),
        Move(.started,   .waive,    .started),
        Move(.started,   .snooze,   .started),
        Move(.started,   .ack,      .started),
        Move(.started,   .now,      .started),
        Move(.started,   .attach,   .started),
        Move(.started,   .note,     .started),

        Move(.claimed,   .confirm,  .done),
        Move(.claimed,   .return,   .returned),
        Move(.claimed,   .withdraw, .withdrawn),
        Move(.claimed,   .attach,   .claimed),
        Move(.claimed,   .note,     .claimed),

        Move(.returned,  .start,    .started),
        Move(.returned,  .done,     .claimed),
        Move(.returned,  .withdraw, .withdrawn),
        Move(.returned,  .checkin,  .returned),
        Move(.returned,  .extend,   .returned),
        Move(.returned,  .waive,    .returned),
        Move(.returned,  .snooze,   .returned),
        Move(.returned,  .ack,      .returned),
        Move(.returned,  .now,      .returned),
        Move(.returned,  .attach,   .returned),
        Move(.returned,  .note,     .returned),

        Move(.done,      .reopen,   .started),
        Move(.done,      .attach,   .done),
        Move(.done,      .note,     .done),

        Move(.withdrawn, .reopen,   .planned),
        Move(.withdrawn, .note,     .withdrawn),
    ]

    /// - Throws: `IllegalMove`, naming the states from which the verb is legal.
    public static func move(_ state: ObligationState, _ verb: ObligationVerb)
        throws(IllegalMove) -> ObligationState
    {
        if let move = moves.first(where: { $0.from == state && $0.verb == verb }) { return move.to }
        throw IllegalMove(verb: verb, state: state, legalFrom: states(for: verb))
    }

    /// The states from which a verb is legal, in the order of the states.
    public static func states(for verb: ObligationVerb) -> [ObligationState] {
        moves.filter { $0.verb == verb }.map(\.from)
    }
}

extension ObligationState {
    /// Work that reminders still press for.
    public var isOpen: Bool { self == .planned || self == .started || self == .returned }
}

/// Where a dated obligation stands in the four classes of the statistics; derived, never stored.
public enum Bucket: String, Hashable, Sendable, CaseIterable {
    case doneOnTime = "done-on-time"
    case doneLate = "done-late"
    case openInTime = "open-in-time"
    case openOverdue = "open-overdue"
    /// Continuous work: never overdue.
    case undated

    /// The bucket on a day; nil for what was withdrawn.
    ///
    /// `claimedOn` is the server's day of the claim that was later confirmed; a request ("đề nghị") is
    /// never counted late.
    public init?(state: ObligationState, due: Day?, claimedOn: Day?, today: Day, isRequest: Bool) {
        guard state != .withdrawn else { return nil }
        guard let due else {
            self = .undated
            return
        }
        if state == .done {
            self = isRequest || (claimedOn ?? today) <= due ? .doneOnTime : .doneLate
        } else {
            self = isRequest || today <= due ? .openInTime : .openOverdue
        }
    }
}

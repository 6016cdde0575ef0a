/// The life of a letter from the decision to the relay's answer, in one table.
public enum LetterState: String, Hashable, Sendable, CaseIterable {
    case queued, sending, sent, failed, unsure, withdrawn
}

/// What happens to a letter.
public enum LetterEvent: String, Hashable, Sendable, CaseIterable {
    case noLongerTrue, picked, accepted, notAccepted, refused, answerLost, daemonRestarted
    /// A second attempt that ended unsure: there is no third.
    case answerLostAgain
    /// What made it untrue was taken back.
    case trueAgain
    /// Somebody has it tried now, or tried once more where it was given up.
    case retried
    /// Somebody takes it back for good.
    case dropped
}

public enum LetterLife {
    public struct Move: Hashable, Sendable {
        /// What the shell does after the move.
        public enum Then: Hashable, Sendable {
            case nothing, connect, connectMarked, waitAndRetry, waitFiveMinutes, tellOperator,
                sendAtOnce
        }

        public let from: LetterState
        public let event: LetterEvent
        public let to: LetterState
        public let then: Then

        init(_ from: LetterState, _ event: LetterEvent, _ to: LetterState, _ then: Then) {
            self.from = from
            self.event = event
            self.to = to
            self.then = then
        }
    }

    // Columns are the point of a table.
    // swift-format-ignore
    public static let moves: [Move] = [
        //   from        event             to          the shell then does
        Move(.queued,    .noLongerTrue,    .withdrawn, .nothing),
        Move(.queued,    .picked,          .sending,   .connect),
        Move(.sending,   .accepted,        .sent,      .nothing),
        Move(.sending,   .notAccepted,     .queued,    .waitAndRetry),
        Move(.sending,   .refused,         .failed,    .tellOperator),
        Move(.sending,   .answerLost,      .unsure,    .waitFiveMinutes),
        Move(.sending,   .daemonRestarted, .unsure,    .waitFiveMinutes),
        Move(.sending,   .answerLostAgain, .failed,    .tellOperator),
        Move(.unsure,    .picked,          .sending,   .connectMarked),
        Move(.unsure,    .noLongerTrue,    .withdrawn, .nothing),
        Move(.withdrawn, .trueAgain,       .queued,    .sendAtOnce),
        Move(.queued,    .retried,         .queued,    .sendAtOnce),
        Move(.unsure,    .retried,         .unsure,    .sendAtOnce),
        Move(.failed,    .retried,         .queued,    .sendAtOnce),
        Move(.queued,    .dropped,         .withdrawn, .nothing),
        Move(.unsure,    .dropped,         .withdrawn, .nothing),
        Move(.failed,    .dropped,         .withdrawn, .nothing),
    ]

    /// The move for an event; nil when the table holds none.
    public static func move(_ state: LetterState, _ event: LetterEvent) -> Move? {
        moves.first { $0.from == state && $0.event == event }
    }

    /// Seconds to wait after the `attempt`-th attempt that was certainly not accepted, from 1:
    /// 1, 2, 4, 8, 15, 30 minutes, then every 30.
    public static func retryDelay(afterAttempt attempt: Int) -> Int {
        let minutes = [1, 2, 4, 8, 15, 30]
        return minutes[min(max(attempt, 1), minutes.count) - 1] * 60
    }

    /// Seconds before an unsure letter is sent once more, marked.
    public static let unsureDelay = 5 * 60
}

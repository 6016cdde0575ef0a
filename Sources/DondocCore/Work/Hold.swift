/// Why letters are held back.
public enum HoldCause: String, Hashable, Sendable, CaseIterable {
    case person
    /// The daemon was silent for longer than a day.
    case pause
    /// The clock jumped forward by more than a day.
    case jump
    /// The clock is before what is recorded.
    case back
    /// The database was put back from a copy, or is one.
    case copy

    /// One that ends by itself, so that somebody who wants it over skips a wait.
    public var isWait: Bool { [.pause, .jump, .back].contains(self) }
}

/// When letters are held without anybody having asked for it.
public enum HoldRule {
    /// Seconds of silence after which letters are held.
    public static let pause = 86_400
    /// How long they are held then.
    public static let wait = 600
    /// Seconds that a clock may be set back by without a word: it is being kept right.
    public static let tolerance = 60

    /// What the clock asks for.
    ///
    /// - Parameters:
    ///   - last: The latest moment that is known to have been.
    ///   - now: What the clock says.
    ///   - isStart: At the start of the daemon, where the time between was a pause and no jump.
    /// - Returns: nil where letters may go.
    public static func hold(last: Moment, now: Moment, isStart: Bool)
        -> (cause: HoldCause, until: Moment)?
    {
        if last - now > tolerance { return (.back, last) }
        return now - last > pause ? (isStart ? .pause : .jump, now + wait) : nil
    }
}

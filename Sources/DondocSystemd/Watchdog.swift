import CSystemd

/// The service manager's watchdog: who does not say in time that he lives is killed and restarted.
///
/// There is no thread behind it. The loop whose life is in question says so itself, by resting with
/// `Bell.rest(until:_:)` and by `ping` between long pieces of work; see sd_watchdog_enabled(3).
public struct Watchdog: Sendable {
    /// Nanoseconds between two signs of life, half of what the service manager allows; nil where
    /// nobody waits for them.
    public let pause: Int?
    private let say: @Sendable () -> Void

    /// As `WATCHDOG_USEC` and `WATCHDOG_PID` of the environment ask.
    public init() {
        var microseconds: UInt64 = 0
        let isWanted = sd_watchdog_enabled(0, &microseconds) > 0
        self.init(pause: isWanted ? Int(clamping: microseconds / 2) : nil) {
            ServiceManager.notify("WATCHDOG=1")
        }
    }

    /// One that says it in its own way, `pause` microseconds apart; at most a day.
    public init(pause: Int?, say: @escaping @Sendable () -> Void) {
        self.pause = pause.map { max(1, min($0, 86_400_000_000)) * 1_000 }
        self.say = say
    }

    /// Nobody waits for signs of life.
    public static let none = Watchdog(pause: nil) {}

    /// The same, but each sign of life is told to `listener` too, and there is one at least every
    /// `microseconds` where nobody else asks for them more often.
    public func also(
        atLeastEvery microseconds: Int, _ listener: @escaping @Sendable () -> Void
    ) -> Watchdog {
        guard let pause else { return Watchdog(pause: microseconds, say: listener) }
        let both: @Sendable () -> Void = { [say] in
            say()
            listener()
        }
        return Watchdog(pause: Swift.min(pause / 1_000, microseconds), say: both)
    }

    /// Says that the caller lives.
    public func ping() {
        if pause != nil { say() }
    }
}

extension Bell {
    /// Rests as `rest(until:)` does, but for short pauses in which the caller says that it lives.
    ///
    /// Each pause looks at the wall clock anew. A watchdog that nobody wants costs no wake.
    @discardableResult
    public func rest(until nanoseconds: Int?, _ watchdog: Watchdog) async -> Wake? {
        while true {
            watchdog.ping()
            let pause = watchdog.pause.map { SystemClock.nanoseconds() + $0 }
            let wake = await rest(until: [nanoseconds, pause].compactMap { $0 }.min())
            // An older timer may still ring: only the hour itself counts.
            guard wake == .reached, nanoseconds.map({ SystemClock.nanoseconds() < $0 }) ?? true
            else { return wake }
        }
    }
}

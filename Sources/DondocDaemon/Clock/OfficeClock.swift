import DondocCore
import DondocSystemd

/// The office's time, and the waiting for it: the wall clock, or the training clock.
protocol OfficeClock: Sendable {
    /// The moment at the office.
    func now() -> Moment
    /// Takes the moment of a wake; training time then stands still until `release`.
    func hold() -> Moment
    func release()
    /// Rests until a moment (nil: for ever), or until `poke`, and meanwhile says that it lives.
    func rest(until moment: Moment?, _ watchdog: Watchdog) async -> Bell.Wake?
    /// What wakes a rest.
    var bell: Bell { get }
    var isTraining: Bool { get }
    /// True when a training clock has reached its end and stands still.
    var hasEnded: Bool { get }
}

extension OfficeClock {
    /// Ends the rest that goes on.
    func poke() { bell.poke() }
}

/// The wall clock of the machine.
struct WallClock: OfficeClock {
    let bell: Bell

    init() throws { bell = try Bell() }

    func now() -> Moment { Moment(seconds: SystemClock.seconds()) }
    func hold() -> Moment { now() }
    func release() {}
    var isTraining: Bool { false }
    var hasEnded: Bool { false }

    func rest(until moment: Moment?, _ watchdog: Watchdog) async -> Bell.Wake? {
        await bell.rest(until: moment.map { $0.seconds * 1_000_000_000 }, watchdog)
    }
}

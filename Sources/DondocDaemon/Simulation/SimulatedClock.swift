import DondocCore
import DondocSystemd
import Synchronization

/// The time of a simulated year: it stands until it is turned, and nobody waits for it.
final class SimulatedClock: OfficeClock {
    private let moment: Mutex<Moment>
    /// Of the daemon that simulates; nothing rests on it here.
    let bell: Bell

    init(_ start: Moment, _ bell: Bell) {
        moment = Mutex(start)
        self.bell = bell
    }

    func now() -> Moment { moment.withLock { $0 } }
    func hold() -> Moment { now() }
    func release() {}
    /// What is shown are the letters that the office would send, not those of a training.
    var isTraining: Bool { false }
    var hasEnded: Bool { false }

    func turn(to now: Moment) { moment.withLock { $0 = max($0, now) } }

    func rest(until moment: Moment?, _ watchdog: Watchdog) async -> Bell.Wake? {
        if let moment { turn(to: moment) }
        return .reached
    }
}

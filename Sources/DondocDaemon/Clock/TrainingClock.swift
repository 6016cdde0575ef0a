import DondocCore
import DondocSystemd
import Synchronization

/// What `--clock` says: `START[*RATE][..END]`.
///
/// START counts only for a new state; RATE is office seconds a real second; at END the clock stands
/// still, so that a class or a test can look around at a known moment.
struct ClockOption: Hashable, Sendable {
    var start: Moment
    var rate = 1
    var end: Moment?

    init?(_ text: String) {
        var rest = Substring(text)
        if let dots = rest.firstRange(of: "..") {
            guard let end = Moment(written: rest[dots.upperBound...]) else { return nil }
            self.end = end
            rest = rest[..<dots.lowerBound]
        }
        if let star = rest.lastIndex(of: "*") {
            guard let rate = Int(rest[rest.index(after: star)...]), (1...100_000_000).contains(rate)
            else { return nil }
            self.rate = rate
            rest = rest[..<star]
        }
        guard let start = Moment(written: rest) else { return nil }
        self.start = start
    }
}

/// Time for training: it runs at a rate, and stands still while a wake's work is recorded and its
/// letters are handed over, so that the same story plays the same every time.
final class TrainingClock: OfficeClock {
    private struct State {
        /// Office microseconds since the epoch at `since`.
        var base: Int
        /// Steady nanoseconds at which `base` was true.
        var since: Int
        var isHeld: Bool
        /// The end was reached and all that was due by then is done.
        var isOver = false
    }

    private let state: Mutex<State>
    private let rate: Int
    private let end: Moment?
    let bell: Bell

    /// `start` is the last recorded moment, or START for a new state.
    init(start: Moment, rate: Int, end: Moment?) throws {
        bell = try Bell()
        self.rate = rate
        self.end = end
        state = Mutex(
            State(
                base: start.seconds * million, since: SystemClock.steadyNanoseconds(), isHeld: true)
        )
    }

    var isTraining: Bool { true }

    var hasEnded: Bool {
        state.withLock { $0.isOver }
    }

    func now() -> Moment { moment(state.withLock { reading($0) }) }

    private func moment(_ microseconds: Int) -> Moment { Moment(seconds: microseconds / million) }

    private func reading(_ state: State) -> Int {
        guard !state.isHeld else { return state.base }
        let now = state.base + (SystemClock.steadyNanoseconds() - state.since) / 1_000 * rate
        return end.map { min(now, max($0.seconds * million, state.base)) } ?? now
    }

    func hold() -> Moment {
        moment(
            state.withLock { state in
                state.base = reading(state)
                state.isHeld = true
                return state.base
            })
    }

    func release() {
        state.withLock { state in
            guard end.map({ state.base < $0.seconds * million }) ?? true else {
                state.isOver = true
                return
            }
            state.since = SystemClock.steadyNanoseconds()
            state.isHeld = false
        }
    }

    /// Wakes at exactly the moment asked for, however long the machine took to get there.
    func rest(until moment: Moment?, _ watchdog: Watchdog) async -> Bell.Wake? {
        let target = [moment, end].compactMap { $0 }.min()
        guard let target, !hasEnded else { return await bell.rest(until: nil, watchdog) }
        let left = state.withLock { max(0, target.seconds * million - reading($0)) }
        let real = SystemClock.nanoseconds() + left * 1_000 / rate
        let wake = await bell.rest(until: real, watchdog)
        if wake == .reached {
            state.withLock { state in
                state.base = max(state.base, target.seconds * million)
                state.isHeld = true
            }
        }
        return wake
    }
}

private let million = 1_000_000

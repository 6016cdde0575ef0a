import DondocCore
import DondocSystemd
import Synchronization

/// The heartbeat's last sign of life, and what keeps the daemon from recording.
///
/// It stands in memory alone: a rest that says that it lives does not touch the database.
final class Pulse: Sendable {
    /// Microseconds between two signs of life where no watchdog asks for them more often.
    static let pause = 60_000_000
    /// Nanoseconds after a request's fault in which it stands: long enough to be seen.
    static let calm = 10_000_000_000

    struct Fault: Hashable, Sendable {
        let why: String
        /// By the office's clock.
        let since: Moment
    }

    private struct State {
        var wallClock: Int?
        var steady = 0
        var fault: Fault?
        /// By the steady clock: a write that goes well before does not show that the fault is over.
        var calmFrom = 0
    }

    private let state = Mutex(State())

    /// The heartbeat lives.
    func beat() { beat(SystemClock.seconds(), SystemClock.steadyNanoseconds()) }

    /// The same at a moment of the wall clock and of the steady one.
    func beat(_ wallClock: Int, _ steady: Int) {
        state.withLock { state in
            state.wallClock = wallClock
            state.steady = steady
        }
    }

    /// When the last sign of life was, by the wall clock, and how many seconds ago, by a clock that
    /// never jumps; nil before the first.
    func last(_ steady: Int = SystemClock.steadyNanoseconds()) -> (at: Int, age: Int)? {
        state.withLock { state in
            state.wallClock.map { ($0, max(0, steady - state.steady) / 1_000_000_000) }
        }
    }

    var fault: Fault? { state.withLock { $0.fault } }

    /// Nothing can be recorded; `calm` is how many nanoseconds from now on nobody may say that it is
    /// over: where a long change finds no room, a short one may still find some.
    ///
    /// - Returns: True when that is news.
    func failed(_ why: String, at now: Moment, calm: Int = 0) -> Bool {
        let from = calm > 0 ? SystemClock.steadyNanoseconds() + calm : 0
        return state.withLock { state in
            state.calmFrom = max(state.calmFrom, from)
            guard state.fault == nil else { return false }
            state.fault = Fault(why: why, since: now)
            return true
        }
    }

    /// Nanoseconds until a good write shows that the fault is over; nil when there is none.
    func untilCalm(_ steady: Int = SystemClock.steadyNanoseconds()) -> Int? {
        state.withLock { $0.fault == nil ? nil : max(0, $0.calmFrom - steady) }
    }

    /// Something was recorded.
    func recovered() {
        state.withLock { state in
            state.fault = nil
            state.calmFrom = 0
        }
    }
}

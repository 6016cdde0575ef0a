import DondocSystemd
import Synchronization

/// How many letters are on their way at once.
///
/// A relay may be waited for ten minutes after the final dot (RFC 5321, 4.5.3.2.6): a courier that waits
/// long lends its place, so that a few recipients whose relay hangs hold nobody else up.
struct Slots {
    /// Seconds without an answer after which a place is lent.
    static let patience = 30
    private var open = 4
    /// Places that may be lent at once.
    private var lendable = 12

    mutating func take() -> Bool {
        guard open > 0 else { return false }
        open -= 1
        return true
    }

    /// A courier is done; `isSlow` when its place was lent.
    mutating func free(isSlow: Bool) {
        if isSlow { lendable += 1 } else { open += 1 }
    }

    /// - Returns: False when too many wait already.
    mutating func lend() -> Bool {
        guard lendable > 0 else { return false }
        lendable -= 1
        open += 1
        return true
    }

    var hasOpen: Bool { open > 0 }
}

/// Whether a courier gets ahead.
final class Progress: Sendable {
    private struct State {
        var last = SystemClock.steadyNanoseconds()
        var isLent = false
        var isOver = false
    }

    private let state = Mutex(State())

    /// Another letter begins.
    func step() { state.withLock { $0.last = SystemClock.steadyNanoseconds() } }

    /// Lends the courier's place when it has waited long.
    ///
    /// - Returns: True when the place was lent, or need not be any more.
    func lendsPlace(_ lend: () -> Bool) -> Bool {
        state.withLock { state in
            if state.isOver || state.isLent { return true }
            let waited = SystemClock.steadyNanoseconds() - state.last
            guard waited >= Slots.patience * 1_000_000_000 else { return false }
            state.isLent = lend()
            return state.isLent
        }
    }

    /// - Returns: Whether its place was lent.
    func end() -> Bool {
        state.withLock { state in
            state.isOver = true
            return state.isLent
        }
    }
}

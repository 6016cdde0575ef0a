import DondocCore
import DondocStore
import DondocSystemd
import Synchronization

/// Signs of life by the wall clock: now and then one is recorded, so that the next start knows how long
/// nobody was there.
///
/// They come with the watchdog's pauses, which wake the machine anyway.
final class LifeSigns: Sendable {
    /// Seconds between two that are recorded.
    static let pause = 3_600

    private struct State {
        /// The latest moment that is known to have been.
        var last: Moment
        var written: Int
    }

    private let store: Store
    private let state: Mutex<State>

    init(_ store: Store, last: Moment) {
        self.store = store
        state = Mutex(State(last: last, written: last.seconds))
    }

    var last: Moment { state.withLock { $0.last } }

    /// The daemon lives at this second.
    ///
    /// A clock that has jumped is left to the heartbeat, which judges it first.
    func beat(at wallClock: Int = SystemClock.seconds()) {
        let isDue = state.withLock { state in
            let now = Moment(seconds: wallClock)
            guard HoldRule.hold(last: state.last, now: now, isStart: false) == nil else {
                return false
            }
            state.last = max(state.last, now)
            guard wallClock - state.written >= LifeSigns.pause else { return false }
            state.written = wallClock
            return true
        }
        if isDue { write(at: wallClock) }
    }

    /// Takes over what the clock says, once it was judged.
    func accept(_ now: Moment) {
        state.withLock { $0.last = max($0.last, now) }
    }

    /// Records one at once, as at the end.
    func write(at wallClock: Int = SystemClock.seconds()) {
        // What keeps the store from writing is told of where something is lost by it.
        try? store.live(at: wallClock)
    }
}

/// Begins the holds that nobody asked for, and ends those whose time is over.
struct HoldWatch: Sendable {
    let store: Store
    /// nil on the training clock, which holds nothing by itself.
    let signs: LifeSigns?

    /// What a start finds, before any letter may leave.
    ///
    /// - Returns: The signs of life from now on.
    static func start(_ store: Store, home: String, at now: Moment) throws -> LifeSigns {
        var last = now
        try store.awake(at: now, home: home) { found in
            last = max(now, found.last)
            guard let hold = hold(after: found, at: now) else { return nil }
            return (hold, inOfficeLanguage { Notices.held(hold, by: .daemon, at: now) })
        }
        return LifeSigns(store, last: last)
    }

    /// Where several hold, the one that ends last.
    private static func hold(after found: Awakening, at now: Moment) -> NewHold? {
        if found.isCopy { return NewHold(cause: .copy, until: nil) }
        return HoldRule.hold(last: found.last, now: now, isStart: true)
            .map { NewHold(cause: $0.cause, until: $0.until) }
    }

    /// Looks at the clock before anything is decided by it.
    ///
    /// - Returns: True when a hold has begun.
    func judge(at now: Moment) throws -> Bool {
        guard let signs else { return false }
        defer { signs.accept(now) }
        guard let (cause, until) = HoldRule.hold(last: signs.last, now: now, isStart: false) else {
            return false
        }
        guard try store.hasHistory() else { return false }
        let hold = NewHold(cause: cause, until: until)
        return try store.hold(
            automatically: hold, at: now,
            journal: inOfficeLanguage { Notices.held(hold, by: .daemon, at: now) })
    }

    /// Ends a hold whose time is over, once what leaves then is true.
    ///
    /// - Returns: Whether one ended, and when the one that stands will.
    func release(at now: Moment) async throws -> (ended: Bool, next: Moment?) {
        let ended = try store.endHold(
            at: now, journal: { hold in inOfficeLanguage { Notices.released(hold, at: now) } })
        return (ended != nil, try await store.standingHold()?.until)
    }
}

import DondocPlanFile

/// How many letters have been handed to the relay in this minute, by the wall clock.
///
/// Letters that have waited for an hour or longer, as after an outage, go more slowly, and hold nobody
/// else up.
struct Pace: Sendable {
    enum Gate: Sendable {
        case open
        /// Only letters that have not waited long.
        case young
        case closed
    }

    private var minute = 0
    private var all = 0
    private var old = 0

    /// The wall clock's second at which the counts begin anew.
    var nextMinute: Int { (minute + 1) * 60 }

    /// Letters made at or before this second are old.
    static func oldAt(_ wallClock: Int) -> Int { wallClock - 3_600 }

    mutating func gate(_ limits: Settings.Limits, _ wallClock: Int) -> Gate {
        turn(wallClock)
        if all >= limits.perMinute { return .closed }
        return old >= limits.afterOutagePerMinute ? .young : .open
    }

    /// A letter made at `queuedAt` goes.
    mutating func count(_ queuedAt: Int, _ wallClock: Int) {
        turn(wallClock)
        all += 1
        if queuedAt <= Pace.oldAt(wallClock) { old += 1 }
    }

    private mutating func turn(_ wallClock: Int) {
        guard wallClock / 60 != minute else { return }
        (minute, all, old) = (wallClock / 60, 0, 0)
    }
}

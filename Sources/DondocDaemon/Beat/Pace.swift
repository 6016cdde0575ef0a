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

    /// Room for one letter, kept until `settle`: couriers that ask at the same time go no faster together.
    mutating func reserve(_ limits: Settings.Limits, _ wallClock: Int) -> Room? {
        let gate = gate(limits, wallClock)
        guard gate != .closed else { return nil }
        all += 1
        if gate == .open { old += 1 }
        return Room(gate: gate, minute: minute, wallClock: wallClock)
    }

    /// The letter made at `queuedAt` goes; nil: there was none.
    mutating func settle(_ room: Room, _ queuedAt: Int?) {
        guard room.minute == minute else { return }
        if queuedAt == nil { all -= 1 }
        let isOld = queuedAt.map { $0 <= Pace.oldAt(room.wallClock) } ?? false
        if room.gate == .open, !isOld { old -= 1 }
    }

    struct Room: Sendable {
        let gate: Gate
        fileprivate let minute: Int
        let wallClock: Int

        /// What may be taken into it.
        var youngerThan: Int? { gate == .young ? Pace.oldAt(wallClock) : nil }
    }

    private mutating func turn(_ wallClock: Int) {
        guard wallClock / 60 != minute else { return }
        (minute, all, old) = (wallClock / 60, 0, 0)
    }
}

import DondocCore
import Glibc

/// The only place that reads the system's clocks.
enum Clock {
    /// The day at the office, for `explain` without a period.
    static var today: Day { Moment(seconds: time(nil)).day }

    /// Milliseconds that no clock setting moves, for time-outs.
    static var milliseconds: Int {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return now.tv_sec * 1000 + now.tv_nsec / 1_000_000
    }
}

/// The end of a call's patience.
struct Deadline {
    private let end: Int

    init(milliseconds: Int) { end = Clock.milliseconds + milliseconds }

    init(seconds: Int) { self.init(milliseconds: seconds * 1000) }

    /// Milliseconds left, at least 0.
    var left: Int { max(0, end - Clock.milliseconds) }
}

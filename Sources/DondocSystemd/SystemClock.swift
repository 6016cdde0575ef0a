import CLinux
import Glibc

/// The one place that reads the machine's clocks.
public enum SystemClock {
    /// Seconds since the Unix epoch by the wall clock.
    public static func seconds() -> Int { read(CLOCK_REALTIME).tv_sec }

    /// Nanoseconds since the Unix epoch by the wall clock.
    public static func nanoseconds() -> Int {
        let t = read(CLOCK_REALTIME)
        return t.tv_sec * 1_000_000_000 + t.tv_nsec
    }

    /// Nanoseconds of a clock that never jumps, for distances only.
    public static func steadyNanoseconds() -> Int {
        let t = read(CLOCK_MONOTONIC)
        return t.tv_sec * 1_000_000_000 + t.tv_nsec
    }

    private static func read(_ clock: clockid_t) -> timespec {
        var t = timespec()
        clock_gettime(clock, &t)
        return t
    }
}

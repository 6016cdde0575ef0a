import DondocSystemd
import Synchronization

/// So many of something for each caller in a minute; by a clock that never jumps, and forgotten at a
/// restart.
final class Allowance: Sendable {
    private static let minute = 60 * 1_000_000_000
    let perMinute: Int
    /// By uid, the moments of the last minute in nanoseconds, oldest first.
    private let taken = Mutex<[Int: [Int]]>([:])

    /// Nanoseconds of a clock that never jumps.
    private let steady: @Sendable () -> Int

    init(
        perMinute: Int,
        steady: @escaping @Sendable () -> Int = { SystemClock.steadyNanoseconds() }
    ) {
        self.perMinute = perMinute
        self.steady = steady
    }

    /// Takes one for `uid`.
    ///
    /// - Returns: nil when it had one left, else the seconds until it has one again, from 1 to 60.
    func take(_ uid: Int) -> Int? { take(uid, at: steady()) }

    func take(_ uid: Int, at steady: Int) -> Int? {
        taken.withLock { taken in
            for (other, moments) in taken {
                let recent = moments.filter { $0 > steady - Allowance.minute }
                taken[other] = recent.isEmpty ? nil : recent
            }
            let own = taken[uid] ?? []
            guard own.count >= perMinute, let oldest = own.first else {
                taken[uid] = own + [steady]
                return nil
            }
            let left = oldest + Allowance.minute - steady
            return (left + 999_999_999) / 1_000_000_000
        }
    }
}

import DondocStore
import DondocSystemd
import ServiceLifecycle

/// Runs a service's loop until the daemon shuts down; being cancelled then is no failure.
///
/// A store without room, or locked by somebody else, is a fault that passes: the loop starts over
/// after a few seconds, and nothing was said that could not be stored. The same fault is told again
/// after a quarter of an hour at the soonest.
func lasting(_ bell: Bell, _ loop: @escaping @Sendable () async throws -> Void) async throws {
    try await cancelWhenGracefulShutdown {
        var told = (text: "", at: 0)
        while !Task.isCancelled {
            do {
                try await loop()
            } catch is CancellationError {
                return
            } catch {
                // A statement that the shutdown interrupts has been rolled back.
                if Task.isCancelled, Store.isInterrupted(error) { return }
                guard Fatal.isPassing(error) else { throw error }
                let text = Words.sqlite(Fatal.describe(error))
                let at = SystemClock.steadyNanoseconds()
                if text != told.text || at - told.at >= quarter {
                    Output.error("dondocd: \(text)")
                    told = (text, at)
                }
                await bell.rest(until: (SystemClock.seconds() + 5) * 1_000_000_000)
            }
        }
    }
}

/// Nanoseconds of a quarter of an hour.
private let quarter = 900 * 1_000_000_000

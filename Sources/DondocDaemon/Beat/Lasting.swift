import DondocSystemd
import ServiceLifecycle

/// Runs a service's loop until the daemon shuts down; being cancelled then is no failure.
///
/// A store without room, or locked by somebody else, is a fault that passes: the loop starts over
/// after a few seconds, and nothing was said that could not be stored.
func lasting(_ bell: Bell, _ loop: @escaping @Sendable () async throws -> Void) async throws {
    try await cancelWhenGracefulShutdown {
        while !Task.isCancelled {
            do {
                try await loop()
            } catch is CancellationError {
                return
            } catch {
                guard Fatal.isPassing(error) else { throw error }
                Output.error("dondocd: \(Fatal.describe(error))")
                await bell.rest(until: (SystemClock.seconds() + 5) * 1_000_000_000)
            }
        }
    }
}

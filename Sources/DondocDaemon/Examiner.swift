import DondocStore
import DondocSystemd
import ServiceLifecycle

/// Has the whole database read once a day, on a thread of its own and a connection of its own.
///
/// The care of the machine follows the wall clock, also where the office is in training.
struct Examiner: Service {
    let store: Store
    /// Wakes the heartbeat, which tells of what was found.
    let poke: @Sendable () -> Void
    private let bell: Bell

    /// Seconds from one examination to the next.
    static let period = 86_400

    init(store: Store, poke: @escaping @Sendable () -> Void) throws {
        self.store = store
        self.poke = poke
        bell = try Bell()
    }

    func run() async throws {
        try await lasting(bell) {
            while !Task.isCancelled {
                let next = try await examine(at: SystemClock.seconds())
                await bell.rest(until: next * 1_000_000_000)
            }
        }
    }

    /// Examines when the last time is a day ago, or in the future since the clock was set back.
    ///
    /// - Returns: When to look again, by the wall clock.
    @discardableResult
    func examine(at wallClock: Int) async throws -> Int {
        let last = try await store.lastExamination()
        if let last, last.at <= wallClock, wallClock < last.at + Examiner.period {
            return last.at + Examiner.period
        }
        let found = try await readAll()
        try store.record(Examination(at: wallClock, fault: found))
        if found != last?.fault { poke() }
        return wallClock + Examiner.period
    }

    private func readAll() async throws -> String? {
        let store = store
        let result: Result<String?, any Error> = await withCheckedContinuation { done in
            do {
                try startThread("examiner") {
                    done.resume(returning: Result { try store.findDamage() })
                }
            } catch {
                done.resume(returning: .failure(error))
            }
        }
        return try result.get()
    }
}

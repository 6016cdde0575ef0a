import DondocCore
import DondocStore

/// What a wake comes to, without what drives it: the same for the heartbeat and for a simulated year.
extension Notices {
    /// Decides and records everything that is due by now, and composes what is released; `ping` is called
    /// after each batch.
    ///
    /// - Returns: True when there was something to record.
    func beat(at now: Moment, ping: () -> Void = {}) async throws -> Bool {
        var said = try await decide(at: now, ping)
        for plan in try await store.duePlans(by: now) {
            let (next, reminder) = digest(plan, at: now)
            try await store.recordDigest(
                plan: plan.plan.id, seen: plan.wake, next: next, reminder, at: now)
            said = true
            ping()
        }
        let hears = hearsOfAssigned(on: now.day)
        while case let plans = try await store.plansToTell(by: now, hears: hears), !plans.isEmpty {
            for plan in plans {
                try await store.recordTold(plan, tell(plan, at: now), at: now, hears: hears)
                ping()
            }
            said = true
        }
        if try await compose(at: now, ping: ping) { said = true }
        return said
    }

    private func decide(at now: Moment, _ ping: () -> Void) async throws -> Bool {
        var said = false
        while !Task.isCancelled {
            let due = try await store.due(by: now, limit: Heartbeat.batch)
            guard !due.isEmpty else { break }
            var batch: [Said] = []
            for record in due { batch.append(try await decide(record, at: now)) }
            try await store.record(batch, at: now)
            said = true
            ping()
        }
        return said
    }
}

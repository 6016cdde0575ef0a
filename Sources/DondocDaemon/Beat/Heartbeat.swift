import DondocCore
import DondocStore
import DondocSystemd
import ServiceLifecycle

/// Look, decide, record, rest: every effect of the watch is one of these calls.
struct Heartbeat: Service {
    let store: Store
    let clock: any OfficeClock
    let office: OfficeBox
    let courier: Courier
    let journal: JournalWorker
    private let calendarWatch = CalendarWatch()

    /// Obligations decided and recorded in one transaction.
    private static let batch = 500

    func run() async throws {
        try await lasting(clock.bell) {
            while !Task.isCancelled {
                let now = clock.hold()
                try await beat(at: now)
                if clock.isTraining { await courier.drain() }
                clock.release()
                let wake = await clock.rest(until: try await store.nextWake())
                if wake == .clockSet {
                    try await store.addJournal(Notices.clockMoved(clock.now()))
                }
            }
        }
    }

    /// One wake: everything that is due by now is decided and recorded, in batches.
    func beat(at now: Moment) async throws {
        if clock.isTraining { try store.reached(now) }
        let notices = Notices(office: office.current, store: store, isTraining: clock.isTraining)
        var said = false
        for entry in calendarWatch.news(office.current.calendar, at: now) {
            try await store.addJournal(entry)
            said = true
        }
        while !Task.isCancelled {
            let due = try await store.due(by: now, limit: Heartbeat.batch)
            guard !due.isEmpty else { break }
            var batch: [Said] = []
            for record in due { batch.append(try await notices.decide(record, at: now)) }
            try await store.record(batch, at: now, wallClock: SystemClock.seconds())
            said = true
        }
        for plan in try await store.duePlans(by: now) {
            let (next, reminder) = notices.digest(plan, at: now)
            try await store.recordDigest(
                plan: plan.plan.id, seen: plan.wake, next: next, reminder, at: now,
                wallClock: SystemClock.seconds())
            said = true
        }
        guard said else { return }
        courier.poke()
        journal.poke()
    }
}

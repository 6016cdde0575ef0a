import DondocCore
import DondocStore
import DondocSystemd
import ServiceLifecycle

/// Look, decide, record, rest: every effect of the watch is one of these calls.
///
/// The service manager's watchdog hears of this loop and of nothing else: when it hangs, whatever the
/// rest of the daemon does, there is no sign of life and the daemon is restarted.
struct Heartbeat: Service {
    let store: Store
    let clock: any OfficeClock
    let office: OfficeBox
    let courier: Courier
    let journal: JournalWorker
    private let calendarWatch = CalendarWatch()
    let readiness: Readiness
    var watchdog = Watchdog()

    /// Obligations decided and recorded in one transaction.
    private static let batch = 500

    func run() async throws {
        try await lasting(clock.bell) {
            var saidAlive: Day?
            var status = ""
            while !Task.isCancelled {
                watchdog.ping()
                let now = clock.hold()
                do {
                    try await beat(at: now)
                    try await sayAlive(at: now, said: &saidAlive)
                } catch {
                    // People may look while nothing can be recorded for want of room.
                    if Fatal.isPassing(error) { readiness.reached() }
                    throw error
                }
                readiness.reached()
                if clock.isTraining { await courier.drain(watchdog) }
                clock.release()
                let (next, alive) = (try await store.nextWake(), nextAlive(after: now))
                if status != Words.rests(next) {
                    status = Words.rests(next)
                    ServiceManager.notify("STATUS=" + status)
                }
                if await clock.rest(until: min(next ?? alive, alive), watchdog) == .clockSet {
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
            watchdog.ping()
        }
        for plan in try await store.duePlans(by: now) {
            let (next, reminder) = notices.digest(plan, at: now)
            try await store.recordDigest(
                plan: plan.plan.id, seen: plan.wake, next: next, reminder, at: now,
                wallClock: SystemClock.seconds())
            said = true
            watchdog.ping()
        }
        guard said else { return }
        courier.poke()
        journal.poke()
    }

    // MARK: The daily line of life

    private func aliveHour(of day: Day) -> Moment {
        Moment(day, minuteOfDay: office.current.policy.remindAt)
    }

    /// The next hour at which the line of a day is due.
    private func nextAlive(after now: Moment) -> Moment {
        let today = aliveHour(of: now.day)
        return now < today ? today : aliveHour(of: now.day + 1)
    }

    /// Says once a day, from the office's hour on, that the watch goes on; of days on which the
    /// daemon did not run nothing is said.
    ///
    /// `said` spares the question; the answer is the store's.
    func sayAlive(at now: Moment, said: inout Day?) async throws {
        let day = now.day
        guard said != day, now >= aliveHour(of: day) else { return }
        if try await !store.wasAlive(on: day) {
            let counts = try await store.aliveCounts(at: now)
            try await store.sayAlive(on: day, at: now, Notices.alive(counts, at: now))
            journal.poke()
        }
        said = day
    }
}

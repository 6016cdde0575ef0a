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
    let readiness: Readiness
    /// systemd's folder of secrets.
    var credentials: String?
    var watchdog = Watchdog()
    var pulse = Pulse()
    var premises: Premises?
    /// nil on the training clock.
    var signs: LifeSigns?

    /// Rows decided and recorded, or deleted, in one transaction.
    static let batch = 500
    /// How long an answer is kept for a repetition of its request.
    static let daysOfAnswers = 30

    func run() async throws {
        try await lasting(clock.bell) {
            var (saidAlive, seen): (Day?, Day?)
            var status = ""
            let holds = HoldWatch(store: store, signs: signs)
            while !Task.isCancelled {
                watchdog.ping()
                let now = clock.hold()
                var released: Moment?
                do {
                    if try holds.judge(at: now) { journal.poke() }
                    try await turnDay(at: now, seen: &seen)
                    try await beat(at: now)
                    released = try await release(holds, at: now)
                    try await sayAlive(at: now, said: &saidAlive)
                    readiness.reached()
                    if clock.isTraining { await courier.drain(watchdog) }
                    try await sayTroubles(at: now)
                } catch {
                    // People may look while nothing can be recorded for want of room.
                    if Fatal.isPassing(error) {
                        readiness.reached()
                        sayFault(error, at: now)
                    }
                    throw error
                }
                clock.release()
                let (next, alive) = (try await store.nextWake(), nextAlive(after: now))
                if status != Words.rests(next) {
                    status = Words.rests(next)
                    ServiceManager.notify("STATUS=" + status)
                }
                if await rest(until: [next, released, alive].compactMap { $0 }.min() ?? alive)
                    == .clockSet
                {
                    try await store.addJournal(Notices.clockMoved(clock.now()))
                }
            }
        }
    }

    /// Ends a hold whose time is over; answers when the one that stands will.
    private func release(_ holds: HoldWatch, at now: Moment) async throws -> Moment? {
        let (ended, next) = try await holds.release(at: now)
        if ended {
            courier.poke()
            journal.poke()
        }
        return next
    }

    /// Rests; while a fault of the store stands, no longer than until it may be over.
    private func rest(until moment: Moment) async -> Bell.Wake? {
        guard let calm = pulse.untilCalm() else {
            return await clock.rest(until: moment, watchdog)
        }
        return await clock.bell.rest(until: SystemClock.nanoseconds() + calm, watchdog)
    }

    /// One wake: everything that is due by now is decided and recorded, and what is released becomes
    /// letters, in batches.
    func beat(at now: Moment) async throws {
        if clock.isTraining { try store.reached(now) }
        try await office.lookForGone {
            try await notices.turnGone(at: now)
            let suspected = office.suspected
            // What is on its way ends first: in vain, it is looked at again.
            if try await !notices.settle(suspected, at: now) { office.clear(suspected) }
        }
        guard try await notices.beat(at: now, ping: watchdog.ping) else { return }
        courier.poke()
        journal.poke()
    }

    private var notices: Notices {
        Notices(office: office.current, store: store, isTraining: clock.isTraining)
    }

    /// Once a day: whoever is reached since dead marks or a deputy's days have run out or begun hears.
    ///
    /// `seen` is the day of the last look; nil: that of the last thing that was recorded.
    func turnDay(at now: Moment, seen: inout Day?) async throws {
        let last = try seen ?? store.lastMoment().day
        guard seen == nil || last < now.day else { return }
        if last < now.day { try await notices.turnDay(from: last, at: now) }
        seen = now.day
    }

    // MARK: Causes of degradation

    /// Tells of causes that have begun or are over, and of a fault of the store that has passed.
    func sayTroubles(at now: Moment) async throws {
        let alarms = AlarmWatch(
            store: store, office: office, isTraining: clock.isTraining, credentials: credentials,
            premises: premises)
        var said = try await alarms.look(at: now)
        if let fault = pulse.fault, pulse.untilCalm() == 0 {
            // That this can be written is what shows that the fault is over.
            try await store.addJournal(Notices.ended(fault, at: now))
            pulse.recovered()
            said = true
        }
        if said { journal.poke() }
    }

    func sayFault(_ error: any Error, at now: Moment) {
        journal.sayFault(error, pulse, at: now)
    }

    // MARK: The daily line of life

    private func aliveHour(of day: Day) -> Moment { office.current.policy.aliveHour(of: day) }

    /// The next hour at which the line of a day is due.
    private func nextAlive(after now: Moment) -> Moment {
        office.current.policy.nextAlive(after: now)
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
            try await store.sayAlive(
                on: day, at: now, [Notices.alive(counts, at: now)] + silent(at: now))
            journal.poke()
        }
        try await forgetAnswers(at: now)
        said = day
    }

    /// That leads and coordinators of live work, and those whom its ladders climb to, cannot be reached,
    /// once more each day; of what is new the alarm tells.
    private func silent(at now: Moment) async throws -> [JournalEntry] {
        let (office, told) = (office.current, Set(try await store.alarms().map(\.cause)))
        let concerns = try await office.concerns(store, clock.isTraining, on: now.day)
        let bare =
            Trouble.unreachable(concerns, office, on: now.day)
            + Trouble.unheard(concerns.unheard, office, on: now.day)
        return Trouble.bundled(bare.filter { told.contains($0.key) })
            .map { Notices.began($0, at: now) }
    }

    /// Forgets answers that were kept for repeated requests and have grown old, in small batches.
    private func forgetAnswers(at now: Moment) async throws {
        let limit = Moment(now.day - Heartbeat.daysOfAnswers, minuteOfDay: now.minuteOfDay)
        while try await store.forgetAnswers(before: limit, limit: Heartbeat.batch)
            == Heartbeat.batch
        {
            watchdog.ping()
        }
    }
}

extension Policy {
    /// When the line of life of a day is due: with the day's reminders.
    func aliveHour(of day: Day) -> Moment { Moment(day, minuteOfDay: remindAt) }

    func nextAlive(after now: Moment) -> Moment {
        let today = aliveHour(of: now.day)
        return now < today ? today : aliveHour(of: now.day + 1)
    }
}

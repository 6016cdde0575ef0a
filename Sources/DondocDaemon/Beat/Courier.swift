import DondocCore
import DondocLetters
import DondocMail
import DondocPlanFile
import DondocStore
import DondocSystemd
import Glibc
import ServiceLifecycle
import Synchronization

/// Takes stored letters to the relay or to sendmail, up to four at once, each on a thread of its own,
/// which goes on with the next one as long as the relay takes them.
///
/// That a letter is being sent is committed before the relay hears of it, and that it was accepted
/// before anything else is said: what lies between is `unsure` after a crash.
final class Courier: Service {
    private let store: Store
    private let clock: any OfficeClock
    private let office: OfficeBox
    private let journal: JournalWorker
    private let transport: @Sendable () -> Transport?
    private let bell: Bell
    private let slots = Mutex(Slots())
    /// The loop has ended: whoever carries letters carries no further ones.
    private let isEnding = Mutex(false)
    private let pace = Mutex(Pace())
    /// Rings when a letter has been tried; only the training clock waits for that.
    private let drained: Bell?
    /// The lane of hooks, which has the same wakes.
    private let hooks: HookCourier?

    init(
        store: Store, clock: any OfficeClock, office: OfficeBox, journal: JournalWorker,
        hooks: HookCourier? = nil, transport: @escaping @Sendable () -> Transport?
    ) throws {
        self.store = store
        self.clock = clock
        self.office = office
        self.journal = journal
        self.transport = transport
        self.hooks = hooks
        bell = try Bell()
        drained = clock.isTraining ? try Bell() : nil
    }

    func poke() {
        bell.poke()
        hooks?.poke()
    }

    /// Returns once every letter has been tried at least once; for the training clock.
    ///
    /// A slow relay is no hung heartbeat: the watchdog hears of every pause in the wait.
    func drain(_ watchdog: Watchdog) async {
        while !Task.isCancelled, transport() != nil,
            (try? await store.untriedLetters(at: clock.now())) ?? 0 > 0
        {
            bell.poke()
            await drained?.rest(until: nil, watchdog)
        }
        await hooks?.drain(watchdog)
    }

    func run() async throws {
        try await lasting(bell) {
            try await withThrowingDiscardingTaskGroup { group in
                self.isEnding.withLock { $0 = false }
                defer { self.isEnding.withLock { $0 = true } }
                while !Task.isCancelled {
                    var next: Int?
                    // Outside office hours the heartbeat's next letters call.
                    if self.office.current.hours.isOpen(self.clock.now()),
                        let transport = self.transport()
                    {
                        while self.takeSlot() {
                            let picked: WaitingLetter?
                            do {
                                picked = try await self.pick()
                            } catch {
                                self.freeSlot()
                                throw error
                            }
                            guard let letter = picked else {
                                self.freeSlot()
                                break
                            }
                            group.addTask { await self.deliver(letter, via: transport) }
                        }
                        next = try await self.next()
                    }
                    // With every slot taken the end of a delivery pokes; waiting letters do not.
                    let mayTake = self.slots.withLock { $0.hasOpen }
                    await self.bell.rest(until: mayTake ? next.map { $0 * 1_000_000_000 } : nil)
                }
            }
        }
        drained?.poke()
    }

    /// The next letter whose time has come, as far as the limits of the office allow.
    private func pick() async throws -> WaitingLetter? {
        guard let room = reserve() else { return nil }
        var letter: WaitingLetter?
        defer { settle(room, letter) }
        letter = try await store.pickLetters(
            wallClock: room.wallClock, at: clock.now(), limit: 1, youngerThan: room.youngerThan
        ).first
        return letter
    }

    private func reserve() -> Pace.Room? {
        let (limits, wallClock) = (office.current.settings.limits, SystemClock.seconds())
        return pace.withLock { $0.reserve(limits, wallClock) }
    }

    private func settle(_ room: Pace.Room, _ letter: WaitingLetter?) {
        pace.withLock { $0.settle(room, letter?.queuedAt) }
    }

    /// When to look again, by the wall clock.
    private func next() async throws -> Int? {
        let wallClock = SystemClock.seconds()
        let limits = office.current.settings.limits
        let (gate, minute) = pace.withLock { ($0.gate(limits, wallClock), $0.nextMinute) }
        let now = clock.now()
        guard let next = try await store.nextLetter(at: now) else { return nil }
        switch gate {
        case .open: return next
        case .closed: return max(next, minute)
        case .young:
            let young = try await store.nextLetter(at: now, youngerThan: Pace.oldAt(wallClock))
            return min(max(next, minute), young ?? Int.max)
        }
    }

    private func takeSlot() -> Bool { slots.withLock { $0.take() } }

    private func freeSlot() { slots.withLock { $0.free(isSlow: false) } }

    private func deliver(_ letter: WaitingLetter, via transport: Transport) async {
        let progress = Progress()
        // Whoever waits long for a relay's answer lets another courier go in the meantime.
        let watch = Task {
            while !Task.isCancelled {
                try await Task.sleep(for: .seconds(Slots.patience))
                guard progress.lendsPlace({ slots.withLock { $0.lend() } }) else { continue }
                bell.poke()
                return
            }
        }
        await withCheckedContinuation { done in
            do {
                try startThread("courier") {
                    self.converse(letter, via: transport, progress)
                    done.resume()
                }
            } catch {
                finish(letter, .notAccepted("\(error)"))
                done.resume()
            }
        }
        watch.cancel()
        slots.withLock { $0.free(isSlow: progress.end()) }
        journal.poke()
        bell.poke()
        drained?.poke()
    }

    /// Blocks its thread: a letter, and the next ones for as long as the relay accepts them.
    private func converse(
        _ first: WaitingLetter, via transport: Transport, _ progress: Progress
    ) {
        let mail = office.current.settings.mail
        let line = transport.line
        defer { line.hangUp() }
        var waiting: WaitingLetter? = first
        while let letter = waiting {
            waiting = nil
            progress.step()
            let message = letter.isMarked ? LetterWriter.marked(letter.message) : letter.message
            let delivery = line.deliver(
                message, from: office.current.envelopeSender, to: letter.recipient,
                accepted: { waiting = self.finishAndTake(letter, mail) })
            if delivery.outcome != .accepted { finish(letter, LetterResult(delivery.outcome)) }
            journal.poke()
        }
    }

    /// Commits that a letter was accepted, and takes the next one, unless the settings have changed or
    /// the office is closed.
    private func finishAndTake(_ letter: WaitingLetter, _ mail: Settings.MailSettings)
        -> WaitingLetter?
    {
        let ending = Ending(store: store, clock: clock, office: office)
        let mayGoOn =
            !isEnding.withLock { $0 } && office.current.settings.mail == mail
            && office.current.hours.isOpen(clock.now())
        guard mayGoOn, let room = reserve() else {
            ending.commit(letter, .accepted)
            return nil
        }
        let next = ending.commit(letter, .accepted) {
            Pick(wallClock: room.wallClock, at: clock.now(), youngerThan: room.youngerThan)
        }
        settle(room, next)
        return next
    }

    /// Tries a letter that stands in no record, as any other is tried, for somebody who waits.
    ///
    /// - Parameters:
    ///   - message: The whole letter.
    ///   - to: Its recipient.
    ///   - ended: Called with how it ended, on the courier's thread: whoever asked may have gone away.
    /// - Returns: How it ended; nil when mail is off or every courier is busy.
    func tryOnce(
        _ message: [UInt8], to: String, ended: @escaping @Sendable (Delivery) -> Void
    ) async -> Delivery? {
        guard let transport = transport(), takeSlot() else { return nil }
        defer {
            freeSlot()
            bell.poke()
        }
        let from = office.current.envelopeSender
        return await withCheckedContinuation { done in
            @Sendable func end(_ delivery: Delivery) {
                ended(delivery)
                done.resume(returning: delivery)
            }
            do {
                try startThread("courier") {
                    end(
                        transport.deliver(
                            message, from: from, to: to, timeouts: .test, accepted: {}))
                }
            } catch {
                end(Delivery(.notAccepted("\(error)")))
            }
        }
    }

    private func finish(_ letter: WaitingLetter, _ result: LetterResult) {
        Ending(store: store, clock: clock, office: office).commit(letter, result)
        if result != .accepted { hooks?.poke() }
    }
}

import DondocCore
import DondocLetters
import DondocMail
import DondocPlanFile
import DondocStore
import DondocSystemd
import Glibc
import ServiceLifecycle
import Synchronization

/// Takes stored letters to the relay or to sendmail, up to four at once, each on a thread of its own.
///
/// That a letter is being sent is committed before anybody connects, and that it was accepted
/// before the conversation is closed: what lies between is `unsure` after a crash.
final class Courier: Service {
    private let store: Store
    private let clock: any OfficeClock
    private let office: OfficeBox
    private let journal: JournalWorker
    private let transport: @Sendable () -> Transport?
    private let bell: Bell
    private let slots = Mutex(4)
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
                    let mayTake = self.slots.withLock { $0 > 0 }
                    await self.bell.rest(until: mayTake ? next.map { $0 * 1_000_000_000 } : nil)
                }
            }
        }
        drained?.poke()
    }

    /// The next letter whose time has come, as far as the limits of the office allow.
    private func pick() async throws -> WaitingLetter? {
        let wallClock = SystemClock.seconds()
        let limits = office.current.settings.limits
        let gate = pace.withLock { $0.gate(limits, wallClock) }
        guard gate != .closed else { return nil }
        let letter = try await store.pickLetters(
            wallClock: wallClock, at: clock.now(), limit: 1,
            youngerThan: gate == .young ? Pace.oldAt(wallClock) : nil
        ).first
        if let letter { pace.withLock { $0.count(letter.queuedAt, wallClock) } }
        return letter
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

    private func takeSlot() -> Bool {
        slots.withLock { n in
            guard n > 0 else { return false }
            n -= 1
            return true
        }
    }

    private func freeSlot() { slots.withLock { $0 += 1 } }

    private func deliver(_ letter: WaitingLetter, via transport: Transport) async {
        let from = office.current.envelopeSender
        await withCheckedContinuation { done in
            do {
                try startThread("courier") {
                    self.converse(letter, from: from, via: transport)
                    done.resume()
                }
            } catch {
                finish(letter, .notAccepted("\(error)"))
                done.resume()
            }
        }
        freeSlot()
        journal.poke()
        bell.poke()
        drained?.poke()
    }

    /// Blocks its thread.
    private func converse(_ letter: WaitingLetter, from: String, via transport: Transport) {
        let message = letter.isMarked ? LetterWriter.marked(letter.message) : letter.message
        let delivery = transport.deliver(
            message, from: from, to: letter.recipient,
            accepted: { self.finish(letter, .accepted) })
        if delivery.outcome != .accepted { finish(letter, LetterResult(delivery.outcome)) }
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

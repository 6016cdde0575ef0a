import DondocCore
import DondocMail
import DondocPlanFile
import DondocStore
import DondocSystemd
import ServiceLifecycle
import Synchronization

/// Runs the programs of hooks, each on a thread of its own and none twice at once.
///
/// It is no part of the mail's lane: a hook that hangs delays neither letters nor other hooks. That a
/// notice is being given is committed before its program starts, and that it was taken as soon as it ends
/// with 0: what lies between is `unsure` after a crash.
final class HookCourier: Service {
    private let store: Store
    private let clock: any OfficeClock
    private let office: OfficeBox
    private let journal: JournalWorker
    private let program: @Sendable (HookSettings) -> Hook?
    /// Seconds that a run may take.
    private let patience: Int
    private let bell: Bell
    /// Channels with a run in progress.
    private let busy = Mutex<Set<String>>([])
    /// Rings when a notice has been tried; only the training clock waits for that.
    private let drained: Bell?

    init(
        store: Store, clock: any OfficeClock, office: OfficeBox, journal: JournalWorker,
        patience: Int = Hook.patience,
        program: @escaping @Sendable (HookSettings) -> Hook? = { Hook.trusted($0) }
    ) throws {
        self.store = store
        self.clock = clock
        self.office = office
        self.journal = journal
        self.patience = patience
        self.program = program
        bell = try Bell()
        drained = clock.isTraining ? try Bell() : nil
    }

    func poke() { bell.poke() }

    /// Returns once every notice that may leave has been tried at least once; for the training clock.
    func drain(_ watchdog: Watchdog) async {
        while !Task.isCancelled,
            (try? await store.untriedHookLetters(at: clock.now(), isOpen: isOpen)) ?? 0 > 0
        {
            bell.poke()
            await drained?.rest(until: nil, watchdog)
        }
    }

    func run() async throws {
        try await lasting(bell) {
            try await withThrowingDiscardingTaskGroup { group in
                while !Task.isCancelled {
                    while let letter = try await self.pick() {
                        group.addTask { await self.deliver(letter) }
                    }
                    let next = try await self.store.nextHookLetter(
                        at: self.clock.now(), busy: self.busy.withLock { $0 }, isOpen: self.isOpen)
                    await self.bell.rest(until: next.map { $0 * 1_000_000_000 })
                }
            }
        }
        drained?.poke()
    }

    /// Outside office hours the heartbeat's next notices call.
    private var isOpen: Bool { office.current.hours.isOpen(clock.now()) }

    /// The next notice whose time has come for a hook that is free, which is busy from now on.
    private func pick() async throws -> WaitingLetter? {
        let letter = try await store.pickHookLetter(
            wallClock: SystemClock.seconds(), at: clock.now(), busy: busy.withLock { $0 },
            isOpen: isOpen)
        if let letter { busy.withLock { _ = $0.insert(letter.channel) } }
        return letter
    }

    private func deliver(_ letter: WaitingLetter) async {
        await withCheckedContinuation { done in
            do {
                try startThread("hook") {
                    self.give(letter)
                    done.resume()
                }
            } catch {
                commit(letter, .notAccepted("\(error)"))
                done.resume()
            }
        }
        busy.withLock { _ = $0.remove(letter.channel) }
        journal.poke()
        bell.poke()
        drained?.poke()
    }

    /// Blocks its thread.
    private func give(_ letter: WaitingLetter) {
        let settings = office.current.hook(letter.recipient, clock.isTraining)
        guard let hook = settings.flatMap(program) else {
            return commit(
                letter, .notAccepted(inOfficeLanguage { Words.noSuchHook(letter.recipient) }))
        }
        let delivery = hook.deliver(
            letter.isMarked ? Notices.marked(letter.message) : letter.message,
            id: letter.reminderID, seconds: patience,
            accepted: { self.commit(letter, .accepted) })
        if delivery.outcome != .accepted { commit(letter, LetterResult(delivery.outcome)) }
    }

    private func commit(_ letter: WaitingLetter, _ result: LetterResult) {
        Ending(store: store, clock: clock, office: office).commit(letter, result)
    }
}

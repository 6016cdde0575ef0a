import DondocAPI
import DondocCore
import DondocMail
import DondocPlanFile
import DondocStore
import DondocSystemd
import Foundation
import Glibc
import Synchronization

/// Everything a running daemon holds, put together in the order in which it may fail.
struct House {
    let store: Store
    let clock: any OfficeClock
    let office: OfficeBox
    let courier: Courier
    let hooks: HookCourier
    let journal: JournalWorker
    /// nil on the training clock, which holds no letters by itself.
    let signs: LifeSigns?
    let work: Work
    let callers: Callers
    let socket: Int32
    /// Its path, or that systemd passed it.
    let socketName: String
    private let lock: FileLock

    /// - Throws: `Stop` with the exit status and what to do about it.
    init(_ places: Places, clock option: ClockOption?, log: String) throws {
        try Custody.state(places.state)
        lock = try House.takeLock(places.state)
        store = try House.openStore(places.state + "/dondoc.db", option)
        clock = try House.makeClock(option, store)
        let config = ConfigFolder(path: places.config)
        office = OfficeBox(try House.furnish(config, store, clock.now()))
        journal = try JournalWorker(store: store, sink: .init(rawValue: log) ?? .journal)
        let office = office
        let (isTraining, credentials) = (clock.isTraining, places.credentials)
        hooks = try HookCourier(store: store, clock: clock, office: office, journal: journal)
        courier = try Courier(
            store: store, clock: clock, office: office, journal: journal, hooks: hooks,
            transport: {
                office.current.transport(isTraining, credentials: credentials)
            })
        let now = clock.now()
        signs =
            isTraining
            ? nil : try HoldWatch.start(store, home: Home.of(store.path), at: now)
        office.bury(try store.deadAddresses(on: now.day))
        let furnished = office.current
        _ = try store.recoverLetters(
            wallClock: SystemClock.seconds(), at: now,
            journal: { letter, state in
                inOfficeLanguage {
                    Notices.outcome(
                        letter, state, .answerLost(Words.restarted), at: now, furnished)
                }
            },
            telling: { [store] letter, state in
                inOfficeLanguage {
                    Notices(office: furnished, store: store, isTraining: isTraining)
                        .failed(letter, state, .answerLost(Words.restarted), at: now)
                }
            },
            instead: { [store] letter, one, record in
                Notices(office: furnished, store: store, isTraining: isTraining)
                    .without(letter.recipient, on: now.day).turned(one, record, at: now)
            })
        callers = Callers(office: office, clock: clock)
        SMTP.globalStart()
        (socket, socketName) = try House.listen(places.socket)
        let (courier, journal, clock) = (courier, journal, clock)
        let running = Running(
            socket: ControlSocket.path(of: socket) ?? places.socket,
            premises: Premises(state: places.state, config: config))
        work = Work(
            store: store, clock: clock, office: office, config: config,
            credentials: credentials,
            poke: {
                clock.poke()
                courier.poke()
                journal.poke()
            },
            tryLetter: { await courier.tryOnce($0, to: $1, ended: $2) },
            failed: { error in
                journal.sayFault(error, running.pulse, at: clock.now(), calm: Pulse.calm)
                clock.poke()
            }, running: running)
    }

    /// The heartbeat, which says that the daemon is ready once what was due is recorded.
    func heartbeat() async throws -> Heartbeat {
        // The files may have changed while nothing ran.
        try await work.tellAgain()
        let health = try await store.health()
        let (pulse, signs) = (work.running.pulse, signs)
        return Heartbeat(
            store: store, clock: clock, office: office, courier: courier, journal: journal,
            readiness: Readiness(Words.ready(socketName, health.plans, health.obligations)),
            credentials: work.credentials,
            watchdog: Watchdog().also(atLeastEvery: Pulse.pause) {
                pulse.beat()
                signs?.beat()
            }, pulse: pulse, premises: work.running.premises, signs: signs)
    }

    /// The daily reading of the whole database.
    func examiner() throws -> Examiner {
        let clock = clock
        return try Examiner(store: store) { clock.poke() }
    }

    private static func takeLock(_ state: String) throws -> FileLock {
        do {
            guard let lock = try FileLock(path: state + "/lock") else {
                throw Stop(status: ExitStatus.tryAgain, reason: Words.anotherRuns(state))
            }
            return lock
        } catch let stop as Stop {
            throw stop
        } catch {
            throw Stop(
                status: ExitStatus.cannotWrite, reason: Words.cannotWrite(state, "\(error)"))
        }
    }

    private static func openStore(_ path: String, _ option: ClockOption?) throws -> Store {
        let start = option?.start ?? Moment(seconds: SystemClock.seconds())
        do {
            let store = try Store(
                path: path, kind: option == nil ? .real : .training, newMoment: start)
            // Opening it has examined it.
            try store.record(Examination(at: SystemClock.seconds(), fault: nil))
            return store
        } catch StoreFault.wrongKind(let found) {
            throw Stop(status: ExitStatus.configuration, reason: Words.wrongKind(path, found))
        } catch StoreFault.newerSchema {
            throw Stop(status: ExitStatus.configuration, reason: Words.newerSchema(path))
        } catch StoreFault.noCopy(let copy, let why) {
            throw Stop(status: ExitStatus.cannotWrite, reason: Words.noCopy(path, copy, why))
        } catch StoreFault.damaged(let what) {
            throw Stop(status: ExitStatus.data, reason: Words.damaged(path, what))
        } catch {
            throw Stop(
                status: ExitStatus.cannotWrite,
                reason: Words.cannotWrite(path, Store.describe(error)))
        }
    }

    private static func makeClock(_ option: ClockOption?, _ store: Store) throws -> any OfficeClock
    {
        guard let option else { return try WallClock() }
        return try TrainingClock(
            start: try store.lastMoment(), rate: option.rate, end: option.end)
    }

    /// Settings from their file; agencies and calendar as they were last applied, or, for a new
    /// state, from the files.
    private static func furnish(_ config: ConfigFolder, _ store: Store, _ now: Moment) throws
        -> Office
    {
        do {
            let (settings, templates) = (try config.settings(), try config.templates())
            let applied = try store.appliedFiles().map { SourceText(name: $0.name, text: $0.text) }
            guard applied.isEmpty else {
                return try ConfigFolder.office(applied, settings, templates, isApplied: true)
            }
            let files = try config.applicable()
            let office = try ConfigFolder.office(files, settings, templates)
            _ = try store.apply(files.map { ($0.name, $0.text) }, by: .daemon, at: now)
            return office
        } catch let wrong as Diagnostics {
            throw Stop(status: ExitStatus.configuration, reason: "\n\(wrong)")
        } catch let fault as ConfigurationFault {
            throw Stop(status: ExitStatus.configuration, reason: fault.description)
        }
    }

    /// The socket that systemd passed, or one of our own.
    private static func listen(_ path: String) throws -> (Int32, String) {
        if let inherited = ServiceManager.inheritedSocket() {
            return (inherited, Words.inheritedSocket)
        }
        let folder = (path as NSString).deletingLastPathComponent
        do {
            if !FileManager.default.fileExists(atPath: folder) {
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: true)
                // The socket's own mode and group say who may connect.
                chmod(folder, 0o755)
            }
            try Custody.socket(path)
            return (try ControlSocket.listen(path: path), path)
        } catch let error as SystemError where error.code == EADDRINUSE {
            throw Stop(status: ExitStatus.tryAgain, reason: Words.socketTaken(path))
        } catch let stop as Stop {
            throw stop
        } catch let why as Distrust {
            throw Stop(status: ExitStatus.cannotWrite, reason: Words.distrust(why))
        } catch {
            throw Stop(status: ExitStatus.cannotWrite, reason: Words.cannotWrite(path, "\(error)"))
        }
    }
}

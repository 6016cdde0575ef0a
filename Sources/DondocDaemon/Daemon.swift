public import ArgumentParser
import CLinux
import DondocAPI
import DondocCore
import DondocMail
import DondocPlanFile
import DondocStore
import DondocSystemd
import Glibc
import Logging
import ServiceLifecycle
import UnixSignals

/// The daemon: owns the database, decides, reminds, answers.
public struct Dondocd: AsyncParsableCommand {
    public static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "dondocd", abstract: Words.Help.abstract, version: Version.text)
    }

    @Option(help: .init(Words.Help.config))
    var config: String?

    @Option(help: .init(Words.Help.state))
    var state: String?

    @Option(help: .init(Words.Help.socket))
    var socket: String?

    @Option(help: .init(Words.Help.clock))
    var clock: String?

    @Option(help: .init(Words.Help.log))
    var log = "journal"

    public init() {}

    public func validate() throws {
        guard JournalWorker.Sink(rawValue: log) != nil else {
            throw ValidationError(Words.badLog(log))
        }
        if let clock, ClockOption(clock) == nil { throw ValidationError(Words.badClock(clock)) }
    }

    public func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        umask(0o077)
        // A heap for each thread would cost a third of the daemon's memory and win it nothing.
        mallopt(M_ARENA_MAX, 2)
        do {
            try await serve()
        } catch let stop as Stop {
            Output.error("dondocd: \(stop.reason)")
            if stop.isFinal, let socket = ServiceManager.inheritedSocket() {
                try ControlSocket.turnAway(socket) {
                    try Answer.cannotStart(stop.status, to: $0)
                }
            }
            throw ExitCode(Int32(stop.status))
        }
    }

    private func serve() async throws {
        let places = Places(config: config, state: state, socket: socket, isTraining: clock != nil)
        let house = try House(places, clock: clock.flatMap { ClockOption($0) }, log: log)
        var logger = Logger(label: "dondocd") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .warning
        let server = Server(
            socket: house.socket, routes: Routes(work: house.work, callers: house.callers),
            callers: house.callers, logger: logger)
        let services: [any Service] = [
            house.journal, house.courier, house.hooks, server, try await house.heartbeat(),
            try house.examiner(),
        ]
        let group = ServiceGroup(
            configuration: .init(
                services: services.map {
                    .init(
                        service: $0, successTerminationBehavior: .gracefullyShutdownGroup,
                        failureTerminationBehavior: .gracefullyShutdownGroup)
                },
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        do {
            // The start spoke to whoever started it; from here on it is the office that speaks.
            try await Language.$current.withValue(.office) { try await group.run() }
        } catch {
            if Fatal.isStore(error) { Fatal.store(error) }
            throw error
        }
        house.signs?.write()
        try house.store.close()
    }
}

/// Why the daemon does not start, with its exit status.
struct Stop: Error {
    let status: Int
    let reason: String

    /// True where only a person can mend it: the unit's RestartPreventExitStatus= says the same.
    var isFinal: Bool {
        [ExitStatus.data, ExitStatus.cannotWrite, ExitStatus.configuration].contains(status)
    }
}

/// Folders and the socket, from options, systemd's environment, or the usual places.
struct Places: Sendable {
    let config: String
    let state: String
    let socket: String
    /// systemd's folder of secrets; nil where the unit has none.
    let credentials: String?

    init(config: String?, state: String?, socket: String?, isTraining: Bool) {
        let isRoot = getuid() == 0
        let home = Places.variable("HOME") ?? "/"
        let ownConfig = (Places.variable("XDG_CONFIG_HOME") ?? home + "/.config") + "/dondoc"
        let ownState = (Places.variable("XDG_STATE_HOME") ?? home + "/.local/state") + "/dondoc"
        credentials = Places.variable("CREDENTIALS_DIRECTORY")
        self.config =
            config ?? Places.variable("CONFIGURATION_DIRECTORY")
            ?? (isRoot ? "/etc/dondoc" : ownConfig)
        let usual =
            Places.variable("STATE_DIRECTORY") ?? (isRoot ? "/var/lib/dondoc" : ownState)
        self.state = state ?? (isTraining ? usual + "/training" : usual)
        self.socket =
            socket ?? Places.variable("DONDOC_SOCKET")
            ?? (isRoot ? "/run" : Places.variable("XDG_RUNTIME_DIR") ?? "/tmp")
            + (isTraining ? "/dondoc/training.sock" : "/dondoc/control.sock")
    }

    static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
}

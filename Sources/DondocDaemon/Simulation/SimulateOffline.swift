import ArgumentParser
import CLinux
import DondocAPI
import DondocCore
import DondocStore
import DondocSystemd
import Foundation
import Glibc

/// `dondocd simulate`: what `dondoc simulate --offline` runs, since only the daemon's program has a
/// database.
///
/// The request is the body of the route, on the standard input; the answer is the route's, on the standard
/// output, a refusal with its exit status. No state, no socket, no daemon is touched.
struct SimulateOffline: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "dondocd simulate", abstract: Words.Help.simulate, shouldDisplay: false)
    }

    static let name = "simulate"

    @Option(help: .init(Words.Help.config))
    var config: String?

    /// The most that is read of a request.
    private static let limit = 16 << 20

    func run() async throws {
        umask(0o077)
        mallopt(M_ARENA_MAX, 2)
        do {
            Output.raw(try JSON.text(try await rows()))
        } catch let problem as Problem {
            Output.raw(try JSON.text(problem.inert))
            throw ExitCode(Int32(problem.exit))
        }
    }

    private func input() throws -> [UInt8] {
        var (all, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 65_536))
        while true {
            let n = read(STDIN_FILENO, &buffer, buffer.count)
            if n == 0 { return all }
            if n < 0, errno == EINTR { continue }
            guard n > 0, all.count + n <= SimulateOffline.limit else {
                throw Problem.bad(Words.notARequest)
            }
            all += buffer[..<n]
        }
    }

    private func rows() async throws -> [SimulatedView] {
        let request: SimulateRequest = try Body.decode(try input(), SimulateRequest.self)
        try Clean.check(request)
        let places = Places(config: config, state: nil, socket: nil, isTraining: false)
        let folder = ConfigFolder(path: places.config)
        return try await readingFiles {
            let office = try ConfigFolder.newOffice(
                try folder.applicable(), try folder.settings(), try folder.templates())
            let simulator = Simulator(
                office: office, config: folder, store: nil,
                now: Moment(seconds: SystemClock.seconds()), bell: try Bell())
            do {
                return try await simulator.run(
                    request, by: Caller(uid: Int(getuid()), user: nil, person: nil, isAdmin: true))
            } catch let error where Store.isDatabaseError(error) {
                throw Simulator.fault(error)
            }
        }
    }
}

import DondocAPI
import DondocCore
import FoundationEssentials
import Glibc

/// `simulate --offline`: the daemon's own program, which reads a request and answers it as the daemon
/// would; this program has no database.
struct OfflineSimulation {
    let config: String

    /// The answer to a request.
    ///
    /// - Throws: `Failure` of the refusal; 66 where there is no `dondocd`, 75 where it says nothing.
    func answer(_ request: [UInt8], seconds: Int, progress: HTTPRequest.Progress) throws
        -> [UInt8]
    {
        guard let program = OfflineSimulation.program else {
            throw Failure(ExitStatus.noSuchThing, Words.noDaemonProgram)
        }
        // It speaks our language.
        setenv("DONDOC_LANG", Language.current.rawValue, 1)
        let (status, body, words) = try run(
            [program, "simulate", "--config", config], request, seconds, progress)
        if status == ExitStatus.ok { return body }
        if let problem = try? JSONDecoder().decode(Problem.self, from: Data(body)) {
            throw Failure(problem)
        }
        throw Failure(ExitStatus.tryAgain, [Words.daemonProgramFailed(program)] + words)
    }

    private func run(
        _ command: [String], _ request: [UInt8], _ seconds: Int, _ progress: HTTPRequest.Progress
    ) throws -> (status: Int, body: [UInt8], words: [String]) {
        do {
            let child = try ChildProcess(command)
            let fd = child.socket
            let socket = UnixSocket(
                fd: fd, deadline: Deadline(seconds: seconds), beside: child.errors)
            try socket.send(request)
            shutdown(fd, CInt(SHUT_WR))
            var (body, next) = ([UInt8](), Optional(progress))
            while true {
                let more = try socket.receive(tellAfter: next?.after) {
                    next?.tell()
                    next = nil
                }
                if more.isEmpty { break }
                body += more
                guard body.count <= HTTPAnswer.bodyLimit else { throw TransportError.garbled }
            }
            return (child.end(within: 5_000), body, child.errors.words)
        } catch let error as TransportError {
            let why = error == .timedOut ? Words.offlineTimedOut(seconds) : "\(error)"
            throw Failure(ExitStatus.tryAgain, [Words.daemonProgramFailed(command[0]), why])
        }
    }

    /// `dondocd` beside this program, in `../sbin`, or in the search path.
    private static var program: String? {
        var places: [String] = []
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let n = readlink("/proc/self/exe", &buffer, buffer.count)
        if n > 0 {
            let own = String(decoding: buffer.prefix(n).map(UInt8.init(bitPattern:)), as: UTF8.self)
            let folder = own.lastIndex(of: "/").map { String(own[..<$0]) } ?? "."
            places = [folder, folder + "/../sbin"]
        }
        places += (environment("PATH") ?? "").split(separator: ":").map(String.init)
        return places.map { $0 + "/dondocd" }.first { access($0, X_OK) == 0 }
    }
}

import DondocAPI
import Glibc

/// How the way through ssh ended without an answer.
enum SSHEnd: Hashable {
    /// The program could not be run; the system's word for it.
    case notStarted(String)
    /// With 255 where ssh itself failed, else with the status of the far command.
    case exited(Int)
    case timedOut

    /// Of the far `dondoc proxy`, 75 and 77 are kept; all else means that there is no way.
    var exitStatus: Int {
        switch self {
        case .exited(ExitStatus.notPermitted): ExitStatus.notPermitted
        case .exited(ExitStatus.tryAgain), .timedOut: ExitStatus.tryAgain
        case .exited, .notStarted: ExitStatus.notRunning
        }
    }
}

/// `ssh HOST dondoc proxy`: without a question, a terminal or a forwarding.
enum SSH {
    /// Seconds that ssh has for the connection and for the login each.
    static let patience = 10

    static func arguments(_ host: Host) -> [String] {
        let named = environment("DONDOC_SSH") ?? ""
        return [
            named.isEmpty ? "ssh" : named, "-T", "-x", "-a", "-o", "BatchMode=yes",
            "-o", "ConnectTimeout=\(patience)", "-o", "ClearAllForwardings=yes",
            // Ended with its one conversation, it must not be what others run through.
            "-o", "ControlMaster=no", "--", host.name, "dondoc", "proxy",
        ]
    }
}

/// Sends a request through ssh and waits for its whole answer; the login has its own patience.
///
/// - Throws: `closedEarly` where ssh and the far proxy ended well, but before the answer did.
func exchange(_ request: HTTPRequest, host: Host, seconds: Int)
    throws(TransportError) -> HTTPAnswer
{
    try exchange(
        request, through: SSH.arguments(host), deadline: Deadline(seconds: seconds + SSH.patience))
}

/// The same through any program that copies its input and output to a daemon.
func exchange(_ request: HTTPRequest, through command: [String], deadline: Deadline)
    throws(TransportError) -> HTTPAnswer
{
    let child = try ChildProcess(command)
    let socket = UnixSocket(fd: child.socket, deadline: deadline, beside: child.errors)
    do {
        let answer = try exchange(request, over: socket)
        socket.finish()
        child.end(within: 1000)
        return answer
    } catch {
        socket.finish()
        let status = child.end(within: error == .closedEarly ? 1000 : 0)
        switch error {
        case .timedOut: throw .ssh(.timedOut, words: child.errors.words)
        case .closedEarly where status != 0:
            throw .ssh(.exited(status), words: child.errors.words)
        default: throw error
        }
    }
}

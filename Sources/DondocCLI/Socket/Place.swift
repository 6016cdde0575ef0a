import ArgumentParser
import DondocAPI

/// Where a daemon is reached.
enum Place: Hashable {
    /// A socket of this machine.
    case socket(String)
    case host(Host)

    /// What an error adds, so that a far machine is not taken for this one.
    var remarks: [String] {
        switch self {
        case .socket: []
        case .host(let host): [Words.atHost(shown(host.name))]
        }
    }
}

/// The `[USER@]HOST` of `-H`, as ssh takes it.
struct Host: Hashable, ExpressibleByArgument {
    let name: String

    /// nil for a name that is empty, that ssh could take for an option, or that has characters of a
    /// shell: a `ProxyCommand` of ssh_config(5) may hand it to one.
    init?(argument: String) {
        let parts = argument.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.allSatisfy({ !$0.isEmpty && !$0.hasPrefix("-") }),
            argument.unicodeScalars.allSatisfy(Host.isPlain)
        else { return nil }
        name = argument
    }

    private static func isPlain(_ c: Unicode.Scalar) -> Bool {
        !isControl(c) && !c.properties.isWhitespace
            && !"'`\"$\\;&<>|(){}*?!#".unicodeScalars.contains(c)
    }
}

/// Sends a request to where the daemon is, and waits for its whole answer.
///
/// - Throws: The failure; a daemon that drops its connection is `closedEarly` from everywhere.
func exchange(_ request: HTTPRequest, at place: Place, seconds: Int)
    throws(TransportError) -> HTTPAnswer
{
    switch place {
    case .socket(let path): try exchange(request, socket: path, seconds: seconds)
    case .host(let host): try exchange(request, host: host, seconds: seconds)
    }
}

extension Failure {
    /// A conversation that failed, with the way out.
    init(_ error: TransportError, at place: Place) {
        switch place {
        case .socket(let path): self.init(error, socket: path)
        case .host(let host): self.init(error, host: shown(host.name))
        }
    }

    private init(_ error: TransportError, socket: String) {
        let path = shown(socket)
        switch error {
        case .notRunning(let why): self.init(ExitStatus.notRunning, Words.notRunning(path, why))
        case .forbidden: self.init(ExitStatus.notPermitted, Words.socketForbidden(path))
        case .timedOut: self.init(ExitStatus.tryAgain, Words.timedOut(path))
        case .closedEarly: self.init(ExitStatus.tryAgain, Words.closedEarly(path))
        case .garbled, .ssh: self.init(ExitStatus.tryAgain, Words.garbled(path))
        }
    }

    private init(_ error: TransportError, host: String) {
        switch error {
        case .ssh(let end, let words):
            self.init(end.exitStatus, [Words.ssh(end, host)] + words.map(Words.overheard))
        case .notRunning(let why):
            self.init(ExitStatus.notRunning, Words.ssh(.notStarted(why), host))
        case .forbidden: self.init(ExitStatus.notPermitted, Words.ssh(.exited(77), host))
        case .timedOut: self.init(ExitStatus.tryAgain, Words.ssh(.timedOut, host))
        case .closedEarly: self.init(ExitStatus.tryAgain, Words.closedEarly(host))
        case .garbled: self.init(ExitStatus.tryAgain, Words.garbledFrom(host))
        }
    }
}

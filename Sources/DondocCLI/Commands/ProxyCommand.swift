import ArgumentParser
import DondocAPI
import Glibc

/// `proxy`: the far end of `-H`.
///
/// The daemon sees the uid of this process, and no other.
struct ProxyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proxy", abstract: Words.Help.proxy, discussion: Words.Help.proxyMore)
    @Option(help: ArgumentHelp(Words.Help.socket, valueName: "path"), completion: .file())
    var socket: String?

    func run() throws {
        signal(SIGPIPE, SIG_IGN)  // a reader that has gone away is an end, not an accident
        let path = socketPath(socket)
        let fd: CInt
        do {
            fd = try connected(path, Deadline(seconds: Daemon.patience))
        } catch {
            throw Failure(error, at: .socket(path))
        }
        defer { close(fd) }
        var proxy = Proxy(input: STDIN_FILENO, output: STDOUT_FILENO, socket: fd)
        proxy.run()
    }
}

import FoundationEssentials
import Glibc

/// A program with one socket for its input and output, and another for its errors.
final class ChildProcess {
    /// Our end of its input and output; who uses it closes it.
    let socket: CInt
    let errors: Overheard
    private let pid: pid_t
    private var status: Int?

    /// Starts a program of the search path.
    ///
    /// - Throws: `ssh(.notStarted)` where it cannot be.
    init(_ command: [String]) throws(TransportError) {
        let io = try ChildProcess.pair()
        let words: (ours: CInt, theirs: CInt)
        do {
            words = try ChildProcess.pair()
        } catch {
            close(io.ours)
            close(io.theirs)
            throw error
        }
        let (number, pid) = ChildProcess.spawn(command, io: io.theirs, errors: words.theirs)
        close(io.theirs)
        close(words.theirs)
        guard number == 0 else {
            close(io.ours)
            close(words.ours)
            throw .ssh(.notStarted("\(shown(command[0])): \(errorText(number))"), words: [])
        }
        self.pid = pid
        socket = io.ours
        errors = Overheard(fd: words.ours)
    }

    deinit { end(within: 0) }

    /// Waits for its end, and ends it where it takes longer.
    ///
    /// - Returns: Its exit status; 128 and the number of a signal that ended it.
    @discardableResult
    func end(within milliseconds: Int) -> Int {
        if let status { return status }
        let last =
            waited(milliseconds) ?? ended(by: SIGTERM, within: 500)
            ?? ended(by: SIGKILL, within: nil) ?? 128
        status = last
        errors.listen()
        return last
    }

    private func ended(by signal: CInt, within milliseconds: Int?) -> Int? {
        kill(pid, signal)
        return waited(milliseconds)
    }

    /// nil while it runs on; without a limit until it has ended.
    private func waited(_ milliseconds: Int?) -> Int? {
        let deadline = milliseconds.map { Deadline(milliseconds: $0) }
        while true {
            var raw: CInt = 0
            let found = waitpid(pid, &raw, deadline == nil ? 0 : WNOHANG)
            if found == pid {
                return Int(raw & 0x7F == 0 ? raw >> 8 & 0xFF : 128 + raw & 0x7F)
            }
            if found < 0, errno != EINTR { return 128 }
            if let deadline {
                if deadline.left == 0 { return nil }
                poll(nil, 0, 5)
            }
        }
    }

    private static func pair() throws(TransportError) -> (ours: CInt, theirs: CInt) {
        var fds: [CInt] = [-1, -1]
        let kind = CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &fds) == 0 else {
            throw .ssh(.notStarted(errorText(errno)), words: [])
        }
        return (fds[0], fds[1])
    }

    /// posix_spawnp(3) with our environment.
    private static func spawn(_ command: [String], io: CInt, errors: CInt) -> (CInt, pid_t) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, io, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, io, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
        let variables = ProcessInfo.processInfo.environment.map { "\($0.key)=\($0.value)" }
        let argv = command.map { strdup($0) } + [nil]
        let envp = variables.map { strdup($0) } + [nil]
        defer { for text in argv + envp { free(text) } }
        var pid: pid_t = 0
        let number = posix_spawnp(&pid, command[0], &actions, nil, argv, envp)
        return (number, pid)
    }
}

/// What a program says beside its output: the first 8 KiB, the rest is heard and forgotten.
final class Overheard {
    private let fd: CInt
    private var bytes: [UInt8] = []
    private var hasEnded = false

    private static let limit = 8192

    init(fd: CInt) { self.fd = fd }

    deinit { close(fd) }

    /// To wait on; nil once it has ended.
    var openFD: CInt? { hasEnded ? nil : fd }

    /// Its lines, made safe; empty ones left out.
    var words: [String] { shownLines(String(decoding: bytes, as: UTF8.self)) }

    /// Takes what is there, without waiting.
    func listen() {
        var buffer = [UInt8](repeating: 0, count: 4096)
        // Who never stops talking is heard again at the next call.
        for _ in 0..<64 where !hasEnded {
            let n = recv(fd, &buffer, buffer.count, CInt(MSG_DONTWAIT))
            if n > 0 {
                bytes += buffer[..<n].prefix(Overheard.limit - bytes.count)
            } else if n == 0 || (errno != EAGAIN && errno != EINTR) {
                hasEnded = true
            } else if errno == EAGAIN {
                return
            }
        }
    }
}

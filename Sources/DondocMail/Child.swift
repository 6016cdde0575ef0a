import CLinux
import Glibc

/// One run of another program: no shell, a bare environment, a time limit.
///
/// posix_spawn(3) makes no copy of this process, so that no lock of another thread is left held in it;
/// nothing but the three standard descriptors is passed on.
///
/// What runs is an open file and no path, as with fexecve(3). A script must stay open for its
/// interpreter to read, which finds it as descriptor 3; every other program has that one closed.
enum Child {
    enum End: Hashable, Sendable {
        case exited(Int32)
        case killed(Int32)
        /// It took too long, and its process group was killed.
        case overran
    }

    /// What a run came to.
    struct Account: Hashable, Sendable {
        var end: End
        /// Every byte of the input was taken.
        var hasReadAll: Bool
        /// The first line of its standard error that says something, cleaned, at most 300 bytes.
        var remark: String
    }

    /// The program was not started, or has certainly not had its input.
    struct Fault: Error, CustomStringConvertible {
        let description: String

        init(_ code: Int32) { description = String(cString: strerror(code)) }
    }

    static let path = "PATH=/usr/sbin:/usr/bin:/sbin:/bin"
    static let language = "LANG=C.UTF-8"

    /// Runs the program behind a descriptor (`O_PATH` will do), which stays the caller's, to its end
    /// or to the limit.
    ///
    /// Blocks its thread. SIGPIPE must be ignored.
    static func run(
        _ program: Int32, _ arguments: [String], environment: [String] = [path, language],
        input: [UInt8], seconds: Int
    ) throws(Fault) -> Account {
        var stdin = try Pipe()
        var stderr = try Pipe()
        let pid = try start(
            program, arguments, environment, stdin: stdin.read, stderr: stderr.write)
        stderr.closeWrite()
        let handle = dd_pidfd_open(pid)
        guard handle >= 0 else {
            let code = errno
            _ = reap(pid, killing: true)
            throw Fault(code)
        }
        defer { close(handle) }
        var talk = Talk(input: input, until: .now + .seconds(seconds))
        let hasEnded = talk.run(&stdin, &stderr, handle)
        let end = reap(pid, killing: !hasEnded)
        talk.listen(stderr.read)
        return Account(
            end: hasEnded ? end : .overran, hasReadAll: talk.isSaid && !isReady(stdin.read),
            remark: talk.remark)
    }

    /// Names an open file of this process to system calls that want a path: proc(5).
    static func place(of descriptor: Int32) -> String { "/proc/self/fd/\(descriptor)" }

    /// Where the child has its program.
    private static let third: Int32 = 3

    private static func start(
        _ program: Int32, _ arguments: [String], _ environment: [String], stdin: Int32,
        stderr: Int32
    ) throws(Fault) -> pid_t {
        // Out of the way of the number that it gets in the child.
        let program = fcntl(program, F_DUPFD_CLOEXEC, third + 1)
        guard program >= 0 else { throw Fault(errno) }
        defer { close(program) }
        let flags = isScript(program) ? pathOnly : pathOnly | O_CLOEXEC
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_adddup2(&actions, stdin, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, stderr, 2)
        // With 0 to 2 open and 3 closed, what is opened next is 3 and keeps its flags.
        posix_spawn_file_actions_addopen(&actions, third, place(of: program), flags, 0)
        posix_spawn_file_actions_addclosefrom_np(&actions, third + 1)
        // A group of its own, to be killed whole; signals as a program expects them.
        var (none, usual) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigemptyset(&usual)
        for signal in [SIGPIPE, SIGXFSZ, SIGINT, SIGTERM, SIGHUP] { sigaddset(&usual, signal) }
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &usual)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
        let (argv, envp) = (words(arguments), words(environment))
        defer { for word in argv + envp { free(word) } }
        var pid: pid_t = 0
        let code = posix_spawn(&pid, place(of: third), &actions, &attributes, argv, envp)
        guard code == 0 else { throw Fault(code) }
        return pid
    }

    /// Whether a file begins with `#!`; one that cannot be read is none, since no interpreter could.
    private static func isScript(_ program: Int32) -> Bool {
        let file = open(place(of: program), O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return false }
        defer { close(file) }
        var mark: [UInt8] = [0, 0]
        return read(file, &mark, 2) == 2 && mark == [0x23, 0x21]
    }

    private static func words(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
        texts.map { strdup($0) } + [nil]
    }

    /// Waits for the end of a process, first killing its group where that is asked for.
    private static func reap(_ pid: pid_t, killing: Bool) -> End {
        if killing { kill(-pid, SIGKILL) }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        // The layout of wait(2): the signal in seven bits, the exit status in the next eight.
        let signal = status & 0x7F
        return signal == 0 ? .exited((status >> 8) & 0xFF) : .killed(signal)
    }

    /// Whether somebody left something to read there.
    fileprivate static func isReady(_ number: Int32) -> Bool {
        var one = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
        return poll(&one, 1, 0) > 0 && one.revents & Int16(POLLIN) != 0
    }
}

/// O_PATH hides behind _GNU_SOURCE; the number is that of every architecture Debian has Swift for.
private let pathOnly: Int32 = 0o10000000

/// The two ends of a pipe that no other child inherits.
private struct Pipe: ~Copyable {
    let read: Int32
    private(set) var write: Int32

    init() throws(Child.Fault) {
        var ends: [Int32] = [-1, -1]
        guard pipe2(&ends, O_CLOEXEC) == 0 else { throw Child.Fault(errno) }
        (read, write) = (ends[0], ends[1])
    }

    mutating func closeWrite() {
        if write >= 0 { close(write) }
        write = -1
    }

    deinit {
        close(read)
        if write >= 0 { close(write) }
    }
}

/// Says the input and hears the remarks while a child lives.
private struct Talk {
    private static let heardLimit = 4_096
    let input: [UInt8]
    let until: ContinuousClock.Instant
    private var said = 0
    private var heard: [UInt8] = []

    init(input: [UInt8], until: ContinuousClock.Instant) {
        self.input = input
        self.until = until
    }

    var isSaid: Bool { said == input.count }

    var remark: String {
        let lines = heard.split(separator: 0x0A).map { oneLine(Array($0.prefix(300))) }
        return lines.first { !$0.isEmpty } ?? ""
    }

    /// - Returns: False when the time was up before the child ended.
    mutating func run(_ stdin: inout Pipe, _ stderr: inout Pipe, _ child: Int32) -> Bool {
        var ear = stderr.read
        while true {
            if isSaid { stdin.closeWrite() }
            var fds = [
                pollfd(fd: stdin.write, events: Int16(POLLOUT), revents: 0),
                pollfd(fd: ear, events: Int16(POLLIN), revents: 0),
                pollfd(fd: child, events: Int16(POLLIN), revents: 0),
            ]
            let left = (until - .now).components
            guard left.seconds >= 0, left.attoseconds >= 0 else { return false }
            let wait = left.seconds * 1_000 + left.attoseconds / 1_000_000_000_000_000 + 1
            guard poll(&fds, 3, Int32(clamping: wait)) >= 0 || errno == EINTR else { return false }
            if fds[2].revents != 0 { return true }
            if fds[1].revents != 0, !hear(ear) { ear = -1 }
            if fds[0].revents != 0 { say(stdin.write) }
        }
    }

    /// A pipe that is ready takes PIPE_BUF bytes without blocking; nobody else writes to it.
    private mutating func say(_ number: Int32) {
        let part = input[said...].prefix(Int(PIPE_BUF))
        let count = part.withUnsafeBytes { write(number, $0.baseAddress, $0.count) }
        if count > 0 { said += count }
    }

    /// - Returns: False at the end.
    private mutating func hear(_ number: Int32) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = read(number, &buffer, buffer.count)
        guard count > 0 else { return false }
        heard += buffer[..<min(count, Talk.heardLimit - heard.count)]
        return true
    }

    /// What was said just before the end; more than a pipe holds comes from somebody else.
    mutating func listen(_ number: Int32) {
        for _ in 0..<16 where Child.isReady(number) {
            guard hear(number) else { return }
        }
    }
}

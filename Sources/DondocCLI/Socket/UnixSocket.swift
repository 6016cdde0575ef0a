import Glibc

/// How a conversation with the daemon failed.
enum TransportError: Error, Hashable {
    /// Nobody listens there; the system's word for it.
    case notRunning(String)
    case forbidden
    case timedOut
    /// The connection ended before the answer did.
    case closedEarly
    /// What came is no HTTP answer.
    case garbled
    /// The way to a host failed, with what ssh and the far side said.
    case ssh(SSHEnd, words: [String])
}

/// A connected stream of the machine itself, closed when it goes out of scope.
struct UnixSocket: ~Copyable {
    private let fd: CInt
    private let deadline: Deadline
    /// Listened to while waiting, so that who speaks there is never held up.
    private let beside: Overheard?

    init(path: String, deadline: Deadline) throws(TransportError) {
        self.init(fd: try connected(path, deadline), deadline: deadline)
    }

    /// Takes over an open one.
    init(fd: CInt, deadline: Deadline, beside: Overheard? = nil) {
        self.fd = fd
        self.deadline = deadline
        self.beside = beside
    }

    deinit { close(fd) }

    /// Sends all of it, or as much as the daemon takes before it closes: it may have answered.
    func send(_ bytes: [UInt8]) throws(TransportError) {
        var sent = 0
        while sent < bytes.count {
            try wait(for: POLLOUT)
            let n = bytes[sent...].withUnsafeBytes {
                Glibc.send(fd, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL | MSG_DONTWAIT))
            }
            if n >= 0 {
                sent += n
            } else if errno == EPIPE || errno == ECONNRESET {
                return
            } else if errno != EAGAIN && errno != EINTR {
                throw .closedEarly
            }
        }
    }

    /// Says that nothing more is sent or wanted.
    func finish() { shutdown(fd, CInt(SHUT_RDWR)) }

    /// The next bytes; empty at the end of the stream.
    ///
    /// Calls `tell` when nothing has come for `quiet` milliseconds, and goes on waiting.
    func receive(tellAfter quiet: Int? = nil, _ tell: () -> Void = {}) throws(TransportError)
        -> [UInt8]
    {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            try wait(for: POLLIN, quiet, tell)
            let n = recv(fd, &buffer, buffer.count, CInt(MSG_DONTWAIT))
            if n >= 0 { return Array(buffer[..<n]) }
            if errno == ECONNRESET { return [] }
            if errno != EAGAIN && errno != EINTR { throw .closedEarly }
        }
    }

    private func wait(for events: Int32, _ quiet: Int? = nil, _ tell: () -> Void = {})
        throws(TransportError)
    {
        var quiet = quiet
        while true {
            var all = [
                pollfd(fd: fd, events: Int16(events), revents: 0),
                pollfd(fd: beside?.openFD ?? -1, events: Int16(POLLIN), revents: 0),
            ]
            let left = deadline.left
            let n = poll(&all, 2, CInt(clamping: min(left, quiet ?? left)))
            if n > 0, all[1].revents != 0 { beside?.listen() }
            if n > 0, all[0].revents != 0 { return }
            if n == 0, quiet != nil, deadline.left > 0 {
                quiet = nil
                tell()
                continue
            }
            if n == 0 || deadline.left == 0 { throw .timedOut }
            if n < 0, errno != EINTR { throw .closedEarly }
        }
    }
}

/// A new stream connected to the socket at `path`, to be closed by the caller.
func connected(_ path: String, _ deadline: Deadline) throws(TransportError) -> CInt {
    var address = sockaddr_un()
    let name = Array(path.utf8)
    guard name.count < MemoryLayout.size(ofValue: address.sun_path) else {
        throw .notRunning(errorText(ENAMETOOLONG))
    }
    let fd = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard fd >= 0 else { throw .notRunning(errorText(errno)) }
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
    // A full backlog makes connect wait: SO_SNDTIMEO bounds that.
    let left = max(1, deadline.left)
    var patience = timeval(tv_sec: left / 1000, tv_usec: left % 1000 * 1000)
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    while true {
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(fd, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        if status == 0 { return fd }
        let number = errno
        if number == EINTR { continue }
        close(fd)
        switch number {
        case EAGAIN, ETIMEDOUT: throw .timedOut
        case EACCES, EPERM: throw .forbidden
        default: throw .notRunning(errorText(number))
        }
    }
}

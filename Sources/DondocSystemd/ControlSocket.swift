import CLinux
import Glibc

/// The unix socket on which the API listens.
public enum ControlSocket {
    /// Binds and listens, mode 0660, group `dondoc-staff` where that group exists.
    ///
    /// A stale socket file is removed first; one on which somebody answers is left alone, and so is
    /// whatever is no socket.
    /// - Throws: `SystemError`; `EADDRINUSE` when somebody listens there, `ENAMETOOLONG` for a path
    ///   over 107 bytes; `Distrust` when something else stands there.
    public static func listen(path: String) throws -> Int32 {
        var address = sockaddr_un()
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw SystemError("bind \(path)", code: ENAMETOOLONG)
        }
        let there = try Trust.facts(path)
        if let there, !there.isSocket { throw Distrust(path: path, reason: .notSocket) }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let fd = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard fd >= 0 else { throw SystemError("socket") }
        let answered = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(fd, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        guard !answered else {
            close(fd)
            throw SystemError("bind \(path)", code: EADDRINUSE)
        }
        if there != nil {
            // Only a socket on which nobody listens any more is in the way.
            guard errno == ECONNREFUSED else { throw failed("connect \(path)", fd) }
            guard unlink(path) == 0 else { throw failed("unlink \(path)", fd) }
        }
        let old = umask(0o117)
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(fd, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        umask(old)
        guard bound == 0 else { throw failed("bind \(path)", fd) }
        if let group = getgrnam("dondoc-staff") { _ = chown(path, uid_t.max, group.pointee.gr_gid) }
        guard Glibc.listen(fd, 128) == 0 else { throw failed("listen \(path)", fd) }
        return fd
    }

    /// The path on which a socket listens; nil where it has none.
    public static func path(of fd: Int32) -> String? {
        var address = sockaddr_un()
        var length = socklen_t(MemoryLayout<sockaddr_un>.size)
        let code = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(fd, $0, &length) }
        }
        guard code == 0, address.sun_family == sa_family_t(AF_UNIX) else { return nil }
        let path = withUnsafeBytes(of: &address.sun_path) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        return path.isEmpty ? nil : path
    }

    /// Gives everybody who waits on a listening socket the same answer, and hangs up.
    ///
    /// Connections left waiting would make systemd start the daemon again and again, without a pause.
    public static func turnAway(_ fd: Int32, answer: (_ question: [UInt8]) throws -> [UInt8])
        rethrows
    {
        let flags = Int32(MSG_DONTWAIT | MSG_NOSIGNAL)
        var question = [UInt8](repeating: 0, count: 65_536)
        for _ in 0..<1_000 {
            var waiting = pollfd(fd: fd, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, 0) > 0 else { return }
            let caller = accept(fd, nil, nil)
            guard caller >= 0 else { return }
            defer { close(caller) }
            let length = max(0, recv(caller, &question, question.count, flags))
            let answer = try answer(Array(question[..<length]))
            _ = send(caller, answer, answer.count, flags)
        }
    }

    private static func failed(_ call: String, _ fd: Int32) -> SystemError {
        let error = SystemError(call)
        close(fd)
        return error
    }
}

/// An advisory lock that the kernel drops when the process ends, however it ends.
public struct FileLock: Sendable {
    private let fd: Int32

    /// - Returns: nil when another process holds it.
    /// - Throws: `SystemError` when the file cannot be made.
    public init?(path: String) throws {
        fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard fd >= 0 else { throw SystemError("open \(path)") }
        guard flock(fd, LOCK_EX | LOCK_NB) == 0 else {
            close(fd)
            return nil
        }
    }
}

/// Login names and numbers of this machine.
public enum Users {
    /// - Returns: nil when the uid has no name.
    public static func name(uid: UInt32) -> String? {
        var record = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        guard getpwuid_r(uid, &record, &buffer, buffer.count, &found) == 0, found != nil else {
            return nil
        }
        return String(cString: record.pw_name)
    }
}

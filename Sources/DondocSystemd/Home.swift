import CLinux
import Glibc

/// Where a file lives: which file on which machine it is.
public enum Home {
    /// Its inode, when it was made where the file system keeps that, and machine-id(5).
    ///
    /// Of a copy at least one is another. Of a machine without an id, and of a file that cannot be looked
    /// at, that part is empty.
    public static func of(_ path: String) -> String {
        var (inode, seconds, nanoseconds) = (UInt64(0), Int64(0), UInt32(0))
        let isKnown = dd_birth(path, &inode, &seconds, &nanoseconds) == 0
        return machine() + (isKnown ? " \(inode) \(seconds) \(nanoseconds)" : "")
    }

    private static func machine() -> String {
        let file = open("/etc/machine-id", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return "" }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = read(file, &bytes, bytes.count)
        return String(decoding: bytes[..<max(0, count)], as: UTF8.self)
    }
}

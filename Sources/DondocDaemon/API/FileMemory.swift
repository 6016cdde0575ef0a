import DondocSystemd
import Foundation
import Glibc
import Synchronization

/// What was read from files, read anew only where a file's inode, size or times have changed.
final class FileMemory<Value: Sendable>: Sendable {
    private let read: @Sendable ([UInt8], String) throws -> Value
    private let kept = Mutex<[String: (stamp: FileStamp, value: Value?)]>([:])

    init(_ read: @escaping @Sendable ([UInt8], String) throws -> Value) { self.read = read }

    /// What the file `name` of `folder` says; nil when it cannot be read or is wrong.
    func value(_ folder: String, _ name: String) -> Value? {
        let path = "\(folder)/\(name)"
        guard let stamp = FileStamp(path) else { return nil }
        if let old = kept.withLock({ $0[path] }), old.stamp == stamp { return old.value }
        let value = FileManager.default.contents(atPath: path).flatMap {
            try? read([UInt8]($0), name)
        }
        kept.withLock { $0[path] = stamp.isSettled ? (stamp, value) : nil }
        return value
    }
}

/// What changes with a file or a folder, its text or its names, its owner or its mode.
struct FileStamp: Hashable {
    private let inode: UInt
    private let size: Int
    private let mode: UInt32
    /// Nanoseconds since the Unix epoch: the text's last change, and any change at all.
    private let modified: Int
    private let changed: Int

    /// Symlinks are followed; nil where there is nothing.
    init?(_ path: String) {
        var found = stat()
        guard stat(path, &found) == 0 else { return nil }
        func nanoseconds(_ t: timespec) -> Int { t.tv_sec * 1_000_000_000 + t.tv_nsec }
        inode = UInt(found.st_ino)
        size = Int(found.st_size)
        mode = found.st_mode
        modified = nanoseconds(found.st_mtim)
        changed = nanoseconds(found.st_ctim)
    }

    /// False of a change as young as two seconds, which may be followed by one with the same stamp.
    var isSettled: Bool { max(modified, changed) < SystemClock.nanoseconds() - 2_000_000_000 }
}

import DondocSystemd
import Foundation
import Glibc
import Synchronization

/// What was read from files, read anew only where a file's inode, size or times have changed.
final class FileMemory<Value: Sendable>: Sendable {
    private struct Stamp: Hashable {
        let inode: UInt
        let size: Int
        /// Nanoseconds since the Unix epoch: the text's last change, and any change at all.
        let modified: Int
        let changed: Int
    }

    private let read: @Sendable ([UInt8], String) throws -> Value
    private let kept = Mutex<[String: (stamp: Stamp, value: Value?)]>([:])
    /// Nanoseconds; a change as young as that may be followed by one with the same stamp.
    private static var youth: Int { 2_000_000_000 }

    init(_ read: @escaping @Sendable ([UInt8], String) throws -> Value) { self.read = read }

    /// What the file `name` of `folder` says; nil when it cannot be read or is wrong.
    func value(_ folder: String, _ name: String) -> Value? {
        let path = "\(folder)/\(name)"
        guard let stamp = FileMemory.stamp(path) else { return nil }
        if let old = kept.withLock({ $0[path] }), old.stamp == stamp { return old.value }
        let value = FileManager.default.contents(atPath: path).flatMap {
            try? read([UInt8]($0), name)
        }
        let isSettled =
            max(stamp.modified, stamp.changed) < SystemClock.nanoseconds() - FileMemory.youth
        kept.withLock { $0[path] = isSettled ? (stamp, value) : nil }
        return value
    }

    private static func stamp(_ path: String) -> Stamp? {
        var found = stat()
        guard stat(path, &found) == 0 else { return nil }
        func nanoseconds(_ t: timespec) -> Int { t.tv_sec * 1_000_000_000 + t.tv_nsec }
        return Stamp(
            inode: UInt(found.st_ino), size: Int(found.st_size),
            modified: nanoseconds(found.st_mtim), changed: nanoseconds(found.st_ctim))
    }
}

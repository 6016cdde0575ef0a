import CLinux
import Glibc

/// What is wrong with the owner, the mode or the kind of a file, so that somebody else than its owner
/// could change or read what only the owner should; security.md, 4, rows 17, 23 and 24.
public struct Distrust: Error, Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
        case symlink, notFolder, notFile, notSocket
        /// Where the path starts is not said.
        case relative
        /// The login name of who owns it, or the number.
        case owner(String)
        /// Somebody else may write: the mode, in octal digits.
        case writable(String)
        case readable(String)
    }

    public let path: String
    public let reason: Reason
}

/// Looks at files without following a symlink at their end.
public enum Trust {
    /// The kind, owner and mode of a file.
    public struct Facts: Sendable {
        public let kind: UInt32
        public let uid: UInt32
        public let mode: UInt32

        init(_ about: stat) {
            kind = about.st_mode & S_IFMT
            uid = about.st_uid
            mode = about.st_mode & 0o7777
        }

        public var isFolder: Bool { kind == S_IFDIR }
        public var isFile: Bool { kind == S_IFREG }
        public var isSocket: Bool { kind == S_IFSOCK }
        public var isSymlink: Bool { kind == S_IFLNK }
        var isSticky: Bool { mode & 0o1000 != 0 }
        var octal: String {
            let digits = String(mode, radix: 8)
            return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        }
    }

    /// - Returns: nil when there is nothing.
    /// - Throws: `SystemError` when it cannot be looked at.
    public static func facts(_ path: String) throws(SystemError) -> Facts? {
        var about = stat()
        if lstat(path, &about) == 0 { return Facts(about) }
        if errno == ENOENT { return nil }
        throw SystemError("lstat \(path)")
    }

    /// A folder of ours: no symlink, owned by this process's user, written by nobody else, and below
    /// no folder in which anybody may put another in its place.
    ///
    /// - Throws: `Distrust`; `SystemError` when it cannot be looked at.
    public static func ownFolder(_ path: String) throws {
        guard let facts = try facts(path) else { throw SystemError("lstat \(path)", code: ENOENT) }
        if facts.isSymlink { throw Distrust(path: path, reason: .symlink) }
        guard facts.isFolder else { throw Distrust(path: path, reason: .notFolder) }
        try owned(path, facts, by: [geteuid()])
        try unwritten(path, facts, 0o022)
        try ancestors(of: path)
    }

    /// A file of ours; nothing is said where there is none.
    ///
    /// `hidden` are bits of the mode that it may not have beside those for writing, such as 0o007.
    /// - Throws: `Distrust`; `SystemError` when it cannot be looked at.
    public static func ownFile(_ path: String, hidden: UInt32) throws {
        guard let facts = try facts(path) else { return }
        if facts.isSymlink { throw Distrust(path: path, reason: .symlink) }
        guard facts.isFile else { throw Distrust(path: path, reason: .notFile) }
        try owned(path, facts, by: [geteuid()])
        try unwritten(path, facts, 0o022)
        guard facts.mode & hidden == 0 else {
            throw Distrust(path: path, reason: .readable(facts.octal))
        }
    }

    /// A folder that others may use too: of root or of us, and written by everybody only with the
    /// sticky bit, as /tmp has it.
    ///
    /// - Throws: `Distrust`; `SystemError` when it cannot be looked at.
    public static func sharedFolder(_ path: String) throws {
        var about = stat()
        guard stat(path, &about) == 0 else { throw SystemError("stat \(path)") }
        let facts = Facts(about)
        guard facts.isFolder else { throw Distrust(path: path, reason: .notFolder) }
        try owned(path, facts, by: [0, geteuid()])
        if !facts.isSticky { try unwritten(path, facts, 0o002) }
    }

    /// Whether a file has any of these bits in its mode; false where there is none.
    public static func isShared(_ path: String, _ bits: UInt32) throws(SystemError) -> Bool {
        try facts(path).map { !$0.isSymlink && $0.mode & bits != 0 } ?? false
    }

    /// The same of what a path leads to: a symlink has no mode of its own.
    public static func isWritten(_ path: String, _ bits: UInt32) -> Bool {
        var about = stat()
        return stat(path, &about) == 0 && about.st_mode & bits != 0
    }

    /// Whether somebody else than root and this process's user owns it; then who.
    public static func foreigner(_ path: String) -> String? {
        var about = stat()
        guard stat(path, &about) == 0, ![0, geteuid()].contains(about.st_uid) else { return nil }
        return name(about.st_uid)
    }

    /// Every folder above, symlinks followed: of root or of us, and not written by everybody.
    public static func ancestors(of path: String) throws {
        guard let parent = resolved(path + "/..") else { throw SystemError("realpath \(path)") }
        var folder = parent
        while true {
            if let facts = try facts(folder), !facts.isSticky {
                try unwritten(folder, facts, 0o002)
            }
            guard let slash = folder.lastIndex(of: "/"), folder != "/" else { return }
            folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
        }
    }

    /// Opens a program that is to be run: an absolute path without a symlink in it, in which root owns
    /// every part and nobody else writes any.
    ///
    /// - Returns: A descriptor (`O_PATH`) to be run by fexecve(3), so that what was looked at is what runs.
    /// - Throws: `Distrust` naming the part; `SystemError`.
    public static func program(_ path: String, owner: UInt32 = 0) throws -> Int32 {
        guard path.hasPrefix("/") else { throw Distrust(path: path, reason: .relative) }
        var fd = open("/", opathFlag | O_CLOEXEC | O_DIRECTORY)
        guard fd >= 0 else { throw SystemError("open /") }
        do {
            try examine(fd, "/", isLast: false, owner)
        } catch {
            close(fd)
            throw error
        }
        var walked = ""
        let parts = path.split(separator: "/")
        for (i, part) in parts.enumerated() {
            walked += "/" + part
            let next = openat(fd, String(part), opathFlag | O_CLOEXEC | O_NOFOLLOW)
            let error = SystemError("open \(walked)")
            close(fd)
            guard next >= 0 else { throw error }
            fd = next
            do {
                try examine(fd, walked, isLast: i == parts.count - 1, owner)
            } catch {
                close(fd)
                throw error
            }
        }
        return fd
    }

    private static func examine(_ fd: Int32, _ path: String, isLast: Bool, _ owner: uid_t) throws {
        var about = stat()
        guard fstat(fd, &about) == 0 else { throw SystemError("fstat \(path)") }
        let facts = Facts(about)
        if facts.isSymlink || part(path) == ".." { throw Distrust(path: path, reason: .symlink) }
        if isLast, !facts.isFile { throw Distrust(path: path, reason: .notFile) }
        if !isLast, !facts.isFolder { throw Distrust(path: path, reason: .notFolder) }
        try owned(path, facts, by: [0, owner])
        if !(facts.isFolder && facts.isSticky) { try unwritten(path, facts, 0o022) }
    }

    // MARK: Steps

    private static func owned(_ path: String, _ facts: Facts, by owners: Set<uid_t>) throws {
        guard owners.contains(facts.uid) else {
            throw Distrust(path: path, reason: .owner(name(facts.uid)))
        }
    }

    private static func unwritten(_ path: String, _ facts: Facts, _ bits: mode_t) throws {
        guard facts.mode & bits == 0 else {
            throw Distrust(path: path, reason: .writable(facts.octal))
        }
    }

    private static func name(_ uid: uid_t) -> String { Users.name(uid: uid) ?? String(uid) }

    private static func part(_ path: String) -> Substring { path.split(separator: "/").last ?? "" }

    private static func resolved(_ path: String) -> String? {
        guard let text = realpath(path, nil) else { return nil }
        defer { free(text) }
        return String(cString: text)
    }
}

/// O_PATH hides behind _GNU_SOURCE; the number is that of every architecture Debian has Swift for.
private let opathFlag: Int32 = 0o10000000

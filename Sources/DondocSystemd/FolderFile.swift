import CLinux
import Glibc

/// Files of one folder, none of which may lead out of it.
public enum FolderFile {
    /// The whole of a regular file, by its path inside a folder.
    ///
    /// Symlinks are followed as long as they stay inside (openat2(2), RESOLVE_BENEATH); a pipe, a device
    /// or an endless file is not read.
    /// - Throws: `SystemError`: `EXDEV` when the path leads out, `EINVAL` when it is no regular file,
    ///   `EFBIG` when it is larger than `limit`; `Distrust` when everybody may write the file or the
    ///   folder.
    public static func read(_ name: String, in folder: String, limit: Int) throws -> [UInt8] {
        let base = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard base >= 0 else { throw SystemError("open \(folder)") }
        defer { close(base) }
        try unwritten(base, folder)
        let fd = dd_open_beneath(base, name)
        guard fd >= 0 else { throw SystemError("open \(folder)/\(name)") }
        defer { close(fd) }
        var about = stat()
        guard fstat(fd, &about) == 0 else { throw SystemError("fstat \(name)") }
        guard about.st_mode & S_IFMT == S_IFREG else {
            throw SystemError("read \(folder)/\(name)", code: EINVAL)
        }
        try unwritten(fd, "\(folder)/\(name)")
        return try bytes(of: fd, limit, "\(folder)/\(name)")
    }

    private static func unwritten(_ fd: Int32, _ path: String) throws {
        var about = stat()
        guard fstat(fd, &about) == 0 else { throw SystemError("fstat \(path)") }
        let facts = Trust.Facts(about)
        guard facts.mode & 0o002 == 0 || (facts.isFolder && facts.isSticky) else {
            throw Distrust(path: path, reason: .writable(facts.octal))
        }
    }

    private static func bytes(of fd: Int32, _ limit: Int, _ name: String) throws -> [UInt8] {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let n = Glibc.read(fd, &buffer, buffer.count)
            if n == 0 { return all }
            guard n > 0 else {
                if errno == EINTR { continue }
                throw SystemError("read \(name)")
            }
            all += buffer[..<n]
            guard all.count <= limit else { throw SystemError("read \(name)", code: EFBIG) }
        }
    }

    /// Names in a folder that end in `suffix` and do not begin with a dot, sorted; none where there is
    /// no folder.
    ///
    /// - Throws: `SystemError` when it may not be looked into: that is not the same as empty; `Distrust`
    ///   when everybody may write it.
    public static func names(in folder: String, suffix: String) throws -> [String] {
        guard let handle = opendir(folder) else {
            if errno == ENOENT { return [] }
            throw SystemError("open \(folder)")
        }
        defer { closedir(handle) }
        try unwritten(dirfd(handle), folder)
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasSuffix(suffix), !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }
}

import DondocAPI
import Glibc

/// Files that a person names: regular ones only, and none without a limit.
enum Files {
    /// The most that a plan file may hold.
    static let planLimit = 4 << 20

    /// The whole of a file; `-` is the standard input.
    ///
    /// - Throws: `Failure` 66 for a file that cannot be opened, 65 for one that is no regular file
    ///   or larger than `limit`.
    static func read(_ path: String, limit: Int = planLimit) throws -> [UInt8] {
        var all: [UInt8] = []
        try chunks(of: path) { chunk in
            all += chunk
            guard all.count <= limit else {
                throw Failure(ExitStatus.data, Words.tooLarge(shown(path), limit))
            }
        }
        return all
    }

    /// The lines of a text as they come, without their ends; of a line longer than `longest` bytes
    /// only as many are kept, and it is told not to be whole.
    static func lines(
        of path: String, longest: Int, _ take: (_ line: [UInt8], _ isWhole: Bool) throws -> Void
    ) throws {
        var line: [UInt8] = []
        var isWhole = true
        func end() throws {
            try take(line, isWhole)
            (line, isWhole) = ([], true)
        }
        try chunks(of: path) { chunk in
            var rest = chunk[...]
            while let stop = rest.firstIndex(of: 0x0A) {
                add(rest[..<stop])
                try end()
                rest = rest[(stop + 1)...]
            }
            add(rest)
        }
        if !line.isEmpty { try end() }

        func add(_ bytes: ArraySlice<UInt8>) {
            let room = longest - line.count
            if bytes.count > room { isWhole = false }
            line += bytes.prefix(room)
        }
    }

    /// SHA-256 of a file of any size, in hexadecimal.
    static func digest(_ path: String) throws -> String {
        var hash = SHA256()
        try chunks(of: path) { hash.update($0) }
        return hash.finish()
    }

    /// The names in a directory, sorted; empty where there is no directory.
    ///
    /// - Throws: `Failure` 77 where it may not be read.
    static func names(in directory: String) throws -> [String] {
        guard let handle = opendir(directory) else {
            if errno == ENOENT { return [] }
            throw unreadable(directory)
        }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            names.append(
                withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                })
        }
        return names.sorted()
    }

    /// Writes a file that is not there yet; its folder's group may read it, as `/etc/dondoc` needs.
    ///
    /// - Throws: `Failure` 1 when something has that name, 77 where nothing may be written, 66 where
    ///   there is no such folder, 74 when the disk fails; then no file is left.
    static func create(_ path: String, _ text: String) throws {
        let fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o640)
        guard fd >= 0 else {
            let number = errno
            if number == EEXIST { throw Failure(ExitStatus.no, Words.exists(shown(path))) }
            throw unwritable(path, number)
        }
        defer { close(fd) }
        // Whatever the umask: the daemon must be able to read it.
        fchmod(fd, 0o640)
        var folder = stat()
        let slash = path.lastIndex(of: "/")
        if stat(slash.map { String(path[...$0]) } ?? ".", &folder) == 0 {
            // Where the group is not ours to give, the file keeps our own.
            _ = fchown(fd, uid_t.max, folder.st_gid)
        }
        let bytes = Array(text.utf8)
        var sent = 0
        while sent < bytes.count {
            let n = bytes[sent...].withUnsafeBytes { Glibc.write(fd, $0.baseAddress, $0.count) }
            if n > 0 {
                sent += n
            } else if errno != EINTR {
                let number = errno
                unlink(path)
                throw unwritable(path, number)
            }
        }
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    private static func chunks(of path: String, _ take: ([UInt8]) throws -> Void) throws {
        // Non-blocking, so that opening a pipe without a writer does not hang.
        let fd = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard fd >= 0 else { throw unreadable(path) }
        defer { if fd != STDIN_FILENO { close(fd) } }
        var about = stat()
        if fd != STDIN_FILENO {
            guard fstat(fd, &about) == 0 else { throw unreadable(path) }
            guard about.st_mode & S_IFMT == S_IFREG else {
                throw Failure(ExitStatus.data, Words.notRegular(shown(path)))
            }
        }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let n = Glibc.read(fd, &buffer, buffer.count)
            if n == 0 { return }
            if n > 0 {
                try take(Array(buffer[..<n]))
            } else if errno != EINTR {
                throw unreadable(path)
            }
        }
    }

    private static func unwritable(_ path: String, _ number: CInt) -> Failure {
        let status =
            switch number {
            case EACCES, EPERM, EROFS: ExitStatus.notPermitted
            case ENOENT, ENOTDIR, ELOOP: ExitStatus.noSuchThing
            default: ExitStatus.inputOutput
            }
        return Failure(status, Words.notWritten(shown(path), errorText(number)))
    }

    private static func unreadable(_ path: String) -> Failure {
        let number = errno
        return Failure(
            number == EACCES ? ExitStatus.notPermitted : ExitStatus.noSuchThing,
            Words.cannotRead(shown(path), errorText(number)))
    }
}

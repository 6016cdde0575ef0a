import DondocAPI
import Glibc

/// The only place that writes: answers go to stdout, remarks to stderr.
enum Terminal {
    /// An answer, as it stands; the caller ends its lines.
    static func out(_ text: String) { write(Array(text.utf8), to: STDOUT_FILENO) }

    /// A JSON body of the daemon as it came, with a last line end; on a terminal its controls are
    /// escaped, which means the same to a reader of JSON.
    static func out(body: [UInt8]) {
        let line = body.last == 0x0A ? body : body + [0x0A]
        guard isInteractive else { return write(line, to: STDOUT_FILENO) }
        var safe = ""
        for scalar in String(decoding: line, as: UTF8.self).unicodeScalars {
            if isControl(scalar), !"\r\n\t".unicodeScalars.contains(scalar) {
                safe += jsonEscape(scalar)
            } else {
                safe.unicodeScalars.append(scalar)
            }
        }
        out(safe)
    }

    /// One remark; a line end is added.
    static func remark(_ line: String) { write(Array((line + "\n").utf8), to: STDERR_FILENO) }

    /// Somebody reads the remarks as they come.
    static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }

    static var isInteractive: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Columns of the terminal; 80 where there is none.
    static var width: Int {
        var size = winsize()
        guard isInteractive, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
        else { return 80 }
        return max(40, Int(size.ws_col))
    }

    /// Colour only for people, and never against their will (no-color.org).
    static var hasColour: Bool {
        isInteractive && (environment("NO_COLOR") ?? "").isEmpty
            && environment("TERM") != "dumb"
    }

    private static func write(_ bytes: [UInt8], to fd: CInt) {
        var sent = 0
        while sent < bytes.count {
            let n = bytes[sent...].withUnsafeBytes { Glibc.write(fd, $0.baseAddress, $0.count) }
            if n > 0 {
                sent += n
            } else if errno != EINTR {
                stop(fd)
            }
        }
    }

    /// A reader that has gone away ends us quietly, a full disk with a word.
    private static func stop(_ fd: CInt) -> Never {
        if errno == EPIPE || fd != STDOUT_FILENO { exit(128 + SIGPIPE) }
        let why = errorText(errno)
        remark(Words.cannotWrite(why))
        exit(CInt(ExitStatus.inputOutput))
    }
}

/// A variable of the environment; nil when it is not set.
func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

/// What an error number of the system means.
func errorText(_ number: CInt) -> String {
    switch number {
    case ENOENT, ENOTDIR: Words.System.missing
    case ECONNREFUSED: Words.System.nobodyListens
    case EACCES, EPERM: Words.System.forbidden
    case ENOSPC: Words.System.full
    default: String(cString: strerror(number))
    }
}

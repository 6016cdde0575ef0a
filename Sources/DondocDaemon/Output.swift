import DondocAPI
import DondocStore
import Glibc

/// The only file that writes to the terminal.
enum Output {
    static func error(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        var sent = 0
        while sent < bytes.count {
            let n = bytes[sent...].withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
            guard n > 0 || errno == EINTR else { return }
            sent += max(n, 0)
        }
    }
}

/// Faults after which the daemon must not go on.
enum Fatal {
    /// An I/O error at COMMIT leaves the row unknown: stop, let systemd restart, read again.
    static func store(_ error: any Error) {
        if isOutOfSpace(error) { return }
        Output.error("dondocd: \(error)")
        _exit(Int32(ExitStatus.inputOutput))
    }

    /// The transaction was rolled back and may be tried again when there is room.
    static func isOutOfSpace(_ error: any Error) -> Bool { Store.isOutOfSpace(error) }

    static func isStore(_ error: any Error) -> Bool { Store.isFault(error) }
}
